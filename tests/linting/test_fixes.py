"""Fixes keep the meaning, the layout, the encoding and the line endings of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.linting import fixes
from statserver_bindgen.linting.files import encode, read_file, read_source
from statserver_bindgen.linting.linter import Linter
from support.configurations import KEYS, StatType, configurations
from support.linted import FILE, released_index, section

if TYPE_CHECKING:
    from pathlib import Path

LINTER: Final = Linter(released_index())


def fixed(text: str) -> str:
    """Return the text of a file of the format `options` with its fixes."""
    source = read_source(FILE, text.encode(), file_format="options")
    return fixes.fix(LINTER, source).after.source.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"MainMask": "callanswered"}, {"MainMask": "CallAnswered"}),
        ({"MainMask": "CallAnswered; CallInbound"}, {"MainMask": "CallAnswered,CallInbound"}),
        ({"MainMask": '"CallAnswered"'}, {"MainMask": "CallAnswered"}),
        ({"MainMask": "MainMask=CallAnswered"}, {"MainMask": "CallAnswered"}),
        ({"MainMask": "CALL_ANSWERED_REGULAR_DN"}, {"MainMask": "CallAnswered"}),
        ({"Objects": "AgentPlace, agent"}, {"Objects": "Place, Agent"}),
        ({"Category": "'totalnumber'"}, {"Category": "TotalNumber"}),
        ({"Subject": "dnaction"}, {"Subject": "DNAction"}),
        ({"Subject": "", "SUBJECT": "DNAction"}, {"Subject": "", "Subject ": "DNAction"}),
    ],
)
def test_a_safe_suggestion_is_applied(before: dict[str, str], after: dict[str, str]) -> None:
    assert fixed(section(**before)) == section(**after).replace("Subject =", "Subject=")


@pytest.mark.parametrize(
    "settings",
    [
        {"MainMask": "CallAnswerd"},  # it may be from another release
        {"MainMask": "~CallAnswered"},  # "*" would select more
        {"MainMask": "CallAnswered,CallAnswered"},
        {"MainMask": "*,-CallAnswered"},
        {"MainMask": "answered"},
        {"Category": "TotalNumbr"},
        {"Subject": "DNActon"},
        {"Objects": "Agents"},
        {"MainMask": "", "Main Mask": "CallAnswered"},
    ],
)
def test_a_suggestion_that_may_change_the_meaning_is_not_applied(settings: dict[str, str]) -> None:
    text = section(**settings)

    assert fixed(text) == text


FORMATS: Final = ("options", "application", "gws", "statistics", "csv")


@pytest.mark.parametrize("file_format", FORMATS)
@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_only_the_fixed_characters_change_in_any_layout(
    file_format: str, data: st.DataObject
) -> None:
    values = ("Agent,place", "totalnumber", "DNAction", "callAnswered,CallInbound", "")
    pairs = tuple(zip(KEYS[file_format], values, strict=True))
    stat_type = StatType("Demo", pairs if file_format == "csv" else pairs[:-1])
    raw = data.draw(configurations(file_format, [stat_type])).raw
    source = read_source("file", raw, file_format=file_format)
    result = fixes.fix(LINTER, source)

    expected = source.text
    for change in reversed([it.fix for it in result.applied if it.fix]):
        start = change.text.offsets[change.start]
        end = start + change.length
        assert expected[start:end] == change.before
        expected = expected[:start] + change.replacement + expected[end:]
    assert result.after.source.text == expected
    assert encode(result.before.text, source.encoding) == raw
    # What is written with escapes is left alone, and still reported.
    assert len(result.applied) + len(LINTER.check_file(result.after.source).entries) == len(
        LINTER.check_file(source).entries
    )


def test_a_file_is_written_in_its_encoding(tmp_path: Path) -> None:
    file = tmp_path / FILE
    text = section(Category="totalnumber", Description="é").replace("\n", "\r\n")
    file.write_bytes(text.encode("cp1252"))
    result = fixes.fix(LINTER, read_file(file))
    fixes.write(result, bool)

    expected = text.replace("totalnumber", "TotalNumber")
    assert file.read_bytes() == expected.encode("cp1252")


def test_a_file_that_changed_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text(section(Category="totalnumber"), "utf-8")
    result = fixes.fix(LINTER, read_file(file))
    file.write_text("[Other]\n", "utf-8")

    with pytest.raises(WorkspaceError, match="changed while it was edited"):
        fixes.write(result, bool)
    assert file.read_text("utf-8") == "[Other]\n"
    assert [it.name for it in tmp_path.iterdir()] == [FILE]


def test_a_symlink_stays_a_symlink(tmp_path: Path) -> None:
    file, link = tmp_path / FILE, tmp_path / "link.cfg"
    file.write_text(section(Category="totalnumber"), "utf-8")
    link.symlink_to(file)
    fixes.write(fixes.fix(LINTER, read_file(link)), bool)

    assert link.is_symlink()
    assert file.read_text("utf-8") == section()
