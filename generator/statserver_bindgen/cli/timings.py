"""The time of each step of a run, for `--timings`. Takes the names of steps as they start."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Callable


class Timings:
    """The times of the steps of a run.

    Args:
        clock: returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._starts: list[tuple[str, float]] = []

    def step(self, name: str) -> None:
        """Start a step, which ends the one before it."""
        self._starts.append((name, self._clock()))

    def report(self) -> str:
        """End the last step, and return a line for each step and one for all of them."""
        names = [*(safe(name) for name, _ in self._starts), "total"]
        times = [*(start for _, start in self._starts), self._clock()]
        seconds = [end - start for start, end in pairwise(times)]
        width = max(map(len, names))
        return "\n".join(
            f"{name:<{width}}  {taken:8.3f} s"
            for name, taken in zip(names, [*seconds, times[-1] - times[0]], strict=True)
        )
