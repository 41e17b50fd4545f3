"""The command as a person at a terminal meets it: words, exit codes, and where they are printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from statserver_bindgen import __version__, resources
from statserver_bindgen.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return the command, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, words, input=stdin, prog_name="statserver-bindgen")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Return a copy of the shipped spec where the command looks for one."""
    (tmp_path / "spec").mkdir()
    return Path(shutil.copy(resources.spec(), tmp_path / "spec" / "actions.yaml"))


def break_row(spec: Path, name: str, old: str, new: str) -> int:
    """Change the first row of a name, and return its line."""
    lines = spec.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if f"{{name: {name}," in line)
    assert old in lines[at]
    lines[at] = lines[at].replace(old, new)
    spec.write_text("".join(lines), "utf-8")
    return at + 1


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["validate", "-h"], ["generate", "-h"]])
def test_help_is_everywhere(command: Command, words: list[str]) -> None:
    result = command(*words)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: statserver-bindgen")


def test_help_teaches_by_example(command: Command) -> None:
    assert "statserver-bindgen check --diff" in command("-h").stdout


def test_version(command: Command) -> None:
    assert command("--version").stdout == f"statserver-bindgen, version {__version__}\n"


@pytest.mark.usefixtures("spec")
def test_a_sound_spec_is_fine_and_the_command_says_which_it_took(command: Command) -> None:
    result = command("validate")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "spec: spec/actions.yaml\n"
        "fine: 129 actions, 117 names, version 1.0.0, release 8.5.0 (inferred)\n"
    )


def test_without_a_spec_here_the_shipped_one_is_taken(command: Command) -> None:
    assert command("validate").stderr.startswith(f"spec: {resources.spec()}\n")


def test_the_spec_can_come_from_standard_input(command: Command) -> None:
    result = command("validate", "-", stdin=resources.spec().read_bytes())
    assert result.exit_code == 0
    assert result.stderr.startswith("spec: <stdin>\n")


@pytest.mark.usefixtures("spec")
def test_quiet_says_nothing_but_results(command: Command) -> None:
    assert command("validate", "--quiet").output == ""


def test_a_problem_is_told_at_its_place(command: Command, spec: Path) -> None:
    line = break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    result = command("validate", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"spec/actions.yaml:{line}:")
    assert "[wrong-value]" in result.stdout
    assert "did you mean durable?" in result.stdout


def test_all_problems_are_told_at_once_in_the_order_of_the_file(
    command: Command, spec: Path
) -> None:
    break_row(spec, "WaitForNextCall", "regular_dn", "regular")
    break_row(spec, "Accepted", "interaction_related: true", "interaction_related: yes")
    break_row(spec, "CallWait", "timing", "timming")
    result = command("validate", "--report", "json")
    problems = json.loads(result.stdout)["diagnostics"]
    assert [it["rule"] for it in problems] == [
        "type-changing-scalar",
        "unknown-key",
        "unknown-reference",
    ]
    assert [it["line"] for it in problems] == sorted(it["line"] for it in problems)


def test_github_annotations(command: Command, spec: Path) -> None:
    line = break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    result = command("validate", "--report", "github", "--quiet")
    assert result.stdout.startswith(f"::error file=spec/actions.yaml,line={line},col=")


