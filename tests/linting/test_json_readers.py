"""JSON with comments and single quotes: definitions of the Statistics API, and applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.linting import json_nodes
from statserver_bindgen.linting.files import read_source

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import Section, SourceFile


def read(text: str, file_format: str = "statistics") -> SourceFile:
    return read_source("x.json", text.encode(), file_format=file_format)


def entry(value: str) -> str:
    return f'[{{"definition": {{"mainMask": {value}}}}}]'


def values(section: Section) -> dict[str, str]:
    return {it.key: it.value.text for it in section.settings}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"*,~LoggedOut"', "*,~LoggedOut"),
        ("'*'", "*"),
        ("\"'*'\"", "*"),
        (r'"Call\u0057ait"', "CallWait"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r"'it\'s \"\\\/\b\f\n\r\t'", "it's \"\\/\b\f\n\r\t"),
        ("30", "30"),
        ("-1.5e3", "-1.5e3"),
        ("true", "true"),
        ("null", ""),
        ('"null"', "null"),
        ('"a" // b', "a"),
        ('/* "b" */ "a" /* * / */', "a"),
        ('"a",', "a"),
    ],
)
def test_a_value_is_text(written: str, text: str) -> None:
    source = read(entry(f"{written}\n"))

    assert [values(it) for it in source.sections] == [{"mainMask": text}]
    assert source.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "diagnostic"),
    [
        (entry('"a'), "1:30: error: this quote is not closed on its line"),
        (entry('"a" "b": 1'), "1:34: error: a comma is missing before this"),
        (entry("a"), "1:30: error: a is not a value of JSON"),
        (entry("01"), "1:30: error: 01 is not a value of JSON"),
        (entry(r'"\q"'), r"1:31: error: \q is not a valid escape"),
        (entry(r'"\ud800"'), "1:31: error: an escape in this text is half a character"),
        (entry(""), "1:30: error: expected a value, found }"),
        (entry('"a"]'), "1:33: error: expected , or }, found ]"),
        (entry('"a", b: 1'), "1:35: error: the key b has no quotes"),
        (entry('"a", : 1'), "1:35: error: expected a key, found :"),
        (entry('"a", "b" 1'), '1:36: error: no colon follows the key "b"'),
        (entry('"a"') + " x", "1:37: error: the document ends before this text"),
        ("[", "1:1: error: this [ is not closed"),
        ('{"a": ', "1:1: error: this { is not closed"),
        ("// only a comment", "1:18: error: expected a value"),
    ],
)
def test_a_syntax_error_is_reported_once(text: str, diagnostic: str) -> None:
    (error,) = read(text).diagnostics

    assert str(error) == f"x.json:{diagnostic} [configuration-syntax]"
    assert error.hint


def test_definitions_before_a_syntax_error_are_read() -> None:
    source = read('[{"definition": {"subject": "a"}},\n {"definition": {"subject": }}]')

    assert [values(it) for it in source.sections] == [{"subject": "a"}]
    assert [it.span.line for it in source.diagnostics] == [2]


def test_a_missing_comma_hides_no_other_definition() -> None:
    source = read('[{"definition": {"subject": "a"}}\n {"definition": {"subject": "b"}}]')

    assert [values(it) for it in source.sections] == [{"subject": "a"}, {"subject": "b"}]
    assert [str(it.span) for it in source.diagnostics] == ["x.json:2:2"]


@pytest.mark.parametrize(
    ("entries", "name"),
    [
        ('"definition": {"category": "x"}', "entry 1"),
        ('"name": "A", "definition": {}', "A"),
        ('"definition": {"name": "A"}', "A"),
        ('"statisticId": "s1", "definition": {}', "s1"),
        ('"name": null, "definition": {}', "entry 1"),
    ],
)
def test_a_definition_has_the_name_of_its_entry(entries: str, name: str) -> None:
    assert [it.name for it in read(f"[{{{entries}}}]").sections] == [name]


def test_definitions_are_read_wherever_they_are() -> None:
    source = read('{"data": {"statistics": [[{"definition": {"subject": "a"}}]]}}')

    assert [values(it) for it in source.sections] == [{"subject": "a"}]


@pytest.mark.parametrize(
    "text",
    [
        '{"applications": [{"options": {"A": {"MainMask": "x", "n": 3}}}]}',
        '// note\n{"applications": {"options": {"A": {"MainMask": "x", "n": 3}}}}',
        "applications:\n- options:\n    A:\n      MainMask: x\n      n: 3\n",
        "applications:\n- &a {options: {A: {MainMask: x, n: 3}}}\n- *a\n",
    ],
)
def test_options_of_applications_are_sections(text: str) -> None:
    source = read(text, "application")

    assert [(it.name, values(it)) for it in source.sections] == [("A", {"MainMask": "x", "n": "3"})]
    assert source.diagnostics == ()


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"applications": 1}', '{"applications": [1, {"options": {"a": 2}}]}', "x"]
)
def test_other_data_have_no_sections(text: str) -> None:
    assert read(text, "application").sections == ()


def test_a_second_section_of_an_application_is_reported() -> None:
    one = '{"options": {"A": {"MainMask": "x"}}}'
    two = '{"options": {"A": {"MainMask": "x"}, "A": {"MainMask": "y"}}}'

    assert read(f'{{"applications": [{one}, {one}]}}', "application").diagnostics == ()
    assert [str(it) for it in read(f'{{"applications": [{two}]}}', "application").diagnostics] == [
        'x.json:1:57: error: duplicate key "A" [duplicate-key]'
    ]


def test_hidden_settings_of_applications_are_skipped() -> None:
    source = read(
        '{"applications": [{"options": {"A": {"xxHIDDENxxObjects": "x"}}}]}', "application"
    )

    assert source.sections[0].settings == ()
    assert [it.rule.id for it in source.diagnostics] == ["hidden-settings"]


def test_depth_is_limited() -> None:
    assert [it.rule.id for it in read("[" * 100_000).diagnostics] == ["too-deep"]


def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_nodes, "MOST_VALUES", 5)

    assert [it.rule.id for it in read("[1,2,3,4,5,6]").diagnostics] == ["too-many-values"]


def test_the_number_of_problems_is_limited() -> None:
    source = read(f"[{'x,' * 2_000}]")

    assert len(source.diagnostics) == 1_001
    assert source.diagnostics[-1].rule.id == "too-many-problems"
