"""Adding, renaming and correcting a row changes that row, and breaks no test.

A copy of the repository is edited as CONTRIBUTING.md describes it: the row, the version of the
catalog that `diff` requires, the CHANGELOG, and the transcription of a renamed row of the guide. A
renamed row keeps its former name. Then the copy is generated again and its unit tests run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support import row_edits
from support.guide.text import GUIDE_VARIABLE, find_guide
from support.trees import committed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.once

# The tests that run in the copy: those that can depend on a fact of the spec. The others test the
# generated packages or the distribution, or make all specs that they read.
LEFT_OUT: Final = (
    *("python", "targets", "test_distribution.py", "torture"),
    *("changes", "editing", "releases", "verification", "workspace", "yaml_source"),
)
UNIT_TESTS: Final = (
    *("-m", "not packages and not once", *(f"--ignore=tests/{it}" for it in LEFT_OUT)),
    *("--hypothesis-profile=few", "-x", "-q", "-p", "no:cacheprovider"),
)


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """Return a repository with the files that git tracks or would add."""
    copy = tmp_path / "checkout"
    for path in committed(root):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, copy / path)
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
    return copy


@pytest.fixture
def run(root: Path, checkout: Path) -> Run:
    """Return a function that runs a Python module in the copy, with the tool of the copy."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "generator")}
    environment.pop("CI", None)  # a test that is skipped here fails the outer run
    if guide := find_guide(root):
        environment[GUIDE_VARIABLE] = str(guide.resolve())

    def run_module(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_module


def test_row_edits_leave_the_unit_tests_green(checkout: Path, run: Run, tmp_path: Path) -> None:
    before = shutil.copy(checkout / row_edits.SPEC, tmp_path / "before.yaml")
    row_edits.add_source(checkout)
    added = row_edits.add_row(checkout)
    old, new = row_edits.rename_row(checkout, "formerly: [{{name: {name}}}]")
    changed = row_edits.change_cell(checkout, new)

    compared = run("statserver_bindgen", "diff", str(before), "--report", "json")
    assert compared.returncode == 1, compared.stdout + compared.stderr
    comparison = json.loads(compared.stdout)
    assert {it["rule"] for it in comparison["changes"]} >= {
        *("action-added", "action-renamed", "interaction-related-changed"),
    }
    assert comparison["verdict"]["required"] == "major"
    version = comparison["verdict"]["smallest"]
    row_edits.set_version(checkout, version)
    assert run("statserver_bindgen", "diff", str(before)).returncode == 0
    row_edits.describe_in_changelog(checkout, f"{added}; {new}, formerly {old}; {changed}.")

    digests = run("statserver_bindgen.formatted_digests")
    (checkout / "generator/statserver_bindgen/formatted_digests.json").write_text(digests.stdout)
    generated = run("statserver_bindgen", "generate", "--all")
    assert generated.returncode == 0, generated.stdout + generated.stderr

    document = json.loads((checkout / "out/json/actions.json").read_text("utf-8"))
    sources = {row["name"]: row["source"] for row in document["actions"]}
    assert document["catalog"]["version"] == version
    assert document["former_names"] == {old: new}
    assert old not in sources
    assert sources[new] == document["catalog"]["source"]
    assert sources[added] == sources[changed] == row_edits.SOURCE

    tests = run("pytest", *UNIT_TESTS)
    assert tests.returncode == 0, tests.stdout + tests.stderr


@pytest.mark.parametrize("edit", ["renamed without its transcription", "changed without a source"])
def test_an_edit_of_a_row_of_the_guide_alone_fails_the_transcription_test(
    checkout: Path, run: Run, edit: str
) -> None:
    spec, table = checkout / row_edits.SPEC, checkout / row_edits.TABLE
    transcription = table.read_bytes()
    row_edits.add_source(checkout)
    if edit.startswith("renamed"):
        row_edits.rename_row(checkout)
        table.write_bytes(transcription)
    else:
        row_edits.change_cell(checkout, "")
        text = spec.read_text("utf-8").replace(f", source: {row_edits.SOURCE}}}", "}")
        spec.write_text(text, "utf-8")

    tests = run("pytest", "-q", "-p", "no:cacheprovider", "tests/spec/test_transcription.py")

    assert tests.returncode == pytest.ExitCode.TESTS_FAILED
    assert tests.stdout.count("in the transcription, ") == 2  # the assertion, and pytest's summary
