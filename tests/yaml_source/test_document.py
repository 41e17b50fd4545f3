"""Documents: the values of a file, and the YAML that is rejected because it is misleading."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from statserver_bindgen import resources
from statserver_bindgen.yaml_source.document import read_document
from support.documents import positions, pyyaml, read, rule_ids

# Valid values


def test_the_shipped_spec_is_read_as_pyyaml_reads_it() -> None:
    raw = resources.spec().read_bytes()
    document = read_document("actions.yaml", raw)
    assert document.diagnostics == ()
    assert document.data == pyyaml(raw)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CallAnswered", "CallAnswered"),
        ("true", True),
        ("false", False),
        ("8", 8),
        ("-5", -5),
        ("0", 0),
        ("1.0", 1.0),
        ("-0.25", -0.25),
        ("8.5.0", "8.5.0"),
        ('"true"', "true"),
        ("'8'", "8"),
        ("'it''s'", "it's"),
        ('"\\u202e\\n"', "\u202e\n"),
        ("on hold", "on hold"),
        ("nothing", "nothing"),
        ("y", "y"),
        ("a: b"[3:], "b"),
        ("|\n  a\n  b", "a\nb"),
        (">-\n  a\n  b", "a b"),
        ("http://x/#y", "http://x/#y"),
        ("[]", []),
        ("{}", {}),
        ("- x", None),
    ],
)
def test_valid_scalars_are_what_they_look_like(text: str, value: object) -> None:
    if text == "- x":
        assert read("a:\n- x\n").data == {"a": ["x"]}
    else:
        document = read(f"a: {text}\n")
        assert document.diagnostics == ()
        assert document.data == {"a": value}
        assert type(document.data["a"]) is type(value)


def test_a_key_without_a_value_is_null() -> None:
    assert read("a:\nb: {c: }\n").data == {"a": None, "b": {"c": None}}


# Type-changing scalars


@pytest.mark.parametrize(
    ("scalar", "result", "hint"),
    [
        ("yes", "true", 'write true, or "yes" if it is text'),
        ("Off", "false", 'write false, or "Off" if it is text'),
        ("TRUE", "true", 'write true, or "TRUE" if it is text'),
        ("~", "null", 'write "~" if it is text'),
        ("null", "null", 'write "null" if it is text'),
        ("1:30", "the number 90", 'write 90, or "1:30" if it is text'),
        ("010", "the number 8", 'write 8, or "010" if it is text'),
        ("0x1F", "the number 31", 'write 31, or "0x1F" if it is text'),
        ("0b11", "the number 3", 'write 3, or "0b11" if it is text'),
        ("1_000", "the number 1000", 'write 1000, or "1_000" if it is text'),
        ("+1", "the number 1", 'write 1, or "+1" if it is text'),
        (".5", "the number 0.5", 'write 0.5, or ".5" if it is text'),
        ("2.00", "the number 2.0", 'write 2.0, or "2.00" if it is text'),
        ("1.10", "the number 1.1", 'write 1.1, or "1.10" if it is text'),
        ("1.0e+17", "the number 100000000000000000", 'write "1.0e+17" if it is text'),
        ("2024-01-01", "a date", 'write "2024-01-01" if it is text'),
        ("2024-01-01 10:00:00", "a date", 'write "2024-01-01 10:00:00" if it is text'),
        (".inf", "a number", 'write ".inf" if it is text'),
        (".nan", "a number", 'write ".nan" if it is text'),
        ("=", "a default value", 'write "=" if it is text'),
        ("0x_", "a number", 'write "0x_" if it is text'),
        (
            "1e3",
            "a number for some parsers and text for others",
            'write "1e3" if it is text',
        ),
        (
            "0o17",
            "a number for some parsers and text for others",
            'write "0o17" if it is text',
        ),
        (
            "12345678901234567890",
            "a number that many languages round",
            'write "12345678901234567890" if it is text',
        ),
    ],
)
def test_a_type_changing_scalar_is_reported_with_its_result(
    scalar: str, result: str, hint: str
) -> None:
    document = read(f"a: {scalar}\n")
    (problem,) = document.diagnostics
    assert problem.rule.id == "type-changing-scalar"
    assert problem.message == f"{scalar} without quotes is {result}"
    assert problem.hint == hint
    assert problem.span[1:] == (1, 4, 1, 4 + len(scalar))
    assert document.data == {"a": scalar}
    assert document.unreliable == {("a",)}


scalars = st.one_of(
    st.from_regex(r"[-+.0-9xobe_:eE]{1,12}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}( [0-9:.]{1,10})?Z?", fullmatch=True),
    st.sampled_from(["yes", "No", "ON", "off", "True", "FALSE", "null", "Null", "~", "=", "<<"]),
    st.from_regex(r"[A-Za-z~=<.+-]{1,6}", fullmatch=True),
)


@given(scalars)
@example("9" * 5000)
@example("1_" * 2000)
@example("2.00")
@example("0.00001")
@example("0.1234567890123456789")
@example("1.0e+300")
def test_every_plain_scalar_has_the_value_of_pyyaml_or_is_reported(scalar: str) -> None:
    raw = f"[{scalar}]"
    try:
        (expected,) = pyyaml(raw)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(expected, str | int | float | bool | None):
        return
    document = read(raw)
    if "type-changing-scalar" not in rule_ids(raw):
        assert document.data == [expected]
        assert type(document.data[0]) is type(expected)
    if isinstance(expected, bool | int | float) and not document.diagnostics:
        text = (
            format(Decimal(repr(expected)), "f") if isinstance(expected, float) else str(expected)
        )
        assert text.lower() == scalar


# Keys


def test_a_duplicate_key_is_reported_with_the_first_one() -> None:
    document = read("a: {b: 1, c: 2, b: 3}\nd: 4\n")
    (problem,) = document.diagnostics
    assert (problem.rule.id, problem.span[1:]) == ("duplicate-key", (1, 17, 1, 18))
    assert [it.span[1:] for it in problem.related] == [(1, 5, 1, 6)]
    assert document.data == {"a": {"b": 1, "c": 2}, "d": 4}
    assert document.unreliable == {("a", "b")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("8: x", "this key is a number, not text"),
        ("1.5: x", "this key is a number, not text"),
        ("true: x", "this key is true or false, not text"),
        ("?\n: x", "this key is null, not text"),
        ("[a, b]: x", "this key is a list, not text"),
        ("{a: b}: x", "this key is a mapping, not text"),
        ("? [a, {b: [c]}]\n: {d: e}", "this key is a list, not text"),
    ],
)
def test_a_key_that_is_not_text_is_reported(text: str, message: str) -> None:
    document = read(f"{text}\ny: z\n")
    assert [it.message for it in document.diagnostics] == [message]
    assert document.data["y"] == "z"
    assert document.value_span(("y",)).line == document.text.count("\n")


def test_the_values_of_dropped_keys_are_checked() -> None:
    assert rule_ids("a: 1\na: {b: yes}\n") == ["duplicate-key", "type-changing-scalar"]
    assert rule_ids("[a]: yes\n") == ["key-not-text", "type-changing-scalar"]


# Anchors, aliases, merge keys and tags


def test_anchors_aliases_and_merge_keys_are_reported() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 1}\nf: *y\n"
    assert positions(text) == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("merge-key", 3, 5),
        ("alias", 4, 4),
    ]
    alias = read(text).diagnostics[1]
    assert [it.span[1:] for it in alias.related] == [(1, 4, 1, 6)]


def test_exponential_aliases_are_not_expanded() -> None:
    text = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert set(rule_ids(text)) == {"anchor", "alias"}


@pytest.mark.parametrize(
    "tag", ["!!str", "!!int", "!!python/object/apply:os.system", "!x", "!", "!<tag:x,2000:y>"]
)
def test_a_tag_is_reported_and_not_applied(tag: str) -> None:
    (problem,) = read(f"a:   {tag} [x]\n").diagnostics
    assert (problem.rule.id, problem.span[1:]) == ("tag", (1, 6, 1, 6 + len(tag)))


def test_an_anchor_after_a_tag_is_reported() -> None:
    assert positions("a: !!str &x b\n") == [("tag", 1, 4), ("anchor", 1, 10)]


# Merge conflicts

CONFLICT = "<<<<<<< HEAD\n  b: 1\n||||||| base\n  b: 0\n=======\n  b: 2\n>>>>>>> branch\n"


def test_every_merge_conflict_marker_is_reported_and_nothing_else() -> None:
    text = f"a:\n{CONFLICT}  c: yes\n" + CONFLICT.replace("  b", "b")
    expected = [2, 4, 6, 8, 10, 12, 14, 16]
    assert positions(text) == [("merge-conflict", line, 1) for line in expected]
    assert not read(text).complete


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("marker", ["<<<<<<<", "|||||||", "=======", ">>>>>>>"])
def test_a_single_marker_is_reported(marker: str, line_break: str) -> None:
    (diagnostic,) = read(line_break.join(["a: 1", marker, "b: 2", ""])).diagnostics
    assert (diagnostic.rule.id, diagnostic.span[1:]) == ("merge-conflict", (2, 1, 2, 8))


def test_indented_markers_and_markers_in_block_text_are_reported() -> None:
    text = "a: |\n  <<<<<<< HEAD\n  b\n  =======\n  c\n  >>>>>>> branch\n"
    assert positions(text) == [("merge-conflict", line, 3) for line in (2, 4, 6)]


@pytest.mark.parametrize(
    "text", ["a: |\n  Title\n  =======\n", "a: <<<<<<<\n", "# <<<<<<< HEAD\n", "a: '========'\n"]
)
def test_text_that_resembles_a_marker_is_accepted(text: str) -> None:
    assert "merge-conflict" not in rule_ids(text)
