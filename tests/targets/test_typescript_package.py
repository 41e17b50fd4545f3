"""The TypeScript package in a consumer's project: compiled against, run, asked every question."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from support.npm_package import (
    ACTIONS_JSON,
    CORPUS_JSON,
    FLOOR,
    MIDDLE,
    NEWEST,
    PACKAGE,
    TOOLS,
    code_blocks,
    tsc,
)
from support.programs import run

pytestmark = pytest.mark.packages
EXPECTED: Final = re.compile(r"^ *// @ts-expect-error\b.*$", re.MULTILINE)
RESOLUTIONS: Final = {
    "node16": ["--module", "node16", "--moduleResolution", "node16"],
    "nodenext": ["--module", "nodenext", "--moduleResolution", "nodenext"],
    "bundler": ["--module", "esnext", "--moduleResolution", "bundler"],
}


@pytest.fixture(scope="session")
def examples(project: Path) -> list[Path]:
    """Give the README's examples in their order, compiled."""
    tsc(NEWEST, "--module", "nodenext", cwd=project)
    return sorted((project / "built").glob("readme*.js"))


@pytest.mark.parametrize("compiler", [FLOOR, MIDDLE, NEWEST])
@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_consumer_code_compiles_and_rejected_lines_do_not(
    project: Path, fixture_project: Path, compiler: str, resolution: str
) -> None:
    """Rejected lines expect an error, and `tsc` reports those without one."""
    for directory in (project, fixture_project):
        assert tsc(compiler, "--noEmit", *RESOLUTIONS[resolution], cwd=directory) == ""


@pytest.mark.parametrize("compiler", [FLOOR, MIDDLE, NEWEST])
def test_each_rejected_line_is_an_error_by_itself(
    fixture_project: Path, compiler: str, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(fixture_project, tmp_path / "consumer", symlinks=True))
    rejected: set[tuple[str, int]] = set()
    for file in copy.glob("*.ts"):
        text = file.read_text("utf-8")
        starts = [it.start() for it in EXPECTED.finditer(text)]
        rejected |= {(file.name, text.count("\n", 0, start) + 2) for start in starts}
        file.write_text(EXPECTED.sub("//", text), "utf-8")
    compile_ = TOOLS / "node_modules" / compiler / "bin" / "tsc"
    done = subprocess.run(
        ["node", str(compile_), "--noEmit", "--pretty", "false", *RESOLUTIONS["nodenext"]],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = re.findall(r"^(\S+)\((\d+),\d+\): error TS", done.stdout, re.MULTILINE)
    assert {(name, int(line)) for name, line in errors} == rejected
    assert len(rejected) > 30


def test_the_installed_package_has_the_facts_of_the_json(project: Path) -> None:
    run_tests(project)


def test_the_package_of_the_fixture_catalog_passes_its_tests(fixture_project: Path) -> None:
    run_tests(fixture_project)


def run_tests(directory: Path) -> None:
    run(
        "node",
        "--test",
        cwd=directory,
        ACTIONS_JSON=str(ACTIONS_JSON),
        CORPUS_JSON=str(CORPUS_JSON),
        FAST_CHECK=str(TOOLS / "node_modules" / "fast-check" / "lib" / "fast-check.js"),
    )


def test_a_browser_gives_the_answers_of_the_corpus(project: Path, browser: str) -> None:
    assert run("node", TOOLS / "browser.mjs", browser, project, CORPUS_JSON, cwd=TOOLS) == "[]\n"


def test_the_examples_of_the_readme_print_the_output_below_them(examples: list[Path]) -> None:
    blocks = code_blocks(PACKAGE / "README.md", "ts")
    printed = code_blocks(PACKAGE / "README.md", "text")
    assert len(examples) == len(blocks)
    outputs = [run("node", example, cwd=example.parent) for example in examples]
    assert [it for it in outputs if it in printed] == printed
