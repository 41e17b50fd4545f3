"""What templates may do with text of the spec: write it by a rule of the file's language.

`Text` is the type of every string that comes from the spec. Printing it as it is fails, so that a
forgotten filter can't pass; the filters here return plain strings, which print.
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
_BLANKS: Final = re.compile(r"\s+")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class FilterError(Exception):
    """A template asks for what can't be; `render` tells where."""


class Text:
    """Text of the spec in a template: it can be compared and filtered, but not printed as it is.

    Attributes:
        plain: the string. Templates can't reach it.
    """

    __slots__ = ("plain",)

    def __init__(self, plain: str) -> None:
        self.plain = plain

    def __str__(self) -> str:
        raise FilterError(
            f"the text {self.plain[:40]!r} of the spec is printed without a rule; "
            "pipe it through literal, comment, doc, text, code or identifier"
        )

    def __repr__(self) -> str:
        # A list of texts, made a string, shows them by their repr: no way around the rules either.
        return str(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self.plain == other.plain
        return self.plain == other

    def __lt__(self, other: object) -> bool:
        # By code point: what `sort` and `groupby` give is the same in every locale.
        return self.plain < plain(other)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


class Record:
    """One thing of the catalog in a template: its attributes, by name. Only its texts print."""

    def __str__(self) -> str:
        raise FilterError(f"this is no text; it has: {', '.join(vars(self))}")

    __repr__ = __str__


def plain(value: object) -> str:
    """Return the string behind a `Text`, or a string as it is."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        str(value)  # tells what is undefined
    raise FilterError(f"text is needed here, not {type(value).__name__}")


def finalize(value: object) -> object:
    """Let through what prints safely: numbers, and the strings that templates and filters make."""
    if isinstance(value, str) or type(value) is int:
        return value
    if isinstance(value, Text | Record | Undefined):
        str(value)  # they say themselves what is wrong
    raise FilterError(
        f"a value of type {type(value).__name__} is printed without a rule; pipe it through literal"
    )


def one_line(text: str) -> str:
    """Return the text on one line, with blanks folded and unprintable characters as `U+202E`."""
    folded = _BLANKS.sub(" ", text).strip()
    return UNPRINTABLE.sub(lambda it: f"U+{ord(it[0]):04X}", folded)


@dataclass(frozen=True)
class Filters:
    """The filters of one file: the rules of its language, and the target's way with identifiers."""

    language: Language
    identifiers: Identifiers

    def table(self) -> dict[str, Callable[..., object]]:
        """Return the filters by the names that templates use."""
        writing = (self.literal, self.comment, self.doc, self.text, self.code, self.identifier)
        table = {it.__name__: _late(it, markup=self.language.markup) for it in writing}
        return {**table, "wrap": wrap}

    def literal(self, value: object) -> str:
        """Write a text, a number, a truth or nothing as a value; in JSON, data of any shape."""
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
        """Write text into a comment: on one line, unable to end it."""
        return self._line(self._need(self.language.comment, "comment"), plain(value))

    def doc(self, value: object) -> str:
        """Write text into a documentation comment or docstring: on one line, unable to end it."""
        return self._line(self._need(self.language.doc, "doc"), plain(value))

    def text(self, value: object) -> str:
        """Write running text, in which no character of the spec means markup."""
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
        """Write a name as an identifier, in the target's case or the one asked for."""
        wanted = case or self.identifiers.case
        if wanted not in CASES:
            raise FilterError(f"there is no case {wanted!r}; there are {', '.join(CASES)}")
        name = CASES[wanted](plain(value))
        if not _IDENTIFIER.match(name.replace("-", "_")):
            raise FilterError(f"{plain(value)!r} makes no identifier")
        if name in self.identifiers.reserved:
            raise FilterError(f"the identifier {name} is reserved in this target")
        return name

    # The same words come up in row after row: each is worked on once.

    @cached_property
    def _line(self) -> Callable[[Rewrite, str], str]:
        def line(rule: Rewrite, text: str) -> str:
            return rule(one_line(text))

        return cache(line)

    @cached_property
    def _literal(self) -> Callable[[str], str]:
        escapes, unprintable = self.language.escapes, self.language.unprintable

        def escape(found: re.Match[str]) -> str:
            character = found[0]
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
            raise FilterError(f"{self.language.name} has no rule for the filter {name}")
        return rule


def _late(write: Callable[..., str], *, markup: bool) -> Callable[..., object]:
    """Return a filter that jinja leaves to the rendering, and whose markup it does not escape.

    What a filter writes depends on the language; compiled templates, which are kept, must not.
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
    """Break text that another filter has made safe into lines of at most `width` characters."""
    if not isinstance(text, str):
        raise FilterError("wrap breaks text that another filter has made safe, e.g. doc | wrap")
    return [type(text)(it) for it in _lines(text, width)]


@cache
def _lines(text: str, width: int) -> Sequence[str]:
    from textwrap import wrap as lines

    return lines(text, width, break_long_words=False, break_on_hyphens=False) or ("",)
