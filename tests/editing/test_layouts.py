"""Edits of a text in each layout: the text before, the operation, and the text after.

The texts are short YAML, because the layout of a text does not depend on the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from statserver_bindgen.editing.edited_text import edit_text
from statserver_bindgen.editing.layout import read_layout
from statserver_bindgen.editing.operations import InsertItems, RemoveValue, RenameKey, SetValue
from statserver_bindgen.errors import EditError

if TYPE_CHECKING:
    from statserver_bindgen.editing.operations import Operation

ORDER = ("a", "b", "c", "d")


def edited(text: str, *operations: Operation) -> str:
    return edit_text(read_layout(text), operations)


def set_key(key: str, value: Any = 1, *around: str | int) -> SetValue:
    return SetValue((*around, key), value, ORDER)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: one  # why\n", "two", "a: two  # why\n"),
        ("a: one", "two", "a: two"),
        ("a: 'it''s'\n", "isn't", "a: 'isn''t'\n"),
        ('a: "one"\n', "two", 'a: "two"\n'),
        ("a: one\n", "two: three", 'a: "two: three"\n'),
        ("a: one\n", "two, three", "a: two, three\n"),
        ("{a: one}\n", "two, three", '{a: "two, three"}\n'),
        ("a: one\n", "true", 'a: "true"\n'),
        ("a: one\n", "1.0", 'a: "1.0"\n'),
        ("a: one\n", "1.0.0", "a: 1.0.0\n"),
        ("a: one\n", "on", 'a: "on"\n'),
        ("a: 'one'\n", "two\nthree", 'a: "two\\nthree"\n'),
        ("a: one\n", "\u202e", 'a: "\\u202e"\n'),
        ("a: one\n", "größer", 'a: "größer"\n'),
        ("a: 'one'\n", "größer", "a: 'größer'\n"),
        ("a: 'one'\n", "\u200b", 'a: "\\u200b"\n'),
        ("a: true\n", False, "a: false\n"),
        ("a: >-\n  one\n  two\n# why\nb: 1\n", "three", "a: three\n# why\nb: 1\n"),
        ("a: one\n  two\nb: 1\n", "three", "a: three\nb: 1\n"),
        ("? a\n: one\n", "two", "? a\n: two\n"),
        ("a: [b, c]\n", ["d"], "a: [d]\n"),
        ("a: {b: 1}\n", {"c": "d"}, "a: {c: d}\n"),
        ("a:\n  b: 1\n  c: 2\nd: 3\n", {"b": "x"}, "a: {b: x}\nd: 3\n"),
        ("a:\n- b\n- c\nd: 3\n", ["x"], "a: [x]\nd: 3\n"),
        ("a:  # why\n  b: 1", {"b": "x"}, "a: {b: x}  # why\n"),
        ('{"a": {"b": 1}}', {"c": "d"}, '{"a": {"c": "d"}}'),
    ],
)
def test_a_value_is_replaced(before: str, value: Any, after: str) -> None:
    assert edited(before, SetValue(("a",), value)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # In braces, on one line and on several.
        ("{a: 1, c: 3}\n", "{a: 1, b: 2, c: 3}\n"),
        ("{a: 1}\n", "{a: 1, b: 2}\n"),
        ("{c: 3}\n", "{b: 2, c: 3}\n"),
        ("{}\n", "{b: 2}\n"),
        ("{a: 1, }\n", "{a: 1, b: 2, }\n"),
        ("{a: 1,\n c: 3}\n", "{a: 1, b: 2,\n c: 3}\n"),
        ("{a: 1 # why\n}\n", "{a: 1, b: 2 # why\n}\n"),
        ("{\n  a: 1,\n  c: 3\n}\n", "{\n  a: 1,\n  b: 2,\n  c: 3\n}\n"),
        ("{\n  a: 1, # why\n  c: 3\n}\n", "{\n  a: 1, # why\n  b: 2,\n  c: 3\n}\n"),
        ("{\n  a: 1\n}\n", "{\n  a: 1,\n  b: 2\n}\n"),
        ("{\n  a: 1 # why\n}\n", "{\n  a: 1, # why\n  b: 2\n}\n"),
        ("{\n  a: 1,\n}\n", "{\n  a: 1,\n  b: 2,\n}\n"),
        ("{\n  c: 3\n}\n", "{\n  b: 2,\n  c: 3\n}\n"),
        ("{\n  a: 1\n  , c: 3\n}\n", "{\n  a: 1, b: 2\n  , c: 3\n}\n"),
        ('{"a": 1,"c": 3}\n', '{"a": 1, "b": 2,"c": 3}\n'),
        ('{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}'),
        ("{\r\n  a: 1\r\n}\r\n", "{\r\n  a: 1,\r\n  b: 2\r\n}\r\n"),
        # Without braces.
        ("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
        ("a: 1\n\n# why\nc: 3\n", "a: 1\nb: 2\n\n# why\nc: 3\n"),
        ("a: 1  # why\n", "a: 1  # why\nb: 2\n"),
        ("a: 1", "a: 1\nb: 2"),
        ("c: 3\n", "b: 2\nc: 3\n"),
        ("# first\nc: 3\n", "# first\nb: 2\nc: 3\n"),
        ("a:\n  x: 1\n  y: 2\nc: 3\n", "a:\n  x: 1\n  y: 2\nb: 2\nc: 3\n"),
        ("a: |\n  one\n\n  two\n\nc: 3\n", "a: |\n  one\n\n  two\nb: 2\n\nc: 3\n"),
        ("a: 1\r\nc: 3\r\n", "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ("a: 1\rc: 3\r", "a: 1\rb: 2\rc: 3\r"),
        ("c: 3\nother: 4\na: 1\n", "c: 3\nother: 4\na: 1\nb: 2\n"),
    ],
)
def test_a_key_is_inserted_in_order_and_removed_again(before: str, after: str) -> None:
    assert edited(before, set_key("b", 2)) == after
    assert edited(after, RemoveValue(("b",))) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a: 1\n  c: 3\n- x\n", "- a: 1\n  b: 2\n  c: 3\n- x\n"),
        ("-\n    a: 1\n- x\n", "-\n    a: 1\n    b: 2\n- x\n"),
        ("- # why\n  a: 1\n", "- # why\n  a: 1\n  b: 2\n"),
        ("- c: 3\n  d: 4\n", "- b: 2\n  c: 3\n  d: 4\n"),
        ("- {a: 1}  # why\n", "- {a: 1, b: 2}  # why\n"),
        ("- - a: 1\n", "- - a: 1\n    b: 2\n"),
    ],
)
def test_a_key_of_an_item_is_inserted_and_removed_again(before: str, after: str) -> None:
    path: tuple[int, ...] = (0, 0) if before.startswith("- -") else (0,)
    assert edited(before, set_key("b", 2, *path)) == after
    assert edited(after, RemoveValue((*path, "b"))) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{a: 1, b: 2, c: 3}", "{a: 1, c: 3}"),
        ("{b: 2, c: 3}", "{c: 3}"),
        ("{b: 2}", "{}"),
        ("{b: 2,}", "{}"),
        ("{b: 2\n# why\n, c: 3}", "{\n# why\n c: 3}"),
        ("{a: 1, b: 2\n# why\n, c: 3}", "{a: 1, \n# why\n c: 3}"),
        ("{a: 1,\n b: 2}", "{a: 1}"),
        ("{a: 1, # of a\n b: 2, # of b\n c: 3}", "{a: 1, # of a\n c: 3}"),
        ("{a: 1, # of a\n b: 2, c: 3}", "{a: 1, # of a\n c: 3}"),
        ("{a: 1, # of a\n b: 2}", "{a: 1 # of a\n }"),
        ("{b: 2, # of b\n c: 3}", "{ # of b\n c: 3}"),
        ("{\n  a: 1,\n  b: 2  # of b\n}", "{\n  a: 1\n}"),
        ("{\n  a: 1, # of a\n  b: [\n    2\n  ],\n  c: 3\n}", "{\n  a: 1, # of a\n  c: 3\n}"),
        ("a: 1\nb: 2  # of b\nc: 3\n", "a: 1\nc: 3\n"),
        ("a: 1\n# of b\nb:\n  x: 1\n  y: 2\n\nc: 3", "a: 1\n# of b\n\nc: 3"),
        ("a: 1\r\nb: 2", "a: 1"),
        ("b:\n- 1\n- 2\nc: 3\n", "c: 3\n"),
    ],
)
def test_a_key_is_removed_with_its_value_and_the_comment_on_its_line(
    before: str, after: str
) -> None:
    assert edited(before, RemoveValue(("b",))) == after


@pytest.mark.parametrize(
    ("before", "start", "after"),
    [
        ("[a, b]", 1, "[a, x, y, b]"),
        ("[a, b]", 0, "[x, y, a, b]"),
        ("[]", 0, "[x, y]"),
        ('["a"]', 1, '["a", "x", "y"]'),
        ("['a']", 1, "['a', 'x', 'y']"),
        ("[\n  a,\n  b\n]", 1, "[\n  a,\n  x,\n  y,\n  b\n]"),
        ("[\n  a # why\n]", 1, "[\n  a, # why\n  x,\n  y\n]"),
        ("- a\n- b\n", 1, "- a\n- x\n- y\n- b\n"),
        ("- a\n- b\n", 0, "- x\n- y\n- a\n- b\n"),
        ("- a  # why\n# of b\n- b\n", 1, "- a  # why\n- x\n- y\n# of b\n- b\n"),
        ("  - a\n", 1, "  - a\n  - x\n  - y\n"),
        ("- a", 1, "- a\n- x\n- y"),
        ("- a\r\n", 1, "- a\r\n- x\r\n- y\r\n"),
        ("- 'a'\n", 1, "- 'a'\n- 'x'\n- 'y'\n"),
    ],
)
def test_items_are_inserted_and_removed_again(before: str, start: int, after: str) -> None:
    assert edited(before, InsertItems((), start, ("x", "y"))) == after
    assert edited(after, RemoveValue((start + 1,)), RemoveValue((start,))) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {a: 1}\n", "- {a: 1}\n- {a: x, b: true}\n"),
        ('- {"a": 1}\n', '- {"a": 1}\n- {"a": "x", "b": true}\n'),
        ("- a: 1\n  b: false\n", "- a: 1\n  b: false\n- a: x\n  b: true\n"),
        ("  -\n      a: 1\n", "  -\n      a: 1\n  - a: x\n    b: true\n"),
        ("- a: 1\n  c: {d: [1]}  # why\n", "- a: 1\n  c: {d: [1]}  # why\n- a: x\n  b: true\n"),
        ("[{a: 1}]", "[{a: 1}, {a: x, b: true}]"),
        ("[\n  {a: 1}\n]", "[\n  {a: 1},\n  {a: x, b: true}\n]"),
    ],
)
def test_a_mapping_is_inserted_in_the_layout_of_the_item_before(before: str, after: str) -> None:
    assert edited(before, InsertItems((), 1, ({"a": "x", "b": True},))) == after
    assert edited(after, RemoveValue((1,))) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: 2\n", "x: 1\nb: 2\n"),
        ("'a': 1\n", "'x': 1\n"),
        ('{"a":1}', '{"x":1}'),
        ("? a # why\n: 1\n", "? x # why\n: 1\n"),
    ],
)
def test_a_key_is_renamed(before: str, after: str) -> None:
    assert edited(before, RenameKey(("a",), "x")) == after
    assert edited(after, RenameKey(("x",), "a")) == before


def test_a_key_that_is_not_in_the_order_is_the_last() -> None:
    assert edited("{c: 3, a: 1}", SetValue(("b",), 2)) == "{c: 3, a: 1, b: 2}"
    assert edited("c: 3\na: 1\n", SetValue(("b",), 2)) == "c: 3\na: 1\nb: 2\n"


def test_a_text_follows_a_mapping_without_brackets() -> None:
    assert edited("- a: 1\n", InsertItems((), 1, ("x",))) == "- a: 1\n- x\n"


def test_operations_follow_each_other() -> None:
    text = "rows:\n  - {a: 1}\n  - {a: 2}\nnames: {one: 1}\n"
    operations = (
        RemoveValue(("rows", 0)),
        SetValue(("rows", 0, "a"), "x"),
        SetValue(("rows", 0, "b"), "y", ORDER),
        SetValue(("rows", 0, "c"), ["z"], ORDER),
        InsertItems(("rows", 0, "c"), 1, ("zz",)),
        RenameKey(("names", "one"), "two"),
        SetValue(("names", "two"), "w"),
    )
    expected = "rows:\n  - {a: x, b: y, c: [z, zz]}\nnames: {two: w}\n"
    assert edited(text, *operations) == expected


def test_a_layout_that_cannot_be_edited_is_refused() -> None:
    text = "- a: 1\n"
    with pytest.raises(EditError, match="edit the file by hand"):
        edited(text, RemoveValue((0, "a")))
