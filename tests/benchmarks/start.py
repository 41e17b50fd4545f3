"""Start-up: commands on the shipped table, each alternating with a bare Python.

Takes the installed tool; returns rows of the table of bounds.
"""

from __future__ import annotations

from itertools import combinations, count, islice
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.bounds import EMPTY, BoundedRow, SpeedRow
from benchmarks.limits import longest_imports, longest_steps, percentages
from benchmarks.processes import ROUNDS, Run, compare, run
from benchmarks.shares import find_dependencies, share_of_imports
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.installed_tool import InstalledTool

RUNS = 5
"""How often a command is run with `--timings`."""
SECTIONS = "sections.cfg"
"""The file that `lint` checks."""
CHANGED = "changed.yaml"
"""The shipped spec with another timing in one row."""


class Case(NamedTuple):
    """A command of the tool and its bound.

    Attributes:
        what: the first cell of its row.
        arguments: the arguments of the command.
        before: its ratio to a bare Python before the work on speed.
        bound: the largest ratio, or None. Another spec is measured next to the shipped one, as the
            data of the shipped one is part of the wheel.
        is_cold: whether each run writes to new output directories. Earlier ones are moved aside:
            some file systems create files more slowly after others were removed.
    """

    what: str
    arguments: tuple[str, ...]
    before: str
    bound: float | None
    is_cold: bool = False


GENERATE, CHECK = ("generate", "--quiet"), ("check", "--quiet")
CASES = (
    Case("cold `generate`, the shipped spec", GENERATE, "41–49 ×", 20, is_cold=True),
    Case(
        "cold `generate`, one row of the spec changed",
        (*GENERATE, "--spec", CHANGED),
        "41–49 ×",
        36,
        is_cold=True,
    ),
    Case("`generate`, nothing changed", GENERATE, "23–34 ×", 18),
    Case("`check`, nothing changed", CHECK, "23–34 ×", 18),
    Case("`check`, nothing changed, another spec", (*CHECK, "--spec", CHANGED), EMPTY, bound=None),
    Case("cold `generate --no-format`", (*GENERATE, "--no-format"), "24–32 ×", 19, is_cold=True),
    Case("`validate`, the shipped spec", ("validate", "--quiet"), "8.8 ×", 9),
    Case("`validate`, another spec", ("validate", "--quiet", CHANGED), EMPTY, bound=None),
)


def measure_start(tool: InstalledTool) -> list[SpeedRow]:
    """Return the rows about the shipped table, and about importing the generated package."""
    _write_changed_spec(tool.directory / CHANGED)
    return [
        *_measure_commands(tool),
        measure_lint(tool),
        _measure_import(tool, "import statserver_actions", "1.8 ×", 1.8),
        _measure_import(tool, "from statserver_actions import Action, resolve", EMPTY, None),
    ]


def _measure_commands(tool: InstalledTool) -> Iterator[SpeedRow]:
    out = tool.directory / "out"
    numbers = count()

    def move_aside() -> None:
        if out.exists():
            out.rename(tool.directory / f"used{next(numbers)}")

    for case in CASES:
        command = [tool.command, *case.arguments]

        def prepare(*, is_cold: bool = case.is_cold) -> None:
            if is_cold:
                move_aside()

        move_aside()
        spec = ("--spec", CHANGED) if CHANGED in case.arguments else ()
        run([tool.command, *GENERATE, *spec], tool.directory)
        dependencies = find_dependencies(tool, case.arguments, prepare)
        rounds: list[tuple[Run, Run, Run]] = []
        for _ in range(ROUNDS):
            prepare()
            rounds.append(
                (
                    run(command, tool.directory),
                    run([tool.python, "-c", "pass"], tool.directory),
                    run([tool.python, "-c", dependencies.imports], tool.directory),
                )
            )
        steps = longest_steps(tool, case.arguments, runs=RUNS, prepare=prepare)
        yield _row(case, dependencies.formatting, rounds, steps)


def _row(case: Case, formatting: float, rounds: list[tuple[Run, Run, Run]], steps: str) -> SpeedRow:
    """Return the row of a command from the runs of itself, of a bare Python and of the imports."""
    measured = compare([(own, bare) for own, bare, _ in rounds])
    ratio = round(measured.ratio, 1)
    imports = share_of_imports(rounds)
    dependencies = percentages([("imports of dependencies", imports), ("black", formatting)])
    return SpeedRow(
        BoundedRow(
            (case.what, case.before, f"{ratio:.1f} ×"), ratio, case.bound, "×", imports + formatting
        ),
        " ".join(["statserver-bindgen", *case.arguments]),
        measured.cells,
        f"{dependencies}; {steps}",
    )


def measure_lint(tool: InstalledTool) -> SpeedRow:
    """Return the row of `lint` of a file with 1,000 stat types, whose masks are all different."""
    (tool.directory / SECTIONS).write_text(_sections(), encoding="utf-8")
    command = [tool.command, "lint", "--quiet", SECTIONS]
    bare = [tool.python, "-c", "pass"]
    run(command, tool.directory)
    pairs = [(run(command, tool.directory), run(bare, tool.directory)) for _ in range(ROUNDS)]
    measured = compare(pairs)
    ratio = round(measured.ratio, 1)
    return SpeedRow(
        BoundedRow(("`lint`, 1,000 sections", EMPTY, f"{ratio:.1f} ×"), ratio, 60, "×"),
        f"statserver-bindgen lint --quiet {SECTIONS}",
        measured.cells,
        longest_imports([tool.python], "import statserver_bindgen.linting.linter"),
    )


def _sections() -> str:
    """Return 1,000 sections of correct stat types."""
    names = ("CallInbound", "CallOutbound", "CallInternal", "CallConsult", "CallUnknown")
    others = ("CallDialing", "CallRinging", "CallOnHold", "AfterCallWork", "OffHook")
    masks = islice(combinations([*names, *others, "LoggedIn", "OnHook", "Monitored"], 5), 1000)
    return "".join(
        f"[Stat_Type_{number}]\nObjects=GroupAgents,GroupPlaces,Agent,Place\n"
        "Category=AverageNumberPerRelativeHour\nSubject=AgentStatus\n"
        f"MainMask={','.join(mask)}\nRelMask=*,~LoggedOut,~NotMonitored\n"
        for number, mask in enumerate(masks)
    )


def _measure_import(
    tool: InstalledTool, statement: str, before: str, bound: float | None
) -> SpeedRow:
    command = [tool.python, "-c", statement]
    bare = [tool.python, "-c", "pass"]
    run(command, tool.directory)
    pairs = [(run(command, tool.directory), run(bare, tool.directory)) for _ in range(ROUNDS)]
    measured = compare(pairs)
    ratio = round(measured.ratio, 1)
    return SpeedRow(
        BoundedRow((f"`{statement}`", before, f"{ratio:.1f} ×"), ratio, bound, "×"),
        f"python -c '{statement}'",
        measured.cells,
        longest_imports([tool.python], statement),
    )


def _write_changed_spec(path: Path) -> None:
    lines = (ROOT / "spec" / "actions.yaml").read_text("utf-8").splitlines(keepends=True)
    position = next(i for i, line in enumerate(lines) if "{name: CallWait," in line)
    lines[position] = lines[position].replace("timing: durable", "timing: momentary")
    path.write_text("".join(lines), encoding="utf-8")
