"""Measures whole processes, sizes and compile times, and writes docs/figures.md.

`make bench` runs it. Machines differ and are shared, so times have no bounds, but ratios within one
run have: each measured process is followed by one of `python -c pass`. It exits with 1 when a
figure exceeds its bound.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import bounds, compile_growth, compile_time, sizes
from benchmarks.bounds import BoundedRow
from support.checkout import ROOT
from support.large_specs import write_large_spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COMMAND = str(Path(sysconfig.get_path("scripts")) / "statserver-bindgen")
BARE = [sys.executable, "-c", "pass"]
PAIRS = 15
METHOD = """\
Written by `make bench` on {system}, Python {python}, {cores} cores. Whole processes, medians of
{pairs} pairs with a bare `python -c pass`; the ratio is the median of the pairs' ratios. Modules
and templates were compiled by an earlier run.\
"""
GROWTH = ("rows", "time", "per row", "largest memory", "per row", "size")
ROWS = tuple(f"{rows:,} rows" for rows in (compile_growth.SMALL, compile_growth.LARGE))
# Compiled modules are part of a normal installation.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One process: wall time in seconds, and peak memory in MiB."""

    seconds: float
    mebibytes: float


def run(command: list[str], cwd: Path) -> Run:
    """Run a command that must succeed, and return its time and memory."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} failed with {child.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def measure(
    what: str,
    bound: int,
    command: list[str],
    cwd: Path,
    prepare: Callable[[], object] = lambda: None,
) -> BoundedRow:
    """Return the row of a command: its median, that of a bare Python, and the median ratio."""
    run(command, cwd)
    times: list[tuple[float, float]] = []
    for _ in range(PAIRS):
        prepare()
        times.append((run(command, cwd).seconds, run(BARE, cwd).seconds))
    measured, bare = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = round(statistics.median(one / other for one, other in times), 1)
    cells = (what, f"{measured * 1000:.0f} ms", f"{bare * 1000:.0f} ms", f"{ratio:.1f} ×")
    return BoundedRow(cells, ratio, bound, "×")


def start_up(directory: Path) -> list[BoundedRow]:
    """Return the rows about the shipped table."""
    out = directory / "out"

    def remove() -> None:
        shutil.rmtree(out, ignore_errors=True)

    generate = [COMMAND, "generate", "--quiet", "--out", str(out)]
    unformatted = [*generate, "--no-format"]
    cold = [
        measure("cold `generate`, black on everything", 45, generate, ROOT, remove),
        measure("cold `generate --no-format`", 30, unformatted, ROOT, remove),
    ]
    run(generate, ROOT)
    check = [COMMAND, "check", "--quiet", "--out", str(out)]
    package = out / "python" / "src"
    code = f"import sys; sys.path.insert(0, {str(package)!r}); import statserver_actions"
    return [
        *cold,
        measure("`generate`, nothing changed", 20, generate, ROOT),
        measure("`check`, nothing changed", 20, check, ROOT),
        measure("`import statserver_actions`", 2, [sys.executable, "-c", code], ROOT),
    ]


def growth(directory: Path, *options: str) -> tuple[list[str], bool]:
    """Return the rows about larger tables, and whether all of them were generated.

    The last column is the size of the output directory.
    """
    lines: list[str] = []
    is_complete = True
    for count in (1_290, 12_900, 129_000):
        spec = directory / f"{count}.yaml"
        if not spec.exists():
            write_large_spec(spec, count)
        out = directory / f"out{count}"
        command = [COMMAND, "generate", "--quiet", "--no-format", *options]
        try:
            took = run([*command, "--spec", str(spec), "--out", str(out)], directory)
        except SystemExit:
            is_complete = False
            lines.append(f"| {count:,} | {bounds.FAILED} | | | | |")
            continue
        size = sum(it.stat().st_size for it in out.rglob("*") if it.is_file())
        lines.append(
            f"| {count:,} | {took.seconds:.2f} s | {took.seconds / count * 1000:.3f} ms "
            f"| {took.mebibytes:.0f} MiB | {took.mebibytes / count * 1024:.1f} KiB "
            f"| {size / 1e6:.1f} MB |"
        )
        shutil.rmtree(out)
    return lines, is_complete


def main(target: Path) -> int:
    """Measure everything, write the document, and return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        started = start_up(directory)
        growing, is_complete = growth(directory)
        corpora, has_corpora = growth(directory, "--target", "conformance")
    measured = sizes.measure_bundles()
    bundled, compiled = sizes.rows_of_sizes(measured), compile_time.compile_times()
    growing_times, growing_memory = compile_growth.compile_growth()
    method = METHOD.format(
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        pairs=PAIRS,
    )
    consumers = (
        f"{compile_time.MASKS} masks of {compile_time.ITEMS} items; medians of "
        f"{compile_time.PAIRS} alternating runs, without checking libraries."
    )
    parts = [
        "# Figures",
        method,
        "## Start-up, at the rows of the table",
        table("what", "median", "bare Python", "ratio", *bounds.HEADER, rows=started),
        "## Growth: `generate --no-format` of the default targets, one run each",
        table(*GROWTH, rows=growing),
        "## Growth: the conformance corpus, a sample above 2,000 rows",
        table(*GROWTH, rows=corpora),
        "## Bundles of the TypeScript package, minified and gzipped",
        table("what", "esbuild", "rollup", *bounds.HEADER, rows=bundled),
        sizes.above_typical(measured),
        "## Compile time of a consumer with masks, and of one without",
        consumers,
        table("compiler", "without", "with masks", "ratio", *bounds.HEADER, rows=compiled),
        "## Growth: compile time and memory of the TypeScript package, and of a consumer",
        f"Medians of {compile_growth.RUNS} runs of `tsc --noEmit`, which check libraries too.",
        table("what", *ROWS, "ratio", *bounds.HEADER, rows=growing_times),
        table("what", *ROWS, *bounds.HEADER, rows=growing_memory),
    ]
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    print(target.read_text("utf-8"))
    return max(
        bounds.exit_code([*started, *bundled, *compiled, *growing_times, *growing_memory]),
        int(not (is_complete and has_corpora)),
    )


def table(*columns: str, rows: Iterable[object]) -> str:
    """Return a Markdown table; the first column and the result are text, the others numbers."""
    left = {columns[0], bounds.HEADER[1]} - {"rows"}
    rule = " | ".join("---" if column in left else "---:" for column in columns)
    return "\n".join([f"| {' | '.join(columns)} |", f"| {rule} |", *map(str, rows)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
