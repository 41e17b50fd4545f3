"""The sound part of a document: what neither the reader nor the schema found wrong.

What comes in: a document, and the paths of what is wrong in it. What goes out: values for `rules`
to look at, so that one mistake is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from statserver_bindgen.yaml_source.document import Document, Path


class Sound:
    """What is sound in a document, by path.

    Attributes:
        value_span: gives the place of the value at a path.
        key_span: gives the place of the key at a path.
    """

    def __init__(self, document: Document, broken: AbstractSet[Path]) -> None:
        self._document = document
        self._broken = broken
        self.value_span = document.value_span
        self.key_span = document.key_span

    def get(self, *path: str | int) -> Any:
        """Return the value at a path, or None where there is none or it is not sound."""
        value = self._document.data
        for depth, key in enumerate(path, 1):
            if path[:depth] in self._broken:
                return None
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def keys(self, *path: str | int) -> Sequence[Any]:
        """Return the keys of the mapping, or the indices of the list, at a path; else nothing."""
        inside = self.get(*path)
        if isinstance(inside, dict):
            return tuple(cast("dict[str, Any]", inside))
        return range(len(cast("Sequence[Any]", inside))) if isinstance(inside, list) else ()
