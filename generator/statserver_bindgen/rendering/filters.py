"""Filters: templates write spec text by the rules of the file's language.

Filters return plain strings, which can be printed. `identifier` notes which names are printed in
which case, so that a collision is reported at the spec (`printed_identifiers`).
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from jinja2.runtime import Macro

from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import CASES
from statserver_bindgen.rendering.languages import UNPRINTABLE
from statserver_bindgen.rendering.records import SECTIONS
from statserver_bindgen.rendering.values import FilterError, Origin, Text, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.rendering.languages import Language, Rewrite

_T = TypeVar("_T")
_MOST_CACHED: Final = 2**18
_MOST_WRAPPED: Final = 2**14
_LISTS: Final = (list, tuple)
_CONTAINERS: Final = (*_LISTS, dict)
_NOT_IN_URLS: Final = re.compile(r"[^A-Za-z0-9._~:/?#@!$&'*+,;=%-]")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def one_line(text: str) -> str:
    """Return the text on one line: whitespace folded, unprintable characters as `U+202E`."""
    folded = " ".join(text.split())
    if folded.isascii() and folded.isprintable():
        return folded
    return UNPRINTABLE.sub(lambda it: f"U+{ord(it[0]):04X}", folded)


class Filters(Frozen):
    """The filters of one file, from the rules of its language and the identifiers of the target.

    Attributes:
        printed: the attributes of the catalog that `identifier` has printed, each with the case.
    """

    language: Language
    identifiers: Identifiers
    printed: set[tuple[Origin, str]]

    def table(self) -> dict[str, Callable[..., object]]:
        """Return the filters by the names that templates use."""
        methods = (self.literal, self.comment, self.doc, self.text, self.code, self.url)
        filters = {it.__name__: self._once_per_text(it) for it in methods}
        return {**filters, "identifier": self.identifier, "each": each, "wrap": wrap}

    def _once_per_text(self, write: Callable[[object], str]) -> Callable[[object], str]:
        """Return a filter of a method: the same texts occur in row after row, and in many files."""
        output = self._output

        # Without a limit: a table with more texts than a limit would convert each again and again.
        @cache
        def convert(text: str) -> str:
            return output(write(text))

        def write_once(value: object) -> str:
            # The class itself: `isinstance` takes longer, and no class is derived from `Text`.
            return convert(value.plain) if type(value) is Text else output(write(value))

        return write_once

    def literal(self, value: object) -> str:
        """Write a text, a number, a boolean or none as a value.

        In JSON, this is data of any shape; in CSV, a list of texts is one cell.
        """
        if isinstance(value, str | Text):
            return self._quoted(plain(value))
        if type(value) is int:
            return str(value)
        if isinstance(value, _CONTAINERS):
            return self._data(cast("object", value))
        if value is None or isinstance(value, bool):
            word = {None: "none", True: "truth", False: "falsehood"}[value]
            return self._need(self._need(self.language.words, "literal").get(word), word)
        return plain(value)  # raises with the reason

    def _quoted(self, text: str) -> str:
        start, end = self._need(self.language.quotes, "literal")
        if self.language.other_quotes is not None and end in text:
            other_start, other_end = self.language.other_quotes
            if text.count(other_end) < text.count(end):
                return other_start + self._other_literal(text) + other_end
        written = self._literal(text)
        return start + (self.language.guard or str)(written) + end

    def _data(self, value: object) -> str:
        if self.language.separator is not None and isinstance(value, _LISTS):
            return self._list(cast("Sequence[object]", value), self.language.separator)
        if self.language.name != "json":
            self._need(None, "literal of lists and mappings")
        import json

        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return UNPRINTABLE.sub(lambda it: self._literal(it[0]), written)

    def _list(self, values: Sequence[object], separator: str) -> str:
        texts = [plain(it) for it in values]
        for text in texts:
            if text.split() != [text]:
                raise FilterError(
                    f"{text[:40]!r} can't be in a list, which has spaces between texts"
                )
        return self._quoted(separator.join(texts)) if texts else self.literal(None)

    def comment(self, value: object) -> str:
        """Write text in a comment: on one line, unable to end the comment."""
        return self._line(self._need(self.language.comment, "comment"), plain(value))

    def doc(self, value: object) -> str:
        """Write text in a documentation comment or docstring: on one line, unable to end it."""
        return self._line(self._need(self.language.doc, "doc"), plain(value))

    def text(self, value: object) -> str:
        """Write running text in which no character of the spec is markup."""
        return self._line(self._need(self.language.text, "text"), plain(value))

    def code(self, value: object) -> str:
        """Write text as a code span of Markdown."""
        if self.language.name != "markdown":
            self._need(None, "code")
        text = one_line(plain(value)).replace("|", "\\|")
        ticks = "`" * (max((len(it) for it in re.findall("`+", text)), default=0) + 1)
        pad = " " if text.startswith("`") or text.endswith("`") or not text else ""
        return f"{ticks}{pad}{text}{pad}{ticks}"

    def url(self, value: object) -> str:
        """Write an https URL as the destination of a link of Markdown."""
        if self.language.name != "markdown":
            self._need(None, "url")
        text = plain(value)
        if not text.startswith("https://"):
            raise FilterError(f"{text!r} is not an https URL")
        return _NOT_IN_URLS.sub(_percent_encoded, text).replace("&", "&amp;")

    def identifier(self, value: object, case: object = None) -> str:
        """Write a name as an identifier, in the target's case or in the given one."""
        case = case or self.identifiers.case
        if not isinstance(case, str):
            raise _unknown_case(type(case).__name__)
        name = self._named(case, plain(value))
        if isinstance(value, Text) and value.origin is not None:
            # Reported at the entry of the spec, with all the others of its section.
            self.printed.add((value.origin, case))
        elif name in self.identifiers.reserved:
            raise FilterError(f"the identifier {name} is reserved in this target")
        return name

    @cached_property
    def _named(self) -> Callable[[str, str], str]:
        output = self._output

        def named(case: str, text: str) -> str:
            if case not in CASES:
                raise _unknown_case(repr(case))
            name = CASES[case](text)
            if not _IDENTIFIER.match(name.replace("-", "_")):
                raise FilterError(f"{text!r} can't be written as an identifier")
            return output(name)

        return lru_cache(_MOST_CACHED)(named)

    @cached_property
    def _output(self) -> Callable[[str], str]:
        """The type of texts that can be printed: Jinja does not escape `Markup` again."""
        if not self.language.markup:
            return str
        from markupsafe import Markup

        return Markup

    @staticmethod
    def _line(rule: Rewrite, text: str) -> str:
        return rule(one_line(text))

    @cached_property
    def _literal(self) -> Callable[[str], str]:
        return self._escape(self.language.escapes)

    @cached_property
    def _other_literal(self) -> Callable[[str], str]:
        """The same for the other quotes of the language."""
        escapes = {**self.language.escapes}
        _, end = self._need(self.language.quotes, "literal")
        _, other_end = self._need(self.language.other_quotes, "literal")
        escapes[other_end] = escapes.pop(end).replace(end, other_end)
        return self._escape(escapes)

    def _escape(self, escapes: Mapping[str, str]) -> Callable[[str], str]:
        unprintable = self.language.unprintable

        def escape(match: re.Match[str]) -> str:
            character = match[0]
            if character in escapes:
                return escapes[character]
            if unprintable is None:
                raise FilterError(
                    f"U+{ord(character):04X} can't be written as {self.language.name}; declare "
                    "literals.unprintable in target.yaml"
                )
            return unprintable.of(character)

        table = str.maketrans({**escapes})
        # One set of characters: `re` skips all others quickly. It is compiled on first use.
        pattern = f"[{''.join(map(re.escape, escapes))}{UNPRINTABLE.pattern[1:]}"
        escaped = frozenset(escapes)

        def literal(text: str) -> str:
            if text.isascii() and text.isprintable() and escaped.isdisjoint(text):
                return text
            if UNPRINTABLE.search(text) is None:
                return text.translate(table)
            return re.sub(pattern, escape, text)

        return literal

    def _need(self, rule: _T | None, name: str) -> _T:
        if rule is None:
            raise FilterError(f"the filter {name} is not available in {self.language.name}")
        return rule


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _unknown_case(name: str) -> FilterError:
    return FilterError(f"unknown case {name}; use one of: {', '.join(CASES)}")


