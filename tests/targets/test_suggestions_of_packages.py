"""The law of suggestions, for the generated packages, over 10,000 masks with mistakes."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from support.generated import lifecycle_catalog, written
from support.mask_law import Parsed, Replacement, violations
from support.mask_mistakes import Case, sample_cases
from support.mutated_package import imported_runner, read_sources
from support.npm_package import NEWEST, TOOLS, tsc
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

SCRIPT: Final = TOOLS / "consumer" / "suggestions.mjs"


CATALOGS: Final = {"shipped": shipped_catalog(), "lifecycle": lifecycle_catalog()}


@pytest.fixture(scope="module", params=CATALOGS)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return CATALOGS[str(request.param)]


@pytest.fixture(scope="module")
def sample(catalog: Catalog) -> list[Case]:
    return sample_cases(catalog, 10_000)


@pytest.fixture
def package(catalog: Catalog) -> Iterator[Any]:
    """Give the Python package of the catalog."""
    with imported_runner(read_sources(catalog)):
        yield importlib.import_module("statserver_actions")


@pytest.mark.packages
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
@pytest.mark.usefixtures("tools")
def test_suggestions_of_the_typescript_package_keep_the_meaning(
    catalog: Catalog, sample: list[Case], tmp_path: Path
) -> None:
    package = written(catalog, "typescript", tmp_path / "node_modules" / "statserver-actions")
    tsc(NEWEST, cwd=package)
    (tmp_path / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    shutil.copy(SCRIPT, tmp_path)
    with subprocess.Popen(
        ["node", SCRIPT.name],
        cwd=tmp_path,
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
