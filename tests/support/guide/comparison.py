"""The transcription held against the spec, and against the guide's own text.

What comes in: readings and the spec's rows, or pages and the text of the guide. What goes out:
every difference as a line of text; an empty list means that both sides say the same.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from support.guide.transcription import Page, guide_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from support.guide.reading import Reading

ABSENT = "(absent)"


def with_spec(readings: Sequence[Reading], rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Compare with the rows of the spec as YAML gives them: in order, key by key, types too."""
    differences: list[str] = []
    for number, (reading, row) in enumerate(zip_longest(readings, rows), start=1):
        if reading is None or row is None:
            differences.append(f"row {number}: only in one of the two: {reading or row}")
            continue
        wanted = spec_row(reading)
        for key in [*wanted, *(key for key in row if key not in wanted)]:
            read, written = wanted.get(key, ABSENT), row.get(key, ABSENT)
            if type(read) is not type(written) or read != written:
                differences.append(
                    f"row {number}, {reading.name} (line {reading.line}): {key}:"
                    f" the transcription says {read!r}, the spec {written!r}"
                )
    return differences


def spec_row(reading: Reading) -> dict[str, object]:
    """Return the row of the spec that says what was read."""
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


def with_guide(pages: tuple[Page, ...], text: str) -> list[str]:
    """Compare every cell with the text of the guide, from its first line with cells to its last."""
    lines = text.split("\n")
    with_cells = [number for number, line in enumerate(lines) if "\t" in line]
    span = range(with_cells[0], with_cells[-1] + 1) if with_cells else range(0)
    there = [(str(i + 1), tuple(lines[i].split("\t"))) for i in span if lines[i]]
    return [
        f"transcribed {ours}, in the guide {theirs}"
        for ours, theirs in zip_longest(guide_lines(pages), there)
        if ours != theirs
    ]
