"""The CHANGELOG of every package has the releases of the catalog, also the one that is written."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from support.lifecycles import RELEASES
from support.released import repository, unreleased

if TYPE_CHECKING:
    from pathlib import Path

    from support.released import Repository

TARGETS: Final = ("conformance", "csv", "json", "markdown", "python", "typescript")


def changelogs(work: Repository) -> dict[str, str]:
    """Return the CHANGELOG of each package."""
    return {
        name: (directory / "CHANGELOG.md").read_text("utf-8")
        for name, directory in work.outputs.items()
    }


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository with five releases."""
    work = repository(tmp_path_factory.mktemp("work"), unreleased(RELEASES[0], None), *TARGETS)
    assert not work.release().is_refused
    for before, after in pairwise(RELEASES):
        work.edit(unreleased(after, before))
        work.generate()
        assert not work.release().is_refused
    return work


def test_every_package_has_the_same_changelog_and_license(released: Repository) -> None:
    [text] = {*changelogs(released).values()}
    [license_text] = {(it / "LICENSE").read_bytes() for it in released.outputs.values()}
    assert text.startswith("# Changelog\n")
    assert license_text.startswith(b"MIT License")


def test_versions_are_listed_from_the_newest_one(released: Repository) -> None:
    lines = changelogs(released)["python"].splitlines()
    versions = [it["catalog"]["version"] for it in RELEASES]
    assert [it.removeprefix("## ") for it in lines if it.startswith("## ")] == versions[::-1]


def test_breaking_changes_come_first_with_their_migration(released: Repository) -> None:
    newest = changelogs(released)["typescript"].split("\n## ")[1]
    headings = [it for it in newest.splitlines() if it.startswith("**")]
    assert headings[0] == "**Breaking changes**"
    assert "Use CALL_ON_HOLD instead." in newest


def test_check_accepts_the_output_of_a_release(released: Repository) -> None:
    assert released.rules() == []


def test_the_first_release_does_not_change_the_changelog(tmp_path: Path) -> None:
    """It has no changes; the version is listed before and after."""
    work = repository(tmp_path, unreleased(RELEASES[0], None), "python")
    before = changelogs(work)
    assert not work.release().is_refused
    assert changelogs(work) == before
    assert "\n## 1.0.0\n\nThe changelog begins with this version.\n" in before["python"]


def test_a_dry_run_announces_the_changelog(tmp_path: Path) -> None:
    work = repository(tmp_path, unreleased(RELEASES[0], None), "python")
    work.release()
    work.edit(unreleased(RELEASES[1], RELEASES[0]))
    work.generate()
    result = work.release(dry_run=True)
    assert str(work.outputs["python"] / "CHANGELOG.md") in result.written
