"""`generate` and `check`: what they write, remove and report, and what they never touch."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact import digest
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import diff, digests, reading
from statserver_bindgen.workspace.manifest import parse
from statserver_bindgen.workspace.writer import check, diffs, generate
from support.output_directories import count_steps, planned, texts

if TYPE_CHECKING:
    from statserver_bindgen.workspace.writer import RunResult

FILES = {"README.md": "read\n", "src/actions.py": "x = 1\n", "src/deep/er/rows.py": "y = 1\n"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return an output directory that does not exist, in a directory that does not exist either."""
    return tmp_path / "out" / "made-up"


def rules(result: RunResult, directory: Path) -> dict[str, str]:
    """Return the rule of each diagnostic by path."""
    return {
        Path(diagnostic.span.file).relative_to(directory).as_posix(): diagnostic.rule.id
        for diagnostic in result.diagnostics
    }


def test_generate_writes_every_file_and_check_agrees(directory: Path) -> None:
    result = generate([planned(directory, FILES)])
    assert texts(directory) == FILES
    assert result.diagnostics == ()
    assert result.written == tuple(str(directory / it) for it in (*FILES, "manifest.json"))
    assert (result.removed, result.unchanged) == ((), 0)
    assert check([planned(directory, FILES)]).diagnostics == ()
    assert check([planned(directory, FILES)]).unchanged == 4


def test_the_manifest_lists_every_file_with_its_sha256(directory: Path) -> None:
    generate([planned(directory, FILES)])
    manifest = parse((directory / "manifest.json").read_bytes()).manifest
    assert manifest == reading.read_manifest_in(directory).manifest
    assert manifest is not None
    assert manifest.files == {path: digest(text.encode()) for path, text in FILES.items()}
    assert manifest.pending is None


def test_check_writes_nothing_and_creates_no_directory(directory: Path) -> None:
    assert {*rules(check([planned(directory, FILES)]), directory).values()}
    assert not directory.parent.exists()


def test_a_directory_that_is_as_planned_is_not_touched(directory: Path) -> None:
    generate([planned(directory, FILES)])
    assert count_steps(lambda: generate([planned(directory, FILES)])) == 0
    result = generate([planned(directory, FILES)])
    assert (result.written, result.removed, result.unchanged) == ((), (), 4)


def test_only_files_that_differ_are_written(directory: Path) -> None:
    generate([planned(directory, FILES)])
    before = {it: (directory / it).stat() for it in FILES}
    result = generate([planned(directory, {**FILES, "README.md": "read again\n"})])
    assert [Path(it).name for it in result.written] == ["README.md", "manifest.json"]
    assert result.unchanged == 2
    for path in ("src/actions.py", "src/deep/er/rows.py"):
        after = (directory / path).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before[path].st_ino, before[path].st_mtime_ns)


def test_files_have_the_mode_that_the_umask_gives(directory: Path) -> None:
    before = os.umask(0o027)
    try:
        generate([planned(directory, FILES)])
    finally:
        os.umask(before)
    assert stat.S_IMODE((directory / "README.md").stat().st_mode) == 0o640


def test_check_reports_missing_stale_and_edited_files(directory: Path) -> None:
    generate([planned(directory, FILES)])
    (directory / "README.md").unlink()
    (directory / "src/actions.py").write_text("x = 2\n", "utf-8")
    later = {**FILES, "src/deep/er/rows.py": "y = 2\n"}
    assert rules(check([planned(directory, later)]), directory) == {
        "README.md": "file-missing",
        "src/actions.py": "file-edited",
        "src/deep/er/rows.py": "file-stale",
        "manifest.json": "manifest-stale",
    }


def test_a_missing_file_does_not_make_the_manifest_stale(directory: Path) -> None:
    generate([planned(directory, FILES)])
    (directory / "README.md").unlink()
    assert rules(check([planned(directory, FILES)]), directory) == {"README.md": "file-missing"}
    assert [Path(it).name for it in generate([planned(directory, FILES)]).written] == ["README.md"]


def test_an_orphaned_file_is_reported_then_removed_with_empty_directories(
    directory: Path,
) -> None:
    generate([planned(directory, FILES)])
    (directory / "notes").mkdir()
    fewer = {"README.md": "read\n", "src/actions.py": "x = 1\n"}
    assert (
        rules(check([planned(directory, fewer)]), directory)["src/deep/er/rows.py"]
        == "file-orphaned"
    )
    result = generate([planned(directory, fewer)])
    assert result.removed == (str(directory / "src/deep/er/rows.py"),)
    assert texts(directory) == fewer
    assert sorted(it.name for it in directory.iterdir() if it.is_dir()) == ["notes", "src"]
    assert [it.name for it in (directory / "src").iterdir()] == ["actions.py"]


