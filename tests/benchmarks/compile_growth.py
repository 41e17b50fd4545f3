"""Compile time and memory of the TypeScript package at two sizes of the table, and of a consumer.

Takes the shipped spec and the compilers of `tests/typescript`; returns rows of two tables.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bounds import BoundedRow
from support.checkout import ROOT
from support.large_packages import write_large_package

COMPILERS: Final = ROOT / "tests" / "typescript" / "node_modules"
SMALL, LARGE = 129, 1_290
RUNS: Final = 3
HEADER: Final = tuple(f"{rows:,} rows" for rows in (SMALL, LARGE))
# TypeScript 7 starts so fast that its ratio is near that of the rows.
LARGEST_RATIOS: Final = {"typescript": 3, "typescript-newest": LARGE // SMALL}
LARGEST_MEMORY: Final = 500
MEGABYTE: Final = 1_000_000


class Cost(NamedTuple):
    """Seconds and megabytes of one compilation."""

    seconds: float
    megabytes: float


def compile_growth() -> tuple[list[BoundedRow], list[BoundedRow]]:
    """Return the rows about time and those about memory, of the package and of a consumer."""
    times: list[BoundedRow] = []
    memory: list[BoundedRow] = []
    with tempfile.TemporaryDirectory() as name:
        packages = [write_large_package(Path(name) / str(rows), rows) for rows in (SMALL, LARGE)]
        for compiler, largest_ratio in LARGEST_RATIOS.items():
            version = json.loads((COMPILERS / compiler / "package.json").read_bytes())["version"]
            for package in packages:
                _compile(compiler, package)
            consumers = [package.parent.parent for package in packages]
            for what, projects in (("the package", packages), ("a consumer", consumers)):
                small, large = (_cost(compiler, project) for project in projects)
                label = f"{what}, TypeScript {version}"
                ratio = round(large.seconds / small.seconds, 1)
                seconds = (f"{small.seconds:.2f} s", f"{large.seconds:.2f} s", f"{ratio:.1f} ×")
                times.append(BoundedRow((label, *seconds), ratio, largest_ratio, "×"))
                megabytes = (f"{small.megabytes:.0f} MB", f"{large.megabytes:.0f} MB")
                largest = round(max(small.megabytes, large.megabytes))
                memory.append(BoundedRow((label, *megabytes), largest, LARGEST_MEMORY, "MB"))
    return times, memory


def _cost(compiler: str, project: Path) -> Cost:
    costs = [_compile(compiler, project, "--noEmit") for _ in range(RUNS)]
    return Cost(statistics.median(it.seconds for it in costs), max(it.megabytes for it in costs))


def _compile(compiler: str, project: Path, *options: str) -> Cost:
    command = ["node", COMPILERS / compiler / "bin" / "tsc", "-p", project, *options]
    start = time.perf_counter()
    child = subprocess.Popen([str(it) for it in command])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} failed with {child.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_maxrss * 1024 / MEGABYTE)
