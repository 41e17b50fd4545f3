"""`verify` and the manifest of a copy: missing, damaged, untrusted, or of an interrupted run."""

from __future__ import annotations

import json
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


# Manifests


def test_a_directory_without_manifest_is_reported_with_directories_that_have_one(
    tmp_path: Path,
) -> None:
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


def test_a_missing_manifest_is_reported_with_a_hint(tmp_path: Path) -> None:
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
def test_an_unreadable_manifest_is_reported(copy: Path, raw: bytes, problem: str) -> None:
    (copy / "manifest.json").write_bytes(raw)
    result = verify(copy)
    assert result.exit_code == 1
    assert f"can't be read: {problem}" in result.stdout
    assert "[manifest-unreadable]\n  hint: copy it again" in result.stdout


@pytest.mark.parametrize("kind", ["directory", "pipe", "device"])
def test_a_manifest_that_is_not_a_regular_file_is_reported(
    copy: Path, tmp_path: Path, kind: str
) -> None:
    manifest = copy / "manifest.json"
    manifest.rename(tmp_path / "moved")
    if kind == "device":
        manifest.symlink_to("/dev/zero")
    elif kind == "directory":
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
def test_a_path_outside_the_copy_is_never_read(
    copy: Path, tmp_path: Path, path: str, key: str
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    change_manifest(copy, **{key: {path: digest(b"secret")}})
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    assert [it[0] for it in diagnostics(result)] == ["manifest-unreadable"]


def test_paths_that_differ_by_case_are_two_files(copy: Path) -> None:
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


def test_untrusted_text_of_a_manifest_is_escaped(copy: Path) -> None:
    change_manifest(copy, target="\x1b[31m\u202e::error::x", files={})
    shown = verify(copy).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("count", [998, 999, 1000, 5000])
def test_of_many_problems_a_thousand_are_listed_and_the_others_counted(
    copy: Path, count: int
) -> None:
    for number in range(3):
        (
            copy / f"{number}.txt"
        ).touch()  # notes, which come before the errors in the order of paths
    missing = {f"missing-{number}": digest(b"") for number in range(count)}
    change_manifest(copy, files={**manifest_of(copy)["files"], **missing})
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    listed = diagnostics(result)
    if count + 3 <= 1000:
        assert len(listed) == count + 3
        return
    assert listed[-1] == ("unlisted-problems", "note", "python")
    assert [it[1] for it in listed].count("error") == min(count, 1000)
    assert len(listed) == 1001
    last = json.loads(result.stdout)["diagnostics"][-1]["message"]
    assert last == f"{count + 3 - 1000:,} more problems are not listed"


# Interrupted runs

BEFORE: Final = {"a": "1\n", "d/b": "1\n", "gone": "1\n", "same": "1\n"}
AFTER: Final = {"a": "2\n", "d/b": "2\n", "added": "2\n", "same": "1\n"}


def test_after_an_interrupted_run_each_file_is_old_or_new(tmp_path: Path) -> None:
    directory = tmp_path / "copy"
    generate([planned(directory, BEFORE)])
    steps = count_steps(lambda: generate([planned(tmp_path / "trial", AFTER)]))
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for step in range(1, steps + 10):
        shutil.rmtree(directory)
        generate([planned(directory, BEFORE)])
        if not die_at(step, lambda: generate([planned(directory, AFTER)])):
            break
        result = verify("copy", "--report", "json")
        reported = facts(result)
        assert (reported["edited"], reported["missing"]) == ([], [])
        if not reported["interrupted"]:
            assert result.exit_code == 0
            continue
        assert result.exit_code == 1
        assert sorted([*reported["old"], *reported["new"]]) == ["a", "added", "d/b", "gone"]
        assert reported["intact"] == 1
        for path in ("a", "d/b"):
            is_new = (directory / path).read_text("utf-8") == "2\n"
            assert (path in reported["new"]) == is_new
        seen.add((tuple(reported["old"]), tuple(reported["new"])))
    assert len(seen) > 3


def test_an_interrupted_run_is_reported_with_its_files(copy: Path) -> None:
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
            "1 old, 1 new [run-interrupted]"
        ),
        "python/pyproject.toml: error: was edited since it was generated [file-edited]",
        "python/x: note: is as before the interrupted run [run-interrupted]",
    ]


def test_an_interrupted_run_without_files_is_reported(copy: Path) -> None:
    change_manifest(copy, pending={})
    result = verify(copy, "--report", "json")
    assert result.exit_code == 1
    assert facts(result)["interrupted"] is True
    assert facts(result)["intact"] == 0
    assert facts(result)["old"] == sorted(manifest_of(copy)["files"])
