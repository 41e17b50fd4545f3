"""The configuration of commands: which of them use it, and which options override it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.cli import main
from support.generated import FIXTURE

if TYPE_CHECKING:
    from click.testing import Result

    from support.command import Command

NAME: Final = "statserver-bindgen.yaml"
STATUS: Final = f"configuration: {NAME}\n"
TARGET: Final = {
    "target.yaml": "title: List\ndescription: The names.\nlanguage: json\n",
    "names.json.j2": "[{{ catalog.id | literal }}]\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a directory with a spec and a target at paths that are not the default ones."""
    (tmp_path / "tables").mkdir()
    shutil.copy(FIXTURE, tmp_path / "tables" / "stat.yaml")
    (tmp_path / "own" / "names").mkdir(parents=True)
    for path, text in TARGET.items():
        (tmp_path / "own" / "names" / path).write_text(text, "utf-8")
    return tmp_path


def configure(text: str, file: str = NAME) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, "utf-8")


def written() -> list[str]:
    """Return the directories with generated files."""
    return sorted(it.parent.as_posix() for it in Path().rglob("manifest.json"))


def outcome(result: Result) -> tuple[int, str]:
    return result.exit_code, result.stderr.splitlines()[-1]


FULL: Final = """\
spec: tables/stat.yaml
templates: [own]
targets:
  names: lib/names
  json: [lib/a, lib/b]
  python:src/statserver_actions: src/actions
"""
FULL_OUTPUT: Final = ["lib/a", "lib/b", "lib/names", "src/actions"]


@pytest.mark.usefixtures("project")
def test_generate_and_check_need_no_option(command: Command) -> None:
    configure(FULL)
    result = command("generate")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{STATUS}spec: tables/stat.yaml\n")
    assert written() == FULL_OUTPUT
    assert command("check", "--quiet").output == ""

    (Path("lib/b/actions.json")).write_text("mine\n", "utf-8")
    result = command("check", "--report", "github", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=lib/b/actions.json,")


@pytest.mark.usefixtures("project")
def test_a_named_file_has_the_same_meaning_from_every_directory(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(FULL)
    command("generate")
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    result = command("check", "--config", f"../../{NAME}")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"configuration: ../../{NAME}\nspec: ../../tables/stat.yaml\n")
    assert written() == []


def test_without_a_file_nothing_is_printed_about_it(command: Command) -> None:
    assert "configuration" not in command("list").stderr


@pytest.mark.usefixtures("project")
def test_without_a_file_no_reader_is_imported(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = ["--spec", "tables/stat.yaml", "--target", "json=x", "--quiet"]

    def imported() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "statserver_bindgen", "check", *line],
            env={**os.environ, "PYTHONPATH": str(root / "generator")},
            capture_output=True,
            text=True,
            check=False,
        )
        return {*re.findall(r"\bstatserver_bindgen\.(configuration\.\w+)", done.stderr)}

    assert imported() == {"configuration.configuration"}
    configure("spec: missing.yaml\n")
    assert "configuration.reading" in imported()


@pytest.mark.usefixtures("project")
def test_a_configuration_without_targets_generates_the_default_ones(command: Command) -> None:
    configure("spec: tables/stat.yaml\n")
    assert command("generate").exit_code == 0
    assert written()[0] == "out/json"


@pytest.mark.usefixtures("spec")
def test_a_configuration_without_spec_uses_the_default_one(command: Command) -> None:
    configure("targets: {json: lib}\n", "build/bindings.yaml")
    result = command("generate", "--config", "build/bindings.yaml")
    assert "spec: spec/actions.yaml\n" in result.stderr
    assert written() == ["build/lib"]


# Options override keys


