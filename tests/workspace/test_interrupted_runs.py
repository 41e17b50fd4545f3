"""Interrupted runs: every file stays whole, check reports the run, the next run continues it."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace.writer import check, generate
from support.checkout import ROOT
from support.output_directories import (
    count_steps,
    die_at,
    is_temporary,
    planned,
    stepping,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

BEFORE = {"kept": "1\n", "changed": "1\n", "old/gone": "1\n", "both": "1\n"}
AFTER = {"kept": "1\n", "changed": "2\n", "new/er/added": "2\n", "both": "2\n"}
LATER = {"kept": "1\n", "changed": "1\n", "newest": "3\n", "both": "3\n"}
RUN = ROOT / "tests" / "support" / "killed_run.py"


def rules(directory: Path, files: dict[str, str]) -> set[str]:
    return {it.rule.id for it in check([planned(directory, files)]).diagnostics}


def leftovers(directory: Path) -> list[Path]:
    return [it for it in directory.rglob("*") if is_temporary(it)]


def start(directory: Path, files: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start a run in a separate process."""
    source = [str(ROOT / "tests"), str(ROOT / "generator")]
    return subprocess.Popen(
        [sys.executable, RUN, directory, json.dumps(files), *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def next_line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def end(process: subprocess.Popen[str], line: str = "") -> dict[str, Any]:
    """Send a line to a process, wait for its end, and return its result."""
    out, _ = process.communicate(line, timeout=60)
    assert process.returncode == 0
    summary: dict[str, Any] = json.loads(out.splitlines()[-1])
    return summary


def assert_whole(directory: Path, *versions: dict[str, str]) -> None:
    """Check that each file is one of the versions as a whole."""
    for path, text in texts(directory).items():
        assert text in {it.get(path) for it in versions}


def deaths(directory: Path) -> Iterator[int]:
    """Yield each step of a run from BEFORE to AFTER, with the directory as before that run."""
    generate([planned(directory, BEFORE)])
    last = count_steps(lambda: generate([planned(directory, AFTER)]))
    assert last > 12
    for step in range(1, last + 1):
        generate([planned(directory, BEFORE)])
        yield step


def test_a_killed_process_leaves_whole_files_and_the_next_run_continues_with_another_spec(
    tmp_path: Path,
) -> None:
    generate([planned(tmp_path / "counted", BEFORE)])
    last = count_steps(lambda: generate([planned(tmp_path / "counted", AFTER)]))
    killed: list[tuple[Path, subprocess.Popen[str]]] = []
    for step in range(1, last + 1):
        directory = tmp_path / str(step)
        generate([planned(directory, BEFORE)])
        killed.append((directory, start(directory, AFTER, "kill", str(step))))
        if step % 2 == 0 or step == last:
            for _, process in killed[-2:]:
                process.communicate(timeout=60)
    for directory, process in killed:
        assert process.returncode == -signal.SIGKILL
        assert_whole(directory, BEFORE, AFTER)
        assert "file-edited" not in rules(directory, AFTER)
        assert generate([planned(directory, LATER)]).diagnostics == ()
        assert texts(directory) == LATER
        assert check([planned(directory, LATER)]).diagnostics == ()
        assert leftovers(directory) == []


def test_check_reports_an_interrupted_run_from_the_first_artifact_to_the_last(
    tmp_path: Path,
) -> None:
    for step in deaths(tmp_path):
        before = texts(tmp_path)
        assert die_at(step, lambda: generate([planned(tmp_path, AFTER)]))
        assert_whole(tmp_path, BEFORE, AFTER)
        assert texts(tmp_path) == before or "run-interrupted" in rules(tmp_path, AFTER)
        assert not rules(tmp_path, AFTER) & {"file-edited", "file-untracked", "file-left-alone"}
        assert rules(tmp_path, AFTER)


def test_the_same_run_continues_after_its_interruption(tmp_path: Path) -> None:
    for step in deaths(tmp_path):
        assert die_at(step, lambda: generate([planned(tmp_path, AFTER)]))
        assert generate([planned(tmp_path, AFTER)]).diagnostics == ()
        assert texts(tmp_path) == AFTER
        assert leftovers(tmp_path) == []


def test_no_interruption_leaves_an_empty_directory(tmp_path: Path) -> None:
    """The interrupted run had removed a file but not its directory, or created only a directory."""
    for step in deaths(tmp_path):
        assert die_at(step, lambda: generate([planned(tmp_path, AFTER)]))
        assert generate([planned(tmp_path, LATER)]).diagnostics == ()
        assert [it for it in tmp_path.rglob("*") if it.is_dir()] == []


def test_a_run_continues_after_two_interrupted_runs_with_other_specs(tmp_path: Path) -> None:
    for step in deaths(tmp_path):
        for second in range(1, 9, 2):
            die_at(step, lambda: generate([planned(tmp_path, AFTER)]))
            die_at(second, lambda: generate([planned(tmp_path, LATER)]))
            assert generate([planned(tmp_path, BEFORE)]).diagnostics == ()
            assert texts(tmp_path) == BEFORE
            assert leftovers(tmp_path) == []


def test_an_edit_after_an_interrupted_run_is_kept(tmp_path: Path) -> None:
    for step in deaths(tmp_path):
        assert die_at(step, lambda: generate([planned(tmp_path, AFTER)]))
        (tmp_path / "changed").write_text("mine\n", "utf-8")
        assert {it.rule.id for it in generate([planned(tmp_path, AFTER)]).diagnostics} == {
            "file-edited"
        }
        assert texts(tmp_path)["changed"] == "mine\n"
        generate([planned(tmp_path, AFTER)], force=True)


def test_a_system_error_at_any_step_is_reported_and_leaves_no_partial_file(
    tmp_path: Path,
) -> None:
    for failing in deaths(tmp_path):

        def fail(step: int, failing: int = failing) -> None:
            if step == failing:
                raise OSError(errno.ENOSPC, "No space left on device")

        with stepping(fail):
            try:
                generate([planned(tmp_path, AFTER)])
            except WorkspaceError as error:
                assert str(error).startswith(str(tmp_path))  # noqa: PT017 - not each step raises
                assert str(error).endswith(": No space left on device")  # noqa: PT017
            else:  # a failure to remove an empty directory is ignored
                assert texts(tmp_path) == AFTER
        assert leftovers(tmp_path) == []
        assert_whole(tmp_path, BEFORE, AFTER)
        assert generate([planned(tmp_path, AFTER)]).diagnostics == ()
        assert texts(tmp_path) == AFTER


# Any history of runs, interruptions, edits and deletions

NEVER = 10**9
PATHS = ("a", "b", "d/c", "d/e/f")
SPECS = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(("1\n", "2\n")), max_size=4)
EVENTS = st.one_of(
    st.tuples(st.just("run"), SPECS, st.booleans(), st.just(NEVER)),
    st.tuples(st.just("run"), SPECS, st.booleans(), st.integers(1, 25)),
    st.tuples(st.just("edit"), st.sampled_from(PATHS)),
    st.tuples(st.just("delete"), st.sampled_from((*PATHS, MANIFEST))),
)


class History:
    """An output directory, with the edits that were made in it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.edits: dict[str, str] = {}
        self.lost_manifest = False

    def edit(self, path: str) -> None:
        text = f"mine {len(self.edits)}\n"
        (self.directory / path).parent.mkdir(parents=True, exist_ok=True)
        (self.directory / path).write_text(text, "utf-8")
        self.edits[path] = text

    def delete(self, path: str) -> None:
        (self.directory / path).unlink(missing_ok=True)
        self.edits.pop(path, None)
        self.lost_manifest |= path == MANIFEST

    def run(self, files: dict[str, str], force: bool, death: int) -> None:  # noqa: FBT001 - drawn
        before = texts(self.directory)
        stopped = False

        def run() -> None:
            nonlocal stopped
            diagnostics = generate([planned(self.directory, files)], force=force).diagnostics
            stopped = any(it.severity == "error" for it in diagnostics)

        was_interrupted = die_at(death, run)
        after = texts(self.directory)
        if stopped:
            assert after == before
            assert self.edits or self.lost_manifest
        elif not was_interrupted:
            assert files.items() <= after.items()
            assert self.lost_manifest or after.keys() == files.keys() | self.edits.keys()
            assert self.lost_manifest or not leftovers(self.directory)
        for path, text in [*self.edits.items()]:
            overwritten = force and path in files and after[path] == files[path]
            assert after[path] == text or overwritten
            if overwritten:
                del self.edits[path]
        assert {*after.values()} <= {"1\n", "2\n", *self.edits.values()}


@given(st.lists(EVENTS, max_size=8), SPECS)
@settings(max_examples=100)
def test_no_history_loses_an_edit_or_leaves_a_partial_file(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[Any, ...]], last: dict[str, str]
) -> None:
    history = History(tmp_path_factory.mktemp("directory"))
    for name, *arguments in events:
        getattr(history, name)(*arguments)
    history.run(last, force=True, death=NEVER)
    assert check([planned(history.directory, last)]).diagnostics == ()
    assert count_steps(lambda: generate([planned(history.directory, last)])) == 0


# Two runs at once


def test_a_second_run_waits_for_the_first_and_then_makes_its_plan(tmp_path: Path) -> None:
    first = start(tmp_path, AFTER, "pause", "4")
    assert next_line(first) == "paused"
    second = start(tmp_path, {**AFTER, "both": "3\n"})
    assert next_line(second) == "waiting"
    assert end(first, "continue\n")["rules"] == []
    assert end(second) == {"rules": [], "written": ["both", "manifest.json"], "unchanged": 3}
    assert texts(tmp_path) == {**AFTER, "both": "3\n"}


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    first = start(tmp_path, AFTER, "pause", "9")
    assert next_line(first) == "paused"
    second = start(tmp_path, LATER)
    assert next_line(second) == "waiting"
    first.kill()
    first.communicate(timeout=60)
    assert end(second)["rules"] == []
    assert texts(tmp_path) == LATER
    assert check([planned(tmp_path, LATER)]).diagnostics == ()


def test_check_needs_no_lock(tmp_path: Path) -> None:
    first = start(tmp_path, AFTER, "pause", "9")
    assert next_line(first) == "paused"
    assert "run-interrupted" in rules(tmp_path, AFTER)
    end(first, "continue\n")
    assert rules(tmp_path, AFTER) == set()
