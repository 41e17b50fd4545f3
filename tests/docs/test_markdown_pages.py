"""Every Markdown page, written or generated, has valid links and passes markdownlint."""

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
    """Return whether the target of a link is missing in a checkout."""
    path, _, anchor = unquote(link).partition("#")
    target = page.parent / path if path else page
    return not target.exists() or bool(anchor and anchor not in read(target).anchors)


def links(page: Path) -> list[str]:
    """Return the links to other files and to headings."""
    return [it for it in read(page).links if not re.match(r"[a-z]+:", it)]


def test_the_pages_of_all_packages_are_checked() -> None:
    assert {it.parent.name for it in PAGES} >= {"python", "typescript", "json", "markdown", "docs"}


def test_pages_pass_markdownlint(tools: Path) -> None:
    assert markdown_pages.markdownlint(tools, ROOT, PAGES) == []


def test_every_exception_from_markdownlint_is_needed(tools: Path, tmp_path: Path) -> None:
    """Without its exceptions, the configuration reports exactly the rules that these are for."""
    strict = tmp_path / ".markdownlint.jsonc"
    strict.write_text("{}", encoding="utf-8")
    copies = [tmp_path / it.relative_to(ROOT) for it in PAGES]
    for page, copy in zip(PAGES, copies, strict=True):
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(page.read_bytes())
    later = tmp_path / "later" / "CHANGELOG.md"
    later.parent.mkdir()
    versions = (f"## {it}\n\n### Added\n\n- A fact.\n" for it in ("1.1.0", "1.0.0"))
    later.write_text("\n".join(["# Changelog\n", *versions]), encoding="utf-8")
    reported = markdown_pages.markdownlint(tools, tmp_path, [*copies, later], strict)
    rules = {name for it in reported for name in re.findall(r"\bMD[0-9]{3}\b", it)}
    excepted = re.findall(r'"(MD[0-9]{3})":', (ROOT / ".markdownlint.jsonc").read_text("utf-8"))
    assert sorted(rules) == excepted


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_has_a_target(page: Path) -> None:
    assert [it for it in links(page) if is_dead(page, it)] == []


@pytest.mark.parametrize("package", sorted((ROOT / "out").iterdir()), ids=lambda it: it.name)
def test_the_pages_of_a_package_link_to_no_file_outside_of_it(package: Path) -> None:
    """A package is copied or published alone, without the files around it."""
    targets = [
        page.parent.joinpath(unquote(link).partition("#")[0]).resolve()
        for page in PAGES
        if page.is_relative_to(package)
        for link in links(page)
    ]
    assert [it for it in targets if not it.is_relative_to(package)] == []


def test_no_bare_address_becomes_a_link() -> None:
    assert [it for page in PAGES for it in read(page).addresses] == []
