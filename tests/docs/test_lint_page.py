"""The page on lint shows real output, and configurations that are valid."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from statserver_bindgen.configuration.reading import parse
from support.checkout import ROOT
from support.command import run_command

PAGE: Final = (ROOT / "docs" / "lint.md").read_text("utf-8")
CONSOLE: Final = re.compile(
    r"^```console\n\$ statserver-bindgen (.*)\n((?:.*\n)*?)```", re.MULTILINE
)
BLOCKS: Final = CONSOLE.findall(PAGE)
(FILE,) = re.findall(r"^```ini\n((?:.*\n)*?)```", PAGE, re.MULTILINE)


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a directory with the file of the page."""
    monkeypatch.chdir(tmp_path)
    Path("stat_server.cfg").write_text(FILE, "utf-8")


@pytest.mark.parametrize(("arguments", "output"), BLOCKS)
def test_the_page_shows_what_the_command_prints(arguments: str, output: str) -> None:
    assert run_command(*shlex.split(arguments)).stdout == output


def test_the_configurations_of_the_page_are_valid() -> None:
    for text in re.findall(r"^```yaml\n((?:.*\n)*?)```", PAGE, re.MULTILINE):
        assert parse(Path("statserver-bindgen.yaml"), text.encode()).disabled_rules


def test_the_page_has_output() -> None:
    assert [arguments.split()[0] for arguments, _ in BLOCKS] == ["lint", "explain"]
