"""The spec has the facts of the guide's table, by a second path that shares no code with the tool.

spec/source/table.txt is the table cell by cell; spec/source/README.md has the rules by which it is
read. Rows of the guide are named by their line in the guide's text, which no edit changes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from support.guide import breaking
from support.guide.comparison import GUIDE, compare_with_guide, compare_with_spec, expected_row
from support.guide.names import find_allowances
from support.guide.reading import HEADINGS, MARKS, Reading, read
from support.guide.text import GUIDE_VARIABLE, find_guide
from support.guide.transcription import Page, Row, guide_lines, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ILLEGIBLE_DN_LINES = ["51", "52", "53", "107"]
SPILLED_MEDIA_LINES = ["121", "124", "127", "138", "140", "142"]

SpecRow = dict[str, Any]


@pytest.fixture(scope="module")
def pages(root: Path) -> tuple[Page, ...]:
    return parse((root / "spec/source/table.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings(pages: tuple[Page, ...]) -> tuple[Reading, ...]:
    return read(pages)[0]


@pytest.fixture(scope="module")
def rows(readings: tuple[Reading, ...]) -> list[SpecRow]:
    """Return the rows of a spec that agrees with the transcription."""
    return [expected_row(reading) for reading in readings]


def all_differences(pages: tuple[Page, ...], rows: list[SpecRow]) -> list[str]:
    readings, faults = read(pages)
    return faults + compare_with_spec(readings, rows)


def test_the_reading_rules_explain_every_row(pages: tuple[Page, ...]) -> None:
    faults = read(pages)[1]

    assert not faults, "\n".join(faults)


def test_every_row_of_the_guide_in_the_spec_agrees_with_the_transcription(
    readings: tuple[Reading, ...], root: Path
) -> None:
    spec = yaml.safe_load((root / "spec/actions.yaml").read_bytes())

    differences = compare_with_spec(readings, spec["actions"], spec["catalog"]["source"])

    assert not differences, "\n".join(differences)


def test_the_transcription_agrees_with_the_text_of_the_guide(
    pages: tuple[Page, ...], root: Path
) -> None:
    guide = find_guide(root)
    if guide is None:
        pytest.skip(
            "THE TRANSCRIPTION WAS NOT COMPARED WITH THE GUIDE: its text is not part of this"
            f" repository; put it under ../shared/source or name the file in {GUIDE_VARIABLE}"
        )

    differences = compare_with_guide(pages, guide.read_text(encoding="utf-8"))

    assert not differences, "\n".join(differences)


def test_the_guide_has_129_actions_with_117_names_of_which_ten_are_shared(
    readings: tuple[Reading, ...],
) -> None:
    counts = Counter(reading.name for reading in readings)
    shared = {name for name, count in counts.items() if count > 1}

    assert (len(readings), len(counts), len(shared)) == (129, 117, 10)
    assert {reading.name for reading in readings if reading.scope} == shared
    assert len({(reading.name, reading.scope) for reading in readings}) == 129


def test_four_cells_and_only_these_are_inferred(readings: tuple[Reading, ...]) -> None:
    inferred = [reading for reading in readings if reading.inferred]

    assert [reading.line for reading in inferred] == ILLEGIBLE_DN_LINES
    assert all(reading.restricted_cluster for reading in inferred)


def test_the_cells_of_six_spilled_media_channel_rows_are_read_as_unmarked(
    pages: tuple[Page, ...], readings: tuple[Reading, ...]
) -> None:
    media = [row for page in pages for row in page.rows if row.media_channel]
    spilled = [row.line for row in media if row.spill]
    marked = [it for it in readings if it.object_class == "media_channel" and it.restricted_cluster]

    assert spilled == SPILLED_MEDIA_LINES
    assert len(media) - len(spilled) == 27
    assert marked == []


@pytest.mark.parametrize(
    ("left", "right", "name", "allowances"),
    [
        ("CallAbandonedFrom", "Hold", "CallAbandonedFromHold", [()]),
        ("Loggedin", "", "LoggedIn", [("i for I",)]),
        ("CallOutboundComple", "eted", "CallOutboundCompleted", [("extra e",)] * 2),
        ("ConferenceJoinedByl", "ntrusion", "ConferenceJoinedByIntrusion", [("l for I",)]),
        ("CallRetrieved", "omHold", "CallRetrievedFromHold", [("lost Fr",)]),
        ("Callinbo", "nd", "CallInbound", [("lost u", "i for I")]),
        ("CallRetrieved", "mHold", "CallRetrievedFromHold", []),
        ("CallInbond", "", "CallInbound", []),
        ("CallInbxxnd", "Started", "CallInboundStarted", []),
    ],
)
def test_a_name_may_differ_from_its_fragments_by_case_and_two_letters_at_the_seam(
    left: str, right: str, name: str, allowances: list[tuple[str, ...]]
) -> None:
    assert set(find_allowances(left, right, name)) == set(allowances)


# Alignment: an edit of the spec is one difference, at any row.


def test_a_row_inserted_anywhere_is_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for index in range(len(rows) + 1):
        inserted = [*rows[:index], {**rows[0], "name": "Inserted"}, *rows[index:]]

        assert compare_with_spec(readings, inserted) == [
            f"row {index + 1}, Inserted: in the spec only"
        ]


def test_a_removed_row_is_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for index, reading in enumerate(readings):
        assert compare_with_spec(readings, rows[:index] + rows[index + 1 :]) == [
            f"line {reading.line}, {reading.name}: in the transcription only"
        ]


def test_a_repeated_row_is_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for index, row in enumerate(rows):
        (difference,) = compare_with_spec(readings, [*rows[:index], row, *rows[index:]])

        assert f"{row['name']}: in the spec only" in difference


def test_two_exchanged_rows_are_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for index in range(len(rows) - 1):
        before, (first, second), after = rows[:index], rows[index : index + 2], rows[index + 2 :]
        (difference,) = compare_with_spec(readings, [*before, second, first, *after])

        assert difference.endswith(": not in the order of the guide")


def test_a_renamed_row_is_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for index, (reading, row) in enumerate(zip(readings, rows, strict=True)):
        renamed = [*rows[:index], {**row, "name": "Renamed"}, *rows[index + 1 :]]

        (difference,) = compare_with_spec(readings, renamed)

        assert difference == (
            f"row {index + 1}, {reading.name} (line {reading.line}): name:"
            f" {reading.name!r} in the transcription, 'Renamed' in the spec"
        )


def test_a_row_from_another_source_is_not_compared(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    middle = len(rows) // 2
    added = {**rows[middle], "name": "Added", "source": "note"}
    corrected = {**rows[middle], "timing": "corrected", "source": "note"}

    assert compare_with_spec(readings, [*rows[:middle], added, *rows[middle:]]) == []
    assert compare_with_spec(readings, [*rows[:middle], corrected, *rows[middle + 1 :]]) == []


def test_a_row_that_names_the_guide_is_compared(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    explicit = [{**row, "source": GUIDE} for row in rows]

    assert compare_with_spec(readings, explicit, "note") == []
    assert compare_with_spec(readings, [{**explicit[0], "timing": "x"}, *explicit[1:]], "note")
    assert len(compare_with_spec(readings, explicit[1:], "note")) == 1


# One cell or value is broken at a time, on either side. The rows agree with the transcription, so
# that an error of the real spec fails the comparison above and no other test.


@pytest.mark.parametrize(
    ("columns", "change", "cells"),
    [
        (MARKS, breaking.flipped, 131 * len(MARKS)),
        (("first", "spill", "half", "name", "scope"), breaking.shortened, 131 * 5),
        (("first", "spill", "half", "name", "scope"), breaking.lengthened, 131 * 5),
        (("first", "name"), breaking.swapped_case, 131 + 129),
        (("allowance",), breaking.without_allowance, 131),
    ],
    ids=[
        "flipped marks",
        "a letter less",
        "a letter more",
        "other case",
        "allowance missing or not needed",
    ],
)
def test_any_broken_cell_of_the_transcription_is_reported(
    pages: tuple[Page, ...],
    rows: list[SpecRow],
    columns: tuple[str, ...],
    change: Callable[[str], str],
    cells: int,
) -> None:
    assert unreported(pages, rows, columns, change) == (cells, [])


def test_an_allowance_without_a_reason_is_reported(
    pages: tuple[Page, ...], rows: list[SpecRow]
) -> None:
    allowances = sum(1 for page in pages for row in page.rows if row.allowance)

    assert allowances
    assert unreported(pages, rows, ("allowance",), breaking.without_reason) == (allowances, [])


def unreported(
    pages: tuple[Page, ...],
    rows: list[SpecRow],
    columns: tuple[str, ...],
    change: Callable[[str], str],
) -> tuple[int, list[str]]:
    """Return how many cells can be broken, and those that are broken without a difference."""
    reported: dict[str, bool] = {}
    for action, row in zip(breaking.each_action(pages), rows, strict=True):
        assert all_differences(action, [row]) == []
        for cell, broken in breaking.each_broken(action, columns, change):
            reported[cell] = all_differences(broken, [row]) != []
    return len(reported), [cell for cell, is_reported in reported.items() if not is_reported]


def test_any_cell_that_differs_from_the_guide_is_reported(pages: tuple[Page, ...]) -> None:
    raw = tuple(field.name for field in fields(Row))[: -len(("name", "scope", "allowance"))]
    numbered = dict(guide_lines(pages))
    last = max(int(line) for line in numbered)
    guide = "\n".join("\t".join(numbered.get(str(i), ())) for i in range(1, last + 1))

    assert compare_with_guide(pages, guide) == []
    for change in (breaking.with_other_glyph, breaking.lengthened):
        broken = dict(breaking.each_broken(pages, raw, change))
        assert [cell for cell, it in broken.items() if not compare_with_guide(it, guide)] == []
    assert compare_with_guide(pages[:-1], guide)
    assert compare_with_guide(pages, guide + "\none\tmore")


def test_exchanged_headings_and_a_row_with_a_missing_cell_are_reported(
    pages: tuple[Page, ...],
) -> None:
    for page in pages:
        *others, momentary, retrospective = page.headings
        exchanged = replace(page, headings=(*others, retrospective, momentary))
        assert read((exchanged,))[1]
    with pytest.raises(ValueError, match=r"table\.txt:2: 3 cells, 15 expected"):
        parse("page 29 | Action\n30 | Accepted | ✓\n")


def test_any_changed_value_of_the_spec_is_one_difference(
    readings: tuple[Reading, ...], rows: list[SpecRow]
) -> None:
    for reading, row in zip(readings, rows, strict=True):
        assert compare_with_spec([reading], [row]) == []
        for broken in breaking.changed_values(row):
            assert len(compare_with_spec([reading], [broken])) == 1, broken


# The text of the guide.


def test_the_guide_is_the_named_file_or_the_text_with_its_headings_next_to_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "shared" / "source"
    sources.mkdir(parents=True)
    monkeypatch.delenv(GUIDE_VARIABLE, raising=False)
    (sources / "a.txt").write_text("Another text", encoding="utf-8")

    assert find_guide(tmp_path / "checkout") is None
    (sources / "b.txt").write_text("\t".join(HEADINGS), encoding="utf-8")
    assert find_guide(tmp_path / "checkout") == sources / "b.txt"
    monkeypatch.setenv(GUIDE_VARIABLE, "named.txt")
    assert str(find_guide(tmp_path / "checkout")) == "named.txt"
