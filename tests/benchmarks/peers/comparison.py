"""Comparisons: the tool and a peer in turn, in the same run.

Takes the installed tool and the peers; returns rows of the table of bounds.
"""

from __future__ import annotations

import math
import shutil
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import processes
from benchmarks.bounds import EMPTY, FAILED, NO_TIMES, BoundedRow, SpeedRow
from benchmarks.growth import write_spec
from benchmarks.limits import longest_steps
from benchmarks.peers.inputs import write_proto
from benchmarks.processes import CommandError, Run, run
from benchmarks.shares import measure_share
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.installed_tool import InstalledTool
    from benchmarks.peers.installation import Peers

ROWS = 12_900
SMALL_ROUNDS, LARGE_ROUNDS = 15, 5


class Comparison(NamedTuple):
    """A command of the tool and one of a peer.

    Attributes:
        what: the first cell of the row.
        needs: the names of the peers.
        own: the arguments of the tool.
        peer: the command of the peer, and its form as printed.
        rounds: how often both are run.
        start: writes the inputs, and runs each generator once if its output is needed.
        prepare: is called before each round.
        before: the ratio before the work on speed.
        bound: the largest ratio.
        limit: returns what limits the figure.
        share: returns the share of dependencies in the time of the tool.
    """

    what: str
    needs: tuple[str, ...]
    own: Sequence[str]
    peer: tuple[Sequence[str], str]
    rounds: int
    start: Callable[[], object]
    prepare: Callable[[], object]
    before: str
    bound: float
    limit: Callable[[], str]
    share: Callable[[], float] = lambda: 0.0


def compare(tool: InstalledTool, peers: Peers) -> list[SpeedRow]:
    """Return a row for each comparison; of a peer that is not installed, without figures."""
    return [_compare(tool, peers, of(tool, peers)) for of in (_datamodel, _protobuf)]


def _compare(tool: InstalledTool, peers: Peers, comparison: Comparison) -> SpeedRow:
    missing = [name for name in comparison.needs if name not in peers.versions]
    if missing:
        problem = f"not installed: {', '.join(missing)}. {' '.join(peers.problems)}"
        return _without_figure(comparison, EMPTY, None, problem)
    try:
        return _measure(tool, comparison)
    except CommandError as error:
        return _without_figure(comparison, FAILED, math.inf, str(error))


def _datamodel(tool: InstalledTool, peers: Peers) -> Comparison:
    """Return the comparison of `check` with a check of models of the generated JSON."""
    options = ["--input", "actions.schema.json", "--input-file-type", "jsonschema"]
    options += ["--output", "models.py", "--disable-timestamp"]
    command = [str(peers.scripts / "datamodel-codegen"), *options]

    def start() -> None:
        shutil.copy(ROOT / "out" / "json" / "actions.schema.json", tool.directory)
        run(command, tool.directory)
        run([tool.command, "generate", "--quiet"], tool.directory)

    return Comparison(
        "`check` against `datamodel-codegen --check`",
        ("datamodel-code-generator",),
        ("check", "--quiet"),
        ([*command, "--check"], " ".join(["datamodel-codegen", *options, "--check"])),
        SMALL_ROUNDS,
        start,
        lambda: None,
        "0.58 ×",
        0.35,
        lambda: longest_steps(tool, ("check", "--quiet"), runs=5),
        lambda: measure_share(tool, ("check", "--quiet")),
    )


def _protobuf(tool: InstalledTool, peers: Peers) -> Comparison:
    """Return the comparison of `generate` with protoc, both with an entry for each action."""
    out, output = tool.directory / "out", tool.directory / "protobuf"
    own = ("generate", "--quiet", "--no-format", "--spec", f"{ROWS}.yaml")
    options = ["--proto_path=.", "--python_out=protobuf", "--pyi_out=protobuf"]
    options += ["--es_out=protobuf", "--es_opt=target=ts", "actions.proto"]
    plugin = f"--plugin=protoc-gen-es={peers.plugin}"
    python = str(peers.scripts / "python")

    def start() -> None:
        write_spec(tool.directory, ROWS)
        run([tool.command, *own], tool.directory)
        write_proto(out / "json" / "actions.json", tool.directory / "actions.proto")

    def prepare() -> None:
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir()

    return Comparison(
        "12,900 rows, `--no-format`, against protoc and protoc-gen-es",
        ("grpcio-tools", "@bufbuild/protoc-gen-es"),
        own,
        (
            [python, "-m", "grpc_tools.protoc", plugin, *options],
            " ".join(["python -m grpc_tools.protoc", *options]),
        ),
        LARGE_ROUNDS,
        start,
        prepare,
        "1.5–1.7 ×",
        0.8,
        lambda: longest_steps(tool, own),
    )


def _measure(tool: InstalledTool, comparison: Comparison) -> SpeedRow:
    comparison.start()
    comparison.prepare()
    run(comparison.peer[0], tool.directory)
    pairs: list[tuple[Run, Run]] = []
    for _ in range(comparison.rounds):
        comparison.prepare()
        own = run([tool.command, *comparison.own], tool.directory)
        pairs.append((own, run(comparison.peer[0], tool.directory)))
    measured = processes.compare(pairs)
    ratio = round(measured.ratio, 2)
    row = BoundedRow(
        (comparison.what, comparison.before, f"{ratio:.2f} ×"),
        ratio,
        comparison.bound,
        "×",
        comparison.share(),
    )
    return SpeedRow(row, _command(comparison), measured.cells, comparison.limit())


def _without_figure(
    comparison: Comparison, now: str, figure: float | None, problem: str
) -> SpeedRow:
    row = BoundedRow((comparison.what, comparison.before, now), figure, comparison.bound, "×")
    return SpeedRow(row, _command(comparison), NO_TIMES, problem.replace("|", "/"))


def _command(comparison: Comparison) -> str:
    return f"{' '.join(['statserver-bindgen', *comparison.own])}` against `{comparison.peer[1]}"