def test_a_directory_with_untracked_files_is_kept(directory: Path) -> None:
    generate([planned(directory, FILES)])
    (directory / "src/deep/mine.txt").write_text("mine\n", "utf-8")
    generate([planned(directory, {"README.md": "read\n"})])
    assert texts(directory) == {"README.md": "read\n", "src/deep/mine.txt": "mine\n"}


@pytest.mark.parametrize("force", [False, True])
def test_an_edited_file_that_is_no_longer_planned_is_kept(directory: Path, *, force: bool) -> None:
    generate([planned(directory, FILES)])
    (directory / "src/actions.py").write_text("mine\n", "utf-8")
    fewer = {"README.md": "read\n"}
    (diagnostic,) = generate([planned(directory, fewer)], force=force).diagnostics
    assert (diagnostic.rule.id, diagnostic.severity) == ("file-left-alone", "note")
    assert texts(directory) == {"README.md": "read\n", "src/actions.py": "mine\n"}
    assert check([planned(directory, fewer)]).diagnostics == ()
    assert generate([planned(directory, {**fewer, "src/actions.py": "new\n"})]).diagnostics != ()
    assert texts(directory)["src/actions.py"] == "mine\n"


@pytest.mark.parametrize("name", ["README.md", "LICENSE"], ids=["edited", "untracked"])
def test_an_edited_or_untracked_file_at_a_planned_path_refuses_the_run(
    directory: Path, name: str
) -> None:
    generate([planned(directory, FILES)])
    (directory / name).write_text("mine\n", "utf-8")
    before = texts(directory), (directory / "manifest.json").read_bytes()
    later = {"README.md": "new\n", "LICENSE": "new\n"}
    result = generate([planned(directory, later)])
    assert [it.severity for it in result.diagnostics] == ["error"]
    assert [*rules(result, directory)] == [name]
    assert (result.written, result.removed) == ((), ())
    assert (texts(directory), (directory / "manifest.json").read_bytes()) == before
    assert generate([planned(directory, later)], force=True).diagnostics == ()
    assert texts(directory) == later


def test_a_refused_run_counts_the_files_that_are_as_planned(directory: Path) -> None:
    assert not generate([planned(directory, FILES)]).refused
    (directory / "README.md").write_text("mine\n", "utf-8")
    result = generate([planned(directory, FILES)])
    assert result.refused
    assert result.unchanged == len([*FILES, "manifest.json"]) - 1
    assert not generate([planned(directory, FILES)], force=True).refused


def test_an_untracked_file_that_equals_its_artifact_is_recorded(directory: Path) -> None:
    directory.mkdir(parents=True)
    (directory / "README.md").write_bytes(b"read\n")
    result = generate([planned(directory, FILES)])
    assert result.diagnostics == ()
    assert str(directory / "README.md") not in result.written
    assert rules(check([planned(directory, {})]), directory)["README.md"] == "file-orphaned"


def test_a_missing_manifest_is_written_again(directory: Path) -> None:
    generate([planned(directory, FILES)])
    before = (directory / "manifest.json").read_bytes()
    (directory / "manifest.json").unlink()
    assert rules(check([planned(directory, FILES)]), directory) == {"manifest.json": "file-missing"}
    assert generate([planned(directory, FILES)]).written == (str(directory / "manifest.json"),)
    assert (directory / "manifest.json").read_bytes() == before


def test_a_manifest_with_a_merge_conflict_is_one_diagnostic_and_written_again(
    directory: Path,
) -> None:
    generate([planned(directory, FILES)])
    manifest = directory / "manifest.json"
    before = manifest.read_text("utf-8")
    manifest.write_text(f"<<<<<<< HEAD\n{before}=======\n{before}>>>>>>> other\n", "utf-8")
    (diagnostic,) = check([planned(directory, FILES)]).diagnostics
    assert (diagnostic.rule.id, diagnostic.span.line) == ("manifest-unreadable", 1)
    assert generate([planned(directory, FILES)]).diagnostics == ()
    assert manifest.read_text("utf-8") == before


def test_the_manifest_of_another_program_is_overwritten_only_with_force(directory: Path) -> None:
    directory.mkdir(parents=True)
    (directory / "manifest.json").write_text('{"short_name": "my web app"}', "utf-8")
    assert rules(generate([planned(directory, FILES)]), directory) == {
        "manifest.json": "manifest-unreadable"
    }
    assert texts(directory) == {}
    assert generate([planned(directory, FILES)], force=True).diagnostics == ()
    assert check([planned(directory, FILES)]).diagnostics == ()


