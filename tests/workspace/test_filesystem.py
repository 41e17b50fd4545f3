"""The functions that write: what each leaves on disk, also after a failure."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact_paths import temporary_path
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import filesystem
from support.output_directories import Death, stepping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tree(directory: Path) -> list[str]:
    return sorted(it.relative_to(directory).as_posix() for it in directory.rglob("*"))


def failing_at(step: int, error: BaseException) -> Callable[[int], None]:
    """Return what makes one step fail."""

    def fail(current: int) -> None:
        if current == step:
            raise error

    return fail


def test_a_file_is_written_with_its_directories(tmp_path: Path) -> None:
    filesystem.write_file(tmp_path, "a/b/file", [b"n", b"ew"])
    assert (tmp_path / "a/b/file").read_bytes() == b"new"
    assert tree(tmp_path) == ["a", "a/b", "a/b/file"]


@pytest.mark.parametrize("step", [2, 3, 4], ids=["create", "write", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Death()])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, step: int, error: BaseException
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    expected = WorkspaceError if isinstance(error, OSError) else Death
    with stepping(failing_at(step, error)), pytest.raises(expected):
        filesystem.write_file(tmp_path, "file", [b"n", b"ew"])
    assert (tmp_path / "file").read_bytes() == b"old"
    assert tree(tmp_path) == ["file"]


def test_a_removed_file_takes_only_empty_directories_with_it(tmp_path: Path) -> None:
    filesystem.write_file(tmp_path, "a/b/c/file", [])
    filesystem.write_file(tmp_path, "a/other", [])
    filesystem.remove_file(tmp_path, "a/b/c/file")
    assert tree(tmp_path) == ["a", "a/other"]


def test_removing_a_missing_file_is_not_an_error(tmp_path: Path) -> None:
    filesystem.remove_file(tmp_path, "a/file")
    filesystem.remove_temporary_file(tmp_path, "a/file")
    assert tree(tmp_path) == []


def test_a_temporary_file_is_removed_and_its_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / temporary_path("file")).touch()
    filesystem.remove_temporary_file(tmp_path, "file")
    assert tree(tmp_path) == ["file"]


def test_creating_a_directory_returns_those_that_were_missing(tmp_path: Path) -> None:
    assert filesystem.create_directory(tmp_path / "a" / "b") == [tmp_path / "a", tmp_path / "a/b"]
    assert filesystem.create_directory(tmp_path / "a" / "c") == [tmp_path / "a/c"]
    assert filesystem.create_directory(tmp_path / "a") == []


def test_a_directory_that_cannot_be_created_leaves_no_parent(tmp_path: Path) -> None:
    error = PermissionError(13, "Permission denied")
    with stepping(failing_at(2, error)), pytest.raises(WorkspaceError) as raised:
        filesystem.create_directory(tmp_path / "a" / "b")
    assert str(raised.value) == f"{tmp_path}/a/b can't be used: Permission denied"
    assert tree(tmp_path) == []


def test_removing_empty_directories_keeps_those_with_files(tmp_path: Path) -> None:
    for path in ("a/b", "c"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "c" / "file").touch()
    filesystem.remove_empty_directories([tmp_path / "a", tmp_path / "a/b", tmp_path / "c"])
    assert tree(tmp_path) == ["c", "c/file"]


def test_a_lock_file_is_in_the_directory_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    os.close(filesystem.open_lock_file("name.lock"))
    assert tree(tmp_path) == ["name.lock"]
