"""Definitions in YAML: all scalars are text, and an error hides no other definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.linting import yaml_nodes
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.readers import node_settings

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import Section, SourceFile

GOOD = "statistics.definitions.{name}:\n  category: TotalTime\n"
GOOD_A, GOOD_B = GOOD.format(name="A"), GOOD.format(name="B")


def read(text: str) -> SourceFile:
    return read_source("x.yaml", text.encode(), file_format="gws")


def definition(body: str) -> str:
    return f"statistics.definitions.X:\n  {body}\n"


def values(section: Section) -> dict[str, str]:
    return {it.key: it.value.text for it in section.settings}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("CallWait", "CallWait"),
        ('"*"', "*"),
        ("'*,~LoggedOut'", "*,~LoggedOut"),
        ("\"'*,~X'\"", "*,~X"),
        ("'\"*\"'", "*"),
        ("~X", "~X"),
        ("3600:10", "3600:10"),
        ("yes", "yes"),
        ("012", "012"),
        ("1.10", "1.10"),
        ("2024-01-01", "2024-01-01"),
        ('""', ""),
        ("", ""),
        ("null", ""),
        ('"~"', "~"),
        ('"null"', "null"),
        (r'"Call\x57ait"', "CallWait"),
        ("'it''s'", "it's"),
        ("!!str CallWait", "CallWait"),
        ("&anchor CallWait", "CallWait"),
        ("Call\n    Wait", "Call Wait"),
        (">-\n    Call\n    Wait", "Call Wait"),
        ("|-\n    Call\n      Wait", "Call\n  Wait"),
        ('"Call\\\n    Wait"', "CallWait"),
        ("CallWait # a comment", "CallWait"),
    ],
)
def test_a_scalar_is_text(written: str, text: str) -> None:
    source = read(definition(f"mainMask: {written}"))

    assert [values(it) for it in source.sections] == [{"mainMask": text}]
    assert source.diagnostics == ()


@pytest.mark.parametrize(
    ("written", "text"),
    [("*", "*"), ("*,~LoggedOut", "*,~LoggedOut"), ("*CallWait", "*CallWait"), ("* , a", "* , a")],
)
def test_a_mask_with_an_asterisk_and_no_quotes_is_reported_and_read(
    written: str, text: str
) -> None:
    source = read(GOOD_A + definition(f"mainMask: {written}") + GOOD_B)

    (error,) = source.diagnostics
    assert str(error) == (
        "x.yaml:4:13: error: a value that begins with * needs quotes [unquoted-mask]"
    )
    assert error.hint == f'write "{text}"'
    assert [it.name for it in source.sections] == ["A", "X", "B"]
    assert values(source.sections[1]) == {"mainMask": text}


def test_a_mask_that_is_too_long_for_a_hint_is_reported() -> None:
    mask = f"*{',~LoggedOut' * 30}"
    (error,) = read(definition(f"mainMask: {mask}")).diagnostics

    assert error.hint == "put it into double quotes"


def test_an_alias_of_an_unknown_anchor_is_a_mask_without_quotes() -> None:
    source = read(definition("mainMask: *CallWait # not &CallWait"))

    assert [it.rule.id for it in source.diagnostics] == ["unquoted-mask"]
    assert values(source.sections[0]) == {"mainMask": "*CallWait"}


def test_a_tilde_without_quotes_is_reported() -> None:
    source = read(definition("mainMask: ~"))

    assert [str(it) for it in source.diagnostics] == [
        "x.yaml:2:13: error: ~ without quotes is null [unquoted-mask]"
    ]
    assert [it.has_value for it in source.sections[0].settings] == [False]


@pytest.mark.parametrize(
    ("body", "diagnostic"),
    [
        ('mainMask: "CallWait', "4:13: error: this quote is not closed"),
        ("mainMask: a: b", "4:14: error: a second colon in one line"),
        ("mainMask: [a", "4:13: error: this [ is not closed"),
        ("mainMask: @x", "4:13: error: text can't begin with @"),
        ("\tmainMask: x", "4:3: error: a tab in the indentation"),
        ("mainMask: a\n category: b", "5:2: error: the indentation matches no line above"),
    ],
)
def test_a_syntax_error_hides_no_other_definition(body: str, diagnostic: str) -> None:
    source = read(GOOD_A + definition(body) + GOOD_B)

    (error,) = source.diagnostics
    assert str(error).startswith(f"x.yaml:{diagnostic}")
    assert [it.name for it in source.sections] == ["A", "B"]


def test_each_of_several_syntax_errors_is_reported() -> None:
    source = read(definition("a: b: c") + GOOD_A + definition("mainMask: `") + GOOD_B)

    assert [it.span.line for it in source.diagnostics] == [2, 6]
    assert [it.name for it in source.sections] == ["A", "B"]


def test_the_hint_of_an_error_that_ends_reading_has_the_consequence() -> None:
    source = read(GOOD_A.replace("\n  category", "\n  a: b: c\n  category") * 60)

    *_, last = source.diagnostics
    assert len(source.diagnostics) == 51
    assert (last.hint or "").endswith("; then check again, because reading stops here")


@pytest.mark.parametrize("value", ["[Agent, Queue]", "{a: b}", "\n  - Agent"])
def test_a_list_or_mapping_as_a_value_is_reported(value: str) -> None:
    source = read(definition(f"objects: {value}"))

    assert [it.rule.id for it in source.diagnostics] == ["not-a-text"]
    assert [it.has_value for it in source.sections[0].settings] == [False]


def test_other_lists_are_left_alone() -> None:
    source = read(definition("tags: [a, b]"))

    assert source.diagnostics == ()
    assert source.sections[0].settings == ()


@pytest.mark.parametrize("value", ["CallWait", "[a]", ""])
def test_a_definition_that_is_no_mapping_is_reported(value: str) -> None:
    source = read(f"statistics.definitions.X: {value}\n")

    assert [str(it) for it in source.diagnostics] == [
        "x.yaml:1:1: error: the definition is not a mapping [configuration-syntax]"
    ]


def test_a_second_definition_of_a_name_is_reported() -> None:
    source = read(GOOD_A + GOOD_B + GOOD_A)

    (error,) = source.diagnostics
    assert str(error) == (
        'x.yaml:5:1: error: duplicate key "statistics.definitions.A" [duplicate-key]'
    )
    assert [str(it.span) for it in error.related] == ["x.yaml:1:1"]
    assert [it.name for it in source.sections] == ["A", "B", "A"]


def test_other_keys_of_the_file_are_left_alone() -> None:
    source = read(f"cacheTimeout: 30\nother: {{mainMask: x}}\n{GOOD_A}---\n{GOOD_B}")

    assert source.diagnostics == ()
    assert [it.name for it in source.sections] == ["A", "B"]


def test_aliases_and_merged_mappings_are_read() -> None:
    source = read(
        "base: &base {category: TotalTime, subject: &s DNAction}\n"
        "statistics.definitions.X:\n  <<: *base\n  subject: AgentStatus\n"
        "statistics.definitions.Y: {subject: *s}\n"
        "statistics.definitions.Z: *base\n"
    )

    assert [values(it) for it in source.sections] == [
        {"subject": "AgentStatus", "category": "TotalTime"},
        {"subject": "DNAction"},
        {"category": "TotalTime", "subject": "DNAction"},
    ]


def test_an_asterisk_in_quotes_or_in_a_comment_is_kept() -> None:
    source = read(definition("a: 'x: *' # y: *\n  b: >\n    : *\n  c: x *"))

    assert source.diagnostics == ()
    assert values(source.sections[0]) == {"a": "x: *", "b": ": *\n", "c": "x *"}


def test_control_characters_are_reported() -> None:
    source = read(definition("mainMask: Call\x01Wait"))

    assert [str(it) for it in source.diagnostics] == [
        "x.yaml:2:17: error: the control character U+0001 is invisible here [control-character]"
    ]
    assert values(source.sections[0]) == {"mainMask": "Call\x01Wait"}


def test_the_number_of_control_characters_is_limited() -> None:
    assert len(read(definition("a: " + "\x01" * 2_000)).diagnostics) == 1_001


def test_repeated_aliases_are_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_settings, "MOST_VALUES", 5)
    aliases = "".join(f"statistics.definitions.{it}: *a\n" for it in range(10))
    source = read(f"base: &a {{category: b, subject: c}}\n{aliases}")

    assert [it.rule.id for it in source.diagnostics] == ["too-many-values"]
    assert len(source.sections) == 3


@pytest.mark.parametrize(("text", "rule"), [("[" * 1_100, "too-deep"), ("a: [1, 2]", None)])
def test_depth_is_limited(text: str, rule: str | None) -> None:
    assert {it.rule.id for it in read(text).diagnostics} == ({rule} if rule else set())


def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MOST_VALUES", 5)

    assert [it.rule.id for it in read(GOOD_A * 3).diagnostics] == ["too-many-values"]
