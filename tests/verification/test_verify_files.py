"""`verify` and the files of a copy: edited, missing, untracked, or not regular files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from statserver_bindgen.workspace.writer import generate
from support.copies import INNER, copied, diagnostics, facts, manifest_of, verify
from support.output_directories import planned


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use an empty working directory."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the Python target."""
    return copied("python", tmp_path)


# Edited and missing files


def test_every_edited_or_missing_file_is_reported_in_order(copy: Path) -> None:
    with (copy / INNER / "_rows.py").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    (copy / "LICENSE").unlink()
    (copy / "0.txt").touch()
    result = verify(copy)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-4:] == [
        "python/LICENSE: error: is missing [file-missing]",
        "  hint: copy or install it again, or run the generator there",
        f"python/{INNER}/_rows.py: error: was edited since it was generated [file-edited]",
        "  hint: copy or install it again, or run the generator there",
    ]
    assert "2 problems in 2 files" in result.stderr


def test_a_copy_without_most_of_its_files_is_reported_with_each_of_them(copy: Path) -> None:
    shutil.rmtree(copy / "src")
    result = verify(copy, "--report", "json")
    gone = [it for it in manifest_of(copy)["files"] if it.startswith("src/")]
    assert facts(result)["missing"] == gone
    assert {it[0] for it in diagnostics(result)} == {"file-missing"}


def test_line_endings_that_git_changed_are_reported_with_a_hint(copy: Path) -> None:
    file = copy / "README.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    result = verify(copy)
    assert result.exit_code == 1
    assert (
        "README.md: error: differs from the generated file in its line endings alone"
        in result.stdout
    )
    assert "hint: add `* text eol=lf` to .gitattributes there" in result.stdout


def test_other_edits_besides_line_endings_are_edits(copy: Path) -> None:
    file = copy / "README.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n") + b"mine\r\n")
    assert "README.md: error: was edited since it was generated" in verify(copy).stdout


def test_a_line_ending_across_two_blocks_is_recognized(tmp_path: Path) -> None:
    text = "x" * (1024 * 1024 - 1) + "\n" + "\rb\n\n"
    generate([planned(tmp_path / "copy", {"a": text})])
    (tmp_path / "copy" / "a").write_bytes(text.replace("\n", "\r\n").encode())
    assert "in its line endings alone" in verify("copy").stdout
    (tmp_path / "copy" / "a").write_bytes(text.replace("\n", "\r\n").encode() + b"\r")
    assert "was edited" in verify("copy").stdout


@pytest.mark.parametrize(
    ("at", "obstacle"),
    [
        ("README.md", "it is a symlink"),
        ("src/statserver_actions", "src/statserver_actions is a symlink"),
    ],
)
def test_symlinks_are_not_followed(copy: Path, tmp_path: Path, at: str, obstacle: str) -> None:
    (copy / at).rename(tmp_path / "moved")
    (copy / at).symlink_to(tmp_path / "moved")
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    reported = json.loads(result.stdout)["diagnostics"]
    assert {it["message"] for it in reported} == {f"was edited since it was generated: {obstacle}"}
    assert all(it["file"].startswith(f"python/{at}") for it in reported)


def test_a_copy_that_is_a_symlink_is_followed(copy: Path) -> None:
    Path("link").symlink_to(copy)
    assert verify("link", "--strict").exit_code == 0


def test_a_directory_in_place_of_a_file_is_an_edit(copy: Path) -> None:
    (copy / "LICENSE").unlink()
    (copy / "LICENSE").mkdir()
    result = verify(copy)
    assert result.exit_code == 1
    assert "LICENSE: error: was edited since it was generated: it is a directory" in result.stdout


def test_a_missing_inner_manifest_is_reported(copy: Path) -> None:
    (copy / INNER / "manifest.json").unlink()
    result = verify(copy, "--report", "json")
    assert diagnostics(result) == [("file-missing", "error", f"python/{INNER}/manifest.json")]


# Untracked files


def litter(copy: Path) -> list[str]:
    """Create files as builds and package managers do, and return the untracked paths."""
    for path in (
        *("node_modules/typescript/lib/tsc.js", "node_modules/.package-lock.json", "dist/index.js"),
        *(".npm/_cacache/x", "package-lock.json", f"{INNER}/__pycache__/_rows.cpython-311.pyc"),
        *(".ruff_cache/x", "notes/mine.txt"),
    ):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).touch()
    return [
        *(".npm/", ".ruff_cache/", "dist/", "node_modules/", "notes/", "package-lock.json"),
        f"{INNER}/__pycache__/",
    ]


def test_untracked_files_are_notes_and_an_untracked_directory_is_one(copy: Path) -> None:
    left = litter(copy)
    result = verify(copy, "--report", "json")
    assert result.exit_code == 0
    assert facts(result)["untracked"] == left
    assert diagnostics(result) == [
        ("file-untracked", "note", f"python/{path.rstrip('/')}") for path in left
    ]


def test_with_strict_untracked_files_are_errors(copy: Path) -> None:
    left = litter(copy)
    result = verify(copy, "--strict", "--report", "json")
    assert result.exit_code == 1
    assert [it[1] for it in diagnostics(result)] == ["error"] * len(left)


def test_an_untracked_directory_is_not_searched(copy: Path, tmp_path: Path) -> None:
    (copy / "node_modules").mkdir()
    (copy / "node_modules" / "loop").symlink_to(tmp_path)
    (copy / "cache").symlink_to(tmp_path)
    assert facts(verify(copy, "--report", "json"))["untracked"] == ["cache", "node_modules/"]


def test_a_name_that_differs_by_case_is_untracked_unless_it_is_the_same_file(
    copy: Path,
) -> None:
    other = copy / "ReadMe.md"
    if other.exists():
        pytest.skip("this file system ignores case")
    other.touch()
    assert facts(verify(copy, "--report", "json"))["untracked"] == ["ReadMe.md"]
    other.unlink()
    # A hard link is what a system that ignores case shows after a file was renamed.
    os.link(copy / "README.md", other)
    assert facts(verify(copy, "--report", "json"))["untracked"] == []
