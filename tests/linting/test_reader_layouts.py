"""In any layout that a format allows, a reader returns the same stat types at exact offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.linting.files import encode, read_source
from statserver_bindgen.linting.keys import role_of
from support.configurations import KEYS, StatType, configurations, located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.linting.sections import Section


def unquoted(text: str) -> str:
    """Return a text without a second pair of quotes, which readers of YAML and JSON remove."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def expected(stat_types: Iterable[StatType], file_format: str) -> list[StatType]:
    if file_format in {"options", "annex", "csv"}:
        return [*stat_types]
    return [
        StatType(name, tuple((key, unquoted(value)) for key, value in settings))
        for name, settings in stat_types
    ]


def read_types(sections: Iterable[Section]) -> list[StatType]:
    return [StatType(it.name, tuple(_settings(it))) for it in sections]


def _settings(section: Section) -> Iterator[tuple[str, str]]:
    for setting in section.settings:
        if setting.key != "StatName":  # every annex has it
            yield setting.key, setting.value.text


@pytest.mark.parametrize("file_format", sorted(KEYS))
@given(data=st.data())
def test_stat_types_are_the_same_in_any_layout(file_format: str, data: st.DataObject) -> None:
    drawn = data.draw(configurations(file_format))

    source = read_source("x", drawn.raw, file_format=file_format)

    assert read_types(source.sections) == expected(drawn.stat_types, file_format)
    assert located(source)
    assert {it.rule.id for it in source.diagnostics} <= {"hidden-settings"}
    assert encode(source.text, source.encoding) == drawn.raw


@pytest.mark.parametrize("file_format", sorted(KEYS))
@given(data=st.data())
def test_the_five_keys_have_roles_in_any_case(file_format: str, data: st.DataObject) -> None:
    drawn = data.draw(configurations(file_format))

    source = read_source("x", drawn.raw, file_format=file_format)

    for section in source.sections:
        for setting in section.settings:
            assert (setting.role is not None) == (setting.key in KEYS[file_format])
            assert role_of(setting.key.upper(), file_format) == setting.role


@pytest.mark.parametrize("file_format", sorted(KEYS))
@given(data=st.data())
def test_the_format_is_detected_in_any_layout(file_format: str, data: st.DataObject) -> None:
    types = [StatType("vq1", tuple((key, "CallWait") for key in KEYS[file_format]))]
    drawn = data.draw(configurations(file_format, types))

    source = read_source("x", drawn.raw)

    assert source.file_format == file_format
    assert source.format_reason
