"""Unusable directories and invalid paths: one error, and nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from statserver_bindgen.artifact_paths import temporary_path
from statserver_bindgen.errors import BindgenError, TemplateError, WorkspaceError
from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, stepping, texts

FILES = {"a": "new\n", "d/b": "new\n"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return an output directory with other artifacts of the same target."""
    generate([planned(tmp_path / "out", {"a": "old\n", "d/b": "old\n"})])
    return tmp_path / "out"


def refused(directory: Path, files: dict[str, str], *, force: bool = False) -> str:
    """Return the error of a run, after checking that it changed nothing."""

    def forbidden(_: int) -> None:
        pytest.fail("a step was taken")

    with stepping(forbidden), pytest.raises(BindgenError) as raised:
        generate([planned(directory, files)], force=force)
    return str(raised.value)


@pytest.mark.parametrize("at", ["a", "d", "d/b", "manifest.json"])
@pytest.mark.parametrize("force", [False, True])
def test_a_symlink_in_an_output_directory_is_refused(
    directory: Path, tmp_path: Path, at: str, *, force: bool
) -> None:
    moved = tmp_path / "moved"
    (directory / at).rename(moved)
    (directory / at).symlink_to(moved)
    before = texts(tmp_path)
    message = refused(directory, FILES, force=force)
    kind = "a directory" if at == "d" else "a file"
    assert message == f"{directory / at} is a symlink, where {kind} is planned; move it away"
    assert texts(tmp_path) == before
    with pytest.raises(WorkspaceError):
        check([planned(directory, FILES)])


def test_a_broken_symlink_is_refused(directory: Path) -> None:
    (directory / "a").unlink()
    (directory / "a").symlink_to("nowhere")
    assert "is a symlink" in refused(directory, FILES)


def test_an_output_directory_that_is_a_symlink_is_followed(directory: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(directory)
    assert generate([planned(link, FILES)]).diagnostics == ()
    assert texts(directory) == FILES
    assert link.is_symlink()


def test_an_output_directory_that_is_a_broken_symlink_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    assert refused(link, FILES) == f"{link} is a broken symlink"


def test_a_recorded_file_after_a_symlink_is_not_removed(directory: Path, tmp_path: Path) -> None:
    (directory / "d").rename(tmp_path / "moved")
    (directory / "d").symlink_to(tmp_path / "moved")
    temporary = temporary_path("b")
    (tmp_path / "moved" / temporary).touch()
    (diagnostic,) = generate([planned(directory, {"a": "new\n"})]).diagnostics
    assert diagnostic.rule.id == "file-left-alone"
    assert sorted(it.name for it in (tmp_path / "moved").iterdir()) == [temporary, "b"]


def test_a_directory_in_place_of_a_file_is_refused(directory: Path) -> None:
    (directory / "a").unlink()
    (directory / "a").mkdir()
    assert refused(directory, FILES, force=True) == (
        f"{directory / 'a'} is a directory, where a file is planned; move it away"
    )


def test_a_file_in_place_of_a_directory_is_refused(directory: Path) -> None:
    assert refused(directory, {"a/b": "new\n"}, force=True) == (
        f"{directory / 'a'} is a file, where a directory is planned; move it away"
    )


def test_a_directory_in_place_of_the_manifest_is_refused_even_with_force(directory: Path) -> None:
    (directory / "manifest.json").unlink()
    (directory / "manifest.json").mkdir()
    assert "manifest.json is a directory, where a file is planned" in refused(
        directory, FILES, force=True
    )


def test_a_pipe_in_place_of_a_file_is_refused(directory: Path) -> None:
    (directory / "a").unlink()
    os.mkfifo(directory / "a")
    assert "is not a regular file, where a file is planned" in refused(directory, FILES)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"../a": ""}, "'../a' can't be written: it does not name a file in the output directory"),
        ({"/a": ""}, "'/a' can't be written: it does not name a file in the output directory"),
        ({"manifest.json": ""}, "this name is reserved for the manifest"),
        ({"a": "", "A": ""}, "'a' and 'A' can't both exist on every system"),
        ({"a": "", "a/b": ""}, "'a' and 'a/b' can't both exist on every system"),
    ],
)
def test_invalid_paths_are_refused(directory: Path, files: dict[str, str], message: str) -> None:
    assert message in refused(directory, files)
    with pytest.raises(WorkspaceError):
        check([planned(directory, files)])


def test_an_output_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file", FILES) == f"{tmp_path}/file is a file, not a directory"
    assert refused(tmp_path / "file" / "out", FILES) == (
        f"{tmp_path}/file/out can't be used: Not a directory"
    )


@pytest.mark.parametrize("closed", [".", "d"])
def test_a_read_only_directory_is_refused_before_anything_is_written(
    directory: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    def access(path: Path, _: int) -> bool:
        return path != directory / closed

    # The tests may run as the superuser, whom permissions do not stop.
    monkeypatch.setattr(os, "access", access)
    message = refused(directory, FILES)
    assert message == f"{directory / closed} is not writable; change its permissions"


def test_an_output_directory_that_cannot_be_created_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mkdir(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(WorkspaceError, match="out can't be used: Permission denied"):
        generate([planned(tmp_path / "out", FILES)])


def test_an_unreadable_file_is_reported(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    (directory / "manifest.json").unlink()
    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(WorkspaceError, match="a can't be read: Permission denied"):
        check([planned(directory, FILES)])


def test_a_directory_with_another_target_is_refused(directory: Path) -> None:
    with pytest.raises(
        WorkspaceError, match=r"contains the target made-up, as its manifest\.json shows"
    ):
        generate([planned(directory, FILES, target="python")], force=True)
    assert texts(directory) == {"a": "old\n", "d/b": "old\n"}


def test_a_refused_target_leaves_no_directory_of_another_target(
    directory: Path, tmp_path: Path
) -> None:
    (directory / "a").unlink()
    (directory / "a").mkdir()
    with pytest.raises(WorkspaceError):
        generate(
            [
                planned(tmp_path / "deep" / "er", FILES, target="b"),
                planned(directory, FILES),
            ]
        )
    assert [it.name for it in tmp_path.iterdir()] == ["out"]


def test_a_text_that_cannot_be_encoded_is_refused(directory: Path) -> None:
    with pytest.raises(TemplateError, match=r"a: the templates give half a character, '\\ud800'"):
        generate([planned(directory, {"a": "\ud800\n"})])
    assert texts(directory)["a"] == "old\n"
