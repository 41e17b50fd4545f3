"""Every Markdown page here, written or generated: its links end, and markdownlint is content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest

from npm_package import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

PAGES: Final = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "spec/source/*.md", "out/*/*.md")
    for path in ROOT.glob(pattern)
)
CODE: Final = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
HEADING: Final = re.compile(r"^#+ (.*)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Return what a code host makes of the headings: the second of the same words gets `-1`."""
    found: set[str] = set()
    for heading in HEADING.findall(CODE.sub(_shown, page.read_text("utf-8"))):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("\\", "").lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = next(it for it in range(len(found) + 1) if _numbered(name, it) not in found)
        found.add(_numbered(name, number))
    return found


def _shown(code: re.Match[str]) -> str:
    return "" if code[0].startswith("```") else code[0].strip("`")


def _numbered(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def test_markdownlint_finds_nothing(tools: Path) -> None:
    linter = tools / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"
    told = run("node", linter, "--no-globs", *(it.relative_to(ROOT) for it in PAGES), cwd=ROOT)
    assert "Summary: 0 issues" in told
    assert f"Linting: {len(PAGES)} files" in told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken: list[str] = []
    for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_pages_of_all_packages_are_among_them() -> None:
    assert {it.parent.name for it in PAGES} >= {"python", "typescript", "json", "markdown", "docs"}
