"""Hidden files: a manifest that lists them removes none of them, whatever sha256 it gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact import digest
from statserver_bindgen.artifact_paths import temporary_path
from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, texts

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = (".env", ".git/config", ".git/hooks/x", "src/.env", "src/.idea/y", "GIT~1/config")
FILES = {"a": "1\n"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return an output directory with hidden files."""
    generate([planned(tmp_path, FILES)])
    for path in HIDDEN:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("mine\n", "utf-8")
    return tmp_path


def list_in_manifest(directory: Path, key: str) -> None:
    """Add the hidden files with their sha256 to the manifest."""
    manifest = json.loads((directory / "manifest.json").read_bytes())
    recorded = {**manifest["files"], **dict.fromkeys(HIDDEN, digest(b"mine\n"))}
    (directory / "manifest.json").write_text(json.dumps({**manifest, key: recorded}), "utf-8")


@pytest.mark.parametrize("key", ["files", "pending"])
@pytest.mark.parametrize("force", [False, True])
def test_hidden_files_in_a_manifest_are_kept(directory: Path, key: str, *, force: bool) -> None:
    list_in_manifest(directory, key)
    before = texts(directory)
    result = generate([planned(directory, FILES)], force=force)
    assert texts(directory) == before
    assert result.removed == ()
    assert [(it.severity, it.message) for it in result.diagnostics] == [
        ("note", "is hidden, and is no longer planned; it is kept")
    ] * len(HIDDEN)
    assert check([planned(directory, FILES)]).diagnostics == ()


def test_temporary_files_in_hidden_directories_are_kept(directory: Path) -> None:
    list_in_manifest(directory, "files")
    for path in HIDDEN:
        (directory / temporary_path(path)).touch()
    generate([planned(directory, FILES)])
    assert all((directory / temporary_path(path)).exists() for path in HIDDEN)


def test_an_empty_hidden_directory_is_kept(directory: Path) -> None:
    list_in_manifest(directory, "files")
    (directory / ".git/config").unlink()
    (directory / ".git/hooks/x").unlink()
    generate([planned(directory, FILES)])
    assert (directory / ".git/hooks").is_dir()


def test_a_hidden_file_is_overwritten_only_where_the_target_plans_it(directory: Path) -> None:
    list_in_manifest(directory, "files")
    generate([planned(directory, {**FILES, ".env": "new\n"})])
    assert texts(directory)[".env"] == "new\n"
    assert texts(directory)["src/.env"] == "mine\n"


def test_a_hidden_file_that_the_manifest_does_not_list_is_not_overwritten(directory: Path) -> None:
    assert generate([planned(directory, {**FILES, ".env": "new\n"})]).refused
    assert texts(directory)[".env"] == "mine\n"
