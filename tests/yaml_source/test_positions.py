"""Reading YAML: each key and value stands where it is said to stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from support.documents import paths, pyyaml, read, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.yaml_source.document import Document


def test_lines_and_columns_count_what_an_editor_counts() -> None:
    text = "a: 1\r\n😀: {é́: 𐐷x, 'y': [z]}\rb:\n  - c\n"
    document = read(text)

    def at(span: Span) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert span.line == span.end_line
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]

    assert at(document.key_span(("😀",))) == "😀"
    assert at(document.key_span(("😀", "é́"))) == "é́"
    assert at(document.value_span(("😀", "é́"))) == "𐐷x"
    assert at(document.key_span(("😀", "y"))) == "'y'"
    assert at(document.value_span(("😀", "y"))) == "[z]"
    assert at(document.value_span(("😀", "y", 0))) == "z"
    assert at(document.value_span(("b", 0))) == "c"


def test_texts_of_several_lines_end_where_their_last_line_ends() -> None:
    document = read("a: >-\n  b\n\n  c\n\n\n# d\ne: |\n  f\n")
    assert document.value_span(("a",))[1:] == (1, 4, 4, 4)
    assert document.value_span(("e",))[1:] == (8, 4, 9, 4)


def test_what_is_not_there_is_where_it_would_be() -> None:
    document = read("a: {b: 1}\n")
    assert document.value_span(("a", "c", "d")) == document.value_span(("a",))
    assert document.value_span(("a", "b", 7)) == document.value_span(("a", "b"))
    assert read("[").value_span(("a",))[1:] == (0, 0, 0, 0)


plain_data = st.recursive(
    st.one_of(
        st.text(max_size=20),
        st.integers(-(10**14), 10**14),
        st.booleans(),
        st.sampled_from(
            ["yes", "1:30", "~", "<<", "=", "0x1F", "é́", "\u202e", "\x85", "\U0001f600"]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.dictionaries(st.text(max_size=10), inner, max_size=5)
    ),
    max_leaves=25,
)


def cut(document: Document, span: Span) -> str:
    """Return the text of a span, indented as it stands."""
    lines = document.text.split("\n")[span.line - 1 : span.end_line]
    if len(lines) == 1:
        return lines[0][span.column - 1 : span.end_column - 1]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
    return "\n".join(lines)


dumps: list[Callable[[Any], str]] = [
    lambda data: yaml.safe_dump(data, sort_keys=False),
    lambda data: yaml.safe_dump(data, default_flow_style=True, width=60),
    lambda data: yaml.safe_dump(data, default_style='"', indent=6, explicit_start=True),
    lambda data: json.dumps(data, indent=1),
]


@given(plain_data, st.sampled_from(dumps))
def test_valid_data_is_read_as_pyyaml_reads_it_and_each_part_stands_where_it_says(
    data: Any, dump: Callable[[Any], str]
) -> None:
    text = dump({"data": data})
    try:
        expected = pyyaml(text)
    except yaml.YAMLError:  # JSON escapes characters beyond the first plane in two halves
        assert rules(text)[0] == "yaml-syntax"
        return
    document = read(text)
    if not document.diagnostics:
        assert document.data == expected
        for path, value in paths(document.data):
            if not isinstance(value, dict | list):
                assert pyyaml(cut(document, document.value_span(path)) or '""') == value
            if path and isinstance(path[-1], str):
                key = cut(document, document.key_span(path)).removeprefix("? ")
                assert str(pyyaml(key)) == path[-1]
    else:
        # PyYAML tags what it quotes and is no text, and leaves what only YAML 1.2 changes.
        assert set(rules(text)) <= {"key-not-text", "type-changing-scalar", "tag"}
