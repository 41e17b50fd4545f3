"""The environment of the example programs: the frameworks of their lock, and the built wheel."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.python_distribution import build, install, python_of

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT: Final = ROOT / ".venv" / "examples"


@pytest.fixture(scope="session")
def framework_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of the environment with the frameworks and the wheel."""
    executable = python_of(ENVIRONMENT)
    if not (ENVIRONMENT / ".installed").is_file():
        pytest.fail(".venv/examples is missing: run `make test-examples`")
    install(build(tmp_path_factory.mktemp("package"))["wheel"], executable)
    return executable


def run(python: Path, *arguments: str | Path, cwd: Path) -> str:
    """Return the output of an isolated Python in which warnings are errors."""
    done = subprocess.run(
        [python, "-I", "-W", "error", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
