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
from support.example_environment import ENVIRONMENT, run

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS: Final = ROOT / "tests" / "examples" / "python"
NAMES: Final = sorted(it.relative_to(PROGRAMS).as_posix() for it in PROGRAMS.rglob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_program_prints_its_output_file(name: str, framework_python: Path, tmp_path: Path) -> None:
    printed = run(framework_python, PROGRAMS / name, cwd=tmp_path)
    expected = (PROGRAMS / name).with_suffix(".txt")
    if os.environ.get("REFRESH"):
        expected.write_text(printed, "utf-8")
    assert printed == expected.read_text("utf-8")


def test_every_output_file_belongs_to_a_program() -> None:
    outputs = {it.with_suffix("") for it in PROGRAMS.rglob("*.txt")}
    assert outputs == {(PROGRAMS / name).with_suffix("") for name in NAMES}


def test_programs_import_the_installed_package(framework_python: Path, tmp_path: Path) -> None:
    code = "import statserver_actions; print(statserver_actions.__file__)"
    assert str(ENVIRONMENT) in run(framework_python, "-c", code, cwd=tmp_path)


def test_programs_type_check_strictly(framework_python: Path, tmp_path: Path) -> None:
    options = ["--strict", "--config-file=", "--scripts-are-modules"]
    options += ["--python-executable", str(framework_python), "--cache-dir", str(tmp_path)]
    programs = [PROGRAMS / name for name in NAMES]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *programs],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