@pytest.mark.parametrize(
    ("options", "directories"),
    [
        ("", FULL_OUTPUT),
        ("--target json", ["lib/a", "lib/b"]),
        ("--target json=x", ["x"]),
        ("--target json=x --target json", ["lib/a", "lib/b", "x"]),
        ("--target python:src/statserver_actions", ["src/actions"]),
        ("--target conformance", ["out/conformance"]),
        ("--target json --out y", ["y/json"]),
        ("--target json=x --out y", ["x"]),
        ("--target names --templates other", ["lib/names"]),
        ("--config other.yaml", ["md"]),
        ("--no-config --target json", ["out/json"]),
    ],
)
def test_options_override_targets(
    command: Command, project: Path, options: str, directories: list[str]
) -> None:
    (project / "other").mkdir()
    configure(FULL)
    configure("targets: {markdown: md}\n", "other.yaml")
    result = command("generate", *options.split(), "--no-format")
    assert result.exit_code == 0
    assert written() == directories


@pytest.mark.usefixtures("project")
def test_all_targets_are_generated_those_of_the_configuration_in_their_directories(
    command: Command,
) -> None:
    configure(FULL)
    assert command("generate", "--all", "--no-format").exit_code == 0
    others = ["out/conformance", "out/markdown", "out/python", "out/typescript"]
    assert {*FULL_OUTPUT, *others} <= {*written()}
    assert not Path("out/json").exists()


@pytest.mark.usefixtures("project")
def test_out_moves_the_targets_of_the_configuration(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: [a, b], markdown: c}\n")
    assert command("generate", "--out", "y").exit_code == 0
    assert written() == ["y/json", "y/markdown"]


@pytest.mark.usefixtures("project")
def test_out_does_not_move_a_part(command: Command) -> None:
    configure(FULL)
    result = command("generate", "--out", "y")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "Error: Invalid value for --out: the part python:src/statserver_actions of the "
        "configuration has no directory in y; use --target\n"
    )
    assert written() == []
    result = command("generate", "--target", "python:src/statserver_actions", "--out", "y")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "Error: Invalid value for --target: a part has no default directory; write "
        "python:src/statserver_actions=DIR\n"
    )


def test_templates_of_options_come_first(command: Command, project: Path) -> None:
    configure(FULL)
    mine = project / "mine" / "names"
    mine.mkdir(parents=True)
    for path, text in TARGET.items():
        (mine / path).write_text(text.replace("List", "Mine"), "utf-8")
    assert "names         Mine" in command("targets", "--templates", "mine").stdout
    assert "names         List" in command("targets").stdout


@pytest.mark.usefixtures("project")
def test_two_outputs_that_overlap_are_refused(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: x, markdown: y/../x}\n")
    result = command("generate")
    assert result.exit_code == 2
    assert "error: the targets json and markdown share the path x/" in result.stderr
    assert written() == []


@pytest.mark.usefixtures("project")
def test_a_directory_that_is_listed_in_two_spellings_is_written_once(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: [x, ./x/]}\n")
    assert command("generate").exit_code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "targets",
    [
        {"json": ["a"]},
        {"json": ["a", "b c"], "markdown": ["#d"]},
        {"names": ["$n"], "python:src/statserver_actions": ["p=q", "../elsewhere"]},
        {"python": ["p"], "typescript:src": ["t:s"]},
    ],
)
def test_a_configuration_gives_the_same_files_as_its_options(
    command: Command, targets: dict[str, list[str]]
) -> None:
    def files(*options: str) -> dict[str, object]:
        shown = command("targets", "--outputs", "--report", "json", *options).stdout
        result: dict[str, object] = json.loads(shown)
        return result

    configure(json.dumps({"spec": "tables/stat.yaml", "templates": ["own"], "targets": targets}))
    pairs = [f"{name}={it}" for name, directories in targets.items() for it in directories]
    options = [argument for it in pairs for argument in ("--target", it)]
    given = ("--no-config", "--spec", "tables/stat.yaml", "--templates", "own", *options)
    assert files() == files(*given) != {}


# Commands


