"""The builder: keys and values in the order of the file, made into data with positions.

It also collects the paths of unreliable values. A diagnostic reports each of them, so later checks
must not report them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.yaml_source.positions import DataPath, Positions, Range

if TYPE_CHECKING:
    from statserver_bindgen.yaml_source.source_text import Position


_MANY_KEYS: Final = 16
_EMPTY_LIST: Final[list[Any]] = []
_EMPTY_MAPPING: Final[dict[str, Any]] = {}
_NO_KEYS: Final[dict[str, int]] = {}


class _Frame:
    """An incomplete list or mapping.

    Attributes:
        items: the items of a list.
        values: the values of a mapping by key; None for a list.
        entry: its entry in the positions.
        is_flow: whether it is in brackets.
        is_key: whether it is used as a key, and therefore dropped.
        keys: the entry of each key of a mapping.
        key: the key of a mapping whose value comes next.
        restore: the numbers of entries and unreliable paths to return to after a dropped value.
    """

    __slots__ = ("entry", "is_flow", "is_key", "items", "key", "keys", "restore", "values")

    def __init__(self, entry: int, *, is_mapping: bool, is_flow: bool, is_key: bool) -> None:
        self.items: list[Any] = _EMPTY_LIST if is_mapping else []
        self.values: dict[str, Any] | None = {} if is_mapping else None
        self.entry = entry
        self.is_flow = is_flow
        self.is_key = is_key
        self.keys: dict[str, int] = {} if is_mapping else _NO_KEYS
        self.key: str | None = None
        self.restore: tuple[int, int] | None = None


class Builder:
    """The data of one file, while it is read.

    Attributes:
        data: the data once it is complete, else None.
        expects_key: whether a key comes next.
        positions: the positions of its parts.
        unreliable: the paths of unreliable values.
    """

    def __init__(self) -> None:
        self.data: Any = None
        self.expects_key = False
        self.positions = Positions()
        self.unreliable: list[DataPath] = []
        self._frames: list[_Frame] = []

    @property
    def depth(self) -> int:
        """The number of incomplete lists and mappings."""
        return len(self._frames)

    @property
    def has_many_keys(self) -> bool:
        """Whether the innermost mapping has more keys than any row or vocabulary entry."""
        return len(self._frames[-1].keys) > _MANY_KEYS

    @property
    def key(self) -> str | None:
        """The key whose value comes next, or None in a list."""
        return self._frames[-1].key if self._frames else None

    @property
    def flow_line(self) -> int | None:
        """The line, from 0, of the first bracket that is not closed, or None."""
        entries = (frame.entry for frame in self._frames if frame.is_flow)
        return next((self.positions.at(entry).line for entry in entries), None)

    @property
    def path(self) -> DataPath:
        """The path of the value that comes next, or of the key that was just added."""
        return tuple(map(_step, self._frames))

    def add_key(self, text: str, area: tuple[int, int, int, int]) -> Range | None:
        """Add a key, and return the range of an equal key of the same mapping.

        In that case the first value is unreliable, and the second one is dropped.
        """
        frame = self._frames[-1]
        entry = self.positions.add(area)
        frame.key = text
        self.expects_key = False
        first = frame.keys.setdefault(text, entry)
        if first == entry:
            return None
        self.mark_unreliable()
        frame.restore = (entry, len(self.unreliable))
        return self.positions.at(first)

    def skip_key(self) -> None:
        """Add a key that is dropped together with its value."""
        frame = self._frames[-1]
        frame.key = ""
        self.expects_key = False
        self.mark_mapping_unreliable()
        frame.restore = (len(self.positions), len(self.unreliable))

    def add(self, value: object, area: tuple[int, int, int, int]) -> None:
        """Add a scalar value."""
        self.positions.add(area)
        self._put(value)

    def begin(self, start: Position, *, is_mapping: bool, is_flow: bool, is_key: bool) -> None:
        """Begin a list or a mapping."""
        entry = self.positions.add((*start, *start))
        frame = _Frame(entry, is_mapping=is_mapping, is_flow=is_flow, is_key=is_key)
        self._frames.append(frame)
        self.expects_key = is_mapping

    def end(self, position: Position) -> list[Any] | dict[str, Any]:
        """End the innermost list or mapping, and return it; empty ones are one object."""
        frame = self._frames.pop()
        self.positions.close(frame.entry, position if frame.is_flow else None)
        value: list[Any] | dict[str, Any] = frame.items or _EMPTY_LIST
        if frame.values is not None:
            value = frame.values or _EMPTY_MAPPING
        if frame.is_key:
            self.expects_key = False
        else:
            self._put(value)
        return value

    def mark_unreliable(self) -> None:
        """Mark the value that comes next, or that of the key just added, as unreliable."""
        self.unreliable.append(self.path)

    def mark_mapping_unreliable(self) -> None:
        """Mark the mapping of the key just added as unreliable; of the outermost, only the key."""
        self.unreliable.append(self.path[:-1] or self.path)

    def _put(self, value: object) -> None:
        """Add a complete value to the list or mapping around it."""
        if not self._frames:
            self.data = value
            self.expects_key = False
            return
        frame = self._frames[-1]
        if frame.values is None:
            frame.items.append(value)
            self.expects_key = False
            return
        if frame.restore is not None:
            entries, paths = frame.restore
            self.positions.drop(entries)
            del self.unreliable[paths:]
            frame.restore = None
        elif frame.key is not None:
            frame.values[frame.key] = value
        frame.key = None
        self.expects_key = True


def _step(frame: _Frame) -> str | int:
    return len(frame.items) if frame.values is None else frame.key or ""
