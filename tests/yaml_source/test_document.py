"""Reading YAML: what values, keys and signs mean, and what is refused because it lies."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from statserver_bindgen import resources
from statserver_bindgen.yaml_source.document import read_document
from support.documents import pyyaml, read, rules, told

# What is right


def test_the_shipped_spec_is_read_as_yaml_has_it() -> None:
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
        ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b", "a b"),
        ("http://x/#y", "http://x/#y"),
        ("[]", []),
        ("{}", {}),
        ("- x", None),
    ],
)
def test_values_are_what_they_look_like(text: str, value: object) -> None:
    if text == "- x":
        assert read("a:\n- x\n").data == {"a": ["x"]}
    else:
        document = read(f"a: {text}\n")
        assert document.diagnostics == ()
        assert document.data == {"a": value}
        assert type(document.data["a"]) is type(value)


def test_a_key_without_a_value_means_nothing() -> None:
    assert read("a:\nb: {c: }\n").data == {"a": None, "b": {"c": None}}


# What words without quotes are turned into


@pytest.mark.parametrize(
    ("word", "becomes", "hint"),
    [
        ("yes", "true", 'write true where that is meant, "yes" where text is meant'),
        ("Off", "false", 'write false where that is meant, "Off" where text is meant'),
        ("TRUE", "true", 'write true where that is meant, "TRUE" where text is meant'),
        ("~", "nothing", 'write "~" where text is meant'),
        ("null", "nothing", 'write "null" where text is meant'),
        ("1:30", "the number 90", 'write 90 where that is meant, "1:30" where text is meant'),
        ("010", "the number 8", 'write 8 where that is meant, "010" where text is meant'),
        ("0x1F", "the number 31", 'write 31 where that is meant, "0x1F" where text is meant'),
        ("0b11", "the number 3", 'write 3 where that is meant, "0b11" where text is meant'),
        ("1_000", "the number 1000", 'write 1000 where that is meant, "1_000" where text is meant'),
        ("+1", "the number 1", 'write 1 where that is meant, "+1" where text is meant'),
        (".5", "the number 0.5", 'write 0.5 where that is meant, ".5" where text is meant'),
        ("2024-01-01", "a date", 'write "2024-01-01" where text is meant'),
        ("2024-01-01 10:00:00", "a date", 'write "2024-01-01 10:00:00" where text is meant'),
        (".inf", "a number", 'write ".inf" where text is meant'),
        (".nan", "a number", 'write ".nan" where text is meant'),
        ("=", "the sign for a default", 'write "=" where text is meant'),
        ("0x_", "a number", 'write "0x_" where text is meant'),
        (
            "1e3",
            "a number for some readers and text for others",
            'write "1e3" where text is meant',
        ),
        (
            "0o17",
            "a number for some readers and text for others",
            'write "0o17" where text is meant',
        ),
        (
            "12345678901234567890",
            "a number that many languages round",
            'write "12345678901234567890" where text is meant',
        ),
    ],
)
def test_words_that_change_their_type_are_told_with_what_they_become(
    word: str, becomes: str, hint: str
) -> None:
    document = read(f"a: {word}\n")
    (problem,) = document.diagnostics
    assert problem.rule.id == "type-changing-scalar"
    assert problem.message == f"{word} without quotes is {becomes}"
    assert problem.hint == hint
    assert problem.span[1:] == (1, 4, 1, 4 + len(word))
    assert document.data == {"a": word}
    assert document.poisoned == {("a",)}


words = st.one_of(
    st.from_regex(r"[-+.0-9xobe_:eE]{1,12}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}( [0-9:.]{1,10})?Z?", fullmatch=True),
    st.sampled_from(["yes", "No", "ON", "off", "True", "FALSE", "null", "Null", "~", "=", "<<"]),
    st.from_regex(r"[A-Za-z~=<.+-]{1,6}", fullmatch=True),
)


@given(words)
@example("9" * 5000)
@example("1_" * 2000)
def test_a_word_is_text_a_number_or_a_problem_and_never_what_pyyaml_alone_thinks(word: str) -> None:
    raw = f"[{word}]"
    try:
        (theirs,) = pyyaml(raw)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(theirs, str | int | float | bool | None):
        return
    document = read(raw)
    if "type-changing-scalar" not in rules(raw):
        assert document.data == [theirs]
        assert type(document.data[0]) is type(theirs)
    if isinstance(theirs, bool | int | float):
        assert theirs in {True, False} or str(theirs) == word or document.diagnostics


# Keys


def test_a_key_that_stands_twice_is_told_with_its_first_place() -> None:
    document = read("a: {b: 1, c: 2, b: 3}\nd: 4\n")
    (problem,) = document.diagnostics
    assert (problem.rule.id, problem.span[1:]) == ("duplicate-key", (1, 17, 1, 18))
    assert [it.span[1:] for it in problem.related] == [(1, 5, 1, 6)]
    assert document.data == {"a": {"b": 1, "c": 2}, "d": 4}
    assert document.poisoned == {("a", "b")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("8: x", "this key is a number, not text"),
        ("1.5: x", "this key is a number, not text"),
        ("true: x", "this key is true or false, not text"),
        ("?\n: x", "this key is nothing, not text"),
        ("[a, b]: x", "this key is a list, not text"),
        ("{a: b}: x", "this key is a mapping, not text"),
        ("? [a, {b: [c]}]\n: {d: e}", "this key is a list, not text"),
    ],
)
def test_keys_are_text(text: str, message: str) -> None:
    document = read(f"{text}\ny: z\n")
    assert [it.message for it in document.diagnostics] == [message]
    assert document.data["y"] == "z"
    assert document.value_span(("y",)).line == document.text.count("\n")


def test_the_values_of_keys_that_are_not_kept_are_looked_at_too() -> None:
    assert rules("a: 1\na: {b: yes}\n") == ["duplicate-key", "type-changing-scalar"]
    assert rules("[a]: yes\n") == ["key-not-text", "type-changing-scalar"]


# What stands for something else


def test_anchors_aliases_and_merges_are_told_each_at_its_place() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 1}\nf: *y\n"
    assert told(text) == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("merge-key", 3, 5),
        ("alias", 4, 4),
    ]
    alias = read(text).diagnostics[1]
    assert [it.span[1:] for it in alias.related] == [(1, 4, 1, 6)]


def test_a_billion_laughs_are_not_funny() -> None:
    text = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert set(rules(text)) == {"anchor", "alias"}


@pytest.mark.parametrize(
    "tag", ["!!str", "!!int", "!!python/object/apply:os.system", "!x", "!", "!<tag:x,2000:y>"]
)
def test_tags_are_told_and_never_followed(tag: str) -> None:
    (problem,) = read(f"a:   {tag} [x]\n").diagnostics
    assert (problem.rule.id, problem.span[1:]) == ("tag", (1, 6, 1, 6 + len(tag)))


def test_an_anchor_behind_a_tag_is_found() -> None:
    assert told("a: !!str &x b\n") == [("tag", 1, 4), ("anchor", 1, 10)]
