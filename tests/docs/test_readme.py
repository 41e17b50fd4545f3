"""What the README shows is what happens: commands print what stands below them, and code runs.

`REFRESH=1` writes the output of the commands into the README; a person reads the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = ROOT / "README.md"
CONSOLE = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(
        rf"^```{language}\n((?:.*\n)*?)```$", README.read_text("utf-8"), re.MULTILINE
    )


@pytest.fixture
def checkout(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the commands of the README read, and the command on PATH."""
    for folder in ("spec", "docs/examples", "out/json"):
        shutil.copytree(root / folder, tmp_path / folder)
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / "statserver-bindgen"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m statserver_bindgen "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PATH", str(scripts), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(root / "generator"))
    return tmp_path


def test_commands_print_what_stands_below_them(checkout: Path) -> None:
    def run(block: re.Match[str]) -> str:
        done = subprocess.run(
            ["sh", "-c", block["command"]],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=False,
        )
        return f"```console\n$ {block['command']}\n{done.stdout}{done.stderr}```"

    text = README.read_text("utf-8")
    assert CONSOLE.search(text)
    told = CONSOLE.sub(run, text)
    if os.environ.get("REFRESH"):
        README.write_text(told, "utf-8")
    assert README.read_text("utf-8") == told


def test_the_python_examples_run(root: Path) -> None:
    examples, printed = [*blocks("python")], [*blocks("text")]
    package = {"PYTHONPATH": str(root / "out/python/src"), "PYTHONDONTWRITEBYTECODE": "1"}
    told = [
        subprocess.run(
            [sys.executable, "-c", example], env=package, capture_output=True, text=True, check=True
        ).stdout
        for example in examples
    ]
    assert told == ["", *printed]


def test_the_typescript_example_compiles_and_runs(root: Path, tmp_path: Path) -> None:
    esbuild = root / "tests/typescript/node_modules/.bin/esbuild"
    if not esbuild.exists():
        pytest.skip("run `npm ci` in tests/typescript: esbuild is missing")
    (example,) = blocks("typescript")
    entry = tmp_path / "example.ts"
    entry.write_text(example, "utf-8")
    package = root / "out/typescript/src/index.ts"
    bundle = [
        str(esbuild),
        str(entry),
        "--bundle",
        "--format=esm",
        f"--alias:statserver-actions={package}",
    ]
    code = subprocess.run(bundle, capture_output=True, text=True, check=True).stdout
    ran = subprocess.run(
        ["node", "--input-type=module"], input=code, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[ 'CALL_FORWARDED_MEDIATION_DN' ]\n"
