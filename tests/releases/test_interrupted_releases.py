"""A release that is interrupted at any step is continued by the same command."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.errors import WorkspaceError
from support.lifecycles import RELEASES
from support.output_directories import count_steps, die_at, stepping
from support.released import Repository, repository, unreleased

if TYPE_CHECKING:
    from pathlib import Path


def copy_of(work: Repository, path: Path) -> Repository:
    shutil.copytree(work.path, path)
    return Repository(path, tuple(work.outputs))


@pytest.fixture(params=[0, 2], ids=["first", "third"])
def edited(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    """Return a repository that is ready for the first or the third release."""
    index: int = request.param
    work = repository(tmp_path / "edited", unreleased(RELEASES[0], None), "json")
    for before, after in pairwise(RELEASES[: index + 1]):
        work.release()
        work.edit(unreleased(after, before))
        work.generate()
    return work


def test_the_same_command_continues_a_release_that_died_at_any_step(
    edited: Repository, tmp_path: Path
) -> None:
    whole = copy_of(edited, tmp_path / "whole")
    last = count_steps(whole.release)
    version = whole.data()["catalog"]["version"]
    assert last >= 8  # the directory, then three for a file, and the name of the snapshot
    for step in range(1, last + 1):
        work = copy_of(edited, tmp_path / "interrupted")
        assert die_at(step, work.release)
        assert not (work.releases / f"{version}.json").exists()
        if (work.releases / f"{version}.json.pending").exists():
            assert "release-interrupted" in work.rules()
        else:
            assert work.spec.read_bytes() == edited.spec.read_bytes()
        result = work.release()
        assert (result.diagnostics, result.is_refused) == ((), False)
        assert work.files() == whole.files()
        shutil.rmtree(work.path)


def test_the_same_command_continues_a_release_whose_writing_failed(
    edited: Repository, tmp_path: Path
) -> None:
    whole = copy_of(edited, tmp_path / "whole")
    last = count_steps(whole.release)
    failures = 0
    for failing in range(1, last + 1):
        work = copy_of(edited, tmp_path / "interrupted")

        def fail(step: int, failing: int = failing) -> None:
            if step == failing:
                raise OSError(28, "No space left on device")

        with stepping(fail):
            failures += refuses(work)
        work.release()
        assert work.files() == whole.files()
        shutil.rmtree(work.path)
    assert failures > last / 2


def refuses(work: Repository) -> bool:
    try:
        work.release()
    except WorkspaceError as error:
        return "No space left" in str(error)
    return False
