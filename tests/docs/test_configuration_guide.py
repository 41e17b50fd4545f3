"""docs/configuration.md: its examples run, and its tables list the keys, commands and options."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.cli import main
from support import markdown_pages
from support.checkout import ROOT
from support.generated import FIXTURE

TEXT: Final = (ROOT / "docs" / "configuration.md").read_text("utf-8")
PAGE: Final = markdown_pages.read(TEXT)
EXAMPLE, HOOKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
CONSOLE: Final = re.findall(r"^```console\n\$ (.*)\n((?:.*\n)*?)```$", TEXT, re.MULTILINE)
OUTPUT_OPTIONS: Final = {"spec", "templates", "names", "every_target", "out"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with the configuration of the guide, generated; it is the directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    shutil.copy(FIXTURE, tmp_path / "tables" / "actions.yaml")
    shutil.copytree(ROOT / "docs" / "examples" / "targets", tmp_path / "targets")
    shutil.copy(resources.configuration_schema(), tmp_path)
    (tmp_path / "statserver-bindgen.yaml").write_text(EXAMPLE, "utf-8")
    misspelled = EXAMPLE[EXAMPLE.index("targets:") :].replace("targets:", "target:", 1)
    (tmp_path / "misspelled.yaml").write_text(misspelled, "utf-8")
    command = tmp_path / "bin" / "statserver-bindgen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m statserver_bindgen "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "generator"))
    run("statserver-bindgen generate")
    return tmp_path


def run(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


def cells(*heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the table with this heading."""
    (table,) = (it for it in PAGE.tables if it[0] == heading)
    return [*table[1:]]


@pytest.mark.usefixtures("project")
def test_the_example_generates_its_targets() -> None:
    written = {it.parent.as_posix() for it in Path().rglob("manifest.json")}
    assert written == {
        directory
        for value in yaml.safe_load(EXAMPLE)["targets"].values()
        for directory in ([value] if isinstance(value, str) else value)
    }


def test_the_example_has_every_key_and_names_the_schema_next_to_it(project: Path) -> None:
    schema = json.loads((project / "statserver-bindgen.schema.json").read_bytes())
    assert [*yaml.safe_load(EXAMPLE)] == [*schema["properties"]]
    (location,) = re.findall(r"^# yaml-language-server: \$schema=(.*)$", EXAMPLE, re.MULTILINE)
    assert (project / location).is_file()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("command", "output"), CONSOLE)
def test_commands_print_the_output_below_them(command: str, output: str) -> None:
    done = run(command)
    # The number of files is that of the targets.
    shown, printed = (re.sub(r"\d+ files", "… files", it) for it in (output, done.stdout))
    assert printed + re.sub(r"\d+ files", "… files", done.stderr) == shown


@pytest.mark.usefixtures("project")
def test_the_hook_fails_only_if_a_file_is_edited() -> None:
    hooks: Any = yaml.safe_load(HOOKS)
    (hook,) = hooks["repos"][0]["hooks"]
    assert run(hook["entry"]).returncode == 0
    with Path("build/data/actions.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert run(hook["entry"]).returncode == 1


@pytest.mark.usefixtures("project")
def test_the_build_script_runs() -> None:
    (script,) = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0


def test_the_table_of_keys_is_that_of_the_schema() -> None:
    schema = json.loads(resources.configuration_schema().read_bytes())
    assert [key for key, *_ in cells("key", "value", "without it")] == [*schema["properties"]]


def test_the_table_of_commands_lists_each_once_with_the_keys_that_it_uses() -> None:
    used: dict[str, set[str]] = {}
    for names, *marks in cells("command", "spec", "templates", "targets"):
        keys = {
            key for key, mark in zip(("spec", "templates", "targets"), marks, strict=True) if mark
        }
        for name in names.split(", "):
            assert name not in used
            used[name] = keys
    assert {*used} == {*main.commands}
    for name, command in main.commands.items():
        parameters = {it.name for it in command.params}
        assert ("templates" in used[name]) == ("templates" in parameters)
        assert ("targets" in used[name]) == ("every_target" in parameters)
        assert ("spec" in used[name]) == bool(parameters & {"spec", "old"})


def test_the_table_of_options_lists_those_that_override_a_key() -> None:
    listed = {option.partition(" ")[0] for option, _ in cells("option", "effect")}
    options = {it.opts[0] for it in main.commands["generate"].params if it.name in OUTPUT_OPTIONS}
    assert listed == options
