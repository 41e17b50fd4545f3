"""The section of a release in a CHANGELOG, and the CHANGELOG that belongs to a spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.comparison import compare_sides
from statserver_bindgen.changes.sides import Side
from statserver_bindgen.releases.changelog import find_changelog, write_section
from support.lifecycles import RELEASES

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = (Side("", build_catalog(it)) for it in RELEASES[:2])
COMPARISON = compare_sides(OLD, NEW)
HEADING = "## Catalog 1.1.0 (2026-01-31)"


def section(text: str) -> str:
    return write_section(text, "1.1.0", "2026-01-31", COMPARISON)


@pytest.mark.parametrize("heading", ["## Unreleased", "## [Unreleased]", "## unreleased  "])
def test_the_heading_unreleased_is_replaced_and_its_content_stays(heading: str) -> None:
    text = section(f"# Changelog\n\n{heading}\n\n- Kept.\n\n## 1.0.0\n\n- Old.\n")
    assert text.startswith(f"# Changelog\n\n{HEADING}\n\n- Kept.\n\n### New\n\n- CALL\\_TREATED")
    assert text.endswith("lists all actions.\n\n## 1.0.0\n\n- Old.\n")
    assert "nreleased" not in text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("# Changelog\n\n## 1.0.0\n\n- Old.\n", f"# Changelog\n\n{HEADING}\n\n###", "\n\n- Old.\n"),
        ("# Changelog\n", f"# Changelog\n\n{HEADING}\n\n###", "all actions.\n"),
        ("", f"{HEADING}\n\n###", "all actions.\n"),
        ("## Unreleased", f"{HEADING}\n\n###", "all actions.\n"),
        (
            "## Unreleased\n\n### Unreleased parts\n",
            f"{HEADING}\n\n### Unreleased parts\n\n",
            ".\n",
        ),
    ],
)
def test_a_changelog_gets_a_section(text: str, start: str, end: str) -> None:
    assert section(text).startswith(start)
    assert section(text).endswith(end)


def test_line_endings_are_kept() -> None:
    text = section("# Changelog\r\n\r\n## Unreleased\r\n\r\n- Kept.\r\n")
    assert text.count("\n") == text.count("\r\n") > 5


@pytest.mark.parametrize("text", ["", "## Unreleased\n", "# Changelog\n\n## 1.0.0\n"])
def test_a_section_is_written_once(text: str) -> None:
    once = section(text)
    assert once.count("## Catalog 1.1.0") == 1
    assert write_section(once, "1.1.0", "2026-02-01", COMPARISON) == once


def test_the_section_of_a_longer_version_is_another_one() -> None:
    assert HEADING in section("## Catalog 1.1.0.1\n\n## Catalog 1.1.01 (2026-01-01)\n")


def test_a_release_without_changed_facts_says_so() -> None:
    text = write_section("", "1.0.1", "2026-01-31", compare_sides(OLD, OLD))
    assert text.endswith("No fact of the catalog changed since 1.0.0.\n")


def test_the_nearest_changelog_of_the_repository_belongs_to_a_spec(tmp_path: Path) -> None:
    spec = tmp_path / "repository" / "tables" / "deep" / "spec" / "actions.yaml"
    spec.parent.mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").touch()
    assert find_changelog(spec) is None
    (tmp_path / "repository" / "CHANGELOG.md").touch()
    assert find_changelog(spec) is None  # outside a repository, only two directories are searched
    (tmp_path / "repository" / ".git").touch()
    assert find_changelog(spec) == tmp_path / "repository" / "CHANGELOG.md"
    (spec.parent / "CHANGELOG.md").touch()
    assert find_changelog(spec) == spec.parent / "CHANGELOG.md"
