"""Differences between the transcription and the spec, and between the transcription and the guide.

Each difference is a line of text; an empty list means that both sides agree.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from statserver_bindgen.validation.lifecycle_rules import KEYS
from support.guide.transcription import guide_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from support.guide.reading import Reading
    from support.guide.transcription import Page

    Key = tuple[object, object]
    SpecRow = Mapping[str, object]

GUIDE = "users_guide"
"""The source that the transcription is of, as the spec calls it."""
OUTSIDE = KEYS | {"source", "meaning"}
"""The keys of rows that are not from the table."""
ABSENT = "(absent)"


def compare_with_spec(
    readings: Sequence[Reading], rows: Sequence[SpecRow], default: str = GUIDE
) -> list[str]:
    """Return the differences between the transcription and the rows of the spec.

    Rows are aligned by name and scope, so that an inserted row is one difference and not one for
    each row after it. Values must have equal types too. A row from another source is not compared,
    and neither is the reading with its name and scope.

    Args:
        readings: the transcription, as the reading rules give it.
        rows: the rows of the spec, as YAML gives them.
        default: the source of rows that name none.
    """
    exempt = {_row_key(row) for row in rows if row.get("source", default) != GUIDE}
    compared = [
        (number, row)
        for number, row in enumerate(rows, start=1)
        if row.get("source", default) == GUIDE
    ]
    return _align([it for it in readings if _key(it) not in exempt], compared)


def _align(readings: Sequence[Reading], rows: Sequence[tuple[int, SpecRow]]) -> list[str]:
    """Compare each reading with its row, and report the readings and rows without a counterpart."""
    read, written = [_key(it) for it in readings], [_row_key(row) for _, row in rows]
    differences: list[str] = []
    missing: dict[Key, Reading] = {}
    added: list[tuple[int, SpecRow]] = []
    matcher = SequenceMatcher(None, read, written, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        before, after = read[start:end], written[first:last]
        if before == after or _is_renaming(before, after, read, written):
            for reading, numbered in zip(readings[start:end], rows[first:last], strict=True):
                differences += _compare_values(reading, *numbered)
        else:
            missing.update(zip(before, readings[start:end], strict=True))
            added += rows[first:last]
    for number, row in added:
        moved = missing.pop(_row_key(row), None)
        if moved is None:
            differences.append(f"row {number}, {row.get('name')}: in the spec only")
        else:
            differences.append(f"{_label(number, moved)}: not in the order of the guide")
            differences += _compare_values(moved, number, row)
    differences += [
        f"line {row.line}, {row.name}: in the transcription only" for row in missing.values()
    ]
    return differences


def _is_renaming(
    before: Sequence[Key], after: Sequence[Key], read: Sequence[Key], written: Sequence[Key]
) -> bool:
    """Return whether two blocks differ in names or scopes only: no row is new, gone or moved."""
    return len(before) == len(after) and {*before}.isdisjoint(written) and {*after}.isdisjoint(read)


def _compare_values(reading: Reading, number: int, row: SpecRow) -> list[str]:
    """Return the differences between a reading and its row, key by key."""
    expected = expected_row(reading)
    keys = [key for key in {**expected, **row} if key not in OUTSIDE]
    return [
        f"{_label(number, reading)}: {key}: {read!r} in the transcription, {written!r} in the spec"
        for key in keys
        for read, written in [(expected.get(key, ABSENT), row.get(key, ABSENT))]
        if type(read) is not type(written) or read != written
    ]


def _label(number: int, reading: Reading) -> str:
    return f"row {number}, {reading.name} (line {reading.line})"


def _key(reading: Reading) -> Key:
    return reading.name, reading.scope


def _row_key(row: SpecRow) -> Key:
    return row.get("name"), row.get("scope")


def expected_row(reading: Reading) -> dict[str, object]:
    """Return the row of the spec that has the facts of a reading."""
    row: dict[str, object] = {
        "name": reading.name,
        "object_class": reading.object_class,
        "timing": reading.timing,
        "interaction_related": reading.interaction_related,
        "restricted_cluster": reading.restricted_cluster,
    }
    if reading.scope is not None:
        row["scope"] = reading.scope
    if reading.inferred:
        row["inferred"] = {"restricted_cluster": "spilled_cell"}
    return row


def compare_with_guide(pages: tuple[Page, ...], text: str) -> list[str]:
    """Return the differences between the cells of the transcription and the guide's text.

    The table of the guide extends from the first to the last line with cells.
    """
    lines = text.split("\n")
    with_cells = [index for index, line in enumerate(lines) if "\t" in line]
    table = range(with_cells[0], with_cells[-1] + 1) if with_cells else range(0)
    guide = [(str(index + 1), tuple(lines[index].split("\t"))) for index in table if lines[index]]
    return [
        f"{transcribed} in the transcription, {printed} in the guide"
        for transcribed, printed in zip_longest(guide_lines(pages), guide)
        if transcribed != printed
    ]
