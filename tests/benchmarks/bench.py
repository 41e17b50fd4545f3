"""Measures whole processes, sizes and compile times, and writes docs/figures.md.

`make bench` runs it. Machines differ and are shared, so times have no bounds, but ratios within one
run have: each measured process is followed by one of the process that it is compared with. It exits
with 1 when a figure exceeds its bound without an excuse, or a table can't be generated. A part can
be measured alone, and is then only printed:

    PYTHONPATH=tests .venv/bin/python -m benchmarks.bench --only start
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import bounds, compile_growth, compile_time, growth, processes, sizes
from benchmarks.bounds import table
from benchmarks.differences import measure_diff
from benchmarks.growth import measure_growth
from benchmarks.installed_tool import InstalledTool, install_tool
from benchmarks.peers import comparison
from benchmarks.peers.comparison import compare
from benchmarks.peers.installation import NAMES, read_peers
from benchmarks.start import measure_start
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.bounds import BoundedRow, SpeedRow

COMMANDS = ("what", "command", "median", "compared with", "processor time", "limited by")
PEERS = ROOT / ".venv" / "peers"
METHOD = """\
Written by `make bench` on {system}, Python {python}, {cores} cores. The tool is installed from its
wheel, as users have it. Whole processes, compiled modules. Ratios are the medians of the ratios of
{rounds} pairs, each measured one after the other: with a bare `python -c pass`, or with a peer
({large_rounds} pairs of 12,900 rows, {growth_rounds} of 129,000). *Before* is the tool before the
work on speed. An exceeded bound is excused if more than half of the time is imports of dependencies
(a process that imports the same modules and does nothing else, minus a bare Python) and black's own
run (a timer around it). *Limited by* lists these shares, and the longest steps that `--timings`
prints, which include them. *Processor time* is the ratio of processor times: it depends less on the
load of the machine, and has no bound.\
"""

PEERS_INPUT = """\
`make bench-peers` installs them. Their input is what is nearest to the spec: for
datamodel-code-generator, the schema of `actions.json`; for protoc, an enum value for each action,
with an option that has the facts of the row and a comment that has its meaning.\
"""


class Part(NamedTuple):
    """A part of the document.

    Attributes:
        speed: its rows of the table of bounds.
        sections: its own text.
        rows: the rows with bounds in its own text.
        is_complete: whether every table was generated.
    """

    speed: Sequence[SpeedRow] = ()
    sections: Sequence[str] = ()
    rows: Sequence[BoundedRow] = ()
    is_complete: bool = True


def measure_peers(tool: InstalledTool) -> Part:
    """Return the rows of the peers, and their versions."""
    peers = read_peers(PEERS)
    lines = [f"| {name} | {peers.versions.get(name, 'not installed')} |" for name in NAMES]
    sections = [
        "## Peers",
        PEERS_INPUT,
        table("peer", "version", rows=lines),
    ]
    return Part(compare(tool, peers), sections)


def measure_tables(tool: InstalledTool) -> Part:
    """Return the rows about larger tables."""
    tables = measure_growth(tool)
    corpora = measure_growth(tool, "--target", "conformance", rounds=1)
    sections = [
        "## Growth: `generate --no-format` of the default targets",
        table(*growth.HEADER, rows=tables.lines),
        "## Growth: the conformance corpus, a sample above 2,000 rows",
        table(*growth.HEADER, rows=corpora.lines),
    ]
    is_complete = tables.is_complete and corpora.is_complete
    return Part([*tables.speed, measure_diff(tool)], sections, (), is_complete)


def measure_package(_: InstalledTool) -> Part:
    """Return the sizes and compile times of the TypeScript package."""
    measured = sizes.measure_bundles()
    bundled, compiled = sizes.rows_of_sizes(measured), compile_time.compile_times()
    times, memory = compile_growth.compile_growth()
    consumers = (
        f"{compile_time.MASKS} masks of {compile_time.ITEMS} items; medians of "
        f"{compile_time.PAIRS} alternating runs, without checking libraries."
    )
    sections = [
        "## Bundles of the TypeScript package, minified and gzipped",
        table("what", "esbuild", "rollup", *bounds.HEADER, rows=bundled),
        sizes.above_typical(measured),
        "## Compile time of a consumer with masks, and of one without",
        consumers,
        table("compiler", "without", "with masks", "ratio", *bounds.HEADER, rows=compiled),
        "## Growth: compile time and memory of the TypeScript package, and of a consumer",
        f"Medians of {compile_growth.RUNS} runs of `tsc --noEmit`, which check libraries too.",
        table("what", *compile_growth.HEADER, "ratio", *bounds.HEADER, rows=times),
        table("what", *compile_growth.HEADER, *bounds.HEADER, rows=memory),
    ]
    return Part((), sections, [*bundled, *compiled, *times, *memory])


# Growth before peers, which need memory here: the peak of a process includes that of its parent.
PARTS: dict[str, Callable[[InstalledTool], Part]] = {
    "start": lambda tool: Part(measure_start(tool)),
    "growth": measure_tables,
    "peers": measure_peers,
    "package": measure_package,
}


def document(parts: Sequence[Part]) -> str:
    """Return the text of the document."""
    speed = [row for part in parts for row in part.speed]
    method = METHOD.format(
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        rounds=processes.ROUNDS,
        large_rounds=comparison.LARGE_ROUNDS,
        growth_rounds=growth.ROUNDS,
    )
    tables = [
        "## Bounds of speed and memory",
        table("what", "before", "now", *bounds.HEADER, rows=[it.row for it in speed]),
        "## Commands, and what limits them",
        table(*COMMANDS, rows=speed),
    ]
    sections = [section for part in parts for section in part.sections]
    return "\n\n".join(["# Figures", method, *(tables if speed else ()), *sections]) + "\n"


def main(target: Path | None, names: Sequence[str]) -> int:
    """Measure the named parts, write or print the document, and return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        tool = install_tool(Path(name))
        parts = [PARTS[it](tool) for it in names]
    text = document(parts)
    if target is not None:
        target.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    rows = [row for part in parts for row in part.rows]
    rows += [it.row for part in parts for it in part.speed]
    return max(bounds.exit_code(rows), int(not all(part.is_complete for part in parts)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench")
    parser.add_argument("file", nargs="?", type=Path, help="The document to write.")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="Measure and print these parts.")
    arguments = parser.parse_args()
    if arguments.only and arguments.file:
        parser.error("a document has all parts: leave out the file, or --only")
    sys.exit(main(arguments.file, arguments.only or [*PARTS]))
