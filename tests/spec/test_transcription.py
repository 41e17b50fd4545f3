"""The spec says what the guide's table says: shown by a second path that shares no code with it.

spec/source/table.txt is the table cell by cell; spec/source/README.md says by which rules it is
read. Both files and the rules live apart from the tool and from the spec.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from support.guide import breaking
from support.guide.comparison import spec_row, with_guide, with_spec
from support.guide.names import differences as name_differences
from support.guide.reading import HEADINGS, MARKS, Reading, read
from support.guide.transcription import Page, Row, guide_lines, parse

if TYPE_CHECKING:
    from collections.abc import Callable

GUIDE_VARIABLE = "STAT_SERVER_GUIDE"
ILLEGIBLE_DN_ROWS = [
    ("CallAbandonedFromRinging", "regular_dn"),
    ("CallAbandonedFromRinging", "mediation_dn"),
    ("CallAbandonedFromRinging", "virtual_queue"),
    ("CallRingingPartyChanged", "mediation_dn"),
]
SPILLED_MEDIA_ROWS = {
    "CoachingByIntrusionInitiated",
    "CoachingByRequestInitiated",
    "ConferenceJoinedByIntrusion",
    "HandlingInboundStarted",
    "HandlingInternalStarted",
    "HandlingOutboundStarted",
}

SpecRow = dict[str, Any]


@pytest.fixture(scope="module")
def pages(root: Path) -> tuple[Page, ...]:
    return parse((root / "spec/source/table.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings(pages: tuple[Page, ...]) -> tuple[Reading, ...]:
    return read(pages)[0]


@pytest.fixture(scope="module")
def spec_rows(root: Path) -> list[SpecRow]:
    rows: list[SpecRow] = yaml.safe_load((root / "spec/actions.yaml").read_bytes())["actions"]
    return rows


def all_differences(pages: tuple[Page, ...], spec_rows: list[SpecRow]) -> list[str]:
    readings, differences = read(pages)
    return differences + with_spec(readings, spec_rows)


def guide_text(root: Path) -> str:
    """Return the guide's text or skip: it is not ours to publish and lies beside the checkout."""
    named = os.environ.get(GUIDE_VARIABLE)
    if named is not None:
        return Path(named).read_text(encoding="utf-8")
    beside = sorted((root.parent / "shared/source").glob("*.txt"))
    for text in (path.read_text(encoding="utf-8") for path in beside):
        if "\t".join(HEADINGS) in text:
            return text
    pytest.skip(
        "THE TRANSCRIPTION WAS NOT HELD AGAINST THE GUIDE: its text is not part of this"
        f" repository; put it under ../shared/source or name the file in {GUIDE_VARIABLE}"
    )


def test_the_reading_rules_make_sense_of_every_row(pages: tuple[Page, ...]) -> None:
    differences = read(pages)[1]

    assert not differences, "\n".join(differences)


def test_every_row_of_the_spec_says_what_the_transcription_says(
    readings: tuple[Reading, ...], spec_rows: list[SpecRow]
) -> None:
    differences = with_spec(readings, spec_rows)

    assert not differences, "\n".join(differences)


def test_the_transcription_is_the_table_of_the_guide(pages: tuple[Page, ...], root: Path) -> None:
    differences = with_guide(pages, guide_text(root))

    assert not differences, "\n".join(differences)


def test_129_actions_have_117_names_and_ten_names_are_doubled(
    readings: tuple[Reading, ...],
) -> None:
    times = Counter(reading.name for reading in readings)
    doubled = {name for name, count in times.items() if count > 1}

    assert (len(readings), len(times), len(doubled)) == (129, 117, 10)
    assert {reading.name for reading in readings if reading.scope} == doubled
    assert len({(reading.name, reading.scope) for reading in readings}) == 129


def test_four_cells_and_only_these_are_inferred(readings: tuple[Reading, ...]) -> None:
    inferred = [reading for reading in readings if reading.inferred]

    assert [(reading.name, reading.scope) for reading in inferred] == ILLEGIBLE_DN_ROWS
    assert all(reading.restricted_cluster for reading in inferred)


