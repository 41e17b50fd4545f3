"""Locks: they end with their process, and a file is locked if directories can't be locked."""

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
    """Return whether a file or directory is locked."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.fixture
def no_locks_on_directories(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the directory for temporary files of a system that can't lock directories."""
    lock = fcntl.flock

    def flock(descriptor: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


def test_the_directory_itself_is_locked_and_no_lock_file_is_left(tmp_path: Path) -> None:
    with locking.hold([tmp_path], never):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_missing_directories_are_created_and_removed_if_they_stay_empty(
    tmp_path: Path,
) -> None:
    with locking.hold([tmp_path / "a" / "b", tmp_path / "c"], never):
        assert is_held(tmp_path / "a" / "b")
        (tmp_path / "c" / "file").touch()
    assert sorted(it.name for it in tmp_path.iterdir()) == ["c"]


def test_without_locks_on_directories_a_file_elsewhere_is_locked(
    tmp_path: Path, no_locks_on_directories: Path
) -> None:
    directory = tmp_path / "out"
    with locking.hold([directory], never):
        (file,) = no_locks_on_directories.iterdir()
        assert is_held(file)
        assert [*directory.iterdir()] == []
    assert not is_held(file)


def test_all_paths_of_a_directory_have_the_same_lock(
    tmp_path: Path, no_locks_on_directories: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to("out")
    for name in ("out", "link", "temporary/../out"):
        with locking.hold([tmp_path / name], never):
            pass
    assert len([*no_locks_on_directories.iterdir()]) == 1


def test_a_lock_that_fails_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_: int, __: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", flock)
    message = "out can't be used: Input/output error"
    with pytest.raises(WorkspaceError, match=message), locking.hold([tmp_path / "out"], never):
        pass
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("remade", [False, True])
def test_a_directory_that_is_removed_during_the_wait_is_locked_again(
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


def test_locks_are_acquired_in_the_same_order_by_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[int] = []

    def flock(descriptor: int, _: int) -> None:
        locked.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(fcntl, "flock", flock)
    directories = [tmp_path / "a", tmp_path / "b"]
    with locking.hold(directories, never), locking.hold(reversed(directories), never):
        assert locked[:2] == locked[2:]
        assert len(set(locked)) == 2
