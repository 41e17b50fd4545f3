"""`verify` and the manifest of a copy: missing, damaged, hostile, or of an interrupted run."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.artifact import digest
from statserver_bindgen.workspace.writer import generate
from support.copies import change_manifest, copied, diagnostics, facts, manifest_of, verify
from support.output_directories import count_steps, die_at, planned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the Python target."""
    return copied("python", tmp_path)


# Manifests


def test_a_folder_without_manifest_is_told_which_ones_have_one(tmp_path: Path) -> None:
    copied("json", tmp_path)
    copied("python", tmp_path)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text('{"name": "a web app"}', "utf-8")
    result = verify(".")
    assert result.exit_code == 1
    assert result.stdout == (
        ".\n"
        "  files      unknown: there is no readable manifest\n"
        "manifest.json: error: is missing, so nothing can be verified [manifest-missing]\n"
        "  hint: verify a directory that has one: json, python\n"
    )


def test_where_no_folder_has_a_manifest_it_says_how_to_get_one(tmp_path: Path) -> None:
    assert "hint: copy it again, or run the generator there" in verify(tmp_path).stdout


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "it is not JSON (Expecting value)"),
        (b"<<<<<<< HEAD\n{}", "it is not JSON"),
        (b'{"name": "a web app"}', "generator is missing or not a JSON object"),
        (b"\xff", "it is not UTF-8"),
        (b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_a_finding(copy: Path, raw: bytes, problem: str) -> None:
    (copy / "manifest.json").write_bytes(raw)
    result = verify(copy)
    assert result.exit_code == 1
    assert f"can't be read: {problem}" in result.stdout
    assert "[manifest-unreadable]\n  hint: copy it again" in result.stdout


@pytest.mark.parametrize("what", ["symlink", "folder", "pipe"])
def test_a_manifest_that_is_no_file_is_a_finding(copy: Path, tmp_path: Path, what: str) -> None:
    manifest = copy / "manifest.json"
    manifest.rename(tmp_path / "moved")
    if what == "symlink":
        manifest.symlink_to(tmp_path / "moved")
    elif what == "folder":
        manifest.mkdir()
    else:
        os.mkfifo(manifest)
    result = verify(copy, "--report", "json")
    assert (result.exit_code, len(diagnostics(result))) == (1, 1)
    assert diagnostics(result)[0][0] == "manifest-unreadable"


@pytest.mark.parametrize(
    "path",
    ["../secret", "/etc/passwd", "a/../../secret", "a\0b", "C:\\secret", "\ud800", "Manifest.json"],
)
@pytest.mark.parametrize("key", ["files", "pending"])
def test_a_hostile_manifest_leads_nowhere(copy: Path, tmp_path: Path, path: str, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    change_manifest(copy, **{key: {path: digest(b"secret")}})
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    assert [it[0] for it in diagnostics(result)] == ["manifest-unreadable"]


def test_paths_that_differ_by_case_are_two_files_as_for_check(copy: Path) -> None:
    files = manifest_of(copy)["files"]
    change_manifest(copy, files={**files, "readme.MD": digest(b"other")})
    result = verify(copy, "--report", "json")
    ((rule, _, file),) = diagnostics(result)
    assert (rule, file) in {  # a system that ignores case has one file for both
        ("file-missing", "python/readme.MD"),
        ("file-edited", "python/readme.MD"),
    }


def test_a_path_below_a_file_is_an_edit(copy: Path) -> None:
    change_manifest(copy, files={**manifest_of(copy)["files"], "LICENSE/x": digest(b"")})
    result = verify(copy)
    assert "LICENSE/x: error: was edited since it was generated: LICENSE is a file" in result.stdout


def test_what_a_manifest_says_is_shown_without_what_a_terminal_obeys(copy: Path) -> None:
    change_manifest(copy, target="\x1b[31m\u202e::error::x", files={})
    shown = verify(copy).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# Interrupted runs

BEFORE: Final = {"a": "1\n", "d/b": "1\n", "gone": "1\n", "same": "1\n"}
AFTER: Final = {"a": "2\n", "d/b": "2\n", "added": "2\n", "same": "1\n"}


def test_of_an_interrupted_run_each_file_is_told_to_be_old_or_new(tmp_path: Path) -> None:
    directory = tmp_path / "it"
    generate([planned(directory, BEFORE)])
    steps = count_steps(lambda: generate([planned(tmp_path / "trial", AFTER)]))
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for step in range(1, steps + 10):
        shutil.rmtree(directory)
        generate([planned(directory, BEFORE)])
        if not die_at(step, lambda: generate([planned(directory, AFTER)])):
            break
        result = verify("it", "--report", "json")
        told = facts(result)
        assert (told["edited"], told["missing"]) == ([], [])
        if not told["interrupted"]:
            assert result.exit_code == 0
            continue
        assert result.exit_code == 1
        assert sorted([*told["old"], *told["new"]]) == ["a", "added", "d/b", "gone"]
        assert told["intact"] == 1
        for path in ("a", "d/b"):
            is_new = (directory / path).read_text("utf-8") == "2\n"
            assert (path in told["new"]) == is_new
        seen.add((tuple(told["old"]), tuple(told["new"])))
    assert len(seen) > 3


def test_an_interrupted_run_is_told_with_what_to_do(copy: Path) -> None:
    files = manifest_of(copy)["files"]
    (copy / "LICENSE").write_bytes(b"new\n")
    (copy / "pyproject.toml").write_bytes(b"mine\n")
    (copy / "README.md").unlink()
    news = {"LICENSE": digest(b"new\n"), "pyproject.toml": digest(b"new\n"), "x": digest(b"x")}
    change_manifest(copy, pending={**files, **news})
    result = verify(copy)
    assert result.exit_code == 1
    assert [it for it in result.stdout.splitlines() if it.startswith("python/")] == [
        "python/LICENSE: note: is as the interrupted run planned it [run-interrupted]",
        "python/README.md: error: is missing [file-missing]",
        (
            "python/manifest.json: error: records a run that has not ended: "
            "1 files as before it, 1 as it planned them [run-interrupted]"
        ),
        "python/pyproject.toml: error: was edited since it was generated [file-edited]",
        "python/x: note: is as before the interrupted run [run-interrupted]",
    ]


def test_a_run_that_planned_nothing_and_did_not_end_is_told_too(copy: Path) -> None:
    change_manifest(copy, pending={})
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    assert facts(result)["interrupted"] is True
    assert facts(result)["intact"] == 0
    assert facts(result)["old"] == sorted(manifest_of(copy)["files"])
