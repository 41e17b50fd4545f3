"""Progress of a run on a terminal: a bar on standard error while a run takes long.

Takes the names of the expected steps, and then of each step as it starts. The bar appears when the
run takes longer than two seconds, and is cleared before anything else is printed. A timer makes it
appear even if a single step takes long.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

DELAY: Final = 2.0
"""Seconds until the bar appears."""
LONGEST_LABEL: Final = 24
BAR: Final = 30
FRAME: Final = 12
"""Columns of brackets, percent and spaces, and one that stays free."""

StartTimer = Callable[[float, Callable[[], None]], Callable[[], object]]
"""Takes a delay in seconds and a function; returns a function that cancels the timer."""


def start_timer(seconds: float, function: Callable[[], None]) -> Callable[[], object]:
    """Call a function in another thread after a delay; return a function that cancels the call."""
    timer = threading.Timer(seconds, function)
    timer.daemon = True
    timer.start()
    return timer.cancel


class Progress:
    """A bar with the name of the current step.

    Args:
        stream: a terminal.
        start_timer: starts a timer.
    """

    def __init__(self, stream: TextIO, start_timer: StartTimer = start_timer) -> None:
        self._stream = stream
        self._start_timer = start_timer
        self._cancel: Callable[[], object] | None = None
        self._lock = threading.Lock()
        self._steps: list[str] = []
        self._position = 0
        self._name = ""
        self._is_due = False
        self._bar: Any = None

    def begin(self, steps: Sequence[str]) -> None:
        """Start a run of these steps; some of them may be left out."""
        self._steps = [*steps]
        self._cancel = self._start_timer(DELAY, self._appear)

    def step(self, name: str) -> None:
        """Start a step."""
        with self._lock:
            self._name = name
            if name in self._steps[self._position :]:
                self._position = self._steps.index(name, self._position)
            if self._is_due:
                self._draw()

    def clear(self) -> None:
        """Remove the bar from the terminal; the next step draws it again."""
        with self._lock:
            if self._bar is not None:
                show_cursor = "" if os.name == "nt" else "\x1b[?25h"
                blank = " " * (self._bar.max_width or 0)
                self._bar = None
                with suppress(OSError, ValueError):
                    self._stream.write(f"\r{blank}\r{show_cursor}")
                    self._stream.flush()

    def close(self) -> None:
        """End the run, and remove the bar."""
        if self._cancel is not None:
            self._cancel()
        with self._lock:
            self._is_due = False
            self._steps = []
        self.clear()

    def _appear(self) -> None:
        with self._lock:
            self._is_due = bool(self._steps)
            if self._is_due:
                self._draw()

    def _draw(self) -> None:
        label = safe(self._name)[:LONGEST_LABEL]
        if self._bar is None:
            columns = _columns(self._stream)
            self._bar = click.progressbar(
                length=len(self._steps),
                show_eta=False,
                file=self._stream,
                width=max(1, min(BAR, columns - LONGEST_LABEL - FRAME)),
            )
        self._bar.label = f"{label:<{LONGEST_LABEL}}"
        self._bar.pos = self._position
        with suppress(OSError, ValueError):  # progress is not worth an error
            self._bar.render_progress()


def _columns(terminal: TextIO) -> int:
    """Return the width of a terminal: COLUMNS, or what the terminal reports, or 80 columns."""
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(terminal.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
