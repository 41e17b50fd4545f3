"""Failures that are found before the first write: obstacles, long names and permissions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact_paths import temporary_path
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import obstacles
from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, stepping, texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return an output directory with an older file."""
    generate([planned(tmp_path / "out", {"a": "old\n", "d/b": "old\n"})])
    return tmp_path / "out"


def refused(directory: Path, files: dict[str, str]) -> str:
    """Return the error of a run, after checking that it took no step."""

    def forbidden(_: int) -> None:
        pytest.fail("a step was taken")

    with stepping(forbidden), pytest.raises(WorkspaceError) as raised:
        generate([planned(directory, files)], force=True)
    return str(raised.value)


def test_an_obstacle_is_described_at_the_path_or_at_a_parent(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "directory")
    (tmp_path / "link-to-file").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    paths = {
        "file": None,
        "missing/file": None,
        "directory": "it is a directory",
        "file/x": "file is a file",
        "link": "it is a directory",
        "link/x": None,
        "link-to-file": None,
        "pipe": "it is not a regular file",
    }
    assert {it: obstacles.describe_obstacle(tmp_path, it) for it in paths} == paths


def test_a_symlink_is_an_obstacle_unless_it_is_followed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert obstacles.find_obstacle(tmp_path, "link", {}) == ("link", "a symlink")
    assert obstacles.find_obstacle(tmp_path, "link", {}, follow=True) is None


# Names


def limit(monkeypatch: pytest.MonkeyPatch, *, name: int, path: int) -> None:
    """Give the file system limits for the size of names and of paths."""
    limits = {"PC_NAME_MAX": name, "PC_PATH_MAX": path}

    def pathconf(_: Path, name: str) -> int:
        return limits[name]

    monkeypatch.setattr(os, "pathconf", pathconf)


@pytest.mark.parametrize("length", [1, 200, 231, 232, 240, 254, 255])
@pytest.mark.parametrize("character", ["a", "é"])
def test_a_name_of_any_length_is_written_and_replaced(
    tmp_path: Path, length: int, character: str
) -> None:
    name = (character * length).encode()[:length].decode(errors="ignore") or "a"
    for text in ("old\n", "new\n"):
        files = {f"{name}/{name}": text}
        generate([planned(tmp_path / "out", files)])
        assert texts(tmp_path / "out") == files


def test_temporary_names_have_one_length_and_differ(tmp_path: Path) -> None:
    names = [temporary_path(it) for it in ("a", "b" * 255, "é", "A")]
    assert {len(it.encode()) for it in names} == {40}
    assert len({*names}) == len(names)
    assert temporary_path("d/a") == f"d/{temporary_path('a')}"
    assert not [*tmp_path.iterdir()]


def test_a_name_longer_than_the_file_system_allows_is_refused(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, name=143, path=4096)
    name = "n" * 144
    assert refused(directory, {"a": "new\n", f"d/{name}": "new\n"}) == (
        f"{directory}/d/{name} can't be written: the file system allows names of 143 bytes; "
        "choose another output directory"
    )


def test_a_path_longer_than_the_system_allows_is_refused(tmp_path: Path) -> None:
    deep = "/".join(["d" * 200] * 4) + "/a"
    directory = tmp_path.joinpath(*["o" * 250] * 14)
    directory.mkdir(parents=True)
    assert len(str(directory / deep)) > 4096
    message = refused(directory, {"a": "new\n", deep: "new\n"})
    assert "too long" in message or "the system allows paths of 4095 bytes" in message
    assert [*directory.iterdir()] == []


def test_the_temporary_file_of_a_short_name_counts_for_the_length_of_the_path(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, name=255, path=len(str(directory / "a")) + 2)
    assert "the system allows paths of" in refused(directory, {"a": "new\n"})


@pytest.mark.parametrize("error", [AttributeError(), OSError(22, "Invalid"), ValueError()])
def test_a_system_without_limits_has_the_usual_ones(
    directory: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def pathconf(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "pathconf", pathconf)
    obstacles.refuse_unwritable(directory, ["n" * 255])
    with pytest.raises(WorkspaceError):
        obstacles.refuse_unwritable(directory, ["n" * 256])


# Temporary files


@pytest.mark.parametrize("path", ["a", "d/b", "d/new", "manifest.json"])
@pytest.mark.parametrize("kind", ["a directory", "a symlink", "not a regular file"])
def test_an_obstacle_in_place_of_a_temporary_file_is_refused(
    directory: Path, path: str, kind: str
) -> None:
    temporary = directory / temporary_path(path)
    if kind == "a directory":
        temporary.mkdir()
    elif kind == "a symlink":
        temporary.symlink_to("a")
    else:
        os.mkfifo(temporary)
    assert refused(directory, {"a": "new\n", "d/b": "new\n", "d/new": "new\n"}) == (
        f"{temporary} is {kind}, where a temporary file is planned; move it away"
    )
    assert os.path.lexists(temporary)


# Permissions


def test_a_file_of_another_user_in_a_sticky_directory_is_refused(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.chmod(0o1777)

    def access(_: Path, __: int) -> bool:
        return True

    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    monkeypatch.setattr(os, "access", access)
    assert refused(directory, {"a": "new\n", "d/b": "old\n"}) == (
        f"{directory}/a can't be replaced: it belongs to another user; move it away"
    )
    directory.chmod(0o777)
    generate([planned(directory, {"a": "new\n", "d/b": "old\n"})])
    assert texts(directory)["a"] == "new\n"


def test_an_immutable_file_is_refused(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def access(path: Path, _: int) -> bool:
        return path != directory / "a"

    # As `chattr +i` makes a file: its mode allows what the system does not.
    monkeypatch.setattr(os, "access", access)
    assert refused(directory, {"a": "new\n"}) == (
        f"{directory}/a can't be replaced: it is immutable; move it away"
    )


def test_a_mounted_file_is_refused(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = obstacles.read_status

    def read_status(path: Path, *, follow: bool = False) -> os.stat_result | None:
        status = original(path, follow=follow)
        if status is None or path != directory / "a":
            return status
        return os.stat_result([*status[:2], status.st_dev + 1, *status[3:]])

    monkeypatch.setattr(obstacles, "read_status", read_status)
    assert refused(directory, {"a": "new\n"}) == (
        f"{directory}/a can't be replaced: it is mounted; move it away"
    )


def test_a_read_only_file_is_replaced_if_its_directory_is_writable(directory: Path) -> None:
    (directory / "a").chmod(0o444)
    generate([planned(directory, {"a": "new\n"})])
    assert texts(directory) == {"a": "new\n"}


def test_a_manifest_that_could_not_be_read_back_is_not_written(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statserver_bindgen.workspace.output_directory.LARGEST", 500)
    assert "manifest.json would be larger than" in refused(directory, {"a": "new\n"})
    assert check([planned(directory, {"a": "old\n", "d/b": "old\n"})]).diagnostics == ()
