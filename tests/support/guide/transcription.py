"""The transcription as a value.

`parse` takes the text of spec/source/table.txt and returns its pages and rows with uninterpreted
cells. `guide_lines` returns the same rows with the cells of the guide.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

SPLIT_CELL = "Mode"
"""The second heading of the SS_c column on the page where that column is split in two."""


@dataclass(frozen=True)
class Row:
    """One line of the guide's table: its cells as read by OCR, then the interpreted name."""

    line: str
    first: str
    spill: str
    half: str
    ss_c: str
    regular_dn: str
    media_channel: str
    mediation_dn: str
    interaction_related: str
    durable: str
    momentary: str
    retrospective: str
    name: str
    scope: str
    allowance: str


@dataclass(frozen=True)
class Page:
    """A page of the guide: the line and cells of its heading, and its rows."""

    line: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_split(self) -> bool:
        """Whether the SS_c column of the page is split in two."""
        return SPLIT_CELL in self.headings


def parse(text: str) -> tuple[Page, ...]:
    """Return the pages of the file.

    Raises:
        ValueError: a line is neither a page, a row, a comment nor empty.
    """
    pages: list[Page] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("page "):
            pages.append(Page(cells[0].removeprefix("page "), tuple(cells[1:]), ()))
            continue
        if not pages or len(cells) != len(fields(Row)):
            raise ValueError(f"table.txt:{number}: {len(cells)} cells, {len(fields(Row))} expected")
        page = pages[-1]
        pages[-1] = Page(page.line, page.headings, (*page.rows, Row(*cells)))
    return tuple(pages)


def guide_lines(pages: tuple[Page, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the number and the cells of each line that the guide's text must contain."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    for page in pages:
        lines.append((page.line, page.headings))
        lines.extend((row.line, _guide_cells(row, split=page.is_split)) for row in page.rows)
    return lines


def _guide_cells(row: Row, *, split: bool) -> tuple[str, ...]:
    """Return the cells of the guide: with the spill before the half, or before the mark."""
    before = [part for part in (row.spill, row.half) if part]
    ss_c = [" ".join(before), row.ss_c] if split else [" ".join([*before, row.ss_c]).strip()]
    return (
        row.first,
        *ss_c,
        row.regular_dn,
        row.media_channel,
        row.mediation_dn,
        row.interaction_related,
        row.durable,
        row.momentary,
        row.retrospective,
    )