def each(records: object, macro: object) -> dict[object, str]:
    """Return what a macro writes for each record, by record.

    Rows share records: a template prints the text that all of them have in common once.
    """
    if not isinstance(macro, Macro):
        raise FilterError("each needs a macro, e.g. catalog.facts | each(cells)")
    items = cast("Sequence[Any]", records if isinstance(records, _LISTS) else [None])
    if not all(it.__class__ in SECTIONS for it in items):
        raise FilterError("each needs a list of records, e.g. catalog.facts")
    return {it: macro(it) for it in items}


def wrap(text: object, width: object = 79) -> list[str]:
    """Break the output of another filter into lines of at most `width` characters."""
    if not isinstance(text, str):
        raise FilterError("wrap needs the output of another filter, e.g. doc | wrap")
    if not isinstance(width, int):
        raise FilterError(f"the width of wrap is a number, not {type(width).__name__}")
    return [type(text)(it) for it in _lines(text, width)]


@lru_cache(_MOST_WRAPPED)
def _lines(text: str, width: int) -> Sequence[str]:
    if " ".join(text.split()) == text and width > 0:
        return [*_lines_of_words(text, width)]
    from textwrap import TextWrapper

    return TextWrapper(width, break_long_words=False, break_on_hyphens=False).wrap(text) or ("",)


def _lines_of_words(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text whose words have single spaces between them."""
    while len(text) > width:
        end = text.rfind(" ", 0, width + 1)
        if end == -1:
            end = text.find(" ", width)
        if end == -1:
            break
        yield text[:end]
        text = text[end + 1 :]
    yield text
