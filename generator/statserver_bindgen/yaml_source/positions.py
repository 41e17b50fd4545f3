"""The positions of the keys and values of a file, at twenty bytes each.

Ranges are added in the order of the file, and looked up by data path. Only the values of
diagnostics are ever looked up, so the numbers are in one array, and the entry of a path is searched
on demand.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DataPath = tuple[str | int, ...]
"""The keys of mappings and indexes of lists that lead to a value, from the outermost in."""

# Of each entry: line and column of its start, line and column of its end, all from 0, and the
# number of entries from this one to its last part.
_STRIDE: Final = 5


class Range(NamedTuple):
    """A range of a file; lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Positions:
    """The ranges of the keys and values of one file."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._parts: dict[int, Mapping[Any, int] | Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers) // _STRIDE

    def add(self, area: tuple[int, int, int, int]) -> int:
        """Add the range of a key or value, in the order of the file, and return its entry."""
        numbers = self._numbers
        entry = len(numbers) // _STRIDE
        numbers.fromlist([*area, 1])
        return entry

    def close(self, entry: int, end: tuple[int, int] | None) -> None:
        """Complete the entry of a list or mapping after its last part.

        Args:
            entry: the entry.
            end: line and column of its end; None if it ends with its last part.
        """
        numbers, start = self._numbers, entry * _STRIDE
        numbers[start + 2], numbers[start + 3] = end or numbers[-3:-1]
        numbers[start + 4] = len(self) - entry

    def drop(self, entry: int) -> None:
        """Drop this entry and all that were added after it."""
        del self._numbers[entry * _STRIDE :]

    def of(self, data: object, path: DataPath) -> Range:
        """Return the range of the value at a path, or of the nearest value around a missing one.

        Args:
            data: the data of the file.
            path: the path of the value.
        """
        return self.at(self._find(data, path)[0])

    def of_key(self, data: object, path: DataPath) -> Range:
        """Return the range of the key at a path, or of the value if it has no key."""
        entry, has_key = self._find(data, path)
        return self.at(entry - has_key)

    def at(self, entry: int) -> Range:
        """Return the range of an entry."""
        start = entry * _STRIDE
        return Range(*self._numbers[start : start + 4])

    def _find(self, data: object, path: DataPath) -> tuple[int, bool]:
        """Return the entry of a value, and whether the entry of its key precedes it."""
        entry, has_key = 0, False
        around: Any = data
        for step in path:
            parts: Any = self._parts.get(entry) or self._index_parts(around, entry)
            try:
                entry, has_key, around = parts[step], isinstance(around, dict), around[step]
            except (KeyError, IndexError, TypeError):
                break
        return entry, has_key

    def _index_parts(self, data: object, entry: int) -> Mapping[Any, int] | Sequence[int]:
        following = entry + 1
        by_key: dict[str, int] = {}
        by_index = array("I")
        if isinstance(data, dict):
            for key in cast("dict[str, object]", data):
                by_key[key] = following + 1
                following += 1 + self._numbers[(following + 1) * _STRIDE + 4]
        elif isinstance(data, list):
            for _ in cast("list[object]", data):
                by_index.append(following)
                following += self._numbers[following * _STRIDE + 4]
        self._parts[entry] = by_key or by_index
        return by_key or by_index
