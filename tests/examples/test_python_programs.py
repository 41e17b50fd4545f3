"""Each program in `tests/examples/python` prints what the file next to it says.

The programs import the installed wheel, and frameworks from an environment of their own that
`make test-examples` sets up. `REFRESH=1 make test-examples` rewrites the output files; read the
diff.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.python_distribution import build, install, python_of

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS: Final = ROOT / "tests" / "examples" / "python"
NAMES: Final = sorted(it.relative_to(PROGRAMS).as_posix() for it in PROGRAMS.rglob("*.py"))
ENVIRONMENT: Final = ROOT / ".venv" / "examples"


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@pytest.mark.parametrize("name", NAMES)
def test_program_prints_its_output_file(name: str, python: Path, tmp_path: Path) -> None:
    printed = run(python, PROGRAMS / name, cwd=tmp_path)
    expected = (PROGRAMS / name).with_suffix(".txt")
    if os.environ.get("REFRESH"):
        expected.write_text(printed, "utf-8")
    assert printed == expected.read_text("utf-8")


def test_every_output_file_belongs_to_a_program() -> None:
    outputs = {it.with_suffix("") for it in PROGRAMS.rglob("*.txt")}
    assert outputs == {(PROGRAMS / name).with_suffix("") for name in NAMES}


def test_programs_import_the_installed_package(python: Path, tmp_path: Path) -> None:
    code = "import statserver_actions; print(statserver_actions.__file__)"
    assert str(ENVIRONMENT) in run(python, "-c", code, cwd=tmp_path)


def test_programs_type_check_strictly(python: Path, tmp_path: Path) -> None:
    options = ["--strict", "--config-file=", "--scripts-are-modules"]
    options += ["--python-executable", str(python), "--cache-dir", str(tmp_path)]
    programs = [PROGRAMS / name for name in NAMES]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *programs],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
