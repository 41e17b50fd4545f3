"""Copies of the transcription and of rows of the spec, each with one cell or one value changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.guide.transcription import Page


def flipped(cell: str) -> str:
    return "" if cell else "✓"


def shortened(cell: str) -> str:
    return cell[:-1] if cell else "x"


def lengthened(cell: str) -> str:
    return cell + "x"


def swapped_case(cell: str) -> str:
    return cell.swapcase()


def without_allowance(cell: str) -> str:
    return "" if cell else "extra x: nothing is extra here"


def without_reason(cell: str) -> str:
    return cell.partition(":")[0]


def with_other_glyph(cell: str) -> str:
    return "√" if cell == "✓" else "✓"


def each_action(pages: tuple[Page, ...]) -> list[tuple[Page, ...]]:
    """Return one small table per action: its row, and the rest of a name broken by a page break."""
    tables: list[tuple[Page, ...]] = []
    for page in pages:
        for row in page.rows:
            alone = replace(page, rows=(row,))
            if row.name:
                tables.append((alone,))
            else:
                tables[-1] += (alone,)
    return tables


def each_broken(
    pages: tuple[Page, ...], columns: tuple[str, ...], change: Callable[[str], str]
) -> Iterator[tuple[str, tuple[Page, ...]]]:
    """Yield the line and column of each cell, and the pages with only that cell changed."""
    for at, page in enumerate(pages):
        for index, row in enumerate(page.rows):
            for column in columns:
                cell: str = getattr(row, column)
                if change(cell) == cell:
                    continue
                broken = replace(row, **{column: change(cell)})
                rows = (*page.rows[:index], broken, *page.rows[index + 1 :])
                broken_page = replace(page, rows=rows)
                yield f"line {row.line}: {column}", (*pages[:at], broken_page, *pages[at + 1 :])


def changed_values(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the row with each value changed, with each key missing, and with each unknown key."""
    others: dict[str, list[Any]] = {
        "name": ["x"],
        "scope": ["regular_dn", "mediation_dn", "virtual_queue", None],
        "object_class": ["regular_dn", "media_channel", "mediation_dn"],
        "timing": ["durable", "momentary", "retrospective"],
        "interaction_related": [True, False, 1, 0],
        "restricted_cluster": [True, False, 1, 0],
        "inferred": [{"restricted_cluster": "spilled_cell"}, {"restricted_cluster": "x"}, {}],
        "title": ["x"],
    }
    for key, values in others.items():
        yield from (
            {**row, key: value} for value in values if repr(row.get(key, "-")) != repr(value)
        )
        if key in row:
            yield {other: value for other, value in row.items() if other != key}
