"""Where each key and value of a file stands, at twenty bytes each.

What comes in: the places of keys and values in the order of the file. What goes out: the place of
any of them by path. Of a hundred thousand rows hardly one is ever asked for, so that the numbers
lie in one array, and the way to a value is looked for only when it is asked for.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Path = tuple[str | int, ...]
"""The way to a value: keys of mappings and indices of lists, from the outermost in."""

# For each entry: line and column of its start, line and column of its end, all from 0, and how many
# entries from this one to the end of what it contains.
_STRIDE: Final = 5


class Place(NamedTuple):
    """A stretch of a file; lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Positions:
    """The places of the keys and values of one file."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._inside: dict[int, Mapping[Any, int] | Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers) // _STRIDE

    def add(self, place: tuple[int, int, int, int]) -> int:
        """Add the place of a key or of a value, in the order of the file, and return its entry."""
        entry = len(self._numbers)
        self._numbers.extend((*place, 1))
        return entry // _STRIDE

    def close(self, entry: int, end: tuple[int, int] | None) -> None:
        """Say that all that is inside an entry was added.

        Args:
            entry: a list or mapping.
            end: line and column of its end; None where it ends with its last value.
        """
        numbers, start = self._numbers, entry * _STRIDE
        numbers[start + 2 : start + 4] = array("I", end or numbers[-3:-1])
        numbers[start + 4] = len(self) - entry

    def forget(self, entry: int) -> None:
        """Take back this entry and all that were added after it."""
        del self._numbers[entry * _STRIDE :]

    def of(self, data: object, path: Path) -> Place:
        """Return the place of the value at a path, or of what is nearest around where it would be.

        Args:
            data: the data that the positions belong to, as it was read.
            path: the way to the value.
        """
        return self.at(self._find(data, path)[0])

    def of_key(self, data: object, path: Path) -> Place:
        """Return the place of the key at a path; the value's own where it has no key."""
        entry, has_key = self._find(data, path)
        return self.at(entry - has_key)

    def at(self, entry: int) -> Place:
        """Return the place of an entry."""
        start = entry * _STRIDE
        return Place(*self._numbers[start : start + 4])

    def _find(self, data: object, path: Path) -> tuple[int, bool]:
        """Return the entry of a value, and whether that of its key stands before it."""
        entry, has_key = 0, False
        around: Any = data
        for step in path:
            inside: Any = self._inside.get(entry) or self._look_inside(around, entry)
            try:
                entry, has_key, around = inside[step], isinstance(around, dict), around[step]
            except (KeyError, IndexError, TypeError):
                break
        return entry, has_key

    def _look_inside(self, data: object, entry: int) -> Mapping[Any, int] | Sequence[int]:
        following = entry + 1
        keyed: dict[str, int] = {}
        listed = array("I")
        if isinstance(data, dict):
            for key in cast("dict[str, object]", data):
                keyed[key] = following + 1
                following += 1 + self._numbers[(following + 1) * _STRIDE + 4]
        elif isinstance(data, list):
            for _ in cast("list[object]", data):
                listed.append(following)
                following += self._numbers[following * _STRIDE + 4]
        self._inside[entry] = keyed or listed
        return keyed or listed
