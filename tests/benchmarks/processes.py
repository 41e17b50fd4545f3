"""Whole processes: run a command, and return its time and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROUNDS = 15
"""How often each command of a start-up row is run, alternating with the others."""

# Users have compiled modules, and none of the paths of this checkout.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
}


class Run(NamedTuple):
    """One process and its children: wall time and processor time in seconds, peak memory in MiB."""

    seconds: float
    processor: float
    mebibytes: float


class CommandError(Exception):
    """A measured command failed."""


def run(command: Sequence[str], cwd: Path) -> Run:
    """Run a command that must succeed, and return its time and memory.

    Raises:
        CommandError: its exit code is not 0.
    """
    start = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise CommandError(f"{' '.join(command)}: exit code {child.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def read(command: Sequence[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed, and return its output.

    Raises:
        CommandError: its exit code is not 0.
    """
    done = subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
    return done


class Comparison(NamedTuple):
    """The medians of pairs of processes, each measured one after the other.

    Attributes:
        seconds: the time of the command.
        other: the time of the process that it is compared with.
        ratio: the median of the ratios of each pair.
        processor_ratio: the same for processor time, which depends less on other processes.
    """

    seconds: float
    other: float
    ratio: float
    processor_ratio: float

    @property
    def cells(self) -> str:
        """Return the times and the ratio of processor times, as printed."""
        digits = 3 if self.other < 1 else 2
        times = f"{self.seconds:.{digits}f} s | {self.other:.{digits}f} s"
        return f"{times} | {self.processor_ratio:.{2 if self.ratio < 2 else 1}f} ×"


def compare(pairs: Sequence[tuple[Run, Run]]) -> Comparison:
    """Return the medians of pairs of runs: of a command, and of what it is compared with."""
    return Comparison(
        statistics.median(one.seconds for one, _ in pairs),
        statistics.median(other.seconds for _, other in pairs),
        statistics.median(one.seconds / other.seconds for one, other in pairs),
        statistics.median(one.processor / other.processor for one, other in pairs),
    )
