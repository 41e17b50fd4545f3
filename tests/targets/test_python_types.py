"""The types of the Python package, as mypy and pyright see them in what consumers write."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.npm_package import PYRIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.packages
HERE: Final = ROOT / "tests" / "python"
REJECTED: Final = re.compile(r"# wrong: (\S+) / (\S+)$")
FOLLOWS: Final = re.compile("reportUnknown|reportUnusedImport")

# The file, the line, and the code of an error.
Error = tuple[str, int, str]


def consumer(files: Iterable[Path], package: Path, directory: Path) -> Path:
    """Return a directory with files of a consumer, where pyright is strict."""
    for file in files:
        shutil.copy(file, directory)
    settings = {"extraPaths": [str(package)], "typeCheckingMode": "strict"}
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return directory


def errors_of_mypy(directory: Path, package: Path) -> Iterator[Error]:
    command = ["mypy", "--strict", "--no-error-summary", "--python-version", "3.10", "."]
    environment = {**os.environ, "MYPYPATH": str(package), "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    for line in done.stdout.splitlines():
        if ": error: " in line:
            file, at, *_ = line.split(":")
            yield file, int(at), line.rpartition("[")[2].rstrip("]")


def errors_of_pyright(directory: Path, _package: Path) -> Iterator[Error]:
    done = subprocess.run(
        [PYRIGHT, "--outputjson", "--pythonpath", sys.executable],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    for report in json.loads(done.stdout)["generalDiagnostics"]:
        if report["severity"] == "error":
            line = report["range"]["start"]["line"] + 1
            yield Path(report["file"]).name, line, report.get("rule", "")


CHECKERS: Final = {"mypy": errors_of_mypy, "pyright": errors_of_pyright}


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("checker", CHECKERS)
def test_consumer_code_type_checks(checker: str, fixture_package: Path, tmp_path: Path) -> None:
    tests = [it for it in (HERE / "masks").glob("*.py") if it.name != "conftest.py"]
    directory = consumer([HERE / "accepted.py", *tests], fixture_package, tmp_path)
    assert {*CHECKERS[checker](directory, fixture_package)} == set()


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("checker", CHECKERS)
def test_each_rejected_line_has_the_expected_error(
    checker: str, fixture_package: Path, tmp_path: Path
) -> None:
    lines = (HERE / "rejected.py").read_text("utf-8").splitlines()
    rejected = {
        number: match.groups()
        for number, line in enumerate(lines, 1)
        if (match := REJECTED.search(line))
    }
    assert len(rejected) == sum("  # wrong" in line for line in lines) > 40
    which = [*CHECKERS].index(checker)
    directory = consumer([HERE / "rejected.py"], fixture_package, tmp_path)
    errors = CHECKERS[checker](directory, fixture_package)
    # After an error, pyright also reports expressions that the error makes unknown or unused.
    assert {(number, code) for _, number, code in errors if not FOLLOWS.match(code)} == {
        (number, codes[which]) for number, codes in rejected.items()
    }
