"""Data in the making: what has been read so far, and where the next value goes.

What comes in: keys, values, and the begin and end of lists and mappings, in the order of the file.
What goes out: data, its positions, and the paths of values that are not what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.yaml_source.positions import Path, Place, Positions

if TYPE_CHECKING:
    from statserver_bindgen.yaml_source.source_text import Mark


class _Frame:
    """A list or a mapping that is not complete.

    Attributes:
        items: of a list, its items.
        keyed: of a mapping, its values; None for a list.
        entry: its entry in the positions.
        is_flow: whether it stands in brackets.
        is_key: whether it stands where a key should, and is not kept.
        keys: of a mapping, the entry of each key.
        key: of a mapping, the key whose value comes next.
        forget: how many entries and poisoned paths to go back to after a value that is not kept.
    """

    __slots__ = ("entry", "forget", "is_flow", "is_key", "items", "key", "keyed", "keys")

    def __init__(self, entry: int, *, is_mapping: bool, is_flow: bool, is_key: bool) -> None:
        self.items: list[Any] = []
        self.keyed: dict[str, Any] | None = {} if is_mapping else None
        self.entry = entry
        self.is_flow = is_flow
        self.is_key = is_key
        self.keys: dict[str, int] = {}
        self.key: str | None = None
        self.forget: tuple[int, int] | None = None


class Builder:
    """What has been read of one file.

    Attributes:
        data: the whole, once it is complete, else None.
        positions: where its parts stand.
        poisoned: paths of values that are not what was meant.
    """

    def __init__(self) -> None:
        self.data: Any = None
        self.positions = Positions()
        self.poisoned: list[Path] = []
        self._frames: list[_Frame] = []

    @property
    def depth(self) -> int:
        """How many lists and mappings are not complete."""
        return len(self._frames)

    @property
    def expects_key(self) -> bool:
        """Whether what comes next is a key."""
        frame = self._frames[-1] if self._frames else None
        return frame is not None and frame.keyed is not None and frame.key is None

    @property
    def key(self) -> str | None:
        """The key whose value comes next, if it belongs to one."""
        return self._frames[-1].key if self._frames else None

    def add_key(self, text: str, place: tuple[int, int, int, int]) -> Place | None:
        """Add a key, and return the place of the same key if it was there before.

        The value of the second is not kept, and the first is poisoned: who knows which is meant.
        """
        frame = self._frames[-1]
        entry = self.positions.add(place)
        frame.key = text
        first = frame.keys.setdefault(text, entry)
        if first == entry:
            return None
        self.poison()
        frame.forget = (entry, len(self.poisoned))
        return self.positions.at(first)

    def pass_over_key(self) -> None:
        """Add a key that can't be kept, nor can its value."""
        frame = self._frames[-1]
        frame.key = ""
        self.poison_around()
        frame.forget = (len(self.positions), len(self.poisoned))

    def add(self, value: object, place: tuple[int, int, int, int]) -> None:
        """Add a value without parts."""
        self.positions.add(place)
        self._put(value)

    def begin(self, start: Mark, *, is_mapping: bool, is_flow: bool, is_key: bool) -> None:
        """Begin a list or a mapping, whose parts come next."""
        entry = self.positions.add((*start, *start))
        frame = _Frame(entry, is_mapping=is_mapping, is_flow=is_flow, is_key=is_key)
        self._frames.append(frame)

    def end(self, mark: Mark) -> None:
        """End the list or mapping that was begun last."""
        frame = self._frames.pop()
        self.positions.close(frame.entry, mark if frame.is_flow else None)
        if not frame.is_key:
            self._put(frame.items if frame.keyed is None else frame.keyed)

    def poison(self) -> None:
        """Say that the value that comes next, or the key just added, is not what was meant."""
        self.poisoned.append(tuple(map(_step, self._frames)))

    def poison_around(self) -> None:
        """Say that the mapping of the key just added is not what was meant.

        Of the outermost one this is said of the key alone, or nothing would be left.
        """
        self.poison()
        self.poisoned[-1] = self.poisoned[-1][:-1] or self.poisoned[-1]

    def _put(self, value: object) -> None:
        """Put a complete value where it belongs."""
        if not self._frames:
            self.data = value
            return
        frame = self._frames[-1]
        if frame.keyed is None:
            frame.items.append(value)
            return
        if frame.forget is not None:
            entries, poisoned = frame.forget
            self.positions.forget(entries)
            del self.poisoned[poisoned:]
            frame.forget = None
        elif frame.key is not None:
            frame.keyed[frame.key] = value
        frame.key = None


def _step(frame: _Frame) -> str | int:
    return len(frame.items) if frame.keyed is None else frame.key or ""
