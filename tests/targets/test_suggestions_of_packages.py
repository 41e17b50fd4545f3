"""The law of suggestions, for the generated packages, over 10,000 masks with mistakes."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from support.mask_law import Parsed, Replacement, violations
from support.mask_mistakes import Case, sample_cases
from support.npm_package import TOOLS
from support.python_package import imported_package
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SCRIPT: Final = TOOLS / "consumer" / "suggestions.mjs"


@pytest.fixture(scope="module")
def sample() -> list[Case]:
    return sample_cases(shipped_catalog(), 10_000)


@pytest.fixture(scope="module")
def package() -> Iterator[Any]:
    """Give the Python package of this checkout."""
    with imported_package() as package:
        yield package


def test_suggestions_of_the_python_package_keep_the_meaning(
    sample: list[Case], package: Any
) -> None:
    def parse(text: str) -> Parsed:
        problems = package.Mask.problems(text, unknown="keep")
        replacements = [
            Replacement(problem.start, problem.length, problem.suggestion)
            for problem in problems
            if problem.suggestion is not None
        ]
        if any(it.severity == "error" for it in problems):
            return Parsed(None, tuple(replacements))
        return Parsed(str(package.Mask.parse(text, unknown="keep")), tuple(replacements))

    assert violations(sample, lambda texts: [parse(it) for it in texts]) == []


@pytest.mark.packages
def test_suggestions_of_the_typescript_package_keep_the_meaning(
    sample: list[Case], project: Path
) -> None:
    shutil.copy(SCRIPT, project)
    with subprocess.Popen(
        ["node", SCRIPT.name],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:

        def parse(texts: Sequence[str]) -> list[Parsed]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{json.dumps(texts)}\n")
            process.stdin.flush()
            parsed = json.loads(process.stdout.readline())
            return [
                Parsed(mask, tuple(Replacement(*replacement) for replacement in replacements))
                for mask, replacements in parsed
            ]

        assert violations(sample, parse) == []
        process.communicate()
    assert process.returncode == 0
