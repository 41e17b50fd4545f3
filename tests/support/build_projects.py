"""The projects in `tests/examples/builds`, built as docs/builds.md shows.

A project is a copy with the fixture catalog as its spec. Its commands run in a shell that has the
tool, and the build tools of the examples, on PATH. The command `statserver-bindgen` counts its
runs, and can die before a step of a run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from support.checkout import ROOT
from support.command import run_command
from support.example_environment import ENVIRONMENT
from support.generated import FIXTURE

PROJECTS: Final = ROOT / "tests" / "examples" / "builds"
PAGE: Final = ROOT / "docs" / "builds.md"
_COMMAND: Final = """\
#!{python}
import os, signal, sys
sys.path[:0] = [{generator!r}, {tests!r}]
from statserver_bindgen.__main__ import run
from support.output_directories import stepping

with open({runs!r}, "a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
last = int(os.environ.get("DIE_BEFORE_STEP", "0"))
if last:
    with stepping(lambda step: step == last and os.kill(os.getpid(), signal.SIGKILL)):
        run()
run()
"""


class Built(NamedTuple):
    """What a build printed, and its exit code."""

    code: int
    output: str
    runs: int


class Project:
    """A copy of a project that can be built.

    Attributes:
        directory: the directory of the copy.
        spec: its spec.
        environment: the environment variables of its commands.
    """

    def __init__(self, name: str, directory: Path) -> None:
        self.name = name
        self.directory = directory / name
        shutil.copytree(PROJECTS / name, self.directory)
        self.spec = self.directory / "spec" / "actions.yaml"
        self.spec.parent.mkdir()
        shutil.copy(FIXTURE, self.spec)
        self._runs = directory / "runs"
        scripts = directory / "bin"
        scripts.mkdir()
        command = scripts / "statserver-bindgen"
        command.write_text(
            _COMMAND.format(
                python=sys.executable,
                generator=str(ROOT / "generator"),
                tests=str(ROOT / "tests"),
                runs=str(self._runs),
            ),
            "utf-8",
        )
        command.chmod(0o755)
        tools = (scripts, Path(sys.executable).parent, ENVIRONMENT / "bin")
        path = os.pathsep.join([*map(str, tools), os.environ["PATH"]])
        home = directory / "home"
        home.mkdir()
        self.environment = {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8"}

    def build(self, section: str | None = None, **variables: str) -> Built:
        """Run the commands of a section of the page; the default is that of the project."""
        return self.run(commands(section or SECTIONS[self.name]), **variables)

    def run(self, text: str, **variables: str) -> Built:
        """Run commands in a shell that stops at the first failure."""
        before = self._count()
        done = subprocess.run(
            ["sh", "-e", "-c", text],
            cwd=self.directory,
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self._pass_time()
        return Built(done.returncode, done.stdout, self._count() - before)

    def _pass_time(self) -> None:
        """Return when a file that is written has a later time than before: clocks are coarse."""
        probe = self.directory.parent / "clock"
        probe.touch()
        now = probe.stat().st_mtime_ns
        while probe.stat().st_mtime_ns == now:
            probe.touch()

    def _count(self) -> int:
        return len(self._runs.read_text("utf-8").splitlines()) if self._runs.exists() else 0

    def rename_action(self, old: str, new: str) -> None:
        """Change a name in the spec, which changes every output."""
        done = run_command("rename", old, new, "--spec", self.spec)
        assert done.exit_code == 0, done.output

    def add_comment(self) -> None:
        """Change the spec without changing any output."""
        with self.spec.open("a", encoding="utf-8") as file:
            file.write("# a comment\n")

    def break_spec(self) -> str:
        """Make the spec invalid, and return its text before."""
        text = self.spec.read_text("utf-8")
        self.spec.write_text(text.replace("timing: durable", "timing: durabel", 1), "utf-8")
        return text


SECTIONS: Final = {
    "make": "make",
    "cmake": "CMake and ninja",
    "hatch": "Python: a build hook of hatch",
    "npm": "npm: a prebuild script",
    "pre-commit": "pre-commit",
    "read-only": "A read-only source tree",
}
"""The heading on the page of each project."""


def commands(section: str) -> str:
    """Return the commands that a section of the page shows."""
    (_, text) = PAGE.read_text("utf-8").split(f"\n## {section}\n")
    (block,) = re.findall(r"^```sh\n((?:[a-z.].*\n)+)```$", text.split("\n## ")[0], re.MULTILINE)
    return str(block)
