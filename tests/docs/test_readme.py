"""The README shows real output: commands print the text below them, and examples run.

`REFRESH=1` writes the output of the commands into the README; a person reads the diff. An edit of
the spec does not make these tests fail: the examples use the fixture catalog, whose rows have the
facts of the guide; versions, digests and file counts in output are compared by their form only;
and prose states no number of the table.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from statserver_bindgen.catalog import build_catalog
from support.checkout import ROOT
from support.generated import FIXTURE, fixture_catalog, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = ROOT / "README.md"
CONSOLE = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# Parts of output that change with every edit of the spec or with every template: versions, digests
# and the number of files. They are compared by their form only.
VOLATILE = re.compile(r"\b(?:\d+\.\d+\.\d+|[0-9a-f]{12}|\d+(?= intact))\b")


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(
        rf"^```{language}\n((?:.*\n)*?)```$", README.read_text("utf-8"), re.MULTILINE
    )


@pytest.fixture
def checkout(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a directory with the files that the commands read, and put the command on PATH."""
    for directory in ("docs/examples", "out/json", "tests/rejected"):
        shutil.copytree(root / directory, tmp_path / directory)
    (tmp_path / "spec").mkdir()
    shutil.copy(FIXTURE, tmp_path / "spec" / "actions.yaml")
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / "statserver-bindgen"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m statserver_bindgen "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PATH", str(scripts), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(root / "generator"))
    return tmp_path


def without_volatile(text: str) -> str:
    """Return a text with the same form for all versions, digests and numbers of files."""
    return VOLATILE.sub("…", text)


def test_commands_print_the_output_below_them(checkout: Path) -> None:
    def run(block: re.Match[str]) -> str:
        done = subprocess.run(
            ["sh", "-c", block["command"]],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=False,
        )
        printed = done.stdout + done.stderr
        if without_volatile(printed) == without_volatile(block["output"]):
            return block[0]
        return f"```console\n$ {block['command']}\n{printed}```"

    text = README.read_text("utf-8")
    assert CONSOLE.search(text)
    expected = CONSOLE.sub(run, text)
    if os.environ.get("REFRESH"):
        README.write_text(expected, "utf-8")
    assert README.read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("shown", "printed", "is_same"),
    [
        ("catalog 1.0.0 (digest 101b7a40c490)", "catalog 1.2.0 (digest 9f8e7d6c5b4a)", True),
        ("5 intact, 1 edited", "6 intact, 1 edited", True),
        ("5 intact, 1 edited", "5 intact, 2 edited", False),
        ("catalog 1.0.0", "catalog", False),
    ],
)
def test_output_is_compared_without_versions_digests_and_numbers_of_files(
    shown: str, printed: str, *, is_same: bool
) -> None:
    assert (without_volatile(shown) == without_volatile(printed)) is is_same


def test_prose_states_no_number_of_the_table(root: Path) -> None:
    catalog = build_catalog(yaml.safe_load((root / "spec/actions.yaml").read_bytes()))
    numbers = {
        str(len(catalog.actions)),
        str(len(catalog.names)),
        catalog.version,
        catalog.release,
    }

    prose = CODE.sub("", README.read_text("utf-8"))
    assert numbers.isdisjoint(re.findall(r"\d[\d.]*\d|\d", prose))


def test_the_python_examples_run(tmp_path: Path) -> None:
    examples, printed = [*blocks("python")], [*blocks("text")]
    package = written(fixture_catalog(), "python", tmp_path)
    environment = {"PYTHONPATH": str(package / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    output = [
        subprocess.run(
            [sys.executable, "-c", example],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for example in examples
    ]
    assert output == ["", *printed]


def test_the_typescript_example_compiles_and_runs(root: Path, tmp_path: Path) -> None:
    esbuild = root / "tests/typescript/node_modules/.bin/esbuild"
    if not esbuild.exists():
        pytest.skip("run `npm ci` in tests/typescript: esbuild is missing")
    (example,) = blocks("typescript")
    entry = tmp_path / "example.ts"
    entry.write_text(example, "utf-8")
    package = written(fixture_catalog(), "typescript", tmp_path / "package") / "src/index.ts"
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
