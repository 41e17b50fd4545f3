"""Edited text: operations on data, written into the text that the data was read from."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from statserver_bindgen.editing import entries
from statserver_bindgen.editing.entries import Neighbours, TextEdit
from statserver_bindgen.editing.layout import Area, Layout, read_layout
from statserver_bindgen.editing.operations import (
    InsertItems,
    RemoveValue,
    RenameKey,
    SetValue,
    apply_to,
    value_at,
)
from statserver_bindgen.editing.value_text import write_entry, write_text, write_value
from statserver_bindgen.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        edits = _edits(layout, operation) if batch.keeps_paths(operation) else []
        if not edits or not batch.keeps_offsets(edits):
            layout = read_layout(splice(layout.text, batch.edits))
            batch = _Batch()
            edits = _edits(layout, operation)
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


def _edits(layout: Layout, operation: Operation) -> list[TextEdit]:
    """Return the edits of a text that make an operation."""
    match operation:
        case SetValue(path, value, order):
            around: Any = value_at(layout.data, path[:-1])
            if isinstance(around, list) or path[-1] in around:
                return _replace_value(layout, path, value)
            return _insert_key(layout, path, value, order)
        case RemoveValue(path):
            return _remove(layout, path)
        case RenameKey(path, key):
            start, end = layout.key(path)
            return [TextEdit(start, end, write_text(key, _quote(layout, start)))]
        case InsertItems(path, start, items):
            return _insert_items(layout, path, start, items)


def _replace_value(layout: Layout, path: DataPath, value: Any) -> list[TextEdit]:
    start, end = layout.value(path)
    in_brackets = layout.is_in_brackets(path)
    text = write_value(value, _quote_of_value(layout, path), in_brackets=in_brackets)
    if not layout.is_collection(path) or layout.has_brackets(path):
        return [TextEdit(start, end, text)]
    colon = layout.skip_gap(layout.key(path).end) + 1
    following = layout.start_of_next_line(end)
    return [
        TextEdit(colon, colon, f" {text}"),
        TextEdit(layout.start_of_line(start), end if following is None else following, ""),
    ]


def _insert_key(
    layout: Layout, path: DataPath, value: Any, order: tuple[str, ...]
) -> list[TextEdit]:
    *outer, key = path
    around: DataPath = tuple(outer)
    keys = [*cast("dict[str, Any]", value_at(layout.data, around))]
    rank = order.index(str(key)) if key in order else len(order)
    before = [it for it in keys if it in order and order.index(it) < rank]
    index = keys.index(max(before, key=order.index)) + 1 if before else 0
    if rank == len(order):
        index = len(keys)
    steps = keys[index - 1 : index] if index else []
    quote = _quote(layout, layout.key((*around, *(steps or keys[:1]))).start) if keys else ""
    entry = write_entry(str(key), value, quote if quote == '"' else "")
    if not layout.has_brackets(around):
        entry = write_entry(str(key), value, in_brackets=False)
    return _insert(layout, around, index, [*keys], [[entry]])


def _insert_items(
    layout: Layout, path: DataPath, index: int, items: Sequence[Any]
) -> list[TextEdit]:
    """Return the edits that insert items, in the layout of the item before or after them."""
    count = len(cast("list[Any]", value_at(layout.data, path)))
    model: DataPath = (*path, index - 1 if index else 0)
    if layout.has_brackets(path):
        quote = _quote_of_item(layout, model) if count else ""
        texts = [[write_value(it, quote)] for it in items]
    elif layout.is_collection(model) and not layout.has_brackets(model):
        texts = [_lines_of_item(it) for it in items]
    else:
        quote = _quote_of_item(layout, model)
        texts = [[f"- {write_value(it, quote)}"] for it in items]
    return _insert(layout, path, index, [*range(count)], texts)


def _lines_of_item(item: Any) -> list[str]:
    """Return the lines of an item in a list without brackets; a mapping has none either."""
    if not isinstance(item, dict) or not item:
        return [f"- {write_value(item)}"]
    entries_of_item = cast("dict[str, Any]", item).items()
    lines = [write_entry(key, value, in_brackets=False) for key, value in entries_of_item]
    return [("  " if index else "- ") + line for index, line in enumerate(lines)]


def _insert(
    layout: Layout,
    around: DataPath,
    index: int,
    steps: Sequence[str | int],
    texts: Sequence[Sequence[str]],
) -> list[TextEdit]:
    """Return the edits that insert entries, each of one or several lines, at an index."""
    neighbours = Neighbours(
        layout.part((*around, steps[index - 1])) if index else None,
        layout.part((*around, steps[index])) if index < len(steps) else None,
    )
    if layout.has_brackets(around):
        lines = [" ".join(it) for it in texts]
        return entries.insert_in_brackets(layout, layout.value(around), neighbours, lines)
    return entries.insert_lines(layout, neighbours, texts)


def _remove(layout: Layout, path: DataPath) -> list[TextEdit]:
    around, last = path[:-1], path[-1]
    parts = value_at(layout.data, around)
    steps: list[str | int] = [*parts] if isinstance(parts, dict) else [*range(len(parts))]
    index = steps.index(last)
    neighbours = Neighbours(
        layout.part((*around, steps[index - 1])) if index else None,
        layout.part((*around, steps[index + 1])) if index + 1 < len(steps) else None,
    )
    entry: Area = layout.part(path)
    if layout.has_brackets(around):
        return entries.remove_in_brackets(layout, entry, neighbours)
    return entries.remove_lines(layout, entry, neighbours)


def _quote(layout: Layout, offset: int) -> str:
    """Return the quotes of the scalar at an offset, or no text."""
    character = layout.text[offset]
    return character if character in {'"', "'"} else ""


def _quote_of_value(layout: Layout, path: DataPath) -> str:
    """Return the quotes of a new value: those of the value, or those of the key of a collection."""
    if not layout.is_collection(path):
        return _quote(layout, layout.value(path).start)
    is_quoted = isinstance(path[-1], str) and _quote(layout, layout.key(path).start) == '"'
    return '"' if is_quoted and layout.has_brackets(path) else ""


def _quote_of_item(layout: Layout, path: DataPath) -> str:
    """Return the quotes of texts in a new item like the item at a path."""
    item = value_at(layout.data, path)
    if isinstance(item, dict) and item:
        key = next(iter(cast("dict[str, Any]", item)))
        quote = _quote(layout, layout.key((*path, key)).start)
        return quote if quote == '"' else ""
    return _quote(layout, layout.value(path).start)
