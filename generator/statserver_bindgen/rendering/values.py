"""The values of templates: which of them can be printed, and which need a filter first.

`Text` is the type of every string of the spec. Printing it without a filter is an error, so that a
missing filter is noticed; filters return plain strings, which can be printed. Everything else but
texts, numbers and booleans can't be printed at all: the text that Python makes of an object
contains its address in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Undefined, pass_eval_context

from statserver_bindgen.rendering.records import SECTIONS, attribute_names

if TYPE_CHECKING:
    from collections.abc import Iterable


class FilterError(Exception):
    """A template uses a filter or a value wrongly; the renderer adds file and line."""


class Origin(NamedTuple):
    """The attribute of the catalog that a text is.

    Attributes:
        section: the section of the spec, e.g. `object_types`; `names` for action names.
        attribute: the attribute of each entry of the section, e.g. `id`.
    """

    section: str
    attribute: str


class Text:
    """Spec text in a template: it can be compared and filtered, but not printed without a filter.

    Attributes:
        plain: the string. Templates have no access to it.
        origin: the attribute of the catalog that the text is, or None.
    """

    __slots__ = ("origin", "plain")

    def __init__(self, plain: str, origin: Origin | None = None) -> None:
        self.plain = plain
        self.origin = origin

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
    """A record that is not of the catalog: attributes by name. It can't be printed itself."""

    def __str__(self) -> str:
        raise _not_printable(vars(self))

    __repr__ = __str__


def names_of(value: object) -> Iterable[str] | None:
    """Return the attributes of a record; None if the value is not a record."""
    if isinstance(value, Record):
        return vars(value)
    kind: type = type(value)
    return attribute_names(kind) if kind in SECTIONS else None


def refuse_record(value: object) -> None:
    """Do nothing unless a value is a record.

    Raises:
        FilterError: it is one.
    """
    if (names := names_of(value)) is not None:
        raise _not_printable(names)


def _not_printable(names: Iterable[str]) -> FilterError:
    return FilterError(f"a record can't be printed; print one of: {', '.join(names)}")


def plain(value: object) -> str:
    """Return the string of a `Text`, or a string unchanged."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises with the name that is undefined
    raise FilterError(f"expected text, got {type(value).__name__}")


@pass_eval_context
def finalize(_context: object, value: object) -> object:
    """Return a value that can be printed: a number, or a string of a template or a filter.

    Jinja passes the context, and so evaluates nothing when it compiles a template.
    """
    if value.__class__ is str or isinstance(value, str) or type(value) is int:
        return value
    if isinstance(value, Text | Undefined):
        str(value)  # raises with the reason
    refuse_record(value)
    raise FilterError(
        f"a value of type {type(value).__name__} is printed without a filter; use literal"
    )


def require_printable(value: object) -> None:
    """Do nothing if a value is text, a number or a boolean, which become text in only one way.

    Raises:
        FilterError: it is anything else.
    """
    if isinstance(value, str | int | float):
        return
    if isinstance(value, Text | Undefined):
        str(value)  # raises with the reason
    refuse_record(value)
    raise FilterError(
        f"a value of type {type(value).__name__} can't be printed; print text, a number or a "
        "boolean"
    )
