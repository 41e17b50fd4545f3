"""Checks of sections: each mistake has one diagnostic, at its position, with the fact behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.linting.settings import LintSettings
from support.linted import FILE, lint, section

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic

# The definitions that documentation and public files show, and correct ones of each kind.
CORRECT: Final = {
    "official example of a relative number": """\
[Average_Calls_Per_Hour]
Objects  = GroupAgents, GroupPlaces, Agent, Place
Category = AverageNumberPerRelativeHour
Subject  = AgentStatus
MainMask = CallInternal,CallInbound,CallOutbound,CallConsult,CallUnknown
RelMask  = *,~LoggedOut,~NotMonitored
""",
    "official example of a continuous time": section(
        Objects="Agent,Place",
        Category="CurrentContinuousTime",
        Subject="AgentStatus",
        MainMask="LoggedIn",
    ),
    "official example of a state": section(
        Objects="Agent", Category="CurrentState", Subject="AgentStatus", MainMask="*"
    ),
    "calls that wait": section(
        Objects="Queue,RoutePoint,GroupQueues", Category="CurrentNumber", MainMask="CallWait"
    ),
    "agents that are ready": section(
        Category="CurrentNumber", Subject="DNStatus", MainMask="WaitForNextCall"
    ),
    "a swapped pair of object and subject": section(
        Objects="Place", Category="TotalTime", Subject="AgentStatus", MainMask="CallInbound"
    ),
    "a group status": section(
        Objects="GroupAgents",
        Category="TotalTime",
        Subject="GroupStatus",
        MainMask="WaitForNextCall",
    ),
    "an alias of a subject": section(Subject="Action"),
    "a relative number without a relative mask": section(Category="RelativeNumberPercentage"),
    "a percentage": section(
        Category="RelativeNumberPercentage", RelMask="CallAnswered,CallInboundStarted"
    ),
    "a percentage of everything": section(
        Category="RelativeTimePercentage",
        Subject="AgentStatus",
        MainMask="*,~LoggedOut",
        RelMask="*,~LoggedOut",
    ),
    "a service factor of other calls": section(
        Objects="Queue", Category="ServiceFactor1", MainMask="CallAnswered,CallAbandoned"
    ),
    "a waiting time": section(Objects="Queue", Category="EstimWaitTime", MainMask="CallWait"),
    "a waiting time in the other spelling": section(
        Objects="Queue", Category="EstimWaitingTime", MainMask="CallWait"
    ),
    "a custom value of user events": section(
        Category="TotalCustomValue", MainMask="UserEvent", Formula="DistByConnID,1"
    ),
    "a current custom value": section(
        Category="CurrentCustomValue", MainMask="CallInbound", Formula="DistByConnID,1"
    ),
    "a formula": section(Category="Formula", MainMask="", Expression="1"),
    "a Java extension": section(
        Objects="StagingArea",
        Category="JavaCategory",
        Subject="",
        MainMask="",
        JavaSubCategory="eServiceInteractionStat.jar:CurrentNumber",
        Main_Mask="a setting of the extension",
    ),
    "telephony of a campaign": section(Objects="Campaign"),
    "an action of a campaign": section(
        Objects="CampaignGroup", Subject="CampaignAction", MainMask="StatusRunning,NoSuchName"
    ),
    "an object type with actions of its own": section(
        Objects="StagingArea", MainMask="InteractionEntered"
    ),
    "a status of a mediation DN": section(
        Objects="Queue", Category="TotalTime", Subject="DNStatus", MainMask="Monitored"
    ),
    "an empty relative mask": section() + "RelMask=\n",
    "business attributes and other keys": section(
        Customer_Segment="Gold,Silver",
        Objective="x",
        SubjectID="7",
        Description2="y",
        MediaType="chat",
        Description="a=b:c%d",
    ),
    "a category whose facts are not known": section(Category="TotalContinuousNumber"),
    "categories of restricted meaning": section(
        Category="CurrentAverageTime", MainMask="CallInbound"
    ),
    "other sections": "[log]\nCategory=TotalNumber\nx=1\n[Filters]\nSubject=PairExists()\n",
    "options of another application": "[email]\nsubject=Hello\n[view]\nobjects=all\n",
}


@pytest.mark.parametrize("text", CORRECT.values(), ids=[*CORRECT])
def test_a_correct_definition_has_no_diagnostic(text: str) -> None:
    assert [str(it.diagnostic) for it in lint(text)] == []


def line_of(diagnostic: Diagnostic) -> str:
    """Return the line and the column of a diagnostic."""
    return f"{diagnostic.span.line}:{diagnostic.span.column}"


STATUS: Final = {"Category": "TotalTime", "Subject": "AgentStatus", "MainMask": "CallInbound"}
WAITING: Final = {"Objects": "Queue", "Category": "EstimWaitTime", "MainMask": "CallWait"}
CUSTOM: Final = {"Category": "TotalCustomValue", "Formula": "DistByConnID,1"}
CURRENT: Final = {"Category": "CurrentNumber", "MainMask": "CallInbound"}
# The position, the severity, the rule and the part of the message that shows the problem.
MISTAKES: Final[list[tuple[dict[str, str], str, str]]] = [
    # Keys
    ({"MainMask": "", "mainmask": "CallAnswered"}, "5:1 note key-case", "spells the key MainMask"),
    ({"MainMask": "", "Main_Mask": "CallAnswered"},
     "5:1 warning misspelled-key", "similar to MainMask"),
    ({"RelativeMask": "CallAnswered", "Category": "RelativeNumberPercentage"},
     "6:1 warning misspelled-key", "similar to RelMask"),
    ({"Objects": "", "Object": "Agent"}, "5:1 warning misspelled-key", "similar to Objects"),
    ({"Category": "", "Cathegory": "TotalNumber"},
     "5:1 warning misspelled-key", "similar to Category"),
    ({"Category": "TotalCustomValue", "Formla": "1"},
     "6:1 warning misspelled-key", "similar to Formula"),
    ({"Objects": ""}, "1:2 error stat-type-key-missing", "Objects: the section lacks this key"),
    ({"Category": ""}, "1:2 error stat-type-key-missing", "Category: the section lacks this key"),
    ({"Category": "TotalCustomValue"}, "3:10 error category-key-missing", "requires this key"),
    ({"Category": "Formula", "MainMask": ""}, "3:10 error category-key-missing", "Expression"),
    ({"Category": "JavaCategory", "Subject": "", "MainMask": ""},
     "3:10 error category-key-missing", "JavaSubCategory"),
    # Objects
    ({"Objects": "Agents"}, "2:9 error unknown-object-type", 'unknown object type "Agents"'),
    ({"Objects": "Agent,Plce"}, "2:15 error unknown-object-type", 'unknown object type "Plce"'),
    ({"Objects": "agent"}, "2:9 note value-case", "spells the object type Agent"),
    ({"Objects": "Agent,,Place"}, "2:15 warning object-list", "before or after a comma"),
    ({"Objects": "Agent,"}, "2:15 warning object-list", "before or after a comma"),
    ({"Objects": "Agent, Agent"}, "2:16 note object-list", "occurs twice"),
    ({"Objects": " "}, "2:1 error object-list", "the list of object types is empty"),
    ({"Category": " "}, "3:1 error unknown-category", "the category is empty"),
    ({"Subject": " "}, "4:1 error unknown-subject", "the subject is empty"),
    ({"Objects": "Agent;Place"}, "2:9 warning object-list", "not joined by commas"),
    ({"Objects": "AgentPlace"}, "2:9 note object-type-spelling", "another name of Place"),
    ({"Objects": "Routepoint", "MainMask": "CallWait"},
     "2:9 warning object-type-spelling", "another name of RoutePoint"),
    ({"Objects": "Agent,Queue"}, "2:9 error incompatible-objects", "cannot be in one stat type"),
    ({"Objects": "Agent,Campaign"}, "2:9 error incompatible-objects", "cannot be in one stat type"),
    ({"Objects": '"Agent"'}, "2:9 error quoted-setting", "in quotes"),
    # Category and subject
    ({"Category": "TotalNumbr"}, "3:10 error unknown-category", 'unknown category "TotalNumbr"'),
    ({"Category": "totalnumber"}, "3:10 note value-case", "spells the category TotalNumber"),
    ({"Category": "'TotalNumber'"}, "3:10 error quoted-setting", "in quotes"),
    ({"Subject": "DNActon"}, "4:9 error unknown-subject", 'unknown subject "DNActon"'),
    ({**STATUS, "Subject": "agentstatus"}, "4:9 note value-case", "spells the subject AgentStatus"),
    ({**WAITING, "Subject": "AgentStatus"},
     "4:9 error category-subject", "requires the subject DNAction"),
    ({**CUSTOM, "Subject": "AgentStatus"},
     "4:9 error category-subject", "requires the subject DNAction"),
    ({**CURRENT, "Category": "CurrentContinuousTime", "Objects": "Agent"},
     "4:9 error category-subject", "requires the subject AgentStatus or"),
    ({**WAITING, "Objects": "Agent"}, "2:9 error category-objects", "is not computed for Agent"),
    ({**STATUS, "Category": "CurrentContinuousTime", "Objects": "GroupAgents"},
     "2:9 error category-objects", "is not computed for GroupAgents"),
    ({**STATUS, "Objects": "Queue"}, "2:9 warning subject-objects", "does not count on Queue"),
    ({"Objects": "Agent", "Subject": "CampaignAction"},
     "2:9 warning subject-objects", "does not count on Agent"),
    ({**STATUS, "Objects": "Agent", "Subject": "GroupStatus"},
     "2:9 note subject-objects", "inferred: public definitions"),
    # Masks
    ({**CURRENT, "MainMask": ""},
     "3:10 error main-mask-missing", "MainMask: CurrentNumber requires"),
    ({"MainMask": ""}, "3:10 note main-mask-missing", "(inferred: RTME latest CategoriesMasks)"),
    ({**WAITING, "MainMask": ""}, "3:10 error main-mask-missing", "EstimWaitTime requires"),
    ({"Category": "AverageNumberPerRelativeHour"}, "3:10 error rel-mask-missing", "RelMask: "),
    ({"Category": "RelativeTimePercentage"}, "3:10 note rel-mask-missing", "(inferred: "),
    ({**CURRENT, "Category": "CurrentRelativeNumberPercentage"},
     "3:10 note rel-mask-missing", "(inferred: "),
    ({"RelMask": "CallAnswered"}, "6:1 note rel-mask-unused", "does not use a relative mask"),
    ({"MainMask": "CallAnswerd"}, "5:10 error unknown-name", "is not an action name"),
    ({"MainMask": "callanswered"}, "5:10 error wrong-case", "is in the wrong case"),
    ({"MainMask": "CallAnswered,,CallInbound"}, "5:23 error empty-item", "between two commas"),
    ({"MainMask": "CallAnswered CallInbound"}, "5:22 error bad-character", ""),
    ({"MainMask": "CallAnswered,CallAnswered"},
     "5:23 warning duplicate", "repeats an earlier item"),
    ({"MainMask": "CallWait"},
     "5:10 warning not-on-objects", "does not occur on Agent, GroupAgents"),
    ({"MainMask": "CallAnswered,CallWait"},
     "5:23 warning not-on-objects", "does not occur on Agent"),
    ({"MainMask": "CallWaitInbound"}, "5:10 note unknown-name", "is a per-call-type variant"),
    ({**CURRENT, "MainMask": "CallInbound,CallAnswered,CallDialed"},
     "5:22 note instantaneous-ignored", "ignores instantaneous actions: CallAnswered, CallDialed"),
    ({**STATUS, "MainMask": "CallInbound,CallAnswered"},
     "5:22 warning not-a-status", '"CallAnswered" is not a status; AgentStatus counts'),
    ({**STATUS, "Subject": "DNStatus", "MainMask": "LoggedOut"},
     "5:10 warning not-a-status", '"LoggedOut" is not a status of Agent, GroupAgents'),
    ({**STATUS, "Subject": "DNStatus", "MainMask": "*,~LoggedOut"},
     "5:13 note not-a-status", "its exclusion removes nothing"),
    ({"Objects": "Queue", "Category": "TotalTime", "Subject": "DNStatus", "MainMask": "CallWait"},
     "5:10 warning not-a-status", '"CallWait" is not a status of Queue; the statuses are'),
    ({**STATUS, "MainMask": "Handling"}, "5:10 note not-a-status", "(inferred: "),
    ({**WAITING, "MainMask": "CallEntered"},
     "5:10 warning compound-mask", "is computed from CallWait"),
    ({**WAITING, "MainMask": "*"}, "5:10 warning compound-mask", "is computed from CallWait"),
    ({**CUSTOM, "MainMask": "AfterCallWork"},
     "5:10 warning custom-value-action", "is not related to interactions"),
    ({"Category": "CurrentCustomValue", "Formula": "DistByConnID,1"},
     "5:10 warning custom-value-action", "is not durable"),
    ({"Category": "RelativeNumberPercentage", "RelMask": "CallDialed"},
     "5:10 warning main-outside-rel", "MainMask selects CallAnswered, which RelMask does not"),
    ({"Category": "RelativeNumberPercentage", "MainMask": "*", "RelMask": "*,~CallDialed"},
     "5:10 warning main-outside-rel", "MainMask selects CallDialed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "expected", "message"),
    MISTAKES,
    ids=[f"{it[1]}-{number}" for number, it in enumerate(MISTAKES)],
)
def test_a_mistake_has_one_diagnostic_at_its_position(
    settings: dict[str, str], expected: str, message: str
) -> None:
    diagnostics = [it.diagnostic for it in lint(section(**settings))]
    printed = [f"{line_of(it)} {it.severity} {it.rule.id}" for it in diagnostics]

    assert printed == [expected]
    assert message in diagnostics[0].message


def test_a_message_names_section_key_and_fact() -> None:
    (entry,) = lint(section(Category="AverageNumberPerRelativeHour"))

    assert str(entry.diagnostic) == (
        f"{FILE}:3:10: error: [Demo] RelMask: AverageNumberPerRelativeHour requires a mask with an "
        "item (documented: RTME 8.5.1 HistoricalCategories) [rel-mask-missing]"
    )
    assert entry.section == "Demo"
    assert entry.key == "RelMask"
    assert entry.basis == "documented: RTME 8.5.1 HistoricalCategories"


@pytest.mark.parametrize(("settings", "expected", "message"), MISTAKES)
def test_an_inferred_fact_gives_a_note_only(
    settings: dict[str, str], expected: str, message: str
) -> None:
    del expected, message
    for entry in lint(section(**settings)):
        assert entry.basis.startswith("documented: ") or entry.diagnostic.severity == "note"


def test_a_repeated_key_is_reported_with_the_first_one() -> None:
    (entry,) = lint(section() + "MainMask=CallInbound\n")

    assert entry.diagnostic.span.line == 6
    assert [it.span.line for it in entry.diagnostic.related] == [5]


def test_two_mistakes_in_one_mask_are_both_reported() -> None:
    entries = lint(section(MainMask="CallAnswerd,CallWait"))

    assert [it.diagnostic.rule.id for it in entries] == ["unknown-name", "not-on-objects"]


RESTRICTED: Final[list[tuple[dict[str, str], list[str]]]] = [
    ({}, []),
    ({"Objects": "Place"}, ["2:9 not-in-restricted-cluster"]),
    ({**STATUS, "Subject": "PlaceStatus", "Objects": "Agent"}, ["4:9 not-in-restricted-cluster"]),
    ({"Objects": "CampaignGroup", "Subject": "CampaignAction", "MainMask": "X"},
     ["4:9 not-in-restricted-cluster"]),
    ({"Category": "JavaCategory", "Subject": "", "MainMask": "", "JavaSubCategory": "a.jar:b"},
     ["3:10 not-in-restricted-cluster"]),
    ({"MainMask": "Accepted"}, ["5:10 not-in-mode"]),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "expected"), RESTRICTED)
def test_restricted_cluster_mode_supports_less(
    settings: dict[str, str], expected: list[str]
) -> None:
    diagnostics = [it.diagnostic for it in lint(section(**settings), mode="restricted_cluster")]

    assert [f"{line_of(it)} {it.rule.id}" for it in diagnostics] == expected
    assert lint(section(**settings)) == []


def test_a_disabled_rule_is_not_reported() -> None:
    text = section(Category="totalnumber", MainMask="callanswered")
    settings = LintSettings(disabled={"value-case", "wrong-case"})

    assert lint(text, settings=settings) == []


def test_settings_change_the_severity_of_a_rule() -> None:
    (entry,) = lint(
        section(Subject="dnaction"), settings=LintSettings(severities={"value-case": "error"})
    )

    assert entry.diagnostic.severity == "error"


OF_OTHER_FORMATS: Final = {
    "gws": """\
statistics.definitions.State:
  category: CurrentState
  mainMask: "*"
statistics.definitions.Number:
  category: TotalNumber
  mainMask: CallAnswered
  objectTypes: Agent
  subject: DNAction
""",
    "statistics": """\
[{"objectType": "AgentPlace",
  "definition": {"category": "TotalNumber", "mainMask": "CallAnswered", "subject": "DNAction"}}]
""",
    "annex": """\
[vq.demo]
StatName=Waiting
Category=CurrentNumber
MainMask=CallWait
Subject=DNAction
ThresLevel1=5
""",
    "lines": "*,~LoggedOut\nCallWait\n",
}


@pytest.mark.parametrize(("file_format", "text"), OF_OTHER_FORMATS.items(), ids=[*OF_OTHER_FORMATS])
def test_a_format_requires_only_its_own_keys(file_format: str, text: str) -> None:
    assert lint(text, file_format=file_format) == []


def test_the_prefix_of_a_section_gives_the_objects_of_an_annex() -> None:
    text = "[agent.demo]\nCategory=CurrentNumber\nMainMask=CallWait\nSubject=DNAction\n"
    (entry,) = lint(text, file_format="annex")

    assert entry.diagnostic.rule.id == "not-on-objects"
