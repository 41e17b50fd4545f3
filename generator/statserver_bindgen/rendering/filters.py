"""Filters: templates write spec text by the rules of the file's language.

`Text` is the type of every string of the spec. Printing it without a filter is an error, so that a
missing filter is noticed; filters return plain strings, which can be printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from jinja2 import Undefined

from statserver_bindgen.identifiers import CASES
from statserver_bindgen.rendering.languages import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from statserver_bindgen.identifiers import Identifiers
    from statserver_bindgen.rendering.languages import Language, Rewrite

_T = TypeVar("_T")
_WHITESPACE: Final = re.compile(r"\s+")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class FilterError(Exception):
    """A template uses a filter or a value wrongly; the renderer adds file and line."""


class Text:
    """Spec text in a template: it can be compared and filtered, but not printed without a filter.

    Attributes:
        plain: the string. Templates have no access to it.
    """

    __slots__ = ("plain",)

    def __init__(self, plain: str) -> None:
        self.plain = plain

    def __str__(self) -> str:
        raise FilterError(
            f"the spec text {self.plain[:40]!r} is printed without a filter; "
            "use literal, comment, doc, text, code or identifier"
        )

    def __repr__(self) -> str:
        # A list that is converted to a string prints the repr of its items.
        return str(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self.plain == other.plain
        return self.plain == other

    def __lt__(self, other: object) -> bool:
        # By code point: `sort` and `groupby` give the same order in every locale.
        return self.plain < plain(other)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


class Record:
    """An object of the catalog in a template: attributes by name. It can't be printed itself."""

    def __str__(self) -> str:
        raise FilterError(f"a record can't be printed; print one of: {', '.join(vars(self))}")

    __repr__ = __str__


def plain(value: object) -> str:
    """Return the string of a `Text`, or a string unchanged."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises with the name that is undefined
    raise FilterError(f"expected text, got {type(value).__name__}")


def finalize(value: object) -> object:
    """Return a value that can be printed: a number, or a string of a template or a filter."""
    if isinstance(value, str) or type(value) is int:
        return value
    if isinstance(value, Text | Record | Undefined):
        str(value)  # raises with the reason
    raise FilterError(
        f"a value of type {type(value).__name__} is printed without a filter; use literal"
    )


def one_line(text: str) -> str:
    """Return the text on one line: whitespace folded, unprintable characters as `U+202E`."""
    folded = _WHITESPACE.sub(" ", text).strip()
    return UNPRINTABLE.sub(lambda it: f"U+{ord(it[0]):04X}", folded)


@dataclass(frozen=True)
class Filters:
    """The filters of one file, from the rules of its language and the identifiers of the target."""

    language: Language
    identifiers: Identifiers

    def table(self) -> dict[str, Callable[..., object]]:
        """Return the filters by the names that templates use."""
        methods = (self.literal, self.comment, self.doc, self.text, self.code, self.identifier)
        table = {it.__name__: _late(it, markup=self.language.markup) for it in methods}
        return {**table, "wrap": wrap}

    def literal(self, value: object) -> str:
        """Write a text, a number, a boolean or none as a value; in JSON, data of any shape."""
        if type(value) is int:
            return str(value)
        if isinstance(value, list | tuple | dict):
            return self._data(cast("object", value))
        if value is None or isinstance(value, bool):
            word = {None: "none", True: "truth", False: "falsehood"}[value]
            return self._need(self._need(self.language.words, "literal").get(word), word)
        start, end = self._need(self.language.quotes, "literal")
        return start + self._literal(plain(value)) + end

    def _data(self, value: object) -> str:
        if self.language.name != "json":
            self._need(None, "literal of lists and mappings")
        import json

        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return UNPRINTABLE.sub(lambda it: self._literal(it[0]), written)

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

    def identifier(self, value: object, case: str | None = None) -> str:
        """Write a name as an identifier, in the target's case or in the given one."""
        case = case or self.identifiers.case
        if case not in CASES:
            raise FilterError(f"unknown case {case!r}; use one of: {', '.join(CASES)}")
        name = CASES[case](plain(value))
        if not _IDENTIFIER.match(name.replace("-", "_")):
            raise FilterError(f"{plain(value)!r} can't be written as an identifier")
        if name in self.identifiers.reserved:
            raise FilterError(f"the identifier {name} is reserved in this target")
        return name

    # The same texts occur in row after row: each is converted once.

    @cached_property
    def _line(self) -> Callable[[Rewrite, str], str]:
        def line(rule: Rewrite, text: str) -> str:
            return rule(one_line(text))

        return cache(line)

    @cached_property
    def _literal(self) -> Callable[[str], str]:
        escapes, unprintable = self.language.escapes, self.language.unprintable

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

        pattern = re.compile("|".join([*map(re.escape, escapes), UNPRINTABLE.pattern]))

        def literal(text: str) -> str:
            return pattern.sub(escape, text)

        return cache(literal)

    def _need(self, rule: _T | None, name: str) -> _T:
        if rule is None:
            raise FilterError(f"the filter {name} is not available in {self.language.name}")
        return rule


def _late(write: Callable[..., str], *, markup: bool) -> Callable[..., object]:
    """Return a filter that jinja applies when it renders, and whose markup it does not escape.

    The output of a filter depends on the language; a compiled template must not.
    """
    from jinja2 import pass_context
    from markupsafe import Markup

    @pass_context
    def late(_context: object, *values: object) -> str:
        return write(*values)

    @pass_context
    def late_markup(_context: object, *values: object) -> str:
        return Markup(write(*values))  # noqa: S704 - it is escaped by the language's rule

    return late_markup if markup else late


def wrap(text: object, width: int = 79) -> list[str]:
    """Break the output of another filter into lines of at most `width` characters."""
    if not isinstance(text, str):
        raise FilterError("wrap needs the output of another filter, e.g. doc | wrap")
    return [type(text)(it) for it in _lines(text, width)]


@cache
def _lines(text: str, width: int) -> Sequence[str]:
    from textwrap import TextWrapper

    return TextWrapper(width, break_long_words=False, break_on_hyphens=False).wrap(text) or ("",)
