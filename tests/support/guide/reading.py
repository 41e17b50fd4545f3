"""The reading rules of spec/source/README.md.

What comes in: the pages of the transcription. What goes out: one reading per action, with every
fact derived from the raw cells alone, and a list of all that the rules can't make sense of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from support.guide import names
from support.guide.transcription import SPLIT_CELL, Page, Row

GLYPHS = frozenset({"✓", "√", "🗸", "1", "/", "· /", "_/", "<i>y</i>"})
HEADINGS = (
    "Action",
    "SS _c Mode",
    "Regular DN/ SIP DN Objects",
    "Agent/Place Media Channels",
    "Mediation DN Objects",
    "Ixn-Related",
    "Durable",
    "Instantaneous (Momentary)",
    "Instantaneous (Retrospective)",
)
SPLIT_HEADINGS = (HEADINGS[0], "SS _c I", SPLIT_CELL, *HEADINGS[2:])
BRACKETS = {
    "Regular DNs": "regular_dn",
    "Mediation DNs": "mediation_dn",
    "Virtual Queues": "virtual_queue",
}
OBJECT_CLASSES = ("regular_dn", "media_channel", "mediation_dn")
TIMINGS = ("durable", "momentary", "retrospective")
MARKS = ("ss_c", *OBJECT_CLASSES, "interaction_related", *TIMINGS)

FIRST = re.compile(r"(?P<fragment>[A-Za-z_]+)?(?:(?:^| )\((?P<bracket>[^()]+)\))?")
SPILL = re.compile(r"[A-Za-z]*")


@dataclass(frozen=True)
class Reading:
    """One action as the rules read it."""

    line: str
    name: str
    scope: str | None
    object_class: str
    timing: str
    interaction_related: bool
    restricted_cluster: bool
    inferred: bool


def read(pages: tuple[Page, ...]) -> tuple[tuple[Reading, ...], list[str]]:
    """Apply the rules to every row; the readings stand in table order."""
    differences: list[str] = []
    readings: list[Reading] = []
    legible: list[Reading] = []
    for row, split in _whole_rows(pages, differences):
        reading = _facts(row, differences)
        readings.append(reading)
        if not row.spill or row.ss_c:
            legible.append(reading)
        else:
            is_dn = reading.object_class != "media_channel"
            readings[-1] = replace(reading, restricted_cluster=is_dn, inferred=is_dn)
        differences += _half_faults(row, split=split) + _name_faults(row)
    differences += [
        f"line {reading.line}: the rows around an illegible cell no longer agree: {reading.name}"
        for reading in legible
        if reading.restricted_cluster != _is_usual(reading)
    ]
    return tuple(readings), differences


def _is_usual(reading: Reading) -> bool:
    """Say what the SS_c column holds in all legible rows: the ground for reading the others."""
    return reading.object_class != "media_channel" and not reading.name.startswith("ASM_")


def _whole_rows(pages: tuple[Page, ...], differences: list[str]) -> list[tuple[Row, bool]]:
    """Join a name broken by a page break; tell of each row whether its page is split."""
    rows: list[tuple[Row, bool]] = []
    for page in pages:
        if page.headings != (SPLIT_HEADINGS if page.is_split else HEADINGS):
            differences.append(f"line {page.line}: other columns than the ones known")
        for row in page.rows:
            is_first = row is page.rows[0]
            if not (rows and is_first and row.first.startswith("(")):
                rows.append((row, page.is_split))
                continue
            if row != Row(row.line, row.first, *[""] * (len(fields(Row)) - 2)):
                differences.append(f"line {row.line}: the rest of a broken name has more cells")
            broken, split = rows.pop()
            rows.append((replace(broken, first=f"{broken.first} {row.first}"), split))
    return rows


def _facts(row: Row, differences: list[str]) -> Reading:
    cells = {column: str(getattr(row, column)) for column in MARKS}
    differences.extend(
        f"line {row.line}: {column}: {cell!r} is no glyph seen in this table"
        for column, cell in cells.items()
        if cell and cell not in GLYPHS
    )
    bracket = _first_cell(row)[1]
    return Reading(
        line=row.line,
        name=row.name,
        scope=BRACKETS.get(bracket, bracket) or None,
        object_class=_only(row.line, "object class", OBJECT_CLASSES, cells, differences),
        timing=_only(row.line, "timing", TIMINGS, cells, differences),
        interaction_related=cells["interaction_related"] != "",
        restricted_cluster=cells["ss_c"] != "",
        inferred=False,
    )


def _only(
    line: str,
    what: str,
    columns: tuple[str, ...],
    cells: dict[str, str],
    differences: list[str],
) -> str:
    marked = [column for column in columns if cells[column]]
    if len(marked) != 1:
        differences.append(f"line {line}: exactly one {what} wanted, marked: {marked}")
    return ", ".join(marked)


def _first_cell(row: Row) -> tuple[str, str]:
    """Return the name's fragment and what stands in the bracket after it."""
    match = FIRST.fullmatch(row.first)
    return (match["fragment"] or "", match["bracket"] or "") if match else (row.first, "")


def _half_faults(row: Row, *, split: bool) -> list[str]:
    """Check a mark cut in two: a comma, or the spill over it, and a glyph in the other half."""
    if not split:
        return [f"line {row.line}: a half where the column is not split"] if row.half else []
    whole = bool(row.ss_c) and (not row.half if row.spill else row.half.endswith(","))
    return [] if whole else [f"line {row.line}: half a mark on the split page"]


def _name_faults(row: Row) -> list[str]:
    """Hold the name as read, and the allowances listed for it, against the raw fragments."""
    faults: list[str] = []
    fragment, bracket = _first_cell(row)
    if row.scope != bracket or (bracket and bracket not in BRACKETS):
        faults.append(f"line {row.line}: scope {row.scope!r} is read, {row.first!r} stands there")
    if not SPILL.fullmatch(row.spill):
        faults.append(f"line {row.line}: {row.spill!r} is not spilled letters")
    stray = row.half.removesuffix(",").strip()
    strays = (f"stray {stray}",) if stray else ()
    wanted = [way + strays for way in names.differences(fragment, row.spill, row.name)]
    if not wanted:
        raw = f"{fragment}|{row.spill}"
        faults.append(f"line {row.line}: {raw} can't be read as {row.name!r} by any allowance")
    listed = [entry.partition(": ") for entry in row.allowance.split("; ") if entry]
    if any(not why for _, _, why in listed):
        faults.append(f"line {row.line}: an allowance without a word why: {row.allowance!r}")
    if wanted and tuple(what for what, _, _ in listed) not in wanted:
        faults.append(f"line {row.line}: allowances {row.allowance!r}, used: {wanted}")
    return faults
