"""The valid part of a document: the values that no diagnostic reports.

The table rules see only these, so that one mistake is reported once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import DataPath


class ValidView:
    """A view of a document without its invalid values.

    Attributes:
        value_span: returns the span of the value at a path.
        key_span: returns the span of the key at a path.
        has_escape: returns whether the value at a path is written with a backslash.
    """

    def __init__(self, document: Document, invalid: AbstractSet[DataPath]) -> None:
        """Create a view.

        Args:
            document: the document.
            invalid: the paths of the values that a diagnostic reports already.
        """
        self._document = document
        self._invalid = invalid
        self.value_span = document.value_span
        self.key_span = document.key_span
        self.has_escape = document.has_escape

    def get(self, *path: str | int) -> Any:
        """Return the value at a path, or None if it is missing or invalid."""
        if self._invalid and self.is_reported(*path):
            return None
        value = self._document.data
        try:
            for key in path:
                value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
        return value

    def keys(self, *path: str | int) -> Sequence[Any]:
        """Return the keys of the mapping, or the indexes of the list, at a path; else nothing."""
        inside = self.get(*path)
        if isinstance(inside, dict):
            return tuple(cast("dict[str, Any]", inside))
        return range(len(cast("Sequence[Any]", inside))) if isinstance(inside, list) else ()

    def is_reported(self, *path: str | int) -> bool:
        """Return whether a diagnostic reports the value at a path, or its absence."""
        return any(path[:depth] in self._invalid for depth in range(1, len(path) + 1))
