"""The command line: arguments, output, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import __version__, resources
from statserver_bindgen.cli import main
from support.generated import fixture_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Command


def break_row(spec: Path, name: str, old: str, new: str) -> int:
    """Change the row that begins with a name, and return its line."""
    lines = spec.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if f"{{name: {name}," in line)
    assert old in lines[at]
    lines[at] = lines[at].replace(old, new)
    spec.write_text("".join(lines), "utf-8")
    return at + 1


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", [[], *([name] for name in main.commands)])
def test_every_command_has_help(command: Command, name: list[str], option: str) -> None:
    result = command(*name, option)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: statserver-bindgen")


def test_help_has_examples(command: Command) -> None:
    assert "statserver-bindgen check --diff" in command("-h").stdout


def test_command_summaries_fit_on_one_line_of_80_columns(command: Command) -> None:
    lines = command("-h").stdout.splitlines()
    start = lines.index("Commands:") + 1
    summaries = lines[start : start + len(main.commands)]
    assert [line.split()[0] for line in summaries] == sorted(main.commands)
    assert all(line.endswith(".") and not line.endswith("...") for line in summaries)
    assert max(map(len, summaries)) <= 80


def test_version(command: Command) -> None:
    assert command("--version").stdout == f"statserver-bindgen, version {__version__}\n"


def test_a_valid_spec_is_summarized_with_its_path(command: Command, spec: Path) -> None:
    catalog = fixture_catalog()
    summary = (
        f"spec: spec/actions.yaml\nvalid: {len(catalog.actions)} actions, "
        f"{len(catalog.names)} names, version 1.0.0, release 8.5.0"
    )
    result = command("validate")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{summary} (inferred)\n"

    inferred = "  inferred: {release: published_list}\n"
    spec.write_text(spec.read_text("utf-8").replace(inferred, ""), "utf-8")
    assert command("validate").stderr == f"{summary}\n"


def test_the_default_is_the_shipped_spec(command: Command) -> None:
    assert command("validate").stderr.startswith(f"spec: {resources.spec()}\n")


def test_a_dash_reads_the_spec_from_standard_input(command: Command) -> None:
    result = command("validate", "-", stdin=resources.spec().read_bytes())
    assert result.exit_code == 0
    assert result.stderr.startswith("spec: <stdin>\n")


@pytest.mark.usefixtures("spec")
def test_quiet_prints_no_status_line(command: Command) -> None:
    assert command("validate", "--quiet").output == ""


def test_a_diagnostic_has_file_line_rule_and_hint(command: Command, spec: Path) -> None:
    line = break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    result = command("validate", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"spec/actions.yaml:{line}:")
    assert "[wrong-value]" in result.stdout
    assert "did you mean durable?" in result.stdout


def test_all_diagnostics_are_reported_in_the_order_of_the_file(
    command: Command, spec: Path
) -> None:
    break_row(spec, "CallWait", "mediation_dn", "mediation")
    break_row(spec, "AgentLogin, scope: regular_dn", "related: false", "related: no")
    break_row(spec, "AgentLogin, scope: mediation_dn", "timing", "timming")
    result = command("validate", "--report", "json")
    problems = json.loads(result.stdout)["diagnostics"]
    assert [it["rule"] for it in problems] == [
        "type-changing-scalar",
        "unknown-key",
        "unknown-reference",
    ]
    assert [it["line"] for it in problems] == sorted(it["line"] for it in problems)


def test_diagnostics_as_github_annotations(command: Command, spec: Path) -> None:
    line = break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    result = command("validate", "--report", "github", "--quiet")
    assert result.stdout.startswith(f"::error file=spec/actions.yaml,line={line},col=")


def test_an_invalid_spec_changes_no_output(command: Command, spec: Path, tmp_path: Path) -> None:
    assert command("generate").exit_code == 0
    before = {it: it.read_bytes() for it in (tmp_path / "out").rglob("*") if it.is_file()}
    break_row(spec, "CallWait", "timing: durable", "timing: durabel")
    assert command("generate").exit_code == 1
    assert {it: it.read_bytes() for it in (tmp_path / "out").rglob("*") if it.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", "nowhere.yaml"], "the spec nowhere.yaml can't be read: No such file"),
        (["validate", "."], "the spec . can't be read: Is a directory"),
        (
            ["generate", "--target", "pyton"],
            "unknown target 'pyton'; did you mean python?",
        ),
        (
            ["generate", "--target", "cobol"],
            "unknown target 'cobol'; use one of: conformance, csv, json",
        ),
        (
            ["generate", "--templates", "nowhere"],
            "the templates directory nowhere can't be read: No such file",
        ),
        (["generate", "--target", "json="], "no directory follows = in json="),
        (["generate", "--frobnicate"], "No such option"),
        (["sing"], "No such command"),
    ],
)
def test_usage_and_environment_errors_exit_with_2_and_a_message(
    command: Command, arguments: list[str], message: str
) -> None:
    result = command(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_invalid_template_exits_with_2_and_names_file_line_and_cause(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "mine" / "hello"
    target.mkdir(parents=True)
    (target / "target.yaml").write_text("title: T\ndescription: D\nlanguage: c\n", "utf-8")
    (target / "hello.md.j2").write_text("fine\n{{ catalog.titel | text }}\n", "utf-8")
    result = command("generate", "--templates", "mine", "--target", "hello", "--quiet")
    assert result.exit_code == 2
    assert "hello.md.j2:2: unknown attribute 'titel'; use one of: id, title" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture
def invalid_target(tmp_path: Path) -> list[str]:
    """Return the arguments of a run with an invalid target.yaml."""
    target = tmp_path / "mine" / "hello"
    target.mkdir(parents=True)
    (target / "target.yaml").write_text("title: T\ndescription: D\nlanguage: cobol\n", "utf-8")
    return ["generate", "--templates", "mine", "--target", "hello", "--quiet"]


def test_an_invalid_target_declaration_exits_with_2_and_has_a_position(
    command: Command, invalid_target: list[str]
) -> None:
    result = command(*invalid_target)
    assert result.exit_code == 2
    assert "mine/hello/target.yaml:3:11: error:" in result.stderr
    assert "  3 | language: cobol" in result.stderr


def test_an_invalid_target_declaration_is_reported_as_json(
    command: Command, invalid_target: list[str]
) -> None:
    result = command(*invalid_target, "--report", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert data["error"] == "mine/hello/target.yaml is not a valid target declaration"
    assert [(it["rule"], it["line"], it["column"]) for it in data["diagnostics"]] == [
        ("wrong-value", 3, 11)
    ]


def test_an_invalid_target_declaration_is_reported_as_annotations(
    command: Command, invalid_target: list[str]
) -> None:
    result = command(*invalid_target, "--report", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=mine/hello/target.yaml,line=3,col=11,")


def test_an_error_without_diagnostics_is_reported_as_json(command: Command) -> None:
    result = command("validate", "nowhere.yaml", "--report", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout) == {
        "diagnostics": [],
        "errors": 0,
        "warnings": 0,
        "error": "the spec nowhere.yaml can't be read: No such file or directory",
    }


@pytest.mark.usefixtures("spec")
def test_check_is_clean_after_generate(command: Command) -> None:
    assert command("check").exit_code == 1
    assert " written, 0 removed, 0 unchanged\n" in command("generate").stderr
    assert "0 written, 0 removed, " in command("generate").stderr
    assert command("check").exit_code == 0


def test_a_target_can_have_its_own_output_directory(command: Command, tmp_path: Path) -> None:
    assert command("generate", "--target", "json=data/actions").exit_code == 0
    assert (tmp_path / "data/actions/actions.json").is_file()
    assert not (tmp_path / "out").exists()
    assert command("check", "--target", "json=data/actions").exit_code == 0


@pytest.mark.usefixtures("spec")
def test_check_reports_an_edited_file_and_diff_prints_the_edit(
    command: Command, tmp_path: Path
) -> None:
    command("generate", "--target", "json")
    file = tmp_path / "out/json/actions.json"
    file.write_text(file.read_text("utf-8").replace('"CallWait"', '"CallWate"'), "utf-8")
    result = command("check", "--target", "json", "--diff")
    assert result.exit_code == 1
    assert "out/json/actions.json: error:" in result.stdout
    assert '-      "name": "CallWate",' in result.stdout
    assert '+      "name": "CallWait",' in result.stdout


def test_generate_refuses_to_overwrite_an_edited_file_unless_forced(
    command: Command, tmp_path: Path
) -> None:
    command("generate", "--target", "json")
    file = tmp_path / "out/json/actions.json"
    file.write_text("mine\n", "utf-8")
    refused = command("generate", "--target", "json")
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1] == "nothing written"
    assert "unchanged" not in refused.stderr
    assert file.read_text("utf-8") == "mine\n"
    assert command("generate", "--target", "json", "--force").exit_code == 0
    assert command("check", "--target", "json").exit_code == 0


def test_targets_lists_the_shipped_targets(command: Command) -> None:
    names = [line.split()[0] for line in command("targets").stdout.splitlines()]
    assert names == ["conformance", "csv", "json", "markdown", "python", "typescript"]


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_color_follows_the_environment(
    command: Command, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, colored: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = command("validate", "-", stdin="catalog: 1\n")
    assert result.exit_code == 1
    assert ("\x1b[" in result.stdout) == colored


@pytest.mark.parametrize(
    ("line", "completion"),
    [
        ("statserver-bindgen val", "validate"),
        ("statserver-bindgen generate --target py", "python"),
        ("statserver-bindgen generate --target python:s", "python:src/statserver_actions="),
        ("statserver-bindgen show CallWa", "CallWait"),
        ("statserver-bindgen show Que", "Queue"),
        ("statserver-bindgen list --object-type Queue,RegDN,Rou", "Queue,RegDN,RoutePoint"),
        ("statserver-bindgen list --class med", "mediation_dn"),
        ("statserver-bindgen show --timing dur", "durable"),
        ("statserver-bindgen show --mode restr", "restricted_cluster"),
    ],
)
@pytest.mark.usefixtures("spec")
def test_shell_completion(
    command: Command, monkeypatch: pytest.MonkeyPatch, line: str, completion: str
) -> None:
    monkeypatch.setenv("_STATSERVER_BINDGEN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    assert f"plain,{completion}" in command().stdout.splitlines()


@pytest.mark.usefixtures("spec")
@pytest.mark.parametrize(
    ("name", "consequence"), [("generate", "nothing written"), ("check", "nothing compared")]
)
def test_a_catalog_that_a_target_rejects_is_reported_with_its_row(
    command: Command, tmp_path: Path, name: str, consequence: str
) -> None:
    target = tmp_path / "mine" / "hello"
    target.mkdir(parents=True)
    (target / "target.yaml").write_text(
        "title: T\ndescription: D\nlanguage: c\nidentifiers: {reserved: [CallWait]}\n", "utf-8"
    )
    (target / "hello.md.j2").write_text(
        '{% for it in catalog.names %}{{ it.name | identifier("pascal") }}{% endfor %}', "utf-8"
    )
    result = command(name, "--templates", "mine", "--target", "hello")
    assert result.exit_code == 1
    assert "[reserved-word]" in result.stdout
    assert "| " in result.stdout
    assert "{name: CallWait," in result.stdout
    assert result.stderr.splitlines()[-1] == consequence
    assert not (tmp_path / "out").exists()
