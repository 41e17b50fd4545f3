"""What generate does in a target root, what check tells of it, and what neither touches."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.artifact import digest
from statserver_bindgen.workspace import diff, filesystem
from statserver_bindgen.workspace.manifest import parse
from statserver_bindgen.workspace.writer import check, diffs, generate
from support.output_directories import count_steps, job, texts

if TYPE_CHECKING:
    from statserver_bindgen.workspace.writer import Outcome

FILES = {"README.md": "read\n", "src/actions.py": "x = 1\n", "src/deep/er/rows.py": "y = 1\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a target root that does not exist yet, nor does the folder above it."""
    return tmp_path / "out" / "made-up"


def rules(outcome: Outcome, root: Path) -> dict[str, str]:
    """Return the rule that tells of each path of a root."""
    return {Path(it.span.file).relative_to(root).as_posix(): it.rule for it in outcome.findings}


def test_generate_writes_all_and_check_agrees(root: Path) -> None:
    outcome = generate([job(root, FILES)])
    assert texts(root) == FILES
    assert outcome.findings == ()
    assert outcome.written == tuple(str(root / it) for it in (*FILES, "manifest.json"))
    assert (outcome.removed, outcome.unchanged) == ((), 0)
    assert check([job(root, FILES)]).findings == ()
    assert check([job(root, FILES)]).unchanged == 4


def test_the_manifest_verifies_the_folder_by_itself(root: Path) -> None:
    generate([job(root, FILES)])
    manifest = parse((root / "manifest.json").read_bytes()).manifest
    assert manifest == filesystem.recorded(root).manifest
    assert manifest is not None
    assert manifest.files == {path: digest(text.encode()) for path, text in FILES.items()}
    assert manifest.pending is None


def test_check_writes_nothing_not_even_the_folder(root: Path) -> None:
    assert {*rules(check([job(root, FILES)]), root).values()}
    assert not root.parent.exists()


def test_where_nothing_differs_nothing_is_touched(root: Path) -> None:
    generate([job(root, FILES)])
    assert count_steps(lambda: generate([job(root, FILES)])) == 0
    outcome = generate([job(root, FILES)])
    assert (outcome.written, outcome.removed, outcome.unchanged) == ((), (), 4)


def test_only_files_that_differ_are_written(root: Path) -> None:
    generate([job(root, FILES)])
    before = {it: (root / it).stat() for it in FILES}
    outcome = generate([job(root, {**FILES, "README.md": "read again\n"})])
    assert [Path(it).name for it in outcome.written] == ["README.md", "manifest.json"]
    assert outcome.unchanged == 2
    for path in ("src/actions.py", "src/deep/er/rows.py"):
        after = (root / path).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before[path].st_ino, before[path].st_mtime_ns)


def test_files_have_the_mode_that_the_umask_gives(root: Path) -> None:
    before = os.umask(0o027)
    try:
        generate([job(root, FILES)])
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / "README.md").stat().st_mode) == 0o640


def test_check_names_what_is_missing_stale_and_edited(root: Path) -> None:
    generate([job(root, FILES)])
    (root / "README.md").unlink()
    (root / "src/actions.py").write_text("x = 2\n", "utf-8")
    later = {**FILES, "src/deep/er/rows.py": "y = 2\n"}
    assert rules(check([job(root, later)]), root) == {
        "README.md": "file-missing",
        "src/actions.py": "file-edited",
        "src/deep/er/rows.py": "file-stale",
        "manifest.json": "manifest-stale",
    }


def test_a_missing_file_alone_leaves_the_manifest_true(root: Path) -> None:
    generate([job(root, FILES)])
    (root / "README.md").unlink()
    assert rules(check([job(root, FILES)]), root) == {"README.md": "file-missing"}
    assert [Path(it).name for it in generate([job(root, FILES)]).written] == ["README.md"]


def test_an_orphan_is_told_then_removed_with_the_folders_that_it_leaves_empty(root: Path) -> None:
    generate([job(root, FILES)])
    (root / "notes").mkdir()
    fewer = {"README.md": "read\n", "src/actions.py": "x = 1\n"}
    assert rules(check([job(root, fewer)]), root)["src/deep/er/rows.py"] == "file-orphaned"
    outcome = generate([job(root, fewer)])
    assert outcome.removed == (str(root / "src/deep/er/rows.py"),)
    assert texts(root) == fewer
    assert sorted(it.name for it in root.iterdir() if it.is_dir()) == ["notes", "src"]
    assert [it.name for it in (root / "src").iterdir()] == ["actions.py"]


def test_a_folder_with_something_else_in_it_stays(root: Path) -> None:
    generate([job(root, FILES)])
    (root / "src/deep/mine.txt").write_text("mine\n", "utf-8")
    generate([job(root, {"README.md": "read\n"})])
    assert texts(root) == {"README.md": "read\n", "src/deep/mine.txt": "mine\n"}


@pytest.mark.parametrize("force", [False, True])
def test_an_edited_file_that_is_no_longer_planned_is_left_alone_for_ever(
    root: Path, *, force: bool
) -> None:
    generate([job(root, FILES)])
    (root / "src/actions.py").write_text("mine\n", "utf-8")
    fewer = {"README.md": "read\n"}
    (told,) = generate([job(root, fewer)], force=force).findings
    assert (told.rule, told.severity) == ("file-left-alone", "note")
    assert texts(root) == {"README.md": "read\n", "src/actions.py": "mine\n"}
    assert check([job(root, fewer)]).findings == ()
    assert generate([job(root, {**fewer, "src/actions.py": "new\n"})]).findings != ()
    assert texts(root)["src/actions.py"] == "mine\n"


