"""Limits: any input ends soon, in data or in diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statserver_bindgen.rules import docs
from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from statserver_bindgen.yaml_source import decoding, document, event_reader, events
from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from statserver_bindgen.yaml_source.source_text import without_trailing_whitespace
from support.documents import pyyaml, read, values

if TYPE_CHECKING:
    from collections.abc import Iterator

# Any input


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"? ")
@example(b"!\n")
@example(b"&a *a : *a")
@example(b"%TAG")
@example(b"\r\r\t\xc2\x85")
def test_no_bytes_raise(raw: bytes) -> None:
    assert_invariants(raw)


pieces = st.lists(
    st.sampled_from(
        [
            *"\n\n  :-?[]{},#&*!|>@`%\"'\t",
            ": ",
            "- ",
            "a",
            "b",
            "yes",
            "<<",
            "---",
            "...",
            "é",
            "\\",
        ]
    ),
    max_size=40,
).map("".join)


@given(pieces)
@example("- \t")
@example("? ?")
def test_no_text_similar_to_yaml_raises(text: str) -> None:
    assert_invariants(text.encode())


def assert_invariants(raw: bytes) -> None:
    """Assert the properties of every document."""
    document = read(raw)
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.complete or document.diagnostics
    assert document.complete or document.data is None
    for problem in document.diagnostics:
        assert problem.rule.id in {rule.id for section in docs.sections() for rule in section.rules}
        assert problem.message.isprintable()
        span = problem.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    for path, _ in values(document.data) if document.complete else ():
        assert document.value_span(path).line
    if not document.diagnostics:
        # YAML allows a tab at the end of any line; PyYAML rejects some.
        expected = pyyaml(without_trailing_whitespace(document.text))
        assert without_last_whitespace(document.data) == without_last_whitespace(expected)


def without_last_whitespace(data: Any) -> Any:
    """Return data whose texts have no whitespace at the ends of lines: block text loses that."""
    if isinstance(data, str):
        return "\n".join(line.rstrip(" \t") for line in data.rstrip().split("\n"))
    if is_list(data):
        return [*map(without_last_whitespace, data)]
    if is_mapping(data):
        return {key: without_last_whitespace(value) for key, value in data.items()}
    return data


# Limits

N = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * N,
        "[\n" * N,
        "{a: " * N,
        "- " * N,
        "? " * N,
        "[{a: " * N,
        "a: " + "[" * N + "]" * N,
        "".join(" " * n + "a:\n" for n in range(2000)),
    ],
    ids=lambda text: text[:8],
)
def test_deep_input_is_rejected_after_few_events(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted_events: list[object] = []

    def parse(*arguments: Any) -> Iterator[Any]:
        for event in events.parse(*arguments):
            counted_events.append(event)
            yield event

    monkeypatch.setattr(event_reader, "parse", parse)
    document = read(text)
    assert "too-deep" in {it.rule.id for it in document.diagnostics}
    assert 0 < len(counted_events) < 5 * LIMITS.depth


@pytest.mark.parametrize(
    "text",
    [
        "a: {a: " * N,
        "%TAG !a! b\n" * N,
        "".join(f"%TAG !a{n}! b\n" for n in range(N)),
        "\t\n" * N + "\t a: b",
        "&a " * N,
        "!a " * N,
        "*a : " * N,
        "a:b\n" * N,
        '"' * N,
        "\x00" * N,
        "a: b\n" * N,
        "[" + "yes, " * N,
        "- {a: 1\n" * N,
        "---\n" * N,
        "{" + "a" * N + " b: c: d",
        "{a: " + "b" * N + "{",
        "[\n" + "- a,\n" * N,
        "- a: b, c: d}\n" * N,
        "a:\n" + "  {\n" * N,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_the_number_of_diagnostics_is_limited(text: str) -> None:
    document = read(text)
    assert 0 < len(document.diagnostics) <= 2 * LIMITS.problems + 100


@pytest.mark.parametrize(
    ("text", "limits", "rule"),
    [
        ("a: " + "b" * 100, Limits(file=100), "too-large"),
        ("[[[[a]]]]", Limits(depth=3), "too-deep"),
        ("[a, b, c, d]", Limits(values=4), "too-many-values"),
        ("a: " + "b" * 101, Limits(text=100), "too-long-text"),
        ("[yes, no, on, off]", Limits(problems=3), "too-many-problems"),
    ],
)
def test_input_above_a_limit_is_reported(text: str, limits: Limits, rule: str) -> None:
    assert rule in {it.rule.id for it in read(text, limits).diagnostics}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("a: " + "b" * 97, Limits(file=100)),
        ("[[[a]]]", Limits(depth=3)),
        ("[a, b, c]", Limits(values=4)),
        ("a: " + "b" * 100, Limits(text=100)),
        ("[yes, no]", Limits(problems=3)),
    ],
)
def test_input_at_a_limit_is_read(text: str, limits: Limits) -> None:
    assert read(text, limits).complete


def test_a_file_above_the_size_limit_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(decoding, "decode")
    (problem,) = document.read_document("file.yaml", bytes(64 * 2**20 + 1)).diagnostics
    assert problem.message == "the file has more than 64 MiB"
