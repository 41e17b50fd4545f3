"""The pages for narrow screens fit a phone; the full table, which they stand in for, does not."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from support import markdown_pages
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAGES: Final = ROOT / "out" / "markdown"
NARROW: Final = (
    "object-classes.md",
    "names.md",
    *sorted(it.name for it in PAGES.glob("object-type-*")),
)
SCREEN: Final = 360
# In characters of a running text, of which a line on a phone has about forty.
WIDEST_WORD: Final = 30
WIDEST_MARKS: Final = 8


def overflows(tools: Path, browser: str, pages: Sequence[str], scratch: Path) -> dict[str, int]:
    """Return by how many pixels each page is wider than the screen."""
    files = [scratch / f"{page}.html" for page in pages]
    for page, file in zip(pages, files, strict=True):
        html = markdown_pages.PARSER.render((PAGES / page).read_text("utf-8"))
        file.write_text(html, encoding="utf-8")
    done = subprocess.run(
        ["node", tools / "overflow.mjs", browser, str(SCREEN), *files],
        cwd=tools,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(pages, json.loads(done.stdout), strict=True))


def test_the_pages_for_narrow_screens_need_no_horizontal_scrolling(
    tools: Path, browser: str, tmp_path: Path
) -> None:
    measured = overflows(tools, browser, [*NARROW, "table.md"], tmp_path)
    too_wide = measured.pop("table.md")
    assert measured == dict.fromkeys(NARROW, 0)
    assert too_wide > SCREEN


@pytest.mark.parametrize("page", NARROW)
def test_the_tables_for_narrow_screens_have_at_most_two_narrow_columns(page: str) -> None:
    """A browser breaks text only between words, so the longest one makes the column."""
    for table in markdown_pages.read((PAGES / page).read_text("utf-8")).tables:
        assert {len(row) for row in table} == {2}
        assert max(len(word) for row in table for word in row[0].split()) <= WIDEST_WORD
        assert max(len(row[1]) for row in table) <= WIDEST_MARKS


def test_only_the_page_of_object_classes_needs_tables_on_narrow_screens() -> None:
    with_tables = [
        page for page in NARROW if markdown_pages.read((PAGES / page).read_text("utf-8")).tables
    ]
    assert with_tables == ["object-classes.md"]
