"""The same spec gives the same bytes in any environment."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.rendering.context import NOTICE
from support import interpreters
from support.trees import contents

if TYPE_CHECKING:
    from pathlib import Path

SURROUNDINGS = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "far east": {"TZ": "Pacific/Kiritimati"},
    "the C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "optimized": {"PYTHONOPTIMIZE": "2"},
    "forced color": {"FORCE_COLOR": "1", "COLUMNS": "20"},
}


@pytest.mark.parametrize("variables", SURROUNDINGS.values(), ids=[*SURROUNDINGS])
def test_the_environment_does_not_reach_an_artifact(
    variables: dict[str, str], root: Path, tmp_path: Path
) -> None:
    directory = tmp_path / "somewhere else"
    directory.mkdir()
    command = [sys.executable, "-m", "statserver_bindgen", "generate", "--all", "--quiet"]
    subprocess.run(
        [*command, "--spec", root / "spec" / "actions.yaml"],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(root / "generator"), **variables},
        check=True,
    )
    assert contents(directory / "out") == contents(root / "out")


@pytest.mark.once
def test_every_python_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    pythons = [it for it in interpreters.installed() if it >= interpreters.OLDEST_FOR_THE_TOOL]
    print("Pythons:", pythons)
    ready = {it: interpreters.environment(it) for it in pythons}
    if not all(python.exists() for python in ready.values()):
        pytest.skip("run `python tests/support/interpreters.py`: environments are missing")
    assert len(ready) >= (2 if os.environ.get("CI") else 1)
    for version, python in ready.items():
        out = tmp_path / str(version)
        subprocess.run(
            [python, "-m", "statserver_bindgen", "generate", "--all", "--quiet", "--out", out],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root / "generator")},
            check=True,
        )
        assert contents(out) == contents(root / "out"), version


def test_out_is_what_the_spec_and_the_templates_give(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "statserver_bindgen", "check", "--all", "--diff"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_formatter_changes_no_rendered_file(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "statserver_bindgen", "generate", "--all", "--no-format"]
    subprocess.run(
        [*command, "--out", tmp_path],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "generator")},
        check=True,
    )
    given, formatted = contents(tmp_path), contents(root / "out")
    for manifest in ("manifest.json", "src/statserver_actions/manifest.json"):
        assert given.pop(f"python/{manifest}") != formatted.pop(f"python/{manifest}")
    assert given == formatted


@pytest.mark.parametrize("suffix", [".py", ".ts", ".toml"])
def test_rendered_code_names_the_generator_in_its_first_line(root: Path, suffix: str) -> None:
    rendered = [*(root / "templates").rglob(f"*{suffix}.j2")]
    assert rendered
    for template in rendered:
        artifact = root / "out" / template.relative_to(root / "templates").with_suffix("")
        first = artifact.read_text("utf-8").partition("\n")[0]
        assert first in (f"# {NOTICE}", f"// {NOTICE}"), artifact


@pytest.mark.parametrize("suffix", [".py", ".ts"])
def test_copied_code_names_its_source_directory_in_its_first_line(root: Path, suffix: str) -> None:
    copied = [*(root / "templates").rglob(f"*{suffix}")]
    assert copied
    for source in copied:
        directory = source.parent.relative_to(root).as_posix()
        first = source.read_text("utf-8").partition("\n")[0].lstrip("#/ ")
        assert first == f"Part of the statserver-actions binding; edit {directory}.", source
        artifact = root / "out" / source.relative_to(root / "templates")
        assert artifact.read_bytes() == source.read_bytes()


def test_only_rendered_files_claim_to_be_generated(root: Path) -> None:
    copied = [
        path
        for path in (root / "templates").rglob("*")
        if path.is_file() and path.suffix in {"", ".json", ".py", ".ts", ".typed"}
    ]
    claims = [path.name for path in copied if NOTICE in path.read_text("utf-8")]
    assert (bool(copied), claims) == (True, [])
