"""What limits a command: the steps of the tool, or the modules of an import, that take longest."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.processes import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.installed_tool import InstalledTool

LONGEST = 3
STEP = re.compile(r"(\S.*\S) +(\d+\.\d+) s")
MODULE = re.compile(r"import time: +(\d+) \| +\d+ \| +(\S+)")


def longest_steps(
    tool: InstalledTool,
    arguments: Sequence[str],
    *,
    runs: int = 1,
    prepare: Callable[[], object] = lambda: None,
) -> str:
    """Return the steps of a command that take longest, with their shares of all steps."""
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        prepare()
        done = read([tool.command, *arguments, "--timings"], tool.directory)
        for step, seconds in STEP.findall(done.stderr):
            times[step].append(float(seconds))
    medians = {step: statistics.median(seconds) for step, seconds in times.items()}
    total = medians.pop("total")
    return _largest(medians, total)


def longest_imports(python: Sequence[str], statement: str) -> str:
    """Return the modules that an import takes longest for, without those of a bare Python."""
    command = [*python, "-X", "importtime", "-c"]
    bare = {name for _, name in MODULE.findall(read([*command, "pass"]).stderr)}
    imports = MODULE.findall(read([*command, statement]).stderr)
    times = {f"`{name}`": float(time) for time, name in imports if name not in bare}
    return _largest(times, sum(times.values()))


def percentages(shares: Iterable[tuple[str, float]]) -> str:
    """Return named shares, which are from 0 to 1, as text."""
    return ", ".join(f"{name} {max(0, share) * 100:.0f} %" for name, share in shares)


def _largest(parts: Mapping[str, float], total: float) -> str:
    largest = sorted(parts, key=lambda name: -parts[name])[:LONGEST]
    return percentages((name, parts[name] / total) for name in largest)
