"""Syntax errors: the message, at the position that has to change, and recovery after it."""

from __future__ import annotations

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.yaml_source import loader
from statserver_bindgen.yaml_source.event_reader import EventReader
from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from statserver_bindgen.yaml_source.source_text import SourceText
from support.documents import positions, read, values

SYNTAX = [
    # brackets and commas
    ("a:\n  - [b\n  - c\n", (2, 5), "this [ is not closed"),
    ("a: {b: c\n", (1, 4), "this { is not closed"),
    ("a: {b: c # }\n", (1, 4), "this { is not closed"),
    ("a: [b]]\n", (1, 7), "] closes nothing"),
    ("a: {b: [c}\n", (1, 10), "expected ], found }"),
    ("a: {b: c d: e}\n", (1, 10), "a comma is missing before d"),
    ('a: ["b" "c"]\n', (1, 9), 'a comma is missing before "c"'),
    ("a: {\n  b: c\n  d: e\n}\n", (3, 3), "a comma is missing before d"),
    ("a: {b: c,, d: e}\n", (1, 10), "expected a value, found ,"),
    ("a: [b,\n", (1, 7), "the file ends within a list or mapping"),
    ("a: {\n  b: {c: d}\n  e: {f: g}\nh: 1\n", (1, 4), "this { is not closed"),
    ("a: [\n  - b\n  - c\nd: 1\n", (1, 4), "this [ is not closed"),
    ("a: {b: c,\n  d: e f: g,\n  h: i}\n", (2, 8), "a comma is missing before f"),
    # lost brackets
    ("- a: b, c: d}\n", (1, 3), "a { is missing before a"),
    ("- a: b,\n   c: d}\n", (1, 3), "a { is missing before a"),
    ("a: b: c, d: e}\n", (1, 4), "a { is missing before b"),
    ("a: {b: c: d}}\n", (1, 8), "a { is missing before c"),
    ("a: {b: c], d: e}\n", (1, 9), "this ] closes nothing"),
    # colons and dashes
    ("a: 1\nb:2\n", (2, 2), "a space is missing after the colon"),
    ("a: {b:c}\n", (1, 5), "a space is missing after the colon"),
    ("a: {b:[c]}\n", (1, 6), "a space is missing after the colon"),
    ("a: 1\nb 2\nc: 3\n", (2, 1), "no colon follows this key"),
    ("a: {b, c: d}\n", (1, 5), 'no colon follows the key "b"'),
    ("a {b: c, d: e}\n", (1, 1), 'no colon follows the key "a"'),
    ("a:{b: c, d: e}\n", (1, 2), "a space is missing after the colon"),
    ("a: {b: c, d [e]}\n", (1, 11), 'no colon follows the key "d"'),
    ("a\n  b: c\n", (1, 1), "no colon follows this key"),
    ("a:\n  b:c\n  d: e\n", (2, 4), "a space is missing after the colon"),
    ("a: b: c\n", (1, 5), "a second colon in one line"),
    ("a: b\n  c: d\n", (2, 3), 'the key "c" can\'t be below the line above'),
    ("a:\n  - b\n  -c\n", (3, 3), "a space is missing after the dash"),
    ("a:\n  - {b: c}\n  -{b: c}\n", (3, 3), "a space is missing after the dash"),
    ("a:\n  -{b: c, d: e}\n", (2, 3), "a space is missing after the dash"),
    ("a:\n    {b: c}\n  - {b: c}\n", (2, 5), "a dash is missing before this list item"),
    ("a: - b\n", (1, 4), "a list can't begin here"),
    ("a: ? b\n", (1, 4), "a ? with a space begins a key"),
    # indentation
    ("a:\n    b: c\n  d: e\n", (3, 3), "the indentation matches no line above"),
    ("a: 1\n- b\n", (2, 1), "expected a key, found a list item"),
    ("- a\nb: c\n", (2, 1), "expected a list item"),
    ("{a: b}\nc: d\n", (2, 1), "the document ends before this text"),
    (
        "a:\n - {b: c}\n  - {b: c}\n  - {b: c}\n",
        (2, 2),
        "the indentation differs from that of the next lines",
    ),
    (
        "a:\n   b: c\n  d: e\n  f: g\n",
        (2, 4),
        "the indentation differs from that of the next lines",
    ),
    # quotes and escapes
    ('a: "b\nc: d\n', (1, 4), "this quote is not closed"),
    ('a: "b\nc: "d"\n', (1, 4), "this quote is not closed on its line"),
    ("a: 'it's'\n", (1, 8), "the value ends before this text"),
    ('a: "b" c\n', (1, 8), "the value ends before this text"),
    ('a: "C:\\Users"\n', (1, 7), "\\Users is not a valid escape"),
    ('a: "\\ud83d"\n', (1, 5), "\\ud83d is not a valid escape"),
    # signs
    ("a: @b\n", (1, 4), "text can't begin with @"),
    ("a: *,~b\n", (1, 4), "text can't begin with *"),
    ("a: &\n", (1, 4), "text can't begin with &"),
    ("a: |b\n", (1, 5), "unexpected text after | or >"),
    ("%FOO\n---\na: b\n", (1, 1), "a line can't begin with %"),
]


