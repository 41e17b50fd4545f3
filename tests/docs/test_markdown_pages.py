"""Every Markdown page here, written or generated: its links end, and markdownlint is content."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest

from support import markdown_pages
from support.checkout import ROOT
from support.trees import committed

if TYPE_CHECKING:
    from pathlib import Path

PAGES: Final = sorted(ROOT / it for it in committed(ROOT) if it.suffix == ".md")


@cache
def read(path: Path) -> markdown_pages.Page:
    return markdown_pages.read(path.read_text("utf-8"))


def is_dead(page: Path, link: str) -> bool:
    """Tell whether a link of a page leads to nothing that a checkout has."""
    path, _, anchor = unquote(link).partition("#")
    target = page.parent / path if path else page
    return not target.exists() or bool(anchor and anchor not in read(target).anchors)


def links(page: Path) -> list[str]:
    """Return the links that lead to other files, or to a heading."""
    return [it for it in read(page).links if not re.match(r"[a-z]+:", it)]


def test_the_pages_of_all_packages_are_among_them() -> None:
    assert {it.parent.name for it in PAGES} >= {"python", "typescript", "json", "markdown", "docs"}


def test_markdownlint_finds_nothing(tools: Path) -> None:
    assert markdown_pages.markdownlint(tools, ROOT, PAGES) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert [it for it in links(page) if is_dead(page, it)] == []


@pytest.mark.parametrize("package", sorted((ROOT / "out").iterdir()), ids=lambda it: it.name)
def test_the_pages_of_a_package_lead_to_nothing_outside_of_it(package: Path) -> None:
    """A package is copied or published as it lies: what is around it here does not come along."""
    led = [
        page.parent.joinpath(unquote(link).partition("#")[0]).resolve()
        for page in PAGES
        if page.is_relative_to(package)
        for link in links(page)
    ]
    assert [it for it in led if not it.is_relative_to(package)] == []


def test_addresses_that_became_links_by_their_looks_were_meant_to() -> None:
    assert [it for page in PAGES for it in read(page).addresses] == []