@pytest.mark.parametrize("name", ["README.md", "LICENSE"], ids=["edited", "not ours"])
def test_a_file_in_the_way_stops_everything(root: Path, name: str) -> None:
    generate([job(root, FILES)])
    (root / name).write_text("mine\n", "utf-8")
    before = texts(root), (root / "manifest.json").read_bytes()
    later = {"README.md": "new\n", "LICENSE": "new\n"}
    outcome = generate([job(root, later)])
    assert [it.severity for it in outcome.findings] == ["error"]
    assert [*rules(outcome, root)] == [name]
    assert (outcome.written, outcome.removed) == ((), ())
    assert (texts(root), (root / "manifest.json").read_bytes()) == before
    assert generate([job(root, later)], force=True).findings == ()
    assert texts(root) == later


def test_a_file_equal_to_the_plan_is_fine_whoever_wrote_it(root: Path) -> None:
    root.mkdir(parents=True)
    (root / "README.md").write_bytes(b"read\n")
    outcome = generate([job(root, FILES)])
    assert outcome.findings == ()
    assert str(root / "README.md") not in outcome.written
    assert rules(check([job(root, {})]), root)["README.md"] == "file-orphaned"


def test_without_its_manifest_a_folder_as_planned_gets_it_back(root: Path) -> None:
    generate([job(root, FILES)])
    before = (root / "manifest.json").read_bytes()
    (root / "manifest.json").unlink()
    assert rules(check([job(root, FILES)]), root) == {"manifest.json": "file-missing"}
    assert generate([job(root, FILES)]).written == (str(root / "manifest.json"),)
    assert (root / "manifest.json").read_bytes() == before


def test_a_manifest_with_a_merge_conflict_is_one_finding_and_written_anew(root: Path) -> None:
    generate([job(root, FILES)])
    manifest = root / "manifest.json"
    before = manifest.read_text("utf-8")
    manifest.write_text(f"<<<<<<< HEAD\n{before}=======\n{before}>>>>>>> other\n", "utf-8")
    (told,) = check([job(root, FILES)]).findings
    assert (told.rule, told.span.line) == ("manifest-unreadable", 1)
    assert generate([job(root, FILES)]).findings == ()
    assert manifest.read_text("utf-8") == before


def test_a_manifest_of_another_program_is_overwritten_by_force_alone(root: Path) -> None:
    root.mkdir(parents=True)
    (root / "manifest.json").write_text('{"short_name": "my web app"}', "utf-8")
    assert rules(generate([job(root, FILES)]), root) == {"manifest.json": "manifest-unreadable"}
    assert texts(root) == {}
    assert generate([job(root, FILES)], force=True).findings == ()
    assert check([job(root, FILES)]).findings == ()


def test_a_folder_in_place_of_the_manifest_is_one_finding(root: Path) -> None:
    (root / "manifest.json").mkdir(parents=True)
    assert rules(generate([job(root, {})]), root) == {"manifest.json": "manifest-unreadable"}
    (told,) = check([job(root, {})]).findings
    assert told.message == "can't be read: a folder stands in its place"


def test_a_name_that_changes_its_case_changes_on_disk(root: Path) -> None:
    generate([job(root, {"Readme.md": "read\n"})])
    generate([job(root, {"README.md": "read\n"})])
    assert [it.name for it in root.iterdir() if it.suffix == ".md"] == ["README.md"]
    assert check([job(root, {"README.md": "read\n"})]).findings == ()


# Several targets


def test_a_file_in_the_way_of_one_target_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "file").write_text("mine\n", "utf-8")
    jobs = [job(tmp_path / it, {"file": "ours\n"}, target=it) for it in "cba"]
    outcome = generate(jobs)
    assert [it.span.file for it in outcome.findings] == [str(tmp_path / "b" / "file")]
    assert texts(tmp_path) == {"b/file": "mine\n"}
    assert [it.name for it in tmp_path.iterdir()] == ["b"]


def test_findings_of_all_targets_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    jobs = [job(tmp_path / it, {"file": "ours\n"}, target=it) for it in "ba"]
    assert [Path(it.span.file).relative_to(tmp_path).as_posix() for it in check(jobs).findings] == [
        *("a/file", "a/manifest.json", "b/file", "b/manifest.json")
    ]


# Differences


def test_a_diff_leads_from_the_disk_to_the_plan(root: Path) -> None:
    generate([job(root, {"a": "one\ntwo\n", "b": "same\n", "c": "gone\n"})])
    (root / "c").unlink()
    later = {"a": "one\n2\n", "b": "same\n", "c": "gone\n"}
    assert [*diffs([job(root, later)])] == [
        f"--- {root}/a\n+++ {root}/a (planned)\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    ]


def test_a_diff_shows_line_ends_and_commands_to_terminals_as_text() -> None:
    shown = diff.unified("a\x1b", b"one\r\n\x1b[31mtwo", b"one\n")
    assert shown == (
        "--- a\\x1b\n+++ a\\x1b (planned)\n@@ -1,2 +1 @@\n"
        "-one\\r\n-\\x1b[31mtwo\n\\ No newline at end of file\n+one\n"
    )


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (b"\xff\xfe", "is not text"),
        (b"a\0b", "is not text"),
        (b"a" * (diff.LARGEST + 1), "is too large to show how"),
        (b"a\n" * 30_000, "has too many lines to show how"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(found: bytes, why: str) -> None:
    assert diff.unified("a", found, b"text\n") == f"a differs, and {why}\n"
