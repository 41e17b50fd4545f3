"""The reading rules of spec/source/README.md.

`read` takes the pages of the transcription and returns one reading per action, with every fact
derived from the raw cells alone, and a list of the cells that the rules do not explain.
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
    """The facts of one action by the reading rules."""

    line: str
    name: str
    scope: str | None
    object_class: str
    timing: str
    interaction_related: bool
    restricted_cluster: bool
    inferred: bool


def read(pages: tuple[Page, ...]) -> tuple[tuple[Reading, ...], list[str]]:
    """Return the reading of every action in table order, and the cells that the rules reject."""
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
        if reading.restricted_cluster != _usual_value(reading)
    ]
    return tuple(readings), differences


def _usual_value(reading: Reading) -> bool:
    """Return the SS_c value that every legible row like this one has; illegible rows get it too."""
    return reading.object_class != "media_channel" and not reading.name.startswith("ASM_")


def _whole_rows(pages: tuple[Page, ...], differences: list[str]) -> list[tuple[Row, bool]]:
    """Return the rows with broken names joined, each with whether its page has a split column."""
    rows: list[tuple[Row, bool]] = []
    for page in pages:
        if page.headings != (SPLIT_HEADINGS if page.is_split else HEADINGS):
            differences.append(f"line {page.line}: unknown columns")
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
        f"line {row.line}: {column}: unknown glyph {cell!r}"
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
    kind: str,
    columns: tuple[str, ...],
    cells: dict[str, str],
    differences: list[str],
) -> str:
    marked = [column for column in columns if cells[column]]
    if len(marked) != 1:
        differences.append(f"line {line}: exactly one {kind} expected, marked: {marked}")
    return ", ".join(marked)


def _first_cell(row: Row) -> tuple[str, str]:
    """Return the fragment of the name and the text in the bracket after it."""
    match = FIRST.fullmatch(row.first)
    return (match["fragment"] or "", match["bracket"] or "") if match else (row.first, "")


def _half_faults(row: Row, *, split: bool) -> list[str]:
    """Return the faults of a split mark: a comma or a spill in one half, a glyph in the other."""
    if not split:
        return [f"line {row.line}: a half where the column is not split"] if row.half else []
    whole = bool(row.ss_c) and (not row.half if row.spill else row.half.endswith(","))
    return [] if whole else [f"line {row.line}: half a mark on the split page"]


def _name_faults(row: Row) -> list[str]:
    """Return the differences between a name with its allowances and the raw fragments."""
    faults: list[str] = []
    fragment, bracket = _first_cell(row)
    if row.scope != bracket or (bracket and bracket not in BRACKETS):
        faults.append(f"line {row.line}: scope {row.scope!r} is read, the cell is {row.first!r}")
    if not SPILL.fullmatch(row.spill):
        faults.append(f"line {row.line}: {row.spill!r} is not spilled letters")
    stray = row.half.removesuffix(",").strip()
    strays = (f"stray {stray}",) if stray else ()
    allowed = [way + strays for way in names.find_allowances(fragment, row.spill, row.name)]
    if not allowed:
        raw = f"{fragment}|{row.spill}"
        faults.append(f"line {row.line}: {raw} can't be read as {row.name!r} by any allowance")
    listed = [entry.partition(": ") for entry in row.allowance.split("; ") if entry]
    if any(not reason for _, _, reason in listed):
        faults.append(f"line {row.line}: an allowance without a reason: {row.allowance!r}")
    if allowed and tuple(difference for difference, _, _ in listed) not in allowed:
        faults.append(f"line {row.line}: allowances {row.allowance!r}, used: {allowed}")
    return faults
