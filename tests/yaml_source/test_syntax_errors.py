"""Reading YAML: what is told where it is not well-formed."""

from __future__ import annotations

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from statserver_bindgen.yaml_source.loader import Composer
from statserver_bindgen.yaml_source.source_text import Page
from support.documents import paths, read, told

SYNTAX = [
    # brackets and commas
    ("a:\n  - [b\n  - c\n", (2, 5), "this [ is not closed"),
    ("a: {b: c\n", (1, 4), "this { is not closed"),
    ("a: {b: c # }\n", (1, 4), "this { is not closed"),
    ("a: [b]]\n", (1, 7), "] closes nothing here"),
    ("a: {b: [c}\n", (1, 10), "} stands where ] is needed"),
    ("a: {b: c d: e}\n", (1, 10), "a comma is missing before d"),
    ('a: ["b" "c"]\n', (1, 9), 'a comma is missing before "c"'),
    ("a: {\n  b: c\n  d: e\n}\n", (3, 3), "a comma is missing before d"),
    ("a: {b: c,, d: e}\n", (1, 10), ", stands where a value is needed"),
    ("a: [b,\n", (1, 7), "the file ends within a list or mapping"),
    # colons and dashes
    ("a: 1\nb:2\n", (2, 2), "a space is missing after the colon"),
    ("a: {b:c}\n", (1, 5), "a space is missing after the colon"),
    ("a: {b:[c]}\n", (1, 6), "a space is missing after the colon"),
    ("a: 1\nb 2\nc: 3\n", (2, 1), "no colon follows this key"),
    ("a: {b, c: d}\n", (1, 5), 'no colon follows the key "b"'),
    ("a {b: c, d: e}\n", (1, 1), 'no colon follows the key "a"'),
    ("a: b: c\n", (1, 5), "a second colon in one line"),
    ("a: b\n  c: d\n", (2, 3), 'the key "c" can\'t stand under the line above'),
    ("a:\n  - b\n  -c\n", (3, 3), "a space is missing after the dash"),
    ("a:\n  - {b: c}\n  -{b: c}\n", (3, 3), "a space is missing after the dash"),
    ("a: - b\n", (1, 4), "a list can't begin here"),
    ("a: ? b\n", (1, 4), "a ? with a space begins a key"),
    # indentation
    ("a:\n    b: c\n  d: e\n", (3, 3), "this line lines up with nothing above it"),
    ("a: 1\n- b\n", (2, 1), "a list item stands where a key is needed"),
    ("- a\nb: c\n", (2, 1), "a list item is needed here"),
    ("{a: b}\nc: d\n", (2, 1), "the document has ended before this"),
    # quotes and escapes
    ('a: "b\nc: d\n', (1, 4), "this quote is not closed"),
    ('a: "b\nc: "d"\n', (1, 4), "this quote is not closed on its line"),
    ("a: 'it's'\n", (1, 8), "the value has ended before this"),
    ('a: "b" c\n', (1, 8), "the value has ended before this"),
    ('a: "C:\\Users"\n', (1, 7), "\\Users is no character in double quotes"),
    ('a: "\\ud83d"\n', (1, 5), "\\ud83d is no character in double quotes"),
    # signs
    ("a: @b\n", (1, 4), "text can't begin with @"),
    ("a: *,~b\n", (1, 4), "text can't begin with *"),
    ("a: &\n", (1, 4), "text can't begin with &"),
    ("a: |b\n", (1, 5), "nothing can stand after | or > on its line"),
    ("%FOO\n---\na: b\n", (1, 1), "a line can't begin with %"),
]


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_syntax_is_told_in_plain_words_where_it_is_to_be_changed(
    text: str, place: tuple[int, int], message: str
) -> None:
    (problem,) = read(text).diagnostics
    assert (problem.rule.id, problem.message) == ("yaml-syntax", message)
    assert (problem.span.line, problem.span.column) == place
    assert problem.hint


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_the_reader_in_pure_python_tells_the_same(
    text: str, place: tuple[int, int], message: str
) -> None:
    if text.startswith("%") or ":[" in text:
        return  # it passes over unknown directives and needs no space before a bracket
    composed = Composer(Page("it.yaml", text), Limits(), loader=yaml.Loader).compose()
    problem = composed.problems[-1]
    if "\\u" in text:  # it reads half characters, and its escapes are found later
        assert "character" in problem.message
        return
    assert problem.message == message
    assert problem.span.line == place[0]


def test_the_reader_in_pure_python_reads_the_shipped_spec_alike() -> None:
    page = Page("actions.yaml", resources.spec().read_text("utf-8"))
    ours = Composer(page, LIMITS).compose()
    theirs = Composer(page, LIMITS, loader=yaml.Loader).compose()
    assert theirs.data == ours.data
    for path, _ in paths(ours.data):
        assert theirs.positions.of(theirs.data, path)[:2] == ours.positions.of(ours.data, path)[:2]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a:\n\tb: c\n", [(2, 1)]),
        ("a:\n  b: c\n\td: e\n  \tf: g\n", [(3, 1), (4, 3)]),
        ("a:\n  -\tb: c\n", [(2, 4)]),
        ("a: |\n\tb\n", [(2, 1)]),
    ],
)
def test_each_line_that_is_indented_by_tabs_is_told(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert told(text) == [("tab-indentation", *it) for it in places]


def test_an_entry_that_cannot_be_read_does_not_hide_the_others() -> None:
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
    assert document.poisoned == {("a",), ("c",), ("f",), ("i",), ("l", "m")}


def test_what_stops_reading_says_so() -> None:
    (problem,) = read("a: 1\nb 2\nc: yes\n").diagnostics
    assert (problem.hint or "").endswith("; the rest is read after that")


def test_a_row_that_cannot_be_read_does_not_hide_the_others() -> None:
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
    assert document.poisoned == {("rows", 0), ("rows", 1, "a"), ("rows", 2), ("rows", 4)}
