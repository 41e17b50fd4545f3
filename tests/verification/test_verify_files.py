"""`verify` and the files of a copy: edited, missing, untracked, or not regular files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import digests
from statserver_bindgen.workspace.writer import check, generate
from support.copies import INNER, diagnostics, facts, manifest_of, verify
from support.output_directories import planned

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
        "README.md: error: line endings were converted: CR LF instead of LF [file-edited]"
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
    assert "line endings were converted" in verify("copy").stdout
    (tmp_path / "copy" / "a").write_bytes(text.replace("\n", "\r\n").encode() + b"\r")
    assert "was edited" in verify("copy").stdout


def link(file: Path, target: Path) -> None:
    """Move a file or a directory, and put a symlink in its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file.rename(target)
    file.symlink_to(target.absolute())


def test_files_are_read_through_symlinks(copy: Path, tmp_path: Path) -> None:
    # As `uv pip install --link-mode=symlink` installs a package.
    for path in (*manifest_of(copy)["files"], "manifest.json"):
        link(copy / path, tmp_path / "cache" / path)
    for directory in (copy, copy / INNER):
        result = verify(directory, "--strict", "--report", "json")
        assert (result.exit_code, diagnostics(result)) == (0, [])
    with (tmp_path / "cache" / "README.md").open("a", encoding="utf-8") as file:
        file.write("mine\n")
    result = verify(copy, "--report", "json")
    assert diagnostics(result) == [("file-edited", "error", "python/README.md")]


def test_a_linked_directory_is_searched_for_untracked_files(copy: Path, tmp_path: Path) -> None:
    link(copy / INNER, tmp_path / "package")
    assert verify(copy, "--strict").exit_code == 0
    (tmp_path / "package" / "evil.py").touch()
    result = verify(copy, "--strict", "--report", "json")
    assert diagnostics(result) == [("file-untracked", "error", f"python/{INNER}/evil.py")]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere", "is missing"),
        ("src", "was edited since it was generated: it is a directory"),
        ("/dev/zero", "was edited since it was generated: it is not a regular file"),
        ("pyproject.toml", "was edited since it was generated"),
    ],
)
def test_a_symlink_to_anything_else_is_an_error(copy: Path, target: str, message: str) -> None:
    (copy / "LICENSE").unlink()
    (copy / "LICENSE").symlink_to(target)
    result = verify(copy)
    assert result.exit_code == 1
    assert f"python/LICENSE: error: {message} [" in result.stdout


def test_a_circle_of_symlinks_exits_with_2(copy: Path) -> None:
    (copy / "LICENSE").unlink()
    (copy / "LICENSE").symlink_to("LICENSE")
    result = verify(copy)
    assert result.exit_code == 2
    assert "LICENSE can't be read: " in result.stderr


def test_check_and_generate_refuse_the_symlinks_that_verify_reads(
    copy: Path, tmp_path: Path
) -> None:
    link(copy / "README.md", tmp_path / "moved")
    assert verify(copy, "--strict").exit_code == 0
    files = {it: (copy / it).read_text("utf-8") for it in manifest_of(copy)["files"]}
    for run in (check, generate):
        with pytest.raises(
            WorkspaceError, match=r"README\.md is a symlink, where a file is planned"
        ):
            run([planned(copy, files, target="python")])


def test_a_file_that_never_ends_is_an_edit(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "LARGEST", 1024 * 1024)
    with (copy / "LICENSE").open("r+b") as file:
        file.truncate(1024**4)
    result = verify(copy, "--report", "json")
    assert diagnostics(result) == [("file-edited", "error", "python/LICENSE")]


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


def test_with_strict_untracked_files_are_errors_unless_they_are_allowed(copy: Path) -> None:
    left = litter(copy)
    result = verify(copy, "--strict", "--report", "json")
    assert result.exit_code == 1
    allowed = {"node_modules/", f"{INNER}/__pycache__/"}
    expected = ["note" if path in allowed else "error" for path in left]
    assert [it[1] for it in diagnostics(result)] == expected


ALLOWED = (
    *("__pycache__/x.pyc", f"{INNER}/__pycache__/x.pyc", ".git", "PKG-INFO", "node_modules/x/y.js"),
    *("statserver_actions.egg-info/PKG-INFO", "src/statserver_actions.egg-info/x"),
)
NOT_ALLOWED = (
    *(".git/config", f"{INNER}/.git", f"{INNER}/PKG-INFO", "PKG-INFO/x", "node_modules", "evil.py"),
    *("__pycache__", "x.egg-info", f"{INNER}/node_modules/x", ".gitmodules", "pycache/x.pyc"),
    *("__PYCACHE__/x", "evil__pycache__/x", ".env", "dist/x", "setup.cfg", "x.dist-info/RECORD"),
)


def add(copy: Path, path: str) -> None:
    (copy / path).parent.mkdir(parents=True, exist_ok=True)
    (copy / path).touch()


@pytest.mark.parametrize("path", ALLOWED)
def test_strict_allows_the_documented_paths_and_prints_a_line_for_each(
    copy: Path, path: str
) -> None:
    add(copy, path)
    result = verify(copy, "--strict")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()[6:]
    assert line.endswith(": note: is not from this tool, and --strict allows it [file-untracked]")


@pytest.mark.parametrize("path", NOT_ALLOWED)
def test_strict_allows_nothing_else(copy: Path, path: str) -> None:
    add(copy, path)
    result = verify(copy, "--strict", "--report", "json")
    assert result.exit_code == 1
    assert [it[:2] for it in diagnostics(result)] == [("file-untracked", "error")]


@pytest.mark.parametrize("name", ["__pycache__", "node_modules", "x.egg-info"])
def test_strict_does_not_allow_symlinks_in_place_of_directories(
    copy: Path, tmp_path: Path, name: str
) -> None:
    (copy / name).symlink_to(tmp_path)
    assert verify(copy, "--strict").exit_code == 1


def test_the_paths_that_strict_allows_are_documented(root: Path) -> None:
    text = (root / "docs" / "verify.md").read_text("utf-8")
    for name in ("__pycache__/", "*.egg-info/", ".git", "PKG-INFO", "node_modules/"):
        assert f"| `{name}` |" in text


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
