"""The commands `lint` and `explain`: files, options, reports and exit codes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen.cli.linting import FORMATS
from statserver_bindgen.linting import keys
from support.linted import FILE, section, write_spec

if TYPE_CHECKING:
    from support.command import Command

WRONG: Final = section(MainMask="callanswered")
CURRENT_VALUE: Final = "a value of this moment, made of statuses and durable actions that occur now"
MESSAGE: Final = (
    f'{FILE}:5:10: error: [Demo] MainMask: "callanswered" is in the wrong case; action names are '
    "case-sensitive (documented: Stat Server User's Guide) [wrong-case]"
)


@pytest.fixture(autouse=True)
def spec_of_a_release(command: Command, tmp_path: Path) -> None:
    """Write a spec whose facts do not change to the default path."""
    del command  # it changes to the directory
    write_spec(tmp_path)


def write(text: str, name: str = FILE) -> None:
    Path(name).write_text(text, "utf-8")


def data_of(command: Command, *arguments: str, stdin: str | None = None) -> Any:
    return json.loads(command(*arguments, "--report", "json", stdin=stdin).stdout)


def test_a_problem_has_an_excerpt_and_exit_code_1(command: Command) -> None:
    write(WRONG)
    result = command("lint", FILE)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        MESSAGE,
        "  5 | MainMask=callanswered",
        "    |          ^^^^^^^^^^^^",
        '  hint: write "CallAnswered" instead',
    ]
    assert result.stderr.splitlines()[1:] == [
        f"{FILE}: format options (it has section headers)",
        f"1 problem in {FILE}",
        "1 stat type checked",
    ]


def test_a_correct_file_prints_no_result(command: Command) -> None:
    write(section())
    result = command("lint", FILE, "--quiet")

    assert (result.exit_code, result.output) == (0, "")


def test_warnings_and_notes_do_not_fail(command: Command) -> None:
    write(section(MainMask="CallWait", Category="totalnumber"))
    result = command("lint", FILE)

    assert result.exit_code == 0
    assert "warning: [Demo] MainMask:" in result.stdout
    assert "note: [Demo] Category:" in result.stdout


def test_several_files_are_checked(command: Command) -> None:
    write(WRONG)
    write("CallWait,CallWait\n", "masks.txt")
    result = command("lint", FILE, "masks.txt", FILE)

    assert result.stdout.count("[wrong-case]") == 1
    assert "masks.txt:1:10: warning: [line 1] mask:" in result.stdout
    assert "2 stat types checked" in result.stderr


def test_standard_input_is_checked(command: Command) -> None:
    result = command("lint", "-", "--format", "options", stdin=WRONG)

    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:5:10: error: [Demo] MainMask:")


def test_masks_are_checked_on_the_given_objects(command: Command) -> None:
    write("CallWait\nCallInbound\n", "masks.txt")
    result = command("lint", "masks.txt", "--format", "lines", "--objects", "Agent,Place")

    assert '"CallWait" does not occur on Agent, Place' in result.stdout
    assert result.stdout.count("[not-on-objects]") == 1


def test_restricted_cluster_mode_is_an_option(command: Command) -> None:
    write(section(Objects="Place"))

    assert command("lint", FILE, "--quiet").output == ""
    assert (
        "[not-in-restricted-cluster]"
        in command("lint", FILE, "--mode", "restricted_cluster").stdout
    )


def test_the_json_report_has_section_key_and_basis(command: Command) -> None:
    write(WRONG)
    data = data_of(command, "lint", FILE)

    assert [it["rule"] for it in data["diagnostics"]] == ["wrong-case"]
    assert data["problems"] == [
        {
            "section": "Demo",
            "key": "MainMask",
            "basis": "documented: Stat Server User's Guide",
            "replacement": "CallAnswered",
        }
    ]
    assert data["files"] == [{"file": FILE, "format": "options", "stat_types": ["Demo"]}]
    assert data["fixed"] == []


def test_the_github_report_has_annotations(command: Command) -> None:
    write(WRONG)
    result = command("lint", FILE, "--report", "github")

    assert result.stdout.startswith(
        f"::error file={FILE},line=5,col=10,endColumn=22,title=wrong-case::[Demo] MainMask: "
    )


def test_a_configuration_disables_rules_and_changes_severities(command: Command) -> None:
    write(section(Category="totalnumber", MainMask="CallWait"))
    write(
        "lint: {disabled: [value-case], severities: {not-on-objects: error}}\n",
        "statserver-bindgen.yaml",
    )
    result = command("lint", FILE)

    assert result.exit_code == 1
    assert "error: [Demo] MainMask:" in result.stdout
    assert "value-case" not in result.stdout
    assert "value-case" in command("lint", FILE, "--no-config").stdout


def test_fix_changes_the_file_and_prints_what_changed(command: Command) -> None:
    write(WRONG + "x=y\n")
    result = command("lint", FILE, "--fix")

    assert (result.exit_code, result.stdout) == (
        0,
        f'{FILE}:5:10: fixed: "callanswered" is now "CallAnswered" [wrong-case]\n',
    )
    assert Path(FILE).read_text("utf-8") == section() + "x=y\n"
    assert command("lint", FILE, "--fix", "--quiet").output == ""


def test_fix_reports_what_it_does_not_change(command: Command) -> None:
    write(section(Category="totalnumber", MainMask="CallAnswerd"))
    data = data_of(command, "lint", FILE, "--fix")

    assert [it["rule"] for it in data["diagnostics"]] == ["unknown-name"]
    assert [(it["rule"], it["before"], it["after"]) for it in data["fixed"]] == [
        ("value-case", "totalnumber", "TotalNumber")
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["missing.cfg"], "missing.cfg can't be read: No such file or directory"),
        (["."], "can't be read: Is a directory"),
        ([], "Missing argument 'FILE...'"),
        (["-", "--fix"], "--fix needs a file, not standard input"),
        (["-", "--changed-since", "HEAD"], "--changed-since needs a file, not standard input"),
        (["a", "--fix", "--changed-since", "HEAD"], "use either --fix or --changed-since"),
        (["a", "--changed-since", "HEAD"], "git:HEAD can't be read"),
        (["a", "--changed-since=--x"], "git:--x is not a revision"),
        (["-", "--spec", "-"], "standard input has either the spec or a file"),
        (["-", "--objects", "Agnt"], 'unknown object type "Agnt"; did you mean Agent?'),
        (["-", "--objects", "Agent,Queue"], "Agent, Queue cannot be in one stat type"),
        (["-", "--mode", "cluster"], 'unknown mode "cluster"'),
        (["-", "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_a_run_that_cannot_start_exits_with_2(
    command: Command, arguments: list[str], reason: str
) -> None:
    write("", "a")
    result = command("lint", *arguments, stdin="")

    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_file_of_an_unknown_format_is_an_error(command: Command) -> None:
    write("???\n", "notes")
    result = command("lint", "notes")

    assert result.exit_code == 1
    assert "[unknown-format]" in result.stdout


def test_the_formats_are_those_of_the_readers() -> None:
    assert (*keys.FORMATS,) == FORMATS


# explain


def test_explain_prints_what_a_stat_type_counts(command: Command) -> None:
    write(section(Objects="Queue", Category="CurrentNumber", MainMask="CallWait,CallAnswered"))
    result = command("explain", FILE, "demo", "--quiet")

    assert result.stdout.splitlines()[:8] == [
        "Demo",
        f"  category:  CurrentNumber: {CURRENT_VALUE}",
        "  subject:   DNAction: counts actions on the objects",
        "  objects:   Queue",
        "  mode:      regular",
        "  MainMask:  CallAnswered,CallWait",
        "    CallWait  durable",
        "    not counted: CallAnswered",
    ]
    assert "[instantaneous-ignored]" in result.stdout


def test_explain_has_the_same_as_data(command: Command) -> None:
    write(section(Category="RelativeTimePercentage", Subject="AgentStatus", MainMask="LoggedOut"))
    (entry,) = data_of(command, "explain", FILE, "Demo")["stat_types"]

    assert entry["name"] == "Demo"
    assert entry["facts"]["subject"] == "AgentStatus: counts statuses of the objects"
    assert entry["masks"] == [
        {"key": "MainMask", "canonical": "LoggedOut", "actions": ["LOGGED_OUT"], "ignored": []}
    ]


def test_explain_lists_no_actions_of_campaigns(command: Command) -> None:
    write(section(Objects="CampaignGroup", Subject="CampaignAction", MainMask="StatusRunning"))
    result = command("explain", FILE, "Demo", "--quiet")

    assert result.stdout.splitlines()[-1] == "    the actions are not known"


def test_explain_needs_a_stat_type(command: Command) -> None:
    write(section())
    result = command("explain", FILE, "Dem")

    assert result.exit_code == 2
    assert 'no stat type "Dem"; did you mean Demo?' in result.stderr


# The baseline


def test_only_new_problems_fail_with_a_baseline(command: Command) -> None:
    write(WRONG)
    updated = command("lint", FILE, "--baseline", "known.json", "--update-baseline")
    same = command("lint", FILE, "--baseline", "known.json")
    write(WRONG + section(MainMask="CallAnswerd").replace("Demo", "New"))
    new = command("lint", FILE, "--baseline", "known.json")

    assert (updated.exit_code, updated.stdout) == (0, "")
    assert "wrote known.json with 1 problem\n" in updated.stderr
    assert (same.exit_code, same.stdout) == (0, "")
    assert "baseline known.json: 1 known, 0 outdated" in same.stderr
    assert new.exit_code == 1
    assert "[New] MainMask:" in new.stdout
    assert "[Demo] MainMask:" not in new.stdout


def test_a_baseline_is_updated_only_by_name(command: Command) -> None:
    result = command("lint", FILE, "--update-baseline")

    assert result.exit_code == 2
    assert "--update-baseline needs --baseline" in result.stderr


# Sections that changed


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=A keeper", "-c", "user.email=keeper@example.com")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_only_sections_that_differ_from_a_revision_are_checked(command: Command) -> None:
    write(WRONG + WRONG.replace("Demo", "Other"))
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add a file")
    same = command("lint", FILE, "--changed-since", "HEAD")
    write("[log]\nx=y\n\n" + WRONG + WRONG.replace("Demo", "Other") + "RelMask=\n")
    changed = command("lint", FILE, "--changed-since", "HEAD")

    assert (same.exit_code, same.stdout) == (0, "")
    assert changed.exit_code == 1
    assert "[Other] MainMask:" in changed.stdout
    assert "[Demo]" not in changed.stdout


def test_all_sections_of_a_new_file_are_checked(command: Command) -> None:
    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    write(WRONG)

    assert command("lint", FILE, "--changed-since", "HEAD").exit_code == 1


def test_masks_without_names_are_compared_by_their_text(command: Command) -> None:
    write("CallWait,CallWait\n", "masks.txt")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Add a file")
    write("\nCallAnswered,CallAnswered\nCallWait,CallWait\n", "masks.txt")
    result = command("lint", "masks.txt", "--changed-since", "HEAD")

    assert "masks.txt:2:14: warning:" in result.stdout
    assert result.stdout.count("[duplicate]") == 1
