"""The history of a catalog, as templates see it: the changes from each release to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import load
from statserver_bindgen.releases.history import read_history
from statserver_bindgen.releases.snapshots import Snapshot
from support.lifecycles import RELEASES
from support.released import repository, unreleased

if TYPE_CHECKING:
    from pathlib import Path

    from support.released import Repository

FIRST, SECOND = (it["catalog"]["version"] for it in RELEASES[:2])


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """Return a repository with one release."""
    work = repository(tmp_path, unreleased(RELEASES[0], None), "json")
    assert not work.release().is_refused
    return work


def versions(work: Repository) -> list[tuple[str, str]]:
    """Return the versions of each release in the history, the older one first."""
    catalog = load(work.spec).catalog
    assert catalog is not None
    return [(it.version_before, it.version) for it in read_history(catalog)]


def test_the_first_release_has_no_history_and_no_snapshot_is_read(
    work: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Snapshot) -> None:
        raise AssertionError("a snapshot was read")

    monkeypatch.setattr(Snapshot, "read", fail)
    assert versions(work) == []


def test_a_version_that_is_not_released_yet_is_the_newest_of_the_history(
    work: Repository,
) -> None:
    work.edit(unreleased(RELEASES[1], RELEASES[0]) | {"catalog": RELEASES[1]["catalog"]})
    assert versions(work) == [(FIRST, SECOND)]


def test_a_released_version_is_in_the_history_once(work: Repository) -> None:
    work.edit(unreleased(RELEASES[1], RELEASES[0]))
    work.generate()
    assert not work.release().is_refused
    assert versions(work) == [(FIRST, SECOND)]