@pytest.mark.parametrize(("text", "position", "message"), SYNTAX)
def test_a_syntax_error_is_explained_at_the_position_to_change(
    text: str, position: tuple[int, int], message: str
) -> None:
    (problem,) = read(text).diagnostics
    assert (problem.rule.id, problem.message) == ("yaml-syntax", message)
    assert (problem.span.line, problem.span.column) == position
    assert problem.hint


@pytest.mark.parametrize(("text", "position", "message"), SYNTAX)
def test_the_python_parser_gives_the_same_explanation(
    text: str, position: tuple[int, int], message: str
) -> None:
    if text.startswith("%") or ":[" in text:
        return  # it accepts unknown directives, and a bracket right after a colon
    source = SourceText("file.yaml", text)
    problem = EventReader(source, Limits(), loader=yaml.Loader).read().diagnostics[-1]
    if "\\u" in text:  # it accepts half characters, which a check of ours reports
        assert "character" in problem.message
        return
    assert problem.message == message
    assert problem.span.line == position[0]


def test_the_python_parser_reads_the_shipped_spec_like_libyaml() -> None:
    source = SourceText("actions.yaml", resources.spec().read_text("utf-8"))
    libyaml = EventReader(source, LIMITS).read()
    python = EventReader(source, LIMITS, loader=yaml.Loader).read()
    assert python.data == libyaml.data
    for path, _ in values(libyaml.data):
        expected = libyaml.positions.of(libyaml.data, path)
        assert python.positions.of(python.data, path)[:2] == expected[:2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: c\n", [(2, 1)]),
        ("a:\n  b: c\n\td: e\n  \tf: g\n", [(3, 1), (4, 3)]),
        ("a:\n  -\tb: c\n", [(2, 4)]),
        ("a: |\n\tb\n", [(2, 1)]),
    ],
)
def test_every_line_indented_with_tabs_is_reported(
    text: str, expected: list[tuple[int, int]]
) -> None:
    assert positions(text) == [("tab-indentation", *position) for position in expected]


def test_errors_after_a_broken_entry_are_reported() -> None:
    document = read(
        'a: "b\n'
        "c: {d: e\n"
        "f: g: h\n"
        "i: yes\n"
        "j: >-\n"
        "  k\n"
        "l:\n"
        "  m: @n\n"
    )  # fmt: skip
    assert [(it.rule.id, it.span.line) for it in document.diagnostics] == [
        ("yaml-syntax", 1),
        ("yaml-syntax", 2),
        ("yaml-syntax", 3),
        ("type-changing-scalar", 4),
        ("yaml-syntax", 8),
    ]
    assert document.data == {
        "a": None,
        "c": None,
        "f": None,
        "i": "yes",
        "j": "k",
        "l": {"m": None},
    }
    assert document.unreliable == {("a",), ("c",), ("f",), ("i",), ("l", "m")}


def test_the_example_of_the_loader_is_true() -> None:
    example = "  - {name: CallWait, scope: [queue}\n  - {name: OffHook, timing: on}\n"
    assert all(f"| {line}" in (loader.__doc__ or "") for line in example.splitlines())

    document = read("\n" * 7 + example)

    assert [(it.rule.id, it.span.line) for it in document.diagnostics] == [
        ("yaml-syntax", 8),
        ("type-changing-scalar", 9),
    ]
    assert f'"{document.diagnostics[0].message}"' in (loader.__doc__ or "")
    assert document.data == [None, {"name": "OffHook", "timing": "on"}]
    assert document.unreliable == {(0,), (1, "timing")}


def test_the_error_that_stops_reading_has_a_hint() -> None:
    (problem,) = read("a: 1\nb 2\nc: yes\n").diagnostics
    assert (problem.hint or "").endswith("; then check again, because reading stops here")


def test_errors_after_a_broken_row_are_reported() -> None:
    document = read(
        "rows:\n  - {a: 1, b: [2}\n  - {a: yes}\n  - {a: 1, b: 2\n  - {a: 3}\n  - {a: 'it's'}\n"
    )
    assert [(it.rule.id, it.span.line) for it in document.diagnostics] == [
        ("yaml-syntax", 2),
        ("type-changing-scalar", 3),
        ("yaml-syntax", 4),
        ("yaml-syntax", 6),
    ]
    assert document.complete
    assert document.data == {"rows": [None, {"a": "yes"}, None, {"a": 3}, None]}
    assert document.unreliable == {("rows", 0), ("rows", 1, "a"), ("rows", 2), ("rows", 4)}
