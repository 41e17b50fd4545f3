"""The page on lint shows real output, and configurations that are valid."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest
import yaml

from statserver_bindgen.configuration.reading import parse
from statserver_bindgen.linting.baseline import format_baseline, identify, read_baseline
from support.checkout import ROOT
from support.command import run_command
from support.linted import lint, write_spec

PAGE: Final = (ROOT / "docs" / "lint.md").read_text("utf-8")
CONSOLE: Final = re.compile(
    r"^```console\n\$ statserver-bindgen (.*)\n((?:.*\n)*?)```", re.MULTILINE
)
BLOCKS: Final = CONSOLE.findall(PAGE)
(FILE,) = re.findall(r"^```ini\n((?:.*\n)*?)```", PAGE, re.MULTILINE)


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a directory with the file of the page, and a spec whose facts do not change."""
    monkeypatch.chdir(tmp_path)
    write_spec(tmp_path)
    Path("stat_server.cfg").write_text(FILE, "utf-8")


@pytest.mark.parametrize(("arguments", "output"), BLOCKS)
def test_the_page_shows_what_the_command_prints(arguments: str, output: str) -> None:
    assert run_command(*shlex.split(arguments)).stdout == output


def test_the_configurations_of_the_page_are_valid() -> None:
    (text,) = re.findall(r"^```yaml\n(lint:\n(?:.*\n)*?)```", PAGE, re.MULTILINE)

    assert parse(Path("statserver-bindgen.yaml"), text.encode()).disabled_rules


def test_the_baseline_of_the_page_is_valid_and_accepts_its_problem() -> None:
    (text,) = re.findall(r"^```json\n((?:.*\n)*?)```", PAGE, re.MULTILINE)
    Path("baseline.json").write_text(text, "utf-8")
    (problem,) = read_baseline(Path("baseline.json"))
    entries = lint(FILE)

    assert problem.identity in map(identify, entries)
    assert format_baseline([problem]) == text


def test_the_hook_of_the_page_checks_files() -> None:
    (text,) = re.findall(r"^```yaml\n(repos:\n(?:.*\n)*?)```", PAGE, re.MULTILINE)
    (hook,) = yaml.safe_load(text)["repos"][0]["hooks"]

    assert re.search(hook["files"], "stat_server.cfg")
    command = hook["entry"].split()[1:]
    assert run_command(*command, "stat_server.cfg").exit_code == 1


def test_the_page_has_output() -> None:
    assert [arguments.split()[0] for arguments, _ in BLOCKS] == ["lint", "explain"]


def test_the_hook_for_other_repositories_checks_files() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())

    assert hook["id"] in PAGE
    assert re.search(hook["files"], "stat_server.cfg")
    assert run_command(*hook["entry"].split()[1:], "stat_server.cfg").exit_code == 1
