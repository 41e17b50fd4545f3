"""Edited text: operations on data, written into the text that the data was read from."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.editing.layout import read_layout
from statserver_bindgen.editing.operation_edits import edits_of
from statserver_bindgen.editing.operations import RemoveValue, RenameKey, apply_to
from statserver_bindgen.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.editing.entries import TextEdit
    from statserver_bindgen.editing.layout import Layout
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.yaml_source.positions import DataPath


class EditedText(NamedTuple):
    """A text after operations, and the data that a reader of it must get."""

    text: str
    data: Any


def edit_text(layout: Layout, operations: Iterable[Operation]) -> str:
    """Return the text of a layout after operations, one after the other.

    The result is read again: its data is that of the layout after the same operations.

    Raises:
        EditError: an operation can't be written into this layout of the text.
    """
    edited = apply_operations(layout, operations)
    refuse_other_data(read_layout(edited.text).data, edited)
    return edited.text


def refuse_other_data(data: Any, edited: EditedText) -> None:
    """Do nothing if the data of an edited text is as expected.

    Raises:
        EditError: the data differs.
    """
    if data != edited.data:
        raise EditError("this layout of the file can't be edited; edit the file by hand")


def apply_operations(layout: Layout, operations: Iterable[Operation]) -> EditedText:
    """Return the text of a layout after operations, without reading the result.

    Raises:
        EditError: an operation can't be written into this layout of the text.
    """
    expected: Any = layout.data
    batch = _Batch()
    for operation in operations:
        edits = edits_of(layout, operation) if batch.keeps_paths(operation) else []
        if not edits or not batch.keeps_offsets(edits):
            layout = read_layout(splice(layout.text, batch.edits))
            batch = _Batch()
            edits = edits_of(layout, operation)
        batch.add(operation, edits)
        expected = apply_to(expected, operation)
    return EditedText(splice(layout.text, batch.edits), expected)


class _Batch:
    """Edits of one text by several operations.

    Attributes:
        edits: the edits, sorted; none of them touches another one.
    """

    def __init__(self) -> None:
        self.edits: list[TextEdit] = []
        self._changed: set[DataPath] = set()
        self._around: set[DataPath] = set()

    def keeps_paths(self, operation: Operation) -> bool:
        """Return whether no operation so far changed the path of this one, or data at it."""
        path = _changed_path(operation)
        return path not in self._around and self._changed.isdisjoint(_prefixes(path))

    def keeps_offsets(self, edits: Iterable[TextEdit]) -> bool:
        """Return whether no edit so far touches another edit."""
        for edit in edits:
            index = bisect_left(self.edits, edit)
            neighbours = self.edits[max(index - 1, 0) : index + 1]
            if any(edit.start <= it.end and it.start <= edit.end for it in neighbours):
                return False
        return True

    def add(self, operation: Operation, edits: Iterable[TextEdit]) -> None:
        """Add an operation with its edits."""
        path = _changed_path(operation)
        self._changed.add(path)
        self._around.update(_prefixes(path))
        for edit in edits:
            insort(self.edits, edit)


def splice(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with edits that do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


def _changed_path(operation: Operation) -> DataPath:
    """Return the path of all data whose path or position an operation changes."""
    path = operation.path
    return path[:-1] if isinstance(operation, RemoveValue | RenameKey) else path


def _prefixes(path: DataPath) -> list[DataPath]:
    """Return the path and the paths of all data around it."""
    return [path[:depth] for depth in range(len(path) + 1)]
