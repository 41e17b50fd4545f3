"""Growth: `generate` of larger tables, each ten times as large as the one before.

Takes the installed tool; returns a row for each size, and rows of the table of bounds.
"""

from __future__ import annotations

import math
import shutil
import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import bounds
from benchmarks.bounds import BoundedRow, SpeedRow
from benchmarks.limits import longest_steps
from benchmarks.processes import CommandError, Run, compare, run
from support.large_specs import write_large_spec

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.installed_tool import InstalledTool

SIZES = (1_290, 12_900, 129_000)
ROUNDS = 3
HEADER = ("rows", "time", "per row", "against a tenth", "largest memory", "per row", "size")


class Bound(NamedTuple):
    """A row of the table of bounds: its name, the figure before the work on speed, its bound."""

    what: str
    before: str
    bound: float
    unit: str


TIME = Bound("129,000 rows: time against 12,900", "13.2 ×", 11, "×")
MEMORY = Bound("129,000 rows: memory", "2,092 MiB", 700, "MiB")


class Growth(NamedTuple):
    """The rows about larger tables.

    Attributes:
        lines: a row for each size.
        speed: the rows with bounds, of the largest size.
        is_complete: whether every table was generated.
    """

    lines: list[str]
    speed: list[SpeedRow]
    is_complete: bool


def measure_growth(tool: InstalledTool, *options: str, rounds: int = ROUNDS) -> Growth:
    """Run `generate --no-format` at each size in turn, and return the medians.

    The last column is the size of the output directory.
    """
    command = ("generate", "--quiet", "--no-format", *options, "--spec")
    runs: dict[int, list[Run]] = {rows: [] for rows in SIZES}
    sizes: dict[int, int] = {}
    out = tool.directory / "out"
    for _ in range(rounds):
        for rows in SIZES:
            spec = write_spec(tool.directory, rows)
            shutil.rmtree(out, ignore_errors=True)
            try:
                runs[rows].append(run([tool.command, *command, spec.name], tool.directory))
            except CommandError:
                continue
            sizes[rows] = sum(it.stat().st_size for it in out.rglob("*") if it.is_file())
    shutil.rmtree(out, ignore_errors=True)
    lines = [
        _line(rows, runs[rows], runs.get(rows // 10, []), sizes[rows])
        if len(runs[rows]) == rounds
        else " | ".join([f"| {rows:,}", bounds.FAILED, *[bounds.EMPTY] * 5]) + " |"
        for rows in SIZES
    ]
    is_complete = all(len(it) == rounds for it in runs.values())
    shown = f"statserver-bindgen {' '.join(command)} {SIZES[-1]}.yaml"
    if not is_complete:
        return Growth(lines, _failed_rows(shown), is_complete)
    steps = longest_steps(tool, [*command, f"{SIZES[-2]}.yaml"])
    return Growth(lines, _speed_rows(shown, runs, steps, sizes[SIZES[-1]]), is_complete)


def write_spec(directory: Path, rows: int) -> Path:
    """Write a spec with as many rows if there is none, and return its path."""
    spec = directory / f"{rows}.yaml"
    if not spec.exists():
        write_large_spec(spec, rows)
    return spec


def _line(rows: int, runs: list[Run], smaller: list[Run], size: int) -> str:
    seconds = statistics.median(it.seconds for it in runs)
    mebibytes = max(it.mebibytes for it in runs)
    ratio = (
        f"{compare([*zip(runs, smaller, strict=True)]).ratio:.1f} ×" if smaller else bounds.EMPTY
    )
    return (
        f"| {rows:,} | {seconds:.2f} s | {seconds / rows * 1000:.3f} ms | {ratio} "
        f"| {mebibytes:.0f} MiB | {mebibytes / rows * 1024:.1f} KiB | {size / 1e6:.1f} MB |"
    )


def _failed_rows(command: str) -> list[SpeedRow]:
    rows = [
        BoundedRow((what, before, bounds.FAILED), math.inf, bound, unit)
        for what, before, bound, unit in (TIME, MEMORY)
    ]
    return [SpeedRow(row, command, bounds.NO_TIMES, bounds.EMPTY) for row in rows]


def _speed_rows(command: str, runs: dict[int, list[Run]], steps: str, size: int) -> list[SpeedRow]:
    measured = compare([*zip(runs[SIZES[-1]], runs[SIZES[-2]], strict=True)])
    ratio = round(measured.ratio, 1)
    mebibytes = round(max(it.mebibytes for it in runs[SIZES[-1]]))
    return [
        SpeedRow(
            BoundedRow((TIME.what, TIME.before, f"{ratio:.1f} ×"), ratio, TIME.bound, "×"),
            command,
            measured.cells,
            steps,
        ),
        SpeedRow(
            BoundedRow(
                (MEMORY.what, MEMORY.before, f"{mebibytes:,} MiB"), mebibytes, MEMORY.bound, "MiB"
            ),
            command,
            measured.cells,
            f"artifacts of {size / 1e6:.0f} MB",
        ),
    ]
