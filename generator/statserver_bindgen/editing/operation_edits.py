"""The edits of a text that make one operation on its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.editing import entries
from statserver_bindgen.editing.entries import Neighbours, TextEdit
from statserver_bindgen.editing.operations import (
    InsertItems,
    RemoveValue,
    RenameKey,
    SetValue,
    steps_in,
    value_at,
)
from statserver_bindgen.editing.value_text import write_entry, write_text, write_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.editing.layout import Layout
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.yaml_source.positions import DataPath


def edits_of(layout: Layout, operation: Operation) -> list[TextEdit]:
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


def _insert_key(layout: Layout, path: DataPath, value: Any, order: Sequence[str]) -> list[TextEdit]:
    """Return the edits that insert a key, with the quotes of the key before or after it."""
    around, key = path[:-1], str(path[-1])
    keys = [str(it) for it in steps_in(value_at(layout.data, around))]
    index = _index_in_order(keys, key, order)
    if not layout.has_brackets(around):
        entry = write_entry(key, value, in_brackets=False)
    elif keys:
        neighbour = keys[index - 1 if index else 0]
        quote = _quote(layout, layout.key((*around, neighbour)).start)
        entry = write_entry(key, value, quote if quote == '"' else "")
    else:
        entry = write_entry(key, value)
    return _insert(layout, around, index, keys, [[entry]])


def _index_in_order(keys: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Return the index of a new key: after the last one that precedes it in the order."""
    if key not in order:
        return len(keys)
    preceding = order[: order.index(key)]
    before = [it for it in keys if it in preceding]
    return keys.index(max(before, key=preceding.index)) + 1 if before else 0


def _insert_items(
    layout: Layout, path: DataPath, index: int, items: Sequence[Any]
) -> list[TextEdit]:
    """Return the edits that insert items, in the layout of the item before or after them."""
    steps = steps_in(value_at(layout.data, path))
    model: DataPath = (*path, index - 1 if index else 0)
    if layout.has_brackets(path):
        quote = _quote_of_item(layout, model) if steps else ""
        texts = [[write_value(it, quote)] for it in items]
    elif layout.is_collection(model) and not layout.has_brackets(model):
        texts = [_lines_of_item(it) for it in items]
    else:
        quote = _quote_of_item(layout, model)
        texts = [[f"- {write_value(it, quote)}"] for it in items]
    return _insert(layout, path, index, steps, texts)


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
    steps = steps_in(value_at(layout.data, around))
    index = steps.index(last)
    neighbours = Neighbours(
        layout.part((*around, steps[index - 1])) if index else None,
        layout.part((*around, steps[index + 1])) if index + 1 < len(steps) else None,
    )
    entry = layout.part(path)
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
