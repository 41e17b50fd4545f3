"""The laws of edits, on random data in random layouts.

An edit changes the text as it changes the data, and nothing else: neither comments nor line breaks
nor any other entry. An insertion and a removal, and two replacements, restore every byte.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.editing.edited_text import edit_text
from statserver_bindgen.editing.layout import Layout, read_layout
from statserver_bindgen.editing.operations import InsertItems, RemoveValue, RenameKey, SetValue
from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from support.catalogs import specs
from support.documents import pyyaml, read, values
from support.layouts import COMMENT, texts_of

if TYPE_CHECKING:
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.yaml_source.positions import DataPath

NEW: Final = "new_key"
SIMPLE: Final = re.compile(r"(?!true|false|null|none|yes|off)[a-z]{4,12}")
LAW: Final = settings(max_examples=40)
SCALARS: Final = st.one_of(
    st.booleans(),
    st.integers(0, 999),
    st.sampled_from(["durable", "On", "a, b", "a: b", "it's", '"', "1.0.0", "true", " ", "x #1"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
)
VALUES: Final = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from("abc"), SCALARS, max_size=3),
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Draw the data of a valid spec in any layout."""
    return read_layout(draw(texts_of(draw(specs(largest=3)))))


def edited(layout: Layout, *operations: Operation) -> str:
    return edit_text(layout, operations)


def at(data: Any, path: DataPath) -> Any:
    for step in path:
        data = data[step]
    return data


def comments(text: str) -> list[str]:
    return COMMENT.findall(text)


def line_breaks(text: str) -> set[str]:
    return {*re.findall(r"\r\n|\r|\n", text)}


@LAW
@given(layouts(), VALUES, st.data())
def test_a_replaced_scalar_changes_the_text_in_its_span_only(
    layout: Layout, value: Any, data: st.DataObject
) -> None:
    scalars = [path for path, it in values(layout.data) if not isinstance(it, dict | list)]
    path = data.draw(st.sampled_from(scalars))
    expected = copy.deepcopy(layout.data)
    at(expected, path[:-1])[path[-1]] = value

    text = edited(layout, SetValue(path, value))

    assert pyyaml(text) == read(text).data == expected
    start, end = layout.value(path)
    assert text.startswith(layout.text[:start])
    assert text.endswith(layout.text[end:])


@LAW
@given(layouts(), st.from_regex(SIMPLE, fullmatch=True), st.data())
def test_two_replacements_restore_every_byte(
    layout: Layout, text: str, data: st.DataObject
) -> None:
    """Texts that need no quotes keep those that they have; others may get quotes, which stay."""
    scalars = [
        path
        for path, value in values(layout.data)
        if isinstance(value, str) and SIMPLE.fullmatch(value)
    ]
    path = data.draw(st.sampled_from(scalars))
    there = edited(layout, SetValue(path, text))
    assert edited(read_layout(there), SetValue(path, at(layout.data, path))) == layout.text


@LAW
@given(layouts(), VALUES, st.data())
def test_an_inserted_key_changes_nothing_else_and_its_removal_restores_every_byte(
    layout: Layout, value: Any, data: st.DataObject
) -> None:
    mappings = [path for path, it in values(layout.data) if is_mapping(it)]
    around = data.draw(st.sampled_from(mappings))
    order = [*at(layout.data, around)]
    order.insert(data.draw(st.integers(0, len(order))), NEW)
    expected = copy.deepcopy(layout.data)
    at(expected, around)[NEW] = value

    text = edited(layout, SetValue((*around, NEW), value, tuple(order)))

    assert pyyaml(text) == read(text).data == expected
    assert [*at(read(text).data, around)] == order
    assert comments(text) == comments(layout.text)
    assert line_breaks(text) <= line_breaks(layout.text) or not line_breaks(layout.text)
    assert edited(read_layout(text), RemoveValue((*around, NEW))) == layout.text


@LAW
@given(layouts(), st.lists(VALUES, min_size=1, max_size=3), st.data())
def test_inserted_items_change_nothing_else_and_their_removal_restores_every_byte(
    layout: Layout, items: list[Any], data: st.DataObject
) -> None:
    lists = [path for path, it in values(layout.data) if is_list(it)]
    around = data.draw(st.sampled_from(lists))
    start = data.draw(st.integers(0, len(at(layout.data, around))))
    expected = copy.deepcopy(layout.data)
    at(expected, around)[start:start] = items

    text = edited(layout, InsertItems(around, start, tuple(items)))

    assert pyyaml(text) == read(text).data == expected
    assert comments(text) == comments(layout.text)
    assert line_breaks(text) <= line_breaks(layout.text) or not line_breaks(layout.text)
    removals = [RemoveValue((*around, start)) for _ in items]
    assert edited(read_layout(text), *removals) == layout.text


@LAW
@given(layouts(), st.data())
def test_a_removed_entry_takes_the_comments_on_its_own_lines_only(
    layout: Layout, data: st.DataObject
) -> None:
    entries = [
        path
        for path, _ in values(layout.data)
        if path and len(at(layout.data, path[:-1])) > 1 and path[:-1]
    ]
    path = data.draw(st.sampled_from(entries))
    expected = copy.deepcopy(layout.data)
    del at(expected, path[:-1])[path[-1]]

    text = edited(layout, RemoveValue(path))

    assert pyyaml(text) == read(text).data == expected
    start, end = layout.part(path)
    lines = layout.text[layout.start_of_line(start) : layout.end_of_line(end)]
    lost = {*comments(layout.text)} - {*comments(text)}
    assert lost <= {*comments(lines)}


@LAW
@given(layouts(), st.data())
def test_a_renamed_key_changes_its_span_only_and_a_second_renaming_restores_every_byte(
    layout: Layout, data: st.DataObject
) -> None:
    paths = [path for path, _ in values(layout.data) if path and isinstance(path[-1], str)]
    path = data.draw(st.sampled_from(paths))
    *around, key = path

    text = edited(layout, RenameKey(path, NEW))

    expected = [NEW if it == key else it for it in at(layout.data, path[:-1])]
    assert [*at(read(text).data, path[:-1])] == expected
    start, end = layout.key(path)
    assert (text[:start], text[start + len(text) - len(layout.text) + end - start :]) == (
        layout.text[:start],
        layout.text[end:],
    )
    renamed = read_layout(text)
    assert edited(renamed, RenameKey((*around, NEW), str(key))) == layout.text


@LAW
@given(layouts(), st.data())
def test_several_operations_give_the_text_of_one_after_the_other(
    layout: Layout, data: st.DataObject
) -> None:
    rows = range(len(layout.data["actions"]))
    operations: list[Operation] = []
    for row in data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4)):
        entry: DataPath = ("actions", row)
        operations.append(
            data.draw(
                st.sampled_from(
                    [
                        SetValue((*entry, "timing"), "momentary"),
                        SetValue((*entry, "source"), "here", ("name", "timing", "source")),
                        SetValue((*entry, "extra"), [True], ("name", "timing", "extra")),
                        InsertItems(("actions",), row, ({"name": "X", "timing": "durable"},)),
                        RenameKey(("sources", next(iter(layout.data["sources"]))), "first"),
                    ]
                )
            )
        )
    if sum(isinstance(it, RenameKey) for it in operations) > 1:
        return
    text = layout.text
    for operation in operations:
        text = edited(read_layout(text), operation)
    assert edited(layout, *operations) == text
