"""Tables with a column of masks, and files with one mask on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.readers import csv_columns, mask_lines

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import Section, SourceFile


def read(text: str, column: str | None = None) -> SourceFile:
    return read_source("x.csv", text.encode(), file_format="csv", column=column)


def rows(source: SourceFile) -> list[tuple[str, dict[str | None, str]]]:
    return [(section.name, roles(section)) for section in source.sections]


def roles(section: Section) -> dict[str | None, str]:
    return {it.role: it.value.text for it in section.settings}


def masks(source: SourceFile) -> list[str]:
    return [each.value.text for it in source.sections for each in it.settings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MainMask\nCallWait\n", ["CallWait"]),
        ("mask\nCallWait\n", ["CallWait"]),
        ("CallWait\nOffHook\n", ["CallWait", "OffHook"]),
        ('"*,~LoggedOut"\n', ["*,~LoggedOut"]),
        ('"*,~LoggedOut\r\n,a"\r\n', ["*,~LoggedOut\r\n,a"]),
        ('mask\n"say ""a"""\n', ['say "a"']),
        ('mask\n "a" \n b \n\n', ["a", "b"]),
        ("Owner;mainMask;Color\nAnn;*,~LoggedOut;red\n", ["*,~LoggedOut"]),
        ("Owner\tRelativeMask\nAnn\t*,~LoggedOut\n", ["*,~LoggedOut"]),
        ("Owner,MainMask\nAnn\nBen,CallWait", ["CallWait"]),
        ("Owner,MainMask\nAnn,", [""]),
    ],
)
def test_masks_are_read(text: str, expected: list[str]) -> None:
    source = read(text)

    assert masks(source) == expected
    assert source.diagnostics == ()


@pytest.mark.parametrize("column", ["2", "Selection", " selection "])
def test_the_column_of_masks_can_be_given(column: str) -> None:
    source = read("Name,Selection,MainMask,Objects\nA,CallWait,OffHook,Agent\n", column)

    assert rows(source) == [("A", {"objects": "Agent", "main_mask": "CallWait"})]


def test_the_column_of_a_table_without_names_is_given_by_number() -> None:
    assert masks(read("A,CallWait\nB,OffHook\n", "2")) == ["CallWait", "OffHook"]


def test_rows_have_the_name_in_the_table_or_their_line() -> None:
    source = read("MainMask,StatType\nCallWait,A\n\nOffHook,\n")

    assert [it.name for it in source.sections] == ["A", "line 4"]


def test_empty_fields_define_nothing() -> None:
    source = read("Name,Objects,MainMask,RelMask\nA,,CallWait,\n")

    assert rows(source) == [("A", {"main_mask": "CallWait"})]


@pytest.mark.parametrize(
    ("text", "column", "diagnostic"),
    [
        (
            "Name,Owner\nA,Ann\n",
            None,
            "1:1: error: the first line names no column of masks [unknown-column]",
        ),
        ("Name,Owner\nA,Ann\n", "3", '1:1: error: unknown column "3" [unknown-column]'),
        ("Name,Owner\nA,Ann\n", "mask", '1:1: error: unknown column "mask" [unknown-column]'),
        (
            "Name,MainMask\nA,*,~LoggedOut\n",
            None,
            "2:5: error: this line has 3 fields; the first line has 2 fields [extra-fields]",
        ),
        (
            "CallWait\nOffHook,CallWait\n",
            None,
            "2:9: error: this line has 2 fields; the first line has 1 field [extra-fields]",
        ),
        ('mask\n"a\n', None, "2:1: error: this quote is not closed [configuration-syntax]"),
        (
            'mask\n"a"b\n',
            None,
            "2:4: error: unexpected text after the closing quote [configuration-syntax]",
        ),
    ],
)
def test_a_table_that_can_not_be_read_is_reported(
    text: str, column: str | None, diagnostic: str
) -> None:
    (error,) = read(text, column).diagnostics

    assert str(error) == f"x.csv:{diagnostic}"
    assert error.hint


def test_the_number_of_fields_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_columns, "MOST_VALUES", 3)

    assert [it.rule.id for it in read("a\n" * 9).diagnostics] == ["too-many-values"]


def test_lines_are_masks() -> None:
    source = read_source(
        "x.txt", b"CallWait\r\n\r\n  *, ~LoggedOut\t\r\nOffHook", file_format="lines"
    )

    assert rows(source) == [
        ("line 1", {"main_mask": "CallWait"}),
        ("line 3", {"main_mask": "*, ~LoggedOut"}),
        ("line 4", {"main_mask": "OffHook"}),
    ]
    spans = [str(source.span(it.settings[0].value)) for it in source.sections]
    assert spans == ["x.txt:1:1", "x.txt:3:3", "x.txt:4:1"]


def test_the_number_of_masks_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask_lines, "MOST_VALUES", 3)
    source = read_source("x.txt", b"a\n" * 9, file_format="lines")

    assert len(source.sections) == 3
    assert [str(it.span) for it in source.diagnostics] == ["x.txt:4:1"]
