"""The generated Python package as consumers get it: a wheel and an sdist, built from a copy."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from support.checkout import ROOT
from support.programs import run
from support.trees import contents

PACKAGE: Final = ROOT / "out" / "python"


def build(directory: Path) -> dict[str, Path]:
    """Build the sdist and the wheel in a directory, from a copy as a consumer would."""
    copy = Path(shutil.copytree(PACKAGE, directory / "copy"))
    before = contents(copy)
    dist = directory / "dist"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, copy)
    assert contents(copy) == before, "building left something in the tree"
    return {"wheel": next(dist.glob("*.whl")), "sdist": next(dist.glob("*.tar.gz"))}


def install(wheel: Path, python: Path) -> None:
    """Install the wheel in the environment of a Python: no network, no dependencies."""
    offline = ["--no-index", "--no-deps", "--force-reinstall", "--quiet"]
    run(python, "-m", "pip", "install", *offline, wheel)


def python_of(environment: Path) -> Path:
    """Return the Python of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
