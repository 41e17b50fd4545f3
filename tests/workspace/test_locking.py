"""Locks: they are gone with their holder, and where folders can't be locked a file elsewhere is."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import tempfile
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import locking

if TYPE_CHECKING:
    from pathlib import Path


def never(directory: Path) -> None:
    pytest.fail(f"waited for {directory}")


def is_held(path: Path) -> bool:
    """Return whether somebody holds the lock of a file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.fixture
def no_locks_on_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the folder for temporary files of a system that can't lock folders."""
    lock = fcntl.flock

    def flock(descriptor: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


def test_a_lock_is_on_the_folder_itself_and_leaves_nothing_in_it(tmp_path: Path) -> None:
    with locking.hold([tmp_path], never):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_folders_are_made_to_be_locked_and_removed_if_nothing_comes_into_them(
    tmp_path: Path,
) -> None:
    with locking.hold([tmp_path / "a" / "b", tmp_path / "c"], never):
        assert is_held(tmp_path / "a" / "b")
        (tmp_path / "c" / "file").touch()
    assert sorted(it.name for it in tmp_path.iterdir()) == ["c"]


def test_where_folders_cannot_be_locked_a_file_outside_is(
    tmp_path: Path, no_locks_on_folders: Path
) -> None:
    directory = tmp_path / "out"
    with locking.hold([directory], never):
        (file,) = no_locks_on_folders.iterdir()
        assert is_held(file)
        assert [*directory.iterdir()] == []
    assert not is_held(file)


def test_every_name_of_a_folder_has_the_same_lock(
    tmp_path: Path, no_locks_on_folders: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to("out")
    for name in ("out", "link", "temporary/../out"):
        with locking.hold([tmp_path / name], never):
            pass
    assert len([*no_locks_on_folders.iterdir()]) == 1


def test_a_lock_that_cannot_be_had_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(_: int, __: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", flock)
    message = "out can't be used: Input/output error"
    with pytest.raises(WorkspaceError, match=message), locking.hold([tmp_path / "out"], never):
        pass
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("remade", [False, True])
def test_a_folder_that_goes_away_during_the_wait_is_locked_anew(
    tmp_path: Path, *, remade: bool
) -> None:
    directory = tmp_path / "out"
    directory.mkdir()
    other = os.open(directory, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)

    def replace(_: Path) -> None:
        directory.rename(tmp_path / "elsewhere")
        if remade:
            directory.mkdir()
        os.close(other)

    with locking.hold([directory], replace):
        assert is_held(directory)
        assert not is_held(tmp_path / "elsewhere")


def test_locks_are_taken_in_one_order_so_that_no_two_runs_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    def flock(descriptor: int, _: int) -> None:
        taken.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(fcntl, "flock", flock)
    roots = [tmp_path / "a", tmp_path / "b"]
    with locking.hold(roots, never), locking.hold(reversed(roots), never):
        assert taken[:2] == taken[2:]
        assert len(set(taken)) == 2
