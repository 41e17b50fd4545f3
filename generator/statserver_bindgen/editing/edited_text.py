"""Edited text: operations on data, written into the text that the data was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.editing import entries
from statserver_bindgen.editing.entries import Neighbours, TextEdit
from statserver_bindgen.editing.layout import Area, Layout
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


def edit_text(layout: Layout, operations: Iterable[Operation]) -> str:
    """Return the text of a layout after operations, one after the other.

    The result is read again: its data is that of the layout after the same operations.

    Raises:
        EditError: an operation can't be written into this layout of the text.
    """
    expected: Any = layout.data
    pending: list[TextEdit] = []
    changed: list[DataPath] = []
    for operation in operations:
        area = _changed_path(operation)
        edits = [] if _overlaps(area, changed) else _edits(layout, operation)
        if not edits or _touch(edits, pending):
            layout = Layout(splice(layout.text, pending))
            pending, changed = [], []
            edits = _edits(layout, operation)
        pending += edits
        changed.append(area)
        expected = apply_to(expected, operation)
    layout = Layout(splice(layout.text, pending))
    if layout.data != expected:
        raise EditError("this layout of the file can't be edited; edit the file by hand")
    return layout.text


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


def _overlaps(path: DataPath, others: Iterable[DataPath]) -> bool:
    return any(path[: len(it)] == it or it[: len(path)] == path for it in others)


def _touch(edits: Sequence[TextEdit], others: Sequence[TextEdit]) -> bool:
    return any(
        edit.start <= other.end and other.start <= edit.end for edit in edits for other in others
    )


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
