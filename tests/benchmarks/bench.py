"""Measures whole processes, in pairs with a bare Python, and writes a table of the figures.

`make bench` runs it: `bench.py docs/figures.md`. Machines differ and are shared, so the figures
that count are ratios within one run: each measured run is followed by one of `python -c pass`.
"""

from __future__ import annotations

import json
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

import yaml
from compile_time import ITEMS, MASKS, compile_times
from compile_time import PAIRS as COMPILES
from sizes import bundle_sizes

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
COMMAND = str(Path(sysconfig.get_path("scripts")) / "statserver-bindgen")
BARE = [sys.executable, "-c", "pass"]
PAIRS = 15
METHOD = """\
Written by `make bench` on {system}, Python {python}, {cores} cores. Whole processes, medians of
{pairs} pairs with a bare `python -c pass`; the ratio is the median of the pairs' ratios. Modules
and templates were compiled by a run before.\
"""
# Compiled modules are part of a normal installation.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One process: seconds on the wall, and the largest memory it held, in MiB."""

    seconds: float
    mebibytes: float


def run(command: list[str], cwd: Path) -> Run:
    """Run a command that must succeed, and return what it took."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} failed with {child.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def in_pairs(command: list[str], cwd: Path, before: Callable[[], object] = lambda: None) -> str:
    """Return the row of a command: median, bare median, and the median of the ratios."""
    run(command, cwd)
    times: list[tuple[float, float]] = []
    for _ in range(PAIRS):
        before()
        times.append((run(command, cwd).seconds, run(BARE, cwd).seconds))
    ours, bare = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    return f"{ours * 1000:.0f} ms | {bare * 1000:.0f} ms | {ratio:.1f} ×"


def start_up(folder: Path) -> list[str]:
    """Return the rows about the real table."""
    out = folder / "out"

    def fresh() -> None:
        shutil.rmtree(out, ignore_errors=True)

    generate = [COMMAND, "generate", "--quiet", "--out", str(out)]
    unformatted = [*generate, "--no-format"]
    rows = [
        f"| cold `generate`, black on everything | {in_pairs(generate, ROOT, fresh)} | 45 × |",
        f"| cold `generate --no-format` | {in_pairs(unformatted, ROOT, fresh)} | 30 × |",
    ]
    run(generate, ROOT)
    check = [COMMAND, "check", "--quiet", "--out", str(out)]
    package = out / "python" / "src"
    importing = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(package)!r}); import statserver_actions",
    ]
    return [
        *rows,
        f"| `generate`, nothing changed | {in_pairs(generate, ROOT)} | 20 × |",
        f"| `check`, nothing changed | {in_pairs(check, ROOT)} | 20 × |",
        f"| `import statserver_actions` | {in_pairs(importing, ROOT)} | 2 × |",
    ]


def synthetic(rows: int, path: Path) -> None:
    """Write a spec with so many rows: the real ones again and again, under other names."""
    text = (ROOT / "spec/actions.yaml").read_text("utf-8")
    table = yaml.load(text, yaml.CSafeLoader)["actions"]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text.partition("\nactions:\n")[0] + "\nactions:\n")
        for at in range(rows):
            row = table[at % len(table)]
            name = f"{row['name']}N{at // len(table)}x"
            stream.write(f"  - {json.dumps({**row, 'name': name})}\n")


def growth(folder: Path) -> list[str]:
    """Return the rows about larger tables."""
    lines: list[str] = []
    for count in (1_290, 12_900, 129_000):
        spec = folder / f"{count}.yaml"
        synthetic(count, spec)
        out = folder / f"out{count}"
        took = run(
            [COMMAND, "generate", "--quiet", "--no-format", "--spec", str(spec), "--out", str(out)],
            folder,
        )
        lines.append(
            f"| {count:,} | {took.seconds:.2f} s | {took.seconds / count * 1000:.3f} ms "
            f"| {took.mebibytes:.0f} MiB | {took.mebibytes / count * 1024:.1f} KiB |"
        )
        shutil.rmtree(out)
    return lines


def main(target: Path) -> None:
    """Measure everything and write the document."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [
            "# Figures",
            "",
            METHOD.format(
                system=f"{platform.system()} {platform.machine()}",
                python=platform.python_version(),
                cores=os.cpu_count(),
                pairs=PAIRS,
            ),
            "",
            "## Start-up, at the 129 rows of the table",
            "",
            "| what | median | bare Python | ratio | at most |",
            "| --- | ---: | ---: | ---: | ---: |",
            *start_up(folder),
            "",
            "## Growth: `generate --no-format` of all targets, one run each",
            "",
            "| rows | time | per row | largest memory | per row |",
            "| ---: | ---: | ---: | ---: | ---: |",
            *growth(folder),
            "",
            "## Bundles of the TypeScript package, minified and gzipped",
            "",
            "| what | esbuild | rollup | at most |",
            "| --- | ---: | ---: | ---: |",
            *bundle_sizes(),
            "",
            "## Compile time of a consumer with masks, and of one without",
            "",
            (
                f"{MASKS} masks of {ITEMS} items; medians of {COMPILES} runs of each in turn, "
                "without checking libraries."
            ),
            "",
            "| compiler | without | with masks | ratio | at most |",
            "| --- | ---: | ---: | ---: | ---: |",
            *compile_times(),
            "",
        ]
    target.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    print(target.read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