def test_the_cells_of_six_spilled_media_channel_rows_are_read_as_unmarked(
    pages: tuple[Page, ...], readings: tuple[Reading, ...]
) -> None:
    rows = [row for page in pages for row in page.rows if row.media_channel]
    spilled = {row.name for row in rows if row.spill}
    marked = [it for it in readings if it.object_class == "media_channel" and it.restricted_cluster]

    assert spilled == SPILLED_MEDIA_ROWS
    assert len(rows) - len(spilled) == 27
    assert marked == []


@pytest.mark.parametrize(
    ("left", "right", "name", "ways"),
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
    left: str, right: str, name: str, ways: list[tuple[str, ...]]
) -> None:
    found = name_differences(left, right, name)

    assert set(found) == set(ways)


# What follows shows that the tests above can fail: one cell is broken at a time, on either side.
# They start from a spec that says what was read: an error in the spec fails the tests above alone.


@pytest.mark.parametrize(
    ("columns", "change", "cells"),
    [
        (MARKS, breaking.flipped, 131 * len(MARKS)),
        (("first", "spill", "half", "name", "scope"), breaking.shortened, 131 * 5),
        (("first", "spill", "half", "name", "scope"), breaking.lengthened, 131 * 5),
        (("first", "name"), breaking.in_other_letters, 131 + 129),
        (("allowance",), breaking.without_allowance, 131),
        (("allowance",), breaking.without_a_word_why, 16),
    ],
    ids=[
        "flipped marks",
        "a letter less",
        "a letter more",
        "other case",
        "allowance unlisted or unneeded",
        "no word why",
    ],
)
def test_any_one_broken_cell_of_the_transcription_is_reported(
    pages: tuple[Page, ...],
    readings: tuple[Reading, ...],
    columns: tuple[str, ...],
    change: Callable[[str], str],
    cells: int,
) -> None:
    reported: dict[str, bool] = {}
    for action, reading in zip(breaking.each_action(pages), readings, strict=True):
        row = spec_row(reading)
        assert all_differences(action, [row]) == []
        for cell, broken in breaking.each_broken(action, columns, change):
            reported[cell] = all_differences(broken, [row]) != []

    assert len(reported) == cells
    assert [cell for cell, is_reported in reported.items() if not is_reported] == []


def test_any_cell_that_is_not_as_the_guide_has_it_is_reported(pages: tuple[Page, ...]) -> None:
    raw = tuple(field.name for field in fields(Row))[: -len(("name", "scope", "allowance"))]
    numbered = dict(guide_lines(pages))
    last = max(int(line) for line in numbered)
    guide = "\n".join("\t".join(numbered.get(str(i), ())) for i in range(1, last + 1))

    assert with_guide(pages, guide) == []
    for change in (breaking.with_other_glyph, breaking.lengthened):
        broken = dict(breaking.each_broken(pages, raw, change))
        assert [cell for cell, it in broken.items() if not with_guide(it, guide)] == []
    assert with_guide(pages[:-1], guide)
    assert with_guide(pages, guide + "\none\tmore")


def test_exchanged_headings_and_a_row_with_a_cell_too_few_are_reported(
    pages: tuple[Page, ...],
) -> None:
    for page in pages:
        *others, momentary, retrospective = page.headings
        exchanged = replace(page, headings=(*others, retrospective, momentary))
        assert read((exchanged,))[1]
    with pytest.raises(ValueError, match=r"table\.txt:2: 3 cells, 15 wanted"):
        parse("page 29 | Action\n30 | Accepted | ✓\n")


def test_any_one_changed_value_of_the_spec_is_reported(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        row = spec_row(reading)
        assert with_spec([reading], [row]) == []
        for broken in breaking.changed_values(row):
            assert len(with_spec([reading], [broken])) == 1, broken


def test_a_missing_an_added_and_a_moved_row_of_the_spec_are_reported(
    readings: tuple[Reading, ...],
) -> None:
    rows = [spec_row(reading) for reading in readings]
    for index, row in enumerate(rows):
        before, after = rows[:index], rows[index + 1 :]
        assert with_spec(readings, before + after)
        assert with_spec(readings, [*before, row, row, *after])
        assert not after or with_spec(readings, [*before, after[0], row, *after[1:]])
