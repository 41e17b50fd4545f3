"""The command `mask`: problems with carets, and what masks select. It reads the fixture catalog."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support.generated import LIFECYCLE, fixture_catalog

if TYPE_CHECKING:
    from support.command import Command

pytestmark = pytest.mark.usefixtures("spec")


def printed(command: Command, *arguments: str, stdin: str | bytes | None = None) -> list[str]:
    """Return the lines that the command prints, without status lines."""
    return command("mask", *arguments, "--quiet", stdin=stdin).output.splitlines()


def data_of(command: Command, *arguments: str, stdin: str | None = None) -> Any:
    return json.loads(command("mask", *arguments, "--report", "json", stdin=stdin).stdout)


# Problems


def test_a_problem_has_position_carets_rule_and_suggestion(command: Command) -> None:
    result = command("mask", "*, ~LogedOut")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            '<mask>:1:5: error: "LogedOut" is not an action name of this catalog; '
            "it may be from another release [unknown-name]"
        ),
        "  1 | *, ~LogedOut",
        "    |     ^^^^^^^^",
        '  hint: write "LoggedOut" instead',
    ]
    assert result.stderr.splitlines() == ["spec: spec/actions.yaml", "1 problem in <mask>"]


def test_a_character_to_remove_has_a_hint(command: Command) -> None:
    assert printed(command, "CallWait.")[-2:] == [
        "    |         ^",
        "  hint: remove it",
    ]


def test_a_problem_without_a_suggestion_has_no_hint(command: Command) -> None:
    assert printed(command, "*,-LoggedOut")[-1] == "    |   ^"


def test_a_warning_does_not_fail_and_the_mask_is_printed(command: Command) -> None:
    result = command("mask", "*,CallWait")
    assert result.exit_code == 0
    assert "<mask>:1:3: warning: " in result.stdout
    assert result.stdout.splitlines()[-3:] == [
        "<mask>",
        "  canonical text       *",
        "  names                all",
    ]
    assert result.stderr.splitlines()[-1] == "1 warning in <mask>"


def test_every_problem_is_reported_in_order(command: Command) -> None:
    data = data_of(command, "callwait,,CallInbound;CallOutbound")
    assert [(it["line"], it["column"], it["rule"]) for it in data["diagnostics"]] == [
        (1, 1, "wrong-case"),
        (1, 10, "empty-item"),
        (1, 22, "bad-character"),
    ]
    assert (data["errors"], data["warnings"]) == (3, 0)


@pytest.mark.parametrize(
    ("text", "line", "carets"),
    [
        ("漢字,CallWait", "  1 | 漢字,CallWait", "    | ^^^^"),
        ("a\u0301,CallWait", "  1 | a\u0301,CallWait", "    |  "),
        ("CallWait,\x1b[31m", r"  1 | CallWait,\x1b[31m", "    |          ^^^^^"),
        ("CallWait,\u202ex", r"  1 | CallWait,\u202ex", "    |          ^^^^^^"),
        ("CallWait,\tx!", "  1 | CallWait,    x!", "    |               ^"),
    ],
)
def test_carets_are_below_wide_invisible_and_control_characters(
    command: Command, text: str, line: str, carets: str
) -> None:
    lines = printed(command, text)
    assert lines[1] == line
    assert lines[2].startswith(carets)


def test_a_long_text_is_cut_around_the_problem(command: Command) -> None:
    _, line, carets, *_ = printed(command, ",".join(["CallWait"] * 100 + ["x"] + ["*"] * 500))
    assert len(line) < 125
    assert "…" in line
    assert line[carets.index("^")] == "C"  # the first repetition


def test_a_problem_in_a_text_of_several_lines_has_its_line_and_column(command: Command) -> None:
    assert printed(command, "CallWait,\r\n  Nonsense,\nOffHook")[:3] == [
        (
            '<mask>:2:3: error: "Nonsense" is not an action name of this catalog; '
            "it may be from another release [unknown-name]"
        ),
        "  2 |   Nonsense,",
        "    |   ^^^^^^^^",
    ]


def test_a_problem_over_several_lines_has_carets_to_the_end_of_the_first(
    command: Command,
) -> None:
    data = data_of(command, '"CallWait,\n OffHook"')
    (problem,) = data["diagnostics"]
    assert (problem["line"], problem["column"]) == (1, 1)
    assert (problem["end_line"], problem["end_column"]) == (2, 10)
    assert printed(command, '"CallWait,\n OffHook"')[1:3] == [
        '  1 | "CallWait,',
        "    | ^^^^^^^^^^",
    ]


def test_unknown_names_are_kept_as_warnings(command: Command) -> None:
    assert command("mask", "Nonsense,CallWait").exit_code == 1
    result = command("mask", "Nonsense,CallWait", "--keep-unknown")
    assert result.exit_code == 0
    assert "<mask>:1:1: warning: " in result.stdout
    assert result.stdout.splitlines()[-2:] == [
        "  canonical text       CallWait,Nonsense",
        "  names                CallWait, Nonsense",
    ]


# What a mask selects


@pytest.mark.parametrize(
    ("text", "canonical", "names"),
    [
        ("OffHook, CallWait", "CallWait,OffHook", "CallWait, OffHook"),
        ("*", "*", "all"),
        ("*,~OffHook,~CallWait", "*,~CallWait,~OffHook", "all except CallWait, OffHook"),
        ("", "(empty)", "none"),
        ("~*", "(empty)", "none"),
    ],
)
def test_the_canonical_text_and_the_names_are_printed(
    command: Command, text: str, canonical: str, names: str
) -> None:
    assert printed(command, text)[-3:] == [
        "<mask>",
        f"  canonical text       {canonical}",
        f"  names                {names}",
    ]


def test_the_actions_on_object_types_are_printed_with_the_shortest_text(command: Command) -> None:
    assert printed(command, "*,~CallWait,~AgentLogin", "--objects", "RoutePoint,queue") == [
        "<mask>",
        "  canonical text       *,~AgentLogin,~CallWait",
        "  shortest text        *,~AgentLogin,~CallWait",
        "  object types         Queue, RoutePoint",
        "  mode                 regular",
        "  statuses             Queue: NotMonitored",
        "  statuses             RoutePoint: NotMonitored",
        "  actions              8",
        "    CallAbandoned                              retrospective",
        "    CallAbandonedFromRinging (Mediation DNs)   retrospective",
        "    CallAbandonedFromRinging (Virtual Queues)  retrospective",
        "    CallAnswered (Mediation DNs)               retrospective",
        "    CallAnswered (Virtual Queues)              retrospective",
        "    CallEntered                                momentary",
        "    CallForwarded (Mediation DNs)              retrospective",
        "    NotMonitored (Mediation DNs)               durable",
    ]


def test_the_shortest_text_is_that_of_the_objects_in_the_mode(command: Command) -> None:
    lines = printed(command, "*,~LoggedOut", "--objects", "Agent", "--mode", "Restricted_Cluster")
    assert "  mode                 restricted_cluster" in lines
    assert "  shortest text        *,~LoggedOut" in lines
    lines = printed(command, "CallWait,OffHook", "--objects", "Queue")
    assert "  shortest text        CallWait" in lines


def test_statuses_are_printed_from_the_lowest_rank_up_and_unranked_ones_last(
    command: Command,
) -> None:
    text = "CallDialing,LoggedOut,NotMonitored,CallInbound,CallWait"
    lines = printed(command, text, "--objects", "Agent,RegDN,GroupAgents")
    assert [line for line in lines if line.startswith("  statuses")] == [
        "  statuses             Agent: NotMonitored, CallInbound, LoggedOut, CallDialing",
        "  statuses             RegDN: NotMonitored, CallInbound, CallDialing",
    ]


@pytest.mark.parametrize(
    ("text", "options", "finding"),
    [
        (
            "OffHook, CallWait",
            ["--objects", "RegDN"],
            '<mask>:1:10: warning: "CallWait" does not occur on RegDN [not-on-objects]',
        ),
        (
            "Accepted",
            ["--objects", "Agent", "--mode", "restricted_cluster"],
            (
                '<mask>:1:1: warning: "Accepted" does not work in restricted cluster mode on Agent '
                "[not-in-mode]"
            ),
        ),
        (
            "*,~CallWaitX,~CallWait",
            ["--objects", "Queue", "--keep-unknown"],
            (
                '<mask>:1:4: warning: "CallWaitX" is not in this catalog, so its exclusion removes '
                "nothing [unknown-name]"
            ),
        ),
        (
            " CallWait,\nOffHook",
            ["--objects", "Agent,Queue"],
            (
                "<mask>:1:1: warning: Agent, Queue cannot be observed together: they share no "
                "object class [separate-objects]"
            ),
        ),
        (
            "OffHook",
            ["--objects", "Place", "--mode", "restricted_cluster"],
            (
                "<mask>:1:1: warning: Place cannot be observed in restricted cluster mode "
                "[mode-not-on-objects]"
            ),
        ),
    ],
)
def test_a_finding_is_a_warning_at_the_name_or_over_the_whole_text(
    command: Command, text: str, options: list[str], finding: str
) -> None:
    result = command("mask", text, *options)
    assert result.exit_code == 0
    assert finding in result.stdout.splitlines()


# Several masks


def test_each_mask_of_several_arguments_has_a_name(command: Command) -> None:
    result = command("mask", "CallWait", "x", "OffHook")
    assert result.exit_code == 1
    blocks = result.stdout.split("\n\n")
    assert blocks[0].startswith("<mask 1>\n  canonical text       CallWait\n")
    assert blocks[1].startswith("<mask 2>:1:1: error: ")
    assert blocks[2].startswith("<mask 3>\n  canonical text       OffHook\n")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_standard_input_has_a_mask_on_each_line(command: Command, line_break: str) -> None:
    stdin = line_break.join(["CallWait", "", "*,~x", ""])
    result = command("mask", "--stdin", stdin=stdin)
    assert result.exit_code == 1
    blocks = result.stdout.split("\n\n")
    assert [block.splitlines()[0].partition(" ")[0] for block in blocks] == [
        "<stdin>:1",
        "<stdin>:2:1:",
        "<stdin>:3:4:",
    ]
    assert blocks[1].splitlines()[1:] == [
        "  2 |",
        "    | ^",
        "<stdin>:2",
        "  canonical text       (empty)",
        "  names                none",
    ]
    assert blocks[2].splitlines()[1:3] == ["  3 | *,~x", "    |    ^"]


def test_standard_input_without_a_line_has_no_mask(command: Command) -> None:
    assert printed(command, "--stdin", stdin="") == []
    assert data_of(command, "--stdin", stdin="")["masks"] == []


def test_a_last_line_without_a_line_break_is_a_mask(command: Command) -> None:
    assert [it["text"] for it in data_of(command, "--stdin", stdin="*\n~*")["masks"]] == ["*", "~*"]


def test_a_text_with_a_leading_hyphen_follows_two_hyphens(command: Command) -> None:
    assert "<mask>:1:1: error: " in command("mask", "--", "-LoggedOut").stdout


# Reports


def test_the_answer_as_json(command: Command) -> None:
    data = data_of(command, "OffHook, callwait", "OffHook,CallWait", "--objects", "Queue")
    assert [it["rule"] for it in data["diagnostics"]] == ["wrong-case", "not-on-objects"]
    assert data["masks"][0] == {
        "name": "<mask 1>",
        "text": "OffHook, callwait",
        "problems": [
            {
                "start": 9,
                "length": 8,
                "kind": "wrong-case",
                "severity": "error",
                "message": '"callwait" is in the wrong case; action names are case-sensitive',
                "suggestion": "CallWait",
            }
        ],
        "canonical": None,
        "names": None,
        "selection": None,
    }
    assert data["masks"][1] == {
        "name": "<mask 2>",
        "text": "OffHook,CallWait",
        "problems": [],
        "canonical": "CallWait,OffHook",
        "names": ["CallWait", "OffHook"],
        "selection": {
            "object_types": ["Queue"],
            "mode": "regular",
            "actions": ["CALL_WAIT"],
            "shortest": "CallWait",
            "statuses": {"Queue": []},
            "findings": [
                {
                    "name": "OffHook",
                    "reason": "not-on-objects",
                    "object_types": ["Queue"],
                    "message": '"OffHook" does not occur on Queue',
                }
            ],
        },
    }


def test_the_names_of_an_exclusion_are_all_others_of_the_catalog(command: Command) -> None:
    (mask,) = data_of(command, "*,~CallWait")["masks"]
    names = [it.name for it in fixture_catalog().names]
    assert mask["names"] == [it for it in names if it != "CallWait"]


def test_problems_and_findings_as_github_annotations(command: Command) -> None:
    result = command(
        "mask", "--stdin", "--objects", "Queue", "--report", "github", stdin="x\nOffHook\n"
    )
    first, second = result.stdout.splitlines()
    assert first.startswith("::error file=<stdin>,line=1,col=1,endColumn=2,title=unknown-name::")
    assert second == (
        "::warning file=<stdin>,line=2,col=1,endColumn=8,title=not-on-objects::"
        '"OffHook" does not occur on Queue'
    )
    assert result.exit_code == 1


# Usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "use either masks as arguments or --stdin"),
        (["*", "--stdin"], "use either masks as arguments or --stdin"),
        (["--stdin", "--spec", "-"], "standard input has either the spec or masks"),
        (["*", "--mode", "regular"], "--mode needs --objects"),
        (["*", "--objects", "Queue1"], 'unknown object type "Queue1"; did you mean Queue?'),
        (["*", "--objects", "RegularDN"], 'unknown object type "RegularDN"; did you mean RegDN?'),
        (
            ["*", "--objects", "tenant"],
            "Tenant is an object type of Stat Server, but no action of this catalog occurs on it",
        ),
        (
            ["*", "--objects", "Queue", "--mode", "x"],
            'unknown mode "x"; use one of: regular, restricted_cluster',
        ),
        (
            ["*", "--objects", "Queue", "--mode", "regular,restricted_cluster"],
            'unknown mode "regular,restricted_cluster"; did you mean restricted_cluster?',
        ),
    ],
)
def test_wrong_arguments_are_a_usage_error(
    command: Command, arguments: list[str], message: str
) -> None:
    result = command("mask", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.rstrip().endswith(message)


def test_standard_input_that_is_not_utf8_is_an_error(command: Command) -> None:
    result = command("mask", "--stdin", stdin=b"CallWait\xff\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "error: standard input is not valid UTF-8"


# Names of earlier versions


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Give the spec of the lifecycle catalog."""
    return Path(shutil.copy(LIFECYCLE, tmp_path))


def test_former_and_deprecated_names_are_warnings_with_a_hint(
    command: Command, history: Path
) -> None:
    result = command("mask", "--spec", history, "AgentLogon,CallHeld")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        '<mask>:1:1: warning: "AgentLogon" is a former name of AgentLogin [renamed-name]',
        "  1 | AgentLogon,CallHeld",
        "    | ^^^^^^^^^^",
        '  hint: write "AgentLogin" instead',
        (
            '<mask>:1:12: warning: "CallHeld" is deprecated since version 1.2.0 of this catalog; '
            "the replacement is CallOnHold [deprecated-name]"
        ),
        "  1 | AgentLogon,CallHeld",
        "    |            ^^^^^^^^",
        '  hint: write "CallOnHold" instead',
        "<mask>",
        "  canonical text       AgentLogin,CallHeld",
        "  names                AgentLogin, CallHeld",
    ]


def test_a_finding_about_a_former_name_is_at_its_text(command: Command, history: Path) -> None:
    result = command("mask", "--spec", history, "CallQueued,Callinbound", "--objects", "Queue")

    assert (
        '<mask>:1:12: warning: "CallInbound" does not occur on Queue [not-on-objects]'
        in result.stdout.splitlines()
    )