READING: Final = {
    "validate": "validate",
    "generate": "generate",
    "check": "check",
    "targets": "targets",
    "conformance": "conformance",
    "list": "list",
    "show": "show CallWait",
    "mask": "mask CallWait",
    "lint": "lint masks.txt",
    "explain": "explain masks.txt Calls",
    "diff": "diff git:HEAD",
    "release": "release --dry-run",
    "add": "add X --object-class regular_dn --timing durable --no-interaction-related "
    "--no-restricted-cluster --dry-run",
    "rename": "rename CallWait CallWaits --dry-run",
    "deprecate": "deprecate CallWait --reason R. --dry-run",
    "remove": "remove CallWait --dry-run",
    "set": "set catalog version=2.0.0 --dry-run",
}


def test_every_command_but_verify_has_the_options_of_a_configuration() -> None:
    with_options = {
        name
        for name, reading in main.commands.items()
        if {"config", "no_config"} <= {it.name for it in reading.params}
    }
    assert with_options == {*READING} == {*main.commands} - {"verify"}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("line", READING.values(), ids=READING)
def test_every_other_command_uses_the_configuration(command: Command, line: str) -> None:
    configure("spec: missing.yaml\ntargets: {json: lib}\n")
    result = command(*line.split())
    assert result.stderr.startswith(STATUS)
    if line != "targets":
        assert result.exit_code == 2
        assert "missing.yaml" in result.stderr


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("line", READING.values(), ids=READING)
@pytest.mark.parametrize("report", ["text", "json", "github"])
def test_a_problem_ends_every_command_with_2(command: Command, line: str, report: str) -> None:
    configure("spec: tables/stat.yaml\ntarget: {json: lib}\n")
    result = command(*line.split(), "--report", report)
    assert outcome(result) == (2, f"error: {NAME} is not a valid configuration")
    assert "unknown-key" in result.output
    assert "did you mean targets?" in result.output
    if report == "json":
        (problem,) = json.loads(result.stdout)["diagnostics"]
        assert (problem["file"], problem["line"], problem["column"]) == (NAME, 2, 1)
    if report == "github":
        assert result.stdout.startswith(f"::error file={NAME},line=2,col=1,")
    assert command(*line.split(), "--no-config").stderr.count(NAME) == 0


@pytest.mark.usefixtures("project")
def test_a_problem_is_shown_with_its_line(command: Command) -> None:
    configure("targets:\n  pyton: lib\n")
    result = command("generate")
    assert result.stderr == (
        f'{NAME}:2:3: error: unknown target "pyton" [unknown-target]\n'
        "  2 |   pyton: lib\n"
        "    |   ^^^^^\n"
        "  hint: did you mean python?\n"
        f"error: {NAME} is not a valid configuration\n"
    )


@pytest.mark.usefixtures("project")
def test_verify_needs_no_valid_configuration(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: lib}\n")
    command("generate")
    configure("spek: x\n")
    assert command("verify", "lib").exit_code == 0


@pytest.mark.parametrize(
    "line", ["list --config x.yaml --no-config", "list --no-config --config x"]
)
def test_both_options_are_an_error(command: Command, line: str) -> None:
    assert outcome(command(*line.split())) == (2, "Error: use either --config or --no-config")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("line", ["list --config missing.yaml", "-h", "list -h", "--version"])
def test_only_a_missing_file_that_is_named_is_an_error(command: Command, line: str) -> None:
    configure("spek: x\n")
    expected = 2 if "missing" in line else 0
    assert command(*line.split()).exit_code == expected


@pytest.mark.usefixtures("project")
def test_a_spec_option_or_argument_replaces_that_of_the_configuration(command: Command) -> None:
    configure("spec: missing.yaml\n")
    for line in ("validate tables/stat.yaml", "list --spec tables/stat.yaml"):
        assert "spec: tables/stat.yaml\n" in command(*line.split()).stderr
    spec = Path("tables/stat.yaml")
    assert "spec: <stdin>\n" in command("validate", "-", stdin=spec.read_bytes()).stderr
    edit = ("remove", "CallWait", "--dry-run", "--spec", spec)
    assert "spec: tables/stat.yaml\n" in command(*edit).stderr


