"""A data engineer joins a report, from the installed tool and the READMEs alone.

Every command is text of a README: that of the project generates the directory, and that of the
directory has the report and the recipes. Each step runs in a repository that has nothing else.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.example_environment import ENVIRONMENT
from support.programs import run
from support.python_distribution import python_of

if TYPE_CHECKING:
    from pathlib import Path

README: Final = (ROOT / "README.md").read_text("utf-8")
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty repository, with the tool and a Python with pandas and DuckDB on PATH."""
    if not (ENVIRONMENT / ".installed").is_file():
        pytest.fail(".venv/examples is missing: run `make test-examples`")
    commands = tmp_path / "bin"
    commands.mkdir()
    generator = f"env PYTHONPATH={ROOT / 'generator'} {sys.executable}"
    for name, line in {
        "statserver-bindgen": f"{generator} -m statserver_bindgen",
        "python": str(python_of(ENVIRONMENT)),
    }.items():
        (commands / name).write_text(f'#!/bin/sh\nexec {line} "$@"\n', "utf-8")
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(commands), prepend=":")
    repository = tmp_path / "warehouse"
    repository.mkdir()
    return repository


def section(text: str, heading: str) -> str:
    """Return the section of a README with a heading."""
    _, present, rest = text.partition(f"\n## {heading}\n")
    assert present, heading
    return re.split(r"^## ", rest, flags=re.MULTILINE)[0]


def test_a_data_engineer_joins_a_report(repository: Path) -> None:
    # The README of the project: generate the directory, and look at the file to join with.
    ((_, console),) = BLOCK.findall(section(README, "Joining reports"))
    command = console.splitlines()[0].removeprefix("$ ")
    printed = run("sh", "-c", command, cwd=repository)
    assert printed.startswith("name,object_type,")
    (directory,) = repository.iterdir()

    # The README of the directory: save the report, run a recipe, and compare with its output.
    readme = (directory / "README.md").read_text("utf-8")
    blocks = BLOCK.findall(section(readme, "Join by name and object type"))
    (_, report), (_, output), *recipes = blocks
    (directory / "report.csv").write_text(report, "utf-8")
    assert [language for language, _ in recipes] == ["python", "python", "sh"]
    for language, text in recipes:
        program = ["python", "-c", text] if language == "python" else ["sh", "-c", text]
        assert run(*program, cwd=directory) == output

    # The report is the engineer's own file: `check` and `verify` report no problem.
    target = f"csv={directory.name}"
    checked = run("sh", "-c", f"statserver-bindgen check --target {target} 2>&1", cwd=repository)
    assert checked.endswith(" files unchanged\n")
    copy = run("sh", "-c", f"statserver-bindgen verify {directory.name}", cwd=repository)
    assert " intact, 1 untracked" in copy


def test_an_edited_cell_is_reported(repository: Path) -> None:
    run("sh", "-c", "statserver-bindgen generate --target csv=actions --quiet", cwd=repository)
    file = repository / "actions" / "actions.csv"
    file.write_text(file.read_text("utf-8").replace("momentary", "durable", 1), "utf-8")
    with pytest.raises(AssertionError, match=r"actions\.csv: error: was edited"):
        run("sh", "-c", "statserver-bindgen verify actions", cwd=repository)
