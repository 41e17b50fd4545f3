"""A pipe is read wherever the user names a file, and opened nowhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.generated import FIXTURE

if TYPE_CHECKING:
    from pathlib import Path

PYTHON: Final = ROOT / "out" / "python"
JSON: Final = ROOT / "out" / "json"


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command with a pipe as standard input."""
    command = [sys.executable, "-m", "statserver_bindgen", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "-"])
@pytest.mark.parametrize(
    "arguments",
    [("validate", "{}"), ("show", "CallWait", "--spec", "{}")],
    ids=["validate", "show"],
)
def test_a_spec_is_read_from_a_pipe(name: str, arguments: tuple[str, ...]) -> None:
    result = run(*(it.format(name) for it in arguments), stdin=FIXTURE.read_bytes())
    assert (result.returncode, result.stderr.count(b"error")) == (0, 0)


def test_the_diagnostics_of_a_pipe_have_its_lines() -> None:
    result = run("validate", "/dev/stdin", stdin=b"catalog: yes\n")
    assert result.returncode == 1
    assert b"/dev/stdin:1:10: error: yes without quotes is true" in result.stdout
    assert b"  1 | catalog: yes" in result.stdout


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0"])
def test_copies_are_compared_with_a_manifest_from_a_pipe(name: str, tmp_path: Path) -> None:
    copy = shutil.copytree(PYTHON, tmp_path / "copy")
    manifest = (PYTHON / "manifest.json").read_bytes()
    result = run("verify", PYTHON, copy, "--against", name, stdin=manifest)
    assert (result.returncode, result.stdout.count(b"the same version")) == (0, 2)


def test_an_empty_pipe_is_not_a_manifest() -> None:
    result = run("verify", JSON, "--against", "/dev/stdin")
    assert result.returncode == 2
    assert b"can't compare with /dev/stdin: it is not JSON" in result.stderr


def test_a_pipe_that_is_not_named_is_not_opened(tmp_path: Path) -> None:
    # Opening one of these would wait for its writer forever.
    copy = shutil.copytree(JSON, tmp_path / "copy")
    (copy / "actions.json").unlink()
    os.mkfifo(copy / "actions.json")
    os.mkfifo(copy / "untracked")
    assert run("verify", copy).returncode == 1
    other = tmp_path / "other"
    other.mkdir()
    os.mkfifo(other / "manifest.json")
    assert run("verify", JSON, "--against", other).returncode == 2
    assert run("verify", other).returncode == 1
    assert run("check", "--target", f"json={copy}").returncode == 2