def test_a_directory_in_place_of_the_manifest_is_one_diagnostic(directory: Path) -> None:
    (directory / "manifest.json").mkdir(parents=True)
    assert rules(generate([planned(directory, {})]), directory) == {
        "manifest.json": "manifest-unreadable"
    }
    (diagnostic,) = check([planned(directory, {})]).diagnostics
    assert diagnostic.message == "can't be read: it is a directory"


def test_a_name_that_changes_its_case_changes_on_disk(directory: Path) -> None:
    generate([planned(directory, {"Readme.md": "read\n"})])
    generate([planned(directory, {"README.md": "read\n"})])
    assert [it.name for it in directory.iterdir() if it.suffix == ".md"] == ["README.md"]
    assert check([planned(directory, {"README.md": "read\n"})]).diagnostics == ()


# Several targets


def test_a_file_in_the_way_of_one_target_refuses_all_targets(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "file").write_text("mine\n", "utf-8")
    outputs = [planned(tmp_path / it, {"file": "new\n"}, target=it) for it in "cba"]
    result = generate(outputs)
    assert [it.span.file for it in result.diagnostics] == [str(tmp_path / "b" / "file")]
    assert texts(tmp_path) == {"b/file": "mine\n"}
    assert [it.name for it in tmp_path.iterdir()] == ["b"]


def test_diagnostics_of_all_targets_are_sorted_by_path(tmp_path: Path) -> None:
    outputs = [planned(tmp_path / it, {"file": "new\n"}, target=it) for it in "ba"]
    assert [
        Path(diagnostic.span.file).relative_to(tmp_path).as_posix()
        for diagnostic in check(outputs).diagnostics
    ] == [*("a/file", "a/manifest.json", "b/file", "b/manifest.json")]


def test_of_many_diagnostics_a_thousand_are_listed_for_each_directory(tmp_path: Path) -> None:
    files = {f"{number}": "new\n" for number in range(1500)}
    outputs = [planned(tmp_path / it, files, target=it) for it in "ba"]
    reported = check(outputs).diagnostics
    assert [it.rule.id for it in reported].count("file-missing") == 2000
    notes = [(at, it.span.file) for at, it in enumerate(reported) if it.severity == "note"]
    assert notes == [(1000, str(tmp_path / "a")), (2001, str(tmp_path / "b"))]
    assert reported[-1].message == "501 more problems are not listed"


# Differences


def test_a_diff_shows_the_change_from_the_disk_to_the_plan(directory: Path) -> None:
    generate([planned(directory, {"a": "one\ntwo\n", "b": "same\n", "c": "gone\n"})])
    (directory / "c").unlink()
    later = {"a": "one\n2\n", "b": "same\n", "c": "gone\n"}
    assert [*diffs([planned(directory, later)])] == [
        f"--- {directory}/a\n+++ {directory}/a (planned)\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    ]


def test_a_diff_escapes_line_endings_and_control_characters() -> None:
    shown = diff.unified("a\x1b", b"one\r\n\x1b[31mtwo", [b"one\n"])
    assert shown == (
        "--- a\\x1b\n+++ a\\x1b (planned)\n@@ -1,2 +1 @@\n"
        "-one\\r\n-\\x1b[31mtwo\n\\ No newline at end of file\n+one\n"
    )


@pytest.mark.parametrize(
    ("current", "reason"),
    [
        (b"\xff\xfe", "is not text"),
        (b"a\0b", "is not text"),
        (b"a" * (diff.LARGEST + 1), "is too large for a diff"),
        (b"a\n" * 30_000, "has too many lines for a diff"),
    ],
)
def test_without_a_diff_one_line_gives_the_reason(current: bytes, reason: str) -> None:
    assert diff.unified("a", current, [b"te", b"xt\n"]) == f"a differs, and {reason}\n"


def test_a_file_larger_than_the_limit_is_refused(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "LARGEST", 2**20)

    with pytest.raises(WorkspaceError, match="b would be larger than 1 MiB; split the template"):
        generate([planned(directory, {"a": "a\n", "b": "b" * 2**20 + "\n"})])
    assert not directory.exists()


def test_a_large_artifact_has_no_diff(directory: Path) -> None:
    generate([planned(directory, {"a": "old\n"})])

    shown = [*diffs([planned(directory, {"a": "a\n" * 2**20})])]
    assert shown == [f"{directory / 'a'} differs, and is too large for a diff\n"]
