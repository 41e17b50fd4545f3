"""The tool as users have it: installed from its wheel, in an environment of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.processes import read
from support import python_distribution
from support.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path


class InstalledTool(NamedTuple):
    """An environment with the tool and its dependencies, and with the generated Python package.

    Attributes:
        python: its Python.
        command: the command of the tool.
        directory: an empty directory to run in.
    """

    python: str
    command: str
    directory: Path


def install_tool(scratch: Path) -> InstalledTool:
    """Build the wheels of this checkout and install them, with dependencies as in `.venv`.

    Raises:
        CommandError: a wheel can't be built, or a dependency can't be installed.
    """
    dist, environment, work = (scratch / name for name in ("dist", "environment", "work"))
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(ROOT)]
    read([sys.executable, *build], scratch)
    read([sys.executable, "-m", "venv", "--without-pip", str(environment)], scratch)
    python = python_distribution.python_of(environment)
    constraints = scratch / "constraints.txt"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    constraints.write_text(
        read([*pip, "freeze", "--exclude-editable"], scratch).stdout, encoding="utf-8"
    )
    package = python_distribution.build(scratch)["wheel"]
    pip += ["--python", str(python), "install", "--quiet", "--constraint", str(constraints)]
    read([*pip, *map(str, dist.glob("*.whl")), str(package)], scratch)
    work.mkdir()
    return InstalledTool(str(python), str(python.with_name("statserver-bindgen")), work)
