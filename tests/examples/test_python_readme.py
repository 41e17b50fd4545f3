"""Each example in the README of the Python package runs, also those with frameworks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from support.example_environment import run
from support.python_distribution import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

README: Final = (PACKAGE / "README.md").read_text("utf-8")
# The code, and the output if the next block has it.
EXAMPLE: Final = re.compile(
    r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL
)
EXAMPLES: Final = [
    pytest.param(match[1], match[2], id=f"line {README[: match.start()].count(chr(10)) + 1}")
    for match in EXAMPLE.finditer(README)
]


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_example_runs_and_prints_the_output_below_it(
    code: str, printed: str | None, framework_python: Path, tmp_path: Path
) -> None:
    output = run(framework_python, "-c", code, cwd=tmp_path)
    if printed is not None:
        assert output == printed


@pytest.mark.parametrize(
    "framework",
    [
        "argparse",
        "click",
        "fastapi",
        "msgspec",
        "pandas",
        "pydantic",
        "sqlalchemy",
        "typer",
        "yaml",
    ],
)
def test_examples_import_each_framework(framework: str) -> None:
    imports = re.compile(rf"^(?:import|from) {framework}\b", re.MULTILINE)
    assert any(imports.search(match[1]) for match in EXAMPLE.finditer(README))
