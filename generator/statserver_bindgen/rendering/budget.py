"""The bounds of a template: how much it may do for its artifact, or for all of them with `each`.

A `Budget` counts. Steps are loop steps and calls of macros; work is what operators and filters do,
in about the time that copying a character takes. Steps, work and the size of the artifact are
bounded for every 10,000 rows of the catalog. The sizes of single values are bounded as well, so
that no single operation takes long. A template can still use the memory of the process, as any
build script can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen.rendering.records import SECTIONS
from statserver_bindgen.rendering.values import FilterError, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS: Final = 10_000
"""The bounds of one artifact are those below for as many rows of the catalog, or part of them."""
STEPS: Final = 1_000_000
"""Loop steps and calls of macros."""
WORK: Final = 500_000_000
"""Characters that operators and filters handle. An item counts as ten, a call or a filter as a
hundred."""
ARTIFACT_BYTES: Final = 64 * 1024 * 1024
"""The size of an artifact."""
LONGEST_TEXT: Final = 1_000_000
"""Characters of a text that an operator, a method or a filter of Jinja handles or returns."""
LONGEST_LIST: Final = 1_000_000
"""Items of a list that an operator returns."""
WIDEST: Final = 1_000
"""The width, precision or indentation that a format or a filter may have."""
LARGEST_BITS: Final = 4_096
"""Bits of an integer that an operator or a filter returns."""
DEEPEST: Final = 100
"""Lists, tuples and mappings in each other: hashing deep tuples overflows the stack of Python."""

CALL: Final = 100
_ITEM: Final = 10
_EMPTY: Final[dict[object, object]] = {}
_VIEWS: Final = (type(_EMPTY.keys()), type(_EMPTY.values()), type(_EMPTY.items()))
_CONTAINERS: Final = (list, tuple, dict)
_SIZED: Final = (*_CONTAINERS, range, *_VIEWS)
_ATOMS: Final = frozenset({Record, Text, bool, type(None), *SECTIONS})


class LimitError(FilterError):
    """A template exceeds a bound; the renderer adds file and line."""


class Budget:
    """What templates may still do for one artifact, or for the artifacts of all entries.

    Attributes:
        most_bytes: the size that the artifacts may have.
        size: the size that they have so far.
    """

    __slots__ = ("_most_steps", "_steps", "_work", "most_bytes", "size")

    def __init__(self, rows: int = 0) -> None:
        """Start the artifacts of a template for a catalog with as many rows."""
        times = max(1, -(-rows // ROWS))
        self._most_steps = self._steps = times * STEPS
        self._work = times * WORK
        self.most_bytes = times * ARTIFACT_BYTES
        self.size = 0

    def step(self, weight: int) -> None:
        """Count one step, and the work of executing that many nodes of the template.

        Raises:
            LimitError: there were too many steps.
        """
        self._steps -= 1
        if self._steps < 0:
            raise LimitError(
                f"the templates of one artifact take more than {self._most_steps:,} loop steps and "
                "calls; loop over fewer items"
            )
        self.charge(_ITEM * weight)

    def charge(self, work: int) -> None:
        """Count work.

        Raises:
            LimitError: there was too much work.
        """
        self._work -= work
        if self._work < 0:
            raise LimitError(
                "the templates of one artifact do too much work in operators and filters; "
                "process fewer or shorter values"
            )

    def count(self, items: Iterable[Any], weight: int) -> Iterator[Any]:
        """Yield the items of a loop, and count a step for each."""
        work = _ITEM * weight
        for item in items:
            self._steps -= 1
            self._work -= work
            if self._steps < 0 or self._work < 0:
                self.step(0)  # raises with the reason
            yield item

    def handle(self, value: object) -> None:
        """Count the work of handling a value once, without the values in it.

        Raises:
            LimitError: the value is too large, or there was too much work.
        """
        kind = value.__class__
        if kind in _ATOMS:
            return
        if isinstance(value, str):
            self.charge(require_short(len(value)))
        elif kind is int:
            require_small(cast("int", value))
        elif isinstance(value, _SIZED):
            self.charge(_ITEM * len(cast("Any", value)))

    def handle_all(self, value: object) -> None:
        """Count the work of handling a value once, with all the values in it.

        Raises:
            LimitError: the value is too large, or there was too much work.
        """
        if isinstance(value, _CONTAINERS):
            self.charge(_ITEM * _measure(cast("Any", value), {}, DEEPEST))
        else:
            self.handle(value)


def _measure(value: Any, sizes: dict[int, int], depth: int) -> int:
    """Return how many items a list, tuple or mapping has with all those in it.

    A value that is in another one several times counts each time, but is looked at once.
    """
    if depth == 0:
        raise LimitError(f"lists and mappings are more than {DEEPEST} deep in each other")
    size = len(value)
    items: Any = (*value, *value.values()) if type(value) is dict else value
    for item in items:
        kind = cast("object", item).__class__
        if kind is str:
            size += len(item) // _ITEM
        elif kind not in _ATOMS and kind is not int and isinstance(item, _CONTAINERS):
            key = id(cast("object", item))
            inner = sizes.get(key)
            if inner is None:
                inner = sizes[key] = _measure(cast("Any", item), sizes, depth - 1)
            size += inner
    return size


def require_short(length: int) -> int:
    """Return the length of a text that is about to be handled, if it is not too long.

    Raises:
        LimitError: it is too long.
    """
    if length > LONGEST_TEXT:
        raise LimitError(
            f"a text has {length:,} characters; operators and filters handle at most "
            f"{LONGEST_TEXT:,}"
        )
    return length


def require_few(length: int) -> int:
    """Return the length of a list that is about to be made, if it is not too long.

    Raises:
        LimitError: it is too long.
    """
    if length > LONGEST_LIST:
        raise LimitError(f"a list of {length:,} items is too long; at most {LONGEST_LIST:,}")
    return length


def require_narrow(width: object) -> int:
    """Return a width, a precision or an indentation if it is not too large; 0 for other values.

    Raises:
        LimitError: it is too large.
    """
    if not isinstance(width, int):
        return 0
    if abs(width) > WIDEST:
        raise LimitError(f"a width or precision is too large; use at most {WIDEST:,}")
    return abs(width)


def require_small(number: int) -> int:
    """Return an integer if it is not too large.

    Raises:
        LimitError: it is too large.
    """
    if number.bit_length() > LARGEST_BITS:
        raise LimitError(f"an integer has more than {LARGEST_BITS:,} bits; use smaller numbers")
    return number