def test_a_dash_in_the_configuration_is_a_file(command: Command, project: Path) -> None:
    shutil.copy(FIXTURE, project / "-")
    configure('spec: "-"\n')
    assert command("validate", stdin="").stderr.startswith(f"{STATUS}spec: -\nvalid: ")


@pytest.mark.usefixtures("project")
def test_edits_are_written_to_the_spec_of_the_configuration(command: Command) -> None:
    configure("spec: tables/stat.yaml\n")
    result = command("set", "catalog", "version=1.5.0")
    assert outcome(result) == (0, "wrote tables/stat.yaml")
    assert "version: 1.5.0" in Path("tables/stat.yaml").read_text("utf-8")


@pytest.mark.usefixtures("project")
def test_a_release_writes_the_outputs_of_the_configuration(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: lib/data}\n")
    command("generate")
    result = command("release")
    assert result.exit_code == 0
    assert [it.name for it in Path("tables/releases").iterdir()] == ["1.0.0.json"]
    assert command("check").exit_code == 0
    assert command("diff", "1.0.0").exit_code == 0


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=A keeper", "-c", "user.email=keeper@example.com")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    "spec", ["tables/stat.yaml", "./tables/../tables/stat.yaml", "{}/tables/stat.yaml"]
)
def test_diff_compares_the_spec_of_the_configuration_with_a_revision(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch, spec: str
) -> None:
    configure(f"spec: {spec.format(project)}\n")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add the spec")
    command("rename", "CallWait", "CallWaits")
    assert "renamed from CallWait" in command("diff", "git:HEAD").stdout
    (project / "deep").mkdir()
    monkeypatch.chdir("deep")
    result = command("diff", "git:HEAD", "--config", f"../{NAME}")
    assert "renamed from CallWait" in result.stdout


@pytest.mark.usefixtures("project")
def test_a_release_of_another_directory_is_that_of_its_manifests(command: Command) -> None:
    configure("spec: tables/stat.yaml\ntargets: {json: lib/data}\n")
    command("generate", "--out", "elsewhere")
    result = command("release", "--out", "elsewhere", "--dry-run")
    assert result.exit_code == 0
    assert outcome(command("release", "--dry-run"))[0] == 1


@pytest.mark.usefixtures("project")
def test_completion_reads_the_configuration(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(FULL)
    command("rename", "CallWait", "CallWaits")
    configure("templates: [own]\n", "other.yaml")
    monkeypatch.setenv("_STATSERVER_BINDGEN_COMPLETE", "bash_complete")

    def complete(line: str) -> list[str]:
        terms = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", f"statserver-bindgen {line}")
        monkeypatch.setenv("COMP_CWORD", str(len(terms)))
        return command().stdout.split()

    assert complete("show CallWaits") == ["plain,CallWaits"]
    assert complete("rename CallWaits") == ["plain,CallWaits"]
    assert complete("show --no-config CallWaits") == []
    assert complete("generate --target na") == ["plain,names"]
    assert complete("generate --config other.yaml --target na") == ["plain,names"]
    assert complete("generate --no-config --target na") == []


@pytest.mark.usefixtures("project")
def test_completion_reports_an_invalid_file_and_offers_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_STATSERVER_BINDGEN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "statserver-bindgen show Call")
    monkeypatch.setenv("COMP_CWORD", "2")
    configure("spek: x\n")
    assert outcome(command()) == (2, f"error: {NAME} is not a valid configuration")
    configure("spec: invalid.yaml\n")
    Path("invalid.yaml").write_text("actions: []\n", "utf-8")
    result = command()
    assert outcome(result) == (2, "error: the spec invalid.yaml is not valid; run validate")
    assert result.stdout == ""
