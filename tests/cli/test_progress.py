"""Progress: a bar on a terminal when a run takes long, and no trace of it anywhere else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.cli.progress import DELAY, Progress, start_timer
from support.checkout import ROOT
from support.generated import FIXTURE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS: Final = ("read", "validate", "render json", "plan", "write")
CLEARED: Final = "\r\x1b[?25h"


class Terminal(io.StringIO):
    """A terminal that records what is written."""

    def isatty(self) -> bool:
        return True

    def taken(self) -> str:
        """Return what was written since the last call."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


class Timer:
    """A timer that a test fires."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.fire: Callable[[], None] = lambda: None

    def __call__(self, seconds: float, function: Callable[[], None]) -> Callable[[], object]:
        self.delay, self.fire = seconds, function
        return self.cancel

    def cancel(self) -> None:
        self.fire = lambda: None


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def progress(terminal: Terminal, timer: Timer) -> Progress:
    started = Progress(terminal, timer)
    started.begin(STEPS)
    return started


def test_nothing_is_drawn_before_the_delay(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    for step in STEPS:
        progress.step(step)
    progress.clear()
    progress.close()

    assert timer.delay == DELAY == 2
    assert terminal.taken() == ""


def test_the_bar_appears_during_a_step_that_takes_long(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    progress.step("validate")
    timer.fire()

    line = terminal.taken()
    assert line.startswith("\r\x1b[?25lvalidate ")
    assert "[######------------------------]   20%" in line


def test_each_step_moves_the_bar(progress: Progress, terminal: Terminal, timer: Timer) -> None:
    progress.step("validate")
    timer.fire()
    terminal.taken()

    progress.step("plan")

    line = terminal.taken()
    assert "plan " in line
    assert "60%" in line


def test_a_step_that_is_not_expected_changes_the_name_only(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    progress.step("validate")
    timer.fire()
    terminal.taken()

    progress.step("diff\x1b[31m")

    line = terminal.taken()
    assert "diff\\x1b[31m " in line
    assert "20%" in line


def test_the_bar_is_cleared_before_other_output_and_drawn_again_after_it(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    progress.step("validate")
    timer.fire()
    terminal.taken()

    progress.clear()
    assert terminal.taken().endswith(CLEARED)
    progress.clear()
    assert terminal.taken() == ""
    progress.step("plan")
    assert "plan " in terminal.taken()


def test_nothing_is_drawn_after_the_end(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    appear = timer.fire
    progress.step("validate")
    appear()
    progress.close()
    assert terminal.taken().endswith(CLEARED)

    appear()  # a timer that fired at the moment of the end
    progress.step("plan")

    assert terminal.taken() == ""


def test_a_line_fits_on_a_narrow_terminal(
    progress: Progress, terminal: Terminal, timer: Timer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    progress.step(f"render {'long' * 20}")
    timer.fire()

    assert len(terminal.taken().removeprefix("\r\x1b[?25l")) < 50


def test_a_closed_terminal_is_no_error(
    progress: Progress, terminal: Terminal, timer: Timer
) -> None:
    progress.step("validate")
    timer.fire()
    terminal.close()

    progress.step("plan")
    progress.close()


def test_the_timer_of_a_run_can_be_cancelled() -> None:
    calls: list[str] = []

    start_timer(3600, lambda: calls.append("called"))()

    assert calls == []


# The command on a terminal. The delay is left out, so that the bar appears in every run.

RUN: Final = """
import os, signal, sys
from functools import partial
from statserver_bindgen import pipeline
from statserver_bindgen.cli import main, progress

def at_once(_, function):
    function()
    return lambda: None

def interrupt(*_, on_step, **__):
    on_step("plan")
    os.kill(os.getpid(), signal.SIGINT)

progress.Progress = partial(progress.Progress, start_timer=at_once)
if os.environ.get("INTERRUPT"):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pipeline.generate = interrupt
main(sys.argv[1:])
"""


def run_on_terminal(directory: Path, *arguments: str, **variables: str) -> tuple[int, str, bytes]:
    """Return the exit code of a run, what its terminal shows, and its standard output."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals exist on Unix only")
    controller, terminal = pty.openpty()
    environment = {name: text for name, text in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, "--spec", str(FIXTURE), "--target", "json"],
        cwd=directory,
        env={**environment, "TERM": "xterm", "PYTHONPATH": str(ROOT / "generator"), **variables},
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    shown = b""
    try:
        while data := os.read(controller, 65_536):
            shown += data
    except OSError:  # Linux reports the end so
        pass
    os.close(controller)
    return done.returncode, shown.decode(), done.stdout


def test_progress_is_shown_on_a_terminal_and_cleared(tmp_path: Path) -> None:
    code, shown, results = run_on_terminal(tmp_path, "generate")

    assert code == 0
    assert "render json" in shown
    assert shown.count("\x1b[?25l") > shown.count("\x1b[?25h") > 0
    assert CLEARED in shown.rpartition("\x1b[?25l")[2]
    assert "written" in shown.rpartition("\x1b[?25h")[2]
    assert results == b""


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_no_progress_is_shown_in_ci_or_on_a_simple_terminal(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    code, shown, _ = run_on_terminal(tmp_path, "generate", **variables)

    assert (code, "\x1b" in shown) == (0, False)


def test_a_quiet_run_shows_no_progress(tmp_path: Path) -> None:
    assert run_on_terminal(tmp_path, "generate", "--quiet")[:2] == (0, "")


def test_an_interrupted_run_clears_its_progress_and_exits_with_130(tmp_path: Path) -> None:
    code, shown, _ = run_on_terminal(tmp_path, "generate", INTERRUPT="1")

    assert code == 130
    assert "plan" in shown
    assert shown.endswith(f"{CLEARED}\r\ninterrupted; nothing was written\r\n")


def test_a_pipe_gets_no_control_characters(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "generate", "--spec", FIXTURE, "--target", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        check=True,
    )

    assert b"\x1b" not in done.stderr
    assert b"\r" not in done.stderr