def test_a_bad_spec_leaves_the_output_untouched(
    command: Command, spec: Path, tmp_path: Path
) -> None:
    assert command("generate").exit_code == 0
    before = {it: it.read_bytes() for it in (tmp_path / "out").rglob("*") if it.is_file()}
    break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    assert command("generate").exit_code == 1
    assert {it: it.read_bytes() for it in (tmp_path / "out").rglob("*") if it.is_file()} == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["validate", "nowhere.yaml"], "the spec nowhere.yaml can't be read: No such file"),
        (["validate", "."], "the spec . can't be read: Is a directory"),
        (
            ["generate", "--target", "pyton"],
            "there is no target named 'pyton'; did you mean python?",
        ),
        (["generate", "--target", "cobol"], "there is no target named 'cobol'; there are: json"),
        (["generate", "--templates", "nowhere"], "the templates folder nowhere: No such file"),
        (["generate", "--target", "json="], "json= names no folder after ="),
        (["generate", "--frobnicate"], "No such option"),
        (["sing"], "No such command"),
    ],
)
def test_usage_and_environment_end_in_2_with_one_clear_line(
    command: Command, words: list[str], message: str
) -> None:
    result = command(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_bad_template_ends_in_2_and_names_template_line_and_cause(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "mine" / "hello"
    target.mkdir(parents=True)
    (target / "target.yaml").write_text("title: T\ndescription: D\nlanguage: c\n", "utf-8")
    (target / "hello.txt.j2").write_text("fine\n{{ catalog.titel | comment }}\n", "utf-8")
    result = command("generate", "--templates", "mine", "--target", "hello", "--quiet")
    assert result.exit_code == 2
    assert "hello.txt.j2:2: there is no 'titel' here; there are: id, title" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_bad_target_declaration_ends_in_2_and_is_told_at_its_place(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "mine" / "hello"
    target.mkdir(parents=True)
    (target / "target.yaml").write_text("title: T\ndescription: D\nlanguage: cobol\n", "utf-8")
    result = command("generate", "--templates", "mine", "--target", "hello", "--quiet")
    assert result.exit_code == 2
    assert "mine/hello/target.yaml:3:11: error:" in result.stderr


@pytest.mark.usefixtures("spec")
def test_generate_writes_once_and_check_agrees(command: Command) -> None:
    assert command("check").exit_code == 1
    assert " written, 0 removed, 0 unchanged\n" in command("generate").stderr
    assert "0 written, 0 removed, " in command("generate").stderr
    assert command("check").exit_code == 0


def test_a_target_can_go_to_a_folder_of_its_own(command: Command, tmp_path: Path) -> None:
    assert command("generate", "--target", "json=data/actions").exit_code == 0
    assert (tmp_path / "data/actions/actions.json").is_file()
    assert not (tmp_path / "out").exists()
    assert command("check", "--target", "json=data/actions").exit_code == 0


def test_check_names_what_was_edited_and_diff_shows_how(command: Command, tmp_path: Path) -> None:
    command("generate", "--target", "json")
    file = tmp_path / "out/json/actions.json"
    file.write_text(file.read_text("utf-8").replace('"CallWait"', '"CallWate"'), "utf-8")
    result = command("check", "--target", "json", "--diff")
    assert result.exit_code == 1
    assert "out/json/actions.json: error:" in result.stdout
    assert '-      "name": "CallWate",' in result.stdout
    assert '+      "name": "CallWait",' in result.stdout


def test_an_edited_file_is_kept_unless_forced(command: Command, tmp_path: Path) -> None:
    command("generate", "--target", "json")
    file = tmp_path / "out/json/actions.json"
    file.write_text("mine\n", "utf-8")
    assert command("generate", "--target", "json").exit_code == 1
    assert file.read_text("utf-8") == "mine\n"
    assert command("generate", "--target", "json", "--force").exit_code == 0
    assert command("check", "--target", "json").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("CallWait", ["CALL_WAIT"]),
        ("CALL_WAIT", ["CALL_WAIT"]),
        ("CallForwarded", ["CALL_FORWARDED_REGULAR_DN", "CALL_FORWARDED_MEDIATION_DN"]),
        ("CallForwarded (Mediation DNs)", ["CALL_FORWARDED_MEDIATION_DN"]),
    ],
)
def test_show_finds_by_name_id_and_label(command: Command, typed: str, ids: list[str]) -> None:
    result = command("show", typed, "--report", "json")
    assert [it["id"] for it in json.loads(result.stdout)["actions"]] == ids


def test_show_says_what_the_table_says(command: Command) -> None:
    result = command("show", "CALL_RINGING_PARTY_CHANGED_MEDIATION_DN")
    assert result.stdout.splitlines()[:7] == [
        "CallRingingPartyChanged (Mediation DNs)",
        "  id                   CALL_RINGING_PARTY_CHANGED_MEDIATION_DN",
        "  object class         mediation_dn (Mediation DN objects)",
        "  object types         Queue, GroupQueues, RoutePoint",
        "  timing               retrospective (instantaneous)",
        "  interaction-related  yes",
        "  restricted cluster   yes",
    ]
    assert "inferred             restricted_cluster: " in result.stdout


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("CallWiat", "CallWait"), ("callwait", "CallWait"), ("call_wait", "CALL_WAIT")],
)
def test_show_of_an_unknown_action_suggests(command: Command, typed: str, hint: str) -> None:
    result = command("show", typed)
    assert result.exit_code == 1
    assert result.stdout == f'there is no action "{typed}"; did you mean {hint}?\n'


def test_show_gives_what_it_finds_beside_what_it_does_not(command: Command) -> None:
    result = command("show", "CallWait", "Nonsense", "--report", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [it["id"] for it in data["actions"]] == ["CALL_WAIT"]
    assert [it["name"] for it in data["unknown"]] == ["Nonsense"]


def test_targets_lists_what_can_be_generated(command: Command) -> None:
    names = [line.split()[0] for line in command("targets").stdout.splitlines()]
    assert names == ["json", "markdown", "python", "typescript"]


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_color_only_where_it_is_wanted(
    command: Command, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, colored: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = command("validate", "-", stdin="catalog: 1\n")
    assert result.exit_code == 1
    assert ("\x1b[" in result.stdout) == colored


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("statserver-bindgen val", "validate"),
        ("statserver-bindgen generate --target py", "python"),
        ("statserver-bindgen show CallWa", "CallWait"),
    ],
)
def test_shell_completion(
    command: Command, monkeypatch: pytest.MonkeyPatch, line: str, offered: str
) -> None:
    monkeypatch.setenv("_STATSERVER_BINDGEN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    assert f"plain,{offered}" in command().stdout.splitlines()
