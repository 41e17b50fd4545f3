"""The options of an application: `[section]` and `key=value` lines, read as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.linting import nodes
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.readers import options

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import SourceFile


def read(text: str, file_format: str = "options") -> SourceFile:
    return read_source("x.cfg", text.encode(), file_format=file_format)


def diagnostics(text: str) -> list[str]:
    return [str(it).partition(":")[2] for it in read(text).diagnostics]


def settings(text: str) -> dict[str, str]:
    (section,) = read(text).sections
    return {it.key: it.value.text for it in section.settings}


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("MainMask=CallWait", "MainMask", "CallWait"),
        (" MainMask \t=  CallWait \t\t", "MainMask", "CallWait"),
        ("MainMask=", "MainMask", ""),
        ("MainMask=*, ~LoggedOut", "MainMask", "*, ~LoggedOut"),
        ("Formula=DistByConnID, a=b:c%d", "Formula", "DistByConnID, a=b:c%d"),
        ('Description="quoted" # no comment', "Description", '"quoted" # no comment'),
        ("#key=;value", "#key", ";value"),
        ("a.b-c_d=[x]", "a.b-c_d", "[x]"),
        ("MAINMASK=CallWait", "MAINMASK", "CallWait"),
        (r"path=C:\logs\n", "path", r"C:\logs\n"),
    ],
)
def test_a_value_is_the_rest_of_its_line(line: str, key: str, value: str) -> None:
    assert settings(f"[a]\n{line}\n") == {key: value}


def test_sections_and_keys_may_repeat() -> None:
    sections = read("[a]\nObjects=Agent\nObjects=Queue\n[a]\nObjects=Place\n").sections

    values = [(it.name, [each.value.text for each in it.settings]) for it in sections]
    assert values == [("a", ["Agent", "Queue"]), ("a", ["Place"])]


@pytest.mark.parametrize(
    "line",
    ["xxHIDDENxxRelMask=CallWait", "XXhiddenXXRelMask=", "xx  RelMask=x", "xxHIDDENxxRelMask"],
)
def test_a_hidden_setting_is_skipped(line: str) -> None:
    text = f"[a]\nObjects=Agent\n{line}\n"

    assert settings(text) == {"Objects": "Agent"}
    assert diagnostics(text) == [
        "3:1: note: this setting is hidden and not checked [hidden-settings]"
    ]


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("MainMask CallWait", "no = follows the key MainMask", "write MainMask=CallWait"),
        ("MainMask: CallWait", "no = follows the key MainMask", "write MainMask=CallWait"),
        ("mainmask", "no = follows the key mainmask", "write mainmask="),
        (
            "; a comment",
            'the line "; a comment" has no =',
            "write key=value, or remove the line: the format has no comments",
        ),
        ("=CallWait", "a key is missing before =", "add the key, or remove the line"),
    ],
)
def test_a_line_without_key_or_equals_sign_is_reported(line: str, message: str, hint: str) -> None:
    source = read(f"[a]\nObjects=Agent\n{line}\n")

    assert [(it.message, it.hint, it.span.line) for it in source.diagnostics] == [
        (message, hint, 3)
    ]


def test_a_value_that_is_too_long_for_a_hint_is_reported() -> None:
    (warning,) = read(f"[a]\nMainMask {'CallWait,' * 50}\n").diagnostics

    assert warning.hint == "write = after the key"


def test_a_setting_without_an_equals_sign_has_its_role_and_no_value() -> None:
    (section,) = read("[a]\nMainMask CallWait\n").sections
    (setting,) = section.settings

    assert (setting.role, setting.value.text, setting.has_value) == ("main_mask", "CallWait", False)


def test_sections_that_are_no_stat_types_are_left_alone() -> None:
    assert diagnostics("[log]\nverbose\n# a note\n=x\n") == []


@pytest.mark.parametrize(
    ("text", "diagnostic"),
    [
        ("[a\nb=c\n", "1:1: error: this section header is not closed [configuration-syntax]"),
        (
            "[a] b=c\n",
            "1:5: error: unexpected text after the section header [configuration-syntax]",
        ),
        (
            "note\nMainMask=CallWait\n[a]\n",
            (
                "2:1: warning: the setting MainMask is before the first section header "
                "[setting-outside-section]"
            ),
        ),
    ],
)
def test_a_broken_section_header_is_reported(text: str, diagnostic: str) -> None:
    assert diagnostics(text) == [diagnostic]


def test_notes_before_the_first_section_are_left_alone() -> None:
    assert diagnostics("exported on Monday\nversion=8.5\n[a]\nObjects=Agent\n") == []


def test_the_name_of_a_section_is_between_its_brackets() -> None:
    source = read("  [ Demo [x] Waiting ]\t\n")

    (section,) = source.sections
    assert section.name == "Demo [x] Waiting"
    assert str(source.span(section.name_text)) == "x.cfg:1:5"


def test_the_position_of_a_missing_value_is_after_the_equals_sign() -> None:
    source = read("[a]\nMainMask= \t\nRelMask=x\n")

    (section,) = source.sections
    assert str(source.span(section.settings[0].value)) == "x.cfg:2:10"


@pytest.mark.parametrize(
    ("name", "objects"),
    [
        ("agent.ready", "Agent"),
        ("GroupOne", "GroupAgents"),
        ("acd", "Queue"),
        ("DN_1", "RegDN"),
        ("vq.demo", "Queue"),
        ("other", None),
    ],
)
def test_the_prefix_of_an_annex_section_gives_its_objects(name: str, objects: str | None) -> None:
    source = read(f"[{name}]\nStatName=x\n", "annex")

    (section,) = source.sections
    assert (section.given_objects.text if section.given_objects else None) == objects


def test_reading_stops_at_the_largest_number_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "MOST_VALUES", 3)
    source = read("[a]\na=1\nb=2\nc=3\nd=4\n")

    assert [str(it) for it in source.diagnostics] == [
        "x.cfg:4:1: error: the file has more than 3 settings [too-many-values]"
    ]
    assert nodes.MOST_VALUES == 1_000_000
