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
PACKAGE: Final = ROOT / "out" / "python"
WRONG: Final = re.compile(r"# wrong: (\S+) / (\S+)$")
FOLLOWS: Final = re.compile("reportUnknown|reportUnusedImport")

# The file, the line, and the code of an error.
Found = tuple[str, int, str]


def consumer(files: Iterable[Path], folder: Path) -> Path:
    """Return a folder with files of a consumer, where pyright is as strict as it can be."""
    for file in files:
        shutil.copy(file, folder)
    settings = {"extraPaths": [str(PACKAGE / "src")], "typeCheckingMode": "strict"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return folder


def errors_of_mypy(folder: Path) -> Iterator[Found]:
    command = ["mypy", "--strict", "--no-error-summary", "--python-version", "3.10", "."]
    environment = {**os.environ, "MYPYPATH": str(PACKAGE / "src"), "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
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


def errors_of_pyright(folder: Path) -> Iterator[Found]:
    done = subprocess.run(
        [PYRIGHT, "--outputjson", "--pythonpath", sys.executable],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    for told in json.loads(done.stdout)["generalDiagnostics"]:
        if told["severity"] == "error":
            yield Path(told["file"]).name, told["range"]["start"]["line"] + 1, told.get("rule", "")


CHECKERS: Final = {"mypy": errors_of_mypy, "pyright": errors_of_pyright}


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("checker", CHECKERS)
def test_what_consumers_write_type_checks(checker: str, tmp_path: Path) -> None:
    folder = consumer([HERE / "accepted.py", *(HERE / "masks").glob("*.py")], tmp_path)
    assert {*CHECKERS[checker](folder)} == set()


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("checker", CHECKERS)
def test_every_wrong_line_is_the_error_that_it_should_be(checker: str, tmp_path: Path) -> None:
    lines = (HERE / "rejected.py").read_text("utf-8").splitlines()
    wrong = {at: it.groups() for at, line in enumerate(lines, 1) if (it := WRONG.search(line))}
    assert len(wrong) == sum("  # wrong" in line for line in lines) > 40
    which = [*CHECKERS].index(checker)
    found = CHECKERS[checker](consumer([HERE / "rejected.py"], tmp_path))
    # What is unknown to pyright after an error, and so unused, it tells of as well.
    assert {(at, code) for _, at, code in found if not FOLLOWS.match(code)} == {
        (at, codes[which]) for at, codes in wrong.items()
    }
