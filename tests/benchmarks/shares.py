"""The share of a command's time that its dependencies take: their imports, and black's own run.

Imports are measured by another process, which imports the same modules of other distributions and
does nothing else: its time minus that of a bare Python, divided by the time of the command in the
same round. Modules of the standard library count if these modules import them. Formatting is
measured by a timer around `black.format_str` in the process of the command.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.processes import Run, read, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.installed_tool import InstalledTool

RUNS = 5

_LIST_MODULES = """
import sys, sysconfig
from pathlib import Path
from statserver_bindgen.cli import main
site = Path(sysconfig.get_path("purelib"))
try:
    main(sys.argv[1:])
except SystemExit as end:
    if end.code:
        raise
for name, module in sorted(sys.modules.items()):
    file = getattr(module, "__file__", None)
    package = name.partition(".")[0]
    if file and Path(file).is_relative_to(site) and package != "statserver_bindgen":
        print(name)
"""

_TIME_BLACK = """
import sys, time
import black
from statserver_bindgen.cli import main
format_str, seconds = black.format_str, []
def timed(*arguments, **options):
    start = time.perf_counter()
    try:
        return format_str(*arguments, **options)
    finally:
        seconds.append(time.perf_counter() - start)
black.format_str = timed
try:
    main(sys.argv[1:])
except SystemExit as end:
    if end.code:
        raise
print(sum(seconds))
"""


class Dependencies(NamedTuple):
    """What a command uses of other distributions.

    Attributes:
        modules: the names of the modules that it imports.
        formatting: the share of the time that is spent in `black.format_str`, from 0 to 1.
    """

    modules: tuple[str, ...]
    formatting: float

    @property
    def imports(self) -> str:
        """Return a program that imports the modules."""
        return f"for name in {self.modules}: __import__(name)"


def find_dependencies(
    tool: InstalledTool, arguments: Sequence[str], prepare: Callable[[], object]
) -> Dependencies:
    """Run a command of the tool, and return what it uses of other distributions.

    Args:
        tool: the installed tool.
        arguments: the arguments of the command, with `--quiet` and without results.
        prepare: is called before each run.
    """

    def output(program: str) -> str:
        prepare()
        return read([tool.python, "-c", program, *arguments], tool.directory).stdout

    def share() -> float:
        start = time.perf_counter()
        seconds = float(output(_TIME_BLACK))
        return seconds / (time.perf_counter() - start)

    modules = tuple(output(_LIST_MODULES).split())
    shares = [share() for _ in range(RUNS)] if "black" in modules else [0.0]
    return Dependencies(modules, statistics.median(shares))


def share_of_imports(rounds: Sequence[tuple[Run, Run, Run]]) -> float:
    """Return the share of imports in the time of a command, from 0 to 1.

    Args:
        rounds: runs of the command, of a bare Python, and of `Dependencies.imports`.
    """
    shares = [(imports.seconds - bare.seconds) / own.seconds for own, bare, imports in rounds]
    return max(0, statistics.median(shares))


def measure_share(tool: InstalledTool, arguments: Sequence[str]) -> float:
    """Return the share of imports and of black in the time of a command that changes nothing."""
    dependencies = find_dependencies(tool, arguments, lambda: None)
    commands = [
        [tool.command, *arguments],
        [tool.python, "-c", "pass"],
        [tool.python, "-c", dependencies.imports],
    ]
    rounds = [
        (run(own, tool.directory), run(bare, tool.directory), run(imports, tool.directory))
        for own, bare, imports in [commands] * RUNS
    ]
    return share_of_imports(rounds) + dependencies.formatting
