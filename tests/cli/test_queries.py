"""The commands `list` and `show`: names, patterns, known names, statuses, object types, filters.

All of them read the fixture catalog.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.catalogs import as_yaml
from support.generated import fixture_catalog, loaded, rendered
from support.lifecycles import RELEASES

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Command

pytestmark = pytest.mark.usefixtures("spec")


@pytest.fixture(params=["list", "show"])
def query(request: pytest.FixtureRequest) -> str:
    """Return the name of a command with filters."""
    name: str = request.param
    return name


def ids_of(command: Command, *arguments: str) -> list[str]:
    """Return the ids of the actions that `show` prints."""
    data = json.loads(command("show", *arguments, "--report", "json").stdout)
    return [it["id"] for it in data["actions"]]


# list


def test_list_prints_each_name_once_in_table_order(command: Command) -> None:
    result = command("list")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [it.name for it in fixture_catalog().names]
    assert result.stderr == "spec: spec/actions.yaml\n23 names of 30 actions\n"


def test_list_prints_the_ids_of_rows(command: Command) -> None:
    result = command("list", "--ids", "--quiet")
    assert result.output.splitlines() == [it.id for it in fixture_catalog().actions]


def test_list_prints_names_and_ids_as_json(command: Command) -> None:
    result = command("list", "--class", "mediation_dn", "--durable", "--report", "json")
    assert json.loads(result.stdout) == {
        "names": ["AgentLogin", "CallWait", "NotMonitored"],
        "ids": ["AGENT_LOGIN_MEDIATION_DN", "CALL_WAIT", "NOT_MONITORED_MEDIATION_DN"],
    }


def test_list_prints_no_line_if_no_action_meets_the_filters(command: Command) -> None:
    result = command("list", "--class", "media_channel", "--mode", "restricted_cluster")
    assert (result.exit_code, result.stdout) == (0, "")


# Filters


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (["--object-type", "Queue", "--durable"], ["AgentLogin", "CallWait", "NotMonitored"]),
        (["--object-type", "queue,REGDN", "--timing", "Momentary"], ["AgentLogin", "CallEntered"]),
        (
            ["--object-type", "Queue", "--object-type", "RegDN", "--timing", "momentary"],
            ["AgentLogin", "CallEntered"],
        ),
        (["--class", "media_channel", "--instantaneous"], ["Accepted"]),
        (["--timing", "momentary, retrospective", "--class", "media_channel"], ["Accepted"]),
        (["--mode", "regular", "--class", "media_channel", "--instantaneous"], ["Accepted"]),
        (["--mode", "restricted_cluster", "--class", "media_channel"], []),
        (["--mode", "restricted_cluster", "--object-type", "Place"], []),
        (
            [
                "--mode",
                "restricted_cluster",
                "--object-type",
                "Place,Queue",
                "--timing",
                "momentary",
            ],
            ["CallEntered"],
        ),
        (["--durable", "--timing", "momentary"], []),
    ],
)
def test_filters_select_the_actions_that_meet_all_of_them(
    command: Command, filters: list[str], names: list[str]
) -> None:
    assert command("list", *filters, "--quiet").output.splitlines() == names


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--object-type", "Queue1", 'unknown object type "Queue1"; did you mean Queue?'),
        ("--object-type", "Queue,", 'unknown object type ""; use one of: Agent, GroupAgents, '),
        ("--object-type", "agentplace", 'unknown object type "agentplace"; did you mean Place?'),
        (
            "--object-type",
            "Tenant",
            "Tenant is an object type of Stat Server, but no action of this catalog occurs on it",
        ),
        ("--class", "Mediation", 'unknown object class "Mediation"; did you mean mediation_dn?'),
        ("--timing", "durabel", 'unknown timing "durabel"; did you mean durable?'),
        ("--mode", "x", 'unknown mode "x"; use one of: regular, restricted_cluster'),
        ("--mode", "\x1b[31m", r'unknown mode "\x1b[31m"; use one of: '),
    ],
)
def test_an_unknown_value_of_a_filter_is_a_usage_error(
    command: Command, query: str, option: str, value: str, message: str
) -> None:
    result = command(query, option, value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Invalid value for {option}: {message}" in result.stderr


# show


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("CallWait", ["CALL_WAIT"]),
        ("CALL_WAIT", ["CALL_WAIT"]),
        ("callwait", ["CALL_WAIT"]),
        ("call_wait", ["CALL_WAIT"]),
        ("AgentLogin", ["AGENT_LOGIN_REGULAR_DN", "AGENT_LOGIN_MEDIATION_DN"]),
        ("AgentLogin (Mediation DNs)", ["AGENT_LOGIN_MEDIATION_DN"]),
        ("agentlogin (mediation dns)", ["AGENT_LOGIN_MEDIATION_DN"]),
    ],
)
def test_show_finds_actions_by_name_id_and_label_in_any_case(
    command: Command, text: str, ids: list[str]
) -> None:
    assert ids_of(command, text) == ids


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("callw*", ["CALL_WAIT"]),
        ("*Hook", ["OFF_HOOK", "ON_HOOK"]),
        ("LOGGED_*", ["LOGGED_IN", "LOGGED_OUT"]),
        ("Call?ait", ["CALL_WAIT"]),
        ("O[fn]*Hook", ["OFF_HOOK", "ON_HOOK"]),
        ("AgentLogin (R*", ["AGENT_LOGIN_REGULAR_DN"]),
        ("*answered (virtual queues)", ["CALL_ANSWERED_VIRTUAL_QUEUE"]),
    ],
)
def test_show_matches_patterns_with_names_ids_and_labels(
    command: Command, pattern: str, ids: list[str]
) -> None:
    assert ids_of(command, pattern) == ids


def test_show_prefers_the_name_with_exactly_these_letters(command: Command, spec: Path) -> None:
    text = spec.read_text("utf-8")
    spec.write_text(
        text.replace("name: LoggedIn,", "name: CALLWAIT,").replace("LoggedIn", "CALLWAIT"), "utf-8"
    )
    assert ids_of(command, "CALLWAIT", "--spec", str(spec)) == ["CALLWAIT"]
    assert ids_of(command, "CallWait", "--spec", str(spec)) == ["CALL_WAIT"]
    assert ids_of(command, "callWait", "--spec", str(spec)) == ["CALL_WAIT", "CALLWAIT"]


def test_show_selects_among_the_matching_actions(command: Command) -> None:
    assert ids_of(command, "AgentLogin", "--object-type", "Queue") == ["AGENT_LOGIN_MEDIATION_DN"]
    assert ids_of(command, "Call*", "--durable", "--class", "mediation_dn") == ["CALL_WAIT"]


def test_show_selects_among_all_actions_if_no_name_is_given(command: Command) -> None:
    assert ids_of(command, "--timing", "momentary") == ["AGENT_LOGIN_REGULAR_DN", "CALL_ENTERED"]


def test_show_needs_a_name_or_a_filter(command: Command) -> None:
    result = command("show")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Error: name an action, or use a filter\n")


def test_show_prints_the_facts_of_the_table(command: Command) -> None:
    assert command("show", "AGENT_LOGIN_REGULAR_DN").stdout.splitlines() == [
        "AgentLogin (Regular DNs)",
        "  id                   AGENT_LOGIN_REGULAR_DN",
        "  meaning              not documented",
        "  object class         regular_dn (Regular DN / SIP DN objects)",
        "  object types         Agent, GroupAgents, Place, GroupPlaces, RegDN",
        "  timing               momentary (instantaneous)",
        "  interaction-related  no",
        "  restricted cluster   yes, on Agent, GroupAgents, GroupPlaces, RegDN",
    ]
    assert command("show", "ON_HOOK").stdout.splitlines()[2:10] == [
        "  meaning              Lasts while the phone of the DN is hung up.",
        "  evidence             Programs and files (Release note)",
        "  object class         regular_dn (Regular DN / SIP DN objects)",
        "  object types         Agent, GroupAgents, Place, GroupPlaces, RegDN",
        "  timing               durable",
        "  interaction-related  no",
        "  restricted cluster   yes, on Agent, GroupAgents, GroupPlaces, RegDN",
        "  source               release_note (Release note)",
    ]
    inferred = command("show", "CallAbandonedFromRinging (Mediation DNs)").stdout
    assert inferred.splitlines()[-1].startswith("  inferred             restricted_cluster: The ")


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        (
            "HandlingInbound",
            "Presumably: lasts while an agent or place works on an inbound interaction.",
        ),
        ("Active", "not documented"),  # its meaning has low confidence
        ("CallAbandoned", "not documented"),  # it has none
    ],
)
def test_show_prints_an_inferred_meaning_as_such_and_none_of_low_confidence(
    command: Command, name: str, meaning: str
) -> None:
    assert command("show", name).stdout.splitlines()[2] == f"  meaning              {meaning}"


@pytest.mark.parametrize("text", ["13", "CallOnHold", "callonhold", "CALL_ON_HOLD"])
def test_show_prints_a_status_after_its_action(command: Command, text: str) -> None:
    action, status = command("show", text).stdout.split("\n\n")
    assert action.startswith("CallOnHold\n  id ")
    assert status.splitlines() == [
        "CallOnHold (status)",
        "  number               13",
        "  ranks                Agent 6, RegDN 6",
        "  evidence             Programs and files",
        "  source               Release note",
    ]


def test_show_prints_no_status_of_actions_that_match_a_pattern(command: Command) -> None:
    assert "(status)" not in command("show", "CallOnHol?").stdout


def test_show_prints_the_object_types_on_which_a_status_has_no_documented_rank(
    command: Command,
) -> None:
    lines = command("show", "6").stdout.splitlines()
    assert "  rank not documented  Agent, RegDN" in lines
    assert not [line for line in lines if line.startswith("  ranks")]


def test_show_prints_a_status_as_json(command: Command) -> None:
    data = json.loads(command("show", "0", "--report", "json").stdout)
    assert [it["id"] for it in data["actions"]] == [
        "NOT_MONITORED_REGULAR_DN",
        "NOT_MONITORED_MEDIATION_DN",
    ]
    assert data["statuses"] == [
        {
            "name": "NotMonitored",
            "number": 0,
            "ranks": {"Agent": 1, "RegDN": 1, "Queue": 1, "RoutePoint": 1},
            "unranked": [],
            "evidence": "infer",
            "sources": [
                {"source": "release_note", "note": "the number follows from the order"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("text", "explanation", "ids"),
    [
        (
            "callwaitinbound",
            (
                "CallWaitInbound is a per-call-type variant of CallWait; this catalog does not "
                "list variants"
            ),
            ["CALL_WAIT"],
        ),
        (
            "Routable",
            "Routable is an action of Stat Server 8.5.1; this catalog describes 8.5.0",
            [],
        ),
        ("InteractionAccepted", "InteractionAccepted is another name of Accepted", ["ACCEPTED"]),
        (
            "hold",
            '"Hold" is an everyday word, not an action name; the action is CallOnHold',
            ["CALL_ON_HOLD"],
        ),
        (
            "Login",
            (
                '"Login" is an everyday word, not an action name; the action may be AgentLogin or '
                "LoggedIn"
            ),
            ["AGENT_LOGIN_REGULAR_DN", "AGENT_LOGIN_MEDIATION_DN", "LOGGED_IN"],
        ),
    ],
)
def test_show_explains_a_known_name_and_prints_the_actions_that_it_refers_to(
    command: Command, text: str, explanation: str, ids: list[str]
) -> None:
    result = command("show", text)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == f"  explanation          {explanation}"
    assert ids_of(command, text) == ids


def test_show_prints_evidence_and_sources_of_a_known_name(command: Command) -> None:
    assert command("show", "StatusRunning", "--quiet").output.splitlines() == [
        "StatusRunning (known name)",
        (
            "  explanation          StatusRunning is a campaign action; this catalog does not list "
            "campaign actions"
        ),
        "  evidence             Documentation",
        "  source               Release note",
    ]


def test_show_prints_a_known_name_as_json(command: Command) -> None:
    data = json.loads(command("show", "UserEventReceived", "--report", "json").stdout)
    assert data["known_names"] == [
        {
            "name": "UserEventReceived",
            "kind": "same_release",
            "explanation": "UserEventReceived is in other documentation of Stat Server 8.5.0; "
            "this catalog does not list it",
            "actions": [],
            "release": None,
            "evidence": "doc",
            "sources": [{"source": "release_note", "note": "a list"}],
        }
    ]


def test_show_prints_an_object_type_without_actions(command: Command) -> None:
    assert command("show", "tenant", "--quiet").output.splitlines() == [
        "Tenant (object type)",
        "  description          One tenant of the contact center.",
        "  actions              none in this catalog",
        "  evidence             Documentation",
        "  source               Release note (a list)",
    ]
    data = json.loads(command("show", "Tenant", "--report", "json").stdout)
    assert data["known_object_types"] == [
        {
            "id": "Tenant",
            "description": "One tenant of the contact center.",
            "evidence": "doc",
            "sources": [{"source": "release_note", "note": "a list"}],
        }
    ]


def test_show_prints_the_modes_that_support_an_object_type_with_their_source(
    command: Command,
) -> None:
    lines = command("show", "Place", "--mode", "restricted_cluster").stdout.splitlines()
    assert "  modes                regular (source: Release note)" in lines
    assert "  actions              0" in lines


def test_show_prints_an_action_once(command: Command) -> None:
    assert ids_of(command, "CallWait", "CALL_WAIT", "CallWai*") == ["CALL_WAIT"]


def test_show_lists_the_actions_of_an_object_type(command: Command) -> None:
    result = command("show", "queue", "--durable", "--quiet")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Queue (object type)",
        "  description          One queue, in which interactions wait to be distributed.",
        "  object classes       mediation_dn (Mediation DN objects)",
        "  modes                regular, restricted_cluster",
        "  actions              3",
        "    AgentLogin (Mediation DNs)    durable",
        "    CallWait                      durable",
        "    NotMonitored (Mediation DNs)  durable",
    ]


def test_show_prints_the_actions_of_each_object_type_as_json(command: Command) -> None:
    catalog = fixture_catalog()
    types = [it.id for it in catalog.object_types]
    data = json.loads(command("show", *types, "--report", "json").stdout)
    entries: list[dict[str, Any]] = data["object_types"]
    for object_type, entry in zip(catalog.object_types, entries, strict=True):
        assert entry["id"] == object_type.id
        assert entry["actions"] == [it.id for it in catalog.actions_of(object_type)]
    assert entries[0]["object_classes"] == ["regular_dn", "media_channel"]
    assert entries[0]["title"] == "Agent"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["CallWiat"], 'unknown action "CallWiat"; did you mean CallWait?'),
        (["Queue1"], 'unknown action "Queue1"; did you mean Queue?'),
        (["agentplace"], 'unknown action "agentplace"; did you mean Place?'),
        (["12345"], 'unknown action "12345"'),
        (["13", "--class", "mediation_dn"], 'no action matches "13" and the filters'),
        (["Foo*"], 'no action matches "Foo*"'),
        (["CallWait", "--timing", "momentary"], 'no action matches "CallWait" and the filters'),
        (["Call*", "--class", "media_channel"], 'no action matches "Call*" and the filters'),
        (["--durable", "--timing", "momentary"], "no action matches the filters"),
    ],
)
def test_show_reports_an_argument_without_an_entry(
    command: Command, arguments: list[str], message: str
) -> None:
    result = command("show", *arguments)
    assert (result.exit_code, result.stdout) == (1, f"{message}\n")
    annotation = command("show", *arguments, "--report", "github")
    assert (annotation.exit_code, annotation.stdout) == (1, f"::error ::{message}\n")


def test_show_prints_known_actions_and_reports_unknown_ones(command: Command) -> None:
    result = command("show", "CallWait", "Queue1", "--report", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [it["id"] for it in data["actions"]] == ["CALL_WAIT"]
    assert data["unknown"] == [
        {"name": "Queue1", "message": 'unknown action "Queue1"', "hint": "did you mean Queue?"}
    ]
    text = command("show", "Queue1", "CallWait").stdout
    assert text.startswith("CallWait\n  id ")
    assert text.endswith('\n\nunknown action "Queue1"; did you mean Queue?\n')


# Renamed, deprecated and removed actions


@pytest.fixture
def history(tmp_path: Path) -> str:
    """Return the path of a spec with a history: its version 2.0.0."""
    path = tmp_path / "history.yaml"
    path.write_bytes(as_yaml(RELEASES[-1]))
    return str(path)


@pytest.mark.parametrize("text", ["CallInQueue", "callinqueue", "CALL_IN_QUEUE"])
def test_show_finds_an_action_by_its_former_name(command: Command, history: str, text: str) -> None:
    lines = command("show", text, "--spec", history).stdout.splitlines()
    assert lines[0] == "CallQueued"
    assert lines[-1] == "  formerly             CallInQueue"


def test_show_prints_the_name_of_today_first(command: Command, history: str) -> None:
    assert ids_of(command, "CallWait", "--spec", history) == [
        "CALL_WAIT_MEDIATION_DN",
        "CALL_WAIT_REGULAR_DN",
    ]


def test_show_prints_when_an_action_is_deprecated(command: Command, history: str) -> None:
    output = command("show", "CallParked", "--spec", history).stdout
    assert output.splitlines()[-1] == (
        "  deprecated           since version 1.3.0: The switch does not report it any more."
    )


def test_show_explains_a_removed_action(command: Command, history: str) -> None:
    result = command("show", "CallHeld", "--spec", history)
    assert result.exit_code == 0
    heading, key, reason = result.stdout.splitlines()
    assert (heading, key) == ("CallHeld (removed)", "  id                   CALL_HELD")
    assert reason.endswith("in version 2.0.0: The guide uses another name. Use CallOnHold instead.")


def test_a_removed_action_has_the_keys_of_actions_json(command: Command, history: str) -> None:
    result = command("show", "CallHeld", "--spec", history, "--report", "json")
    document = json.loads(rendered(loaded(RELEASES[-1]), "json")["actions.json"])
    assert json.loads(result.stdout)["removed"] == document["removed"][:1]


def test_list_selects_deprecated_actions_or_the_others(command: Command, history: str) -> None:
    actions = loaded(RELEASES[-1]).actions
    for option, expected in (
        ("--deprecated", [it.id for it in actions if it.deprecation]),
        ("--not-deprecated", [it.id for it in actions if not it.deprecation]),
    ):
        result = command("list", option, "--ids", "--quiet", "--spec", history)
        assert result.stdout.splitlines() == expected != []
