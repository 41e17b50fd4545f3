"""Answers of the reference on the fixture catalog: rows, statuses, membership and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask, find_membership, format_canonical
from statserver_bindgen.conformance.unknown_values import explain_object_type
from support.generated import fixture_catalog, lifecycle_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INDEX: Final = CatalogIndex(fixture_catalog())
LIFECYCLE: Final = CatalogIndex(lifecycle_catalog())
ACTIONS: Final = INDEX.catalog.actions
REGULAR: Final = "regular"
RESTRICTED: Final = "restricted_cluster"
NAMES_ON_QUEUE: Final = {ACTIONS[row].name for row in INDEX.rows_on(["Queue"])}


def mask(text: str) -> Mask:
    return Mask.of_items(ParsedMask(INDEX, text, keep=True).items)


def on(*object_types: str, mode: str = REGULAR) -> ObjectsInMode:
    return ObjectsInMode(INDEX, object_types, mode)


def ids(rows: Iterable[int]) -> list[str]:
    return [ACTIONS[it].id for it in rows]


def check(text: str, *object_types: str, mode: str = REGULAR) -> list[tuple[str, str]]:
    return [(it.reason, it.message) for it in on(*object_types, mode=mode).check(mask(text))]


# select and resolve.


def test_several_values_of_a_filter_select_rows_with_one_of_them() -> None:
    durable, momentary = (INDEX.select({"timing": it}) for it in ("durable", "momentary"))

    assert INDEX.select({"timing": ["durable", "momentary"]}) == sorted([*durable, *momentary])
    assert INDEX.select({"timing": []}) == []
    assert INDEX.select({}) == [*range(len(ACTIONS))]


def test_instantaneous_rows_are_those_that_are_not_durable() -> None:
    assert INDEX.select({"instantaneous": False}) == INDEX.select({"timing": "durable"})
    assert INDEX.select({"instantaneous": True, "timing": "durable"}) == []


def test_place_has_no_rows_in_restricted_cluster_mode() -> None:
    assert INDEX.select({"object_type": "Place", "mode": RESTRICTED}) == []
    assert INDEX.select({"object_type": "Place", "mode": REGULAR}) != []
    assert INDEX.resolve("OnHook", "Place", RESTRICTED) == []
    assert ids(INDEX.resolve("OnHook", "Place")) == ["ON_HOOK"]


def test_row_is_selected_if_it_is_present_on_one_type_in_one_mode() -> None:
    both = INDEX.select({"object_type": ["Place", "Agent"], "mode": [REGULAR, RESTRICTED]})

    assert both == INDEX.select({"object_type": "Agent"})
    in_restricted = INDEX.select({"object_type": ["Place", "Agent"], "mode": RESTRICTED})
    assert in_restricted == INDEX.select({"object_type": "Agent", "mode": RESTRICTED})
    assert "HANDLING" not in ids(INDEX.select({"mode": RESTRICTED}))


def test_shared_name_is_resolved_to_the_rows_on_the_object_type() -> None:
    assert ids(INDEX.resolve("NotMonitored", "Queue")) == ["NOT_MONITORED_MEDIATION_DN"]
    assert INDEX.resolve("CallWait", "Agent") == []


# Masks on objects.


def test_rows_on_several_object_types_are_those_on_one_of_them() -> None:
    selection = on("Agent", "Queue").select(mask("CallWait,OnHook,NotMonitored"))

    assert selection.names == ["CallWait", "NotMonitored", "OnHook"]
    assert ids(selection.rows) == [
        *("CALL_WAIT", "NOT_MONITORED_REGULAR_DN", "NOT_MONITORED_MEDIATION_DN", "ON_HOOK")
    ]
    assert not selection.mixed
    assert on("Queue").select(mask("*")).mixed


def test_masks_are_compared_by_the_rows_that_they_select() -> None:
    one, other = mask("CallWait,OnHook"), mask("CallWait,CallAbandoned")

    assert [ids(it) for it in on("Queue").compare(one, other)] == [[], ["CALL_ABANDONED"]]
    assert [ids(it) for it in on("Agent").compare(one, other)] == [["ON_HOOK"], []]


@pytest.mark.parametrize(
    ("text", "object_types", "names"),
    [
        ("*", ["Queue"], ["NotMonitored"]),
        ("*,~OnHook", ["RegDN"], [
            *("NotMonitored", "LoggedIn", "OffHook", "AfterCallWork", "CallOnHold"),
            *("CallInbound", "CallDialing"),
        ]),
        ("LoggedOut,OnHook", ["Agent"], ["OnHook", "LoggedOut"]),
        ("LoggedOut,OnHook", ["RegDN"], ["OnHook"]),
        ("CallDialing,LoggedIn", ["Agent"], ["LoggedIn", "CallDialing"]),
        ("", ["Agent"], []),
        ("*", ["Place"], None),
        ("*", ["GroupAgents"], None),
        ("*", ["Agent", "RegDN"], None),
    ],
)  # fmt: skip
def test_statuses_are_ordered_by_rank_and_unranked_ones_are_last(
    text: str, object_types: list[str], names: list[str] | None
) -> None:
    assert on(*object_types).find_statuses(mask(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "is_member"),
    [
        ("*,~OnHook", "OnHook", False),
        ("*,~OnHook", "OffHook", True),
        ("CallWait", "CALL_WAIT", True),
        ("NotMonitored", "NOT_MONITORED_MEDIATION_DN", True),
        ("Zzyzx", "Zzyzx", True),
        ("*,~Zzyzx", "Zzyzx", False),
        ("CALL_WAIT", "CALL_WAIT", True),
    ],
)
def test_names_and_ids_are_members_by_name(text: str, name: str, *, is_member: bool) -> None:
    assert find_membership(INDEX, mask(text), name) is is_member


@pytest.mark.parametrize(
    ("text", "suggestion"), [("Zzyzx", None), ("callwait", "CallWait"), ("acw", "AfterCallWork")]
)
def test_membership_of_an_unknown_text_is_explained(text: str, suggestion: str | None) -> None:
    explanation: Any = find_membership(INDEX, mask("CallWait"), text)

    assert explanation.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("agentplace", None, "Place"),
        ("RegularDN", None, "RegDN"),
        ("TENANT", "known_object_type", None),
        ("Queues", None, "Queue"),
        ("Zzyzx", None, None),
    ],
)
def test_unknown_object_type_is_explained(
    text: str, message: str | None, suggestion: str | None
) -> None:
    explanation = explain_object_type(INDEX, text)

    assert (explanation.message, explanation.suggestion) == (message, suggestion)


# Findings.


def test_mask_without_findings() -> None:
    assert check("*,~OnHook", "Agent", "Place") == []


def test_object_types_without_a_common_class_are_a_finding() -> None:
    assert check("*", "Agent", "Queue") == [
        ("separate-objects", "Agent, Queue cannot be observed together: they share no object class")
    ]


def test_object_types_without_the_mode_are_a_finding() -> None:
    assert check("*,~OnHook", "Agent", "Place", mode=RESTRICTED) == [
        ("mode-not-on-objects", "Place cannot be observed in restricted cluster mode")
    ]


def test_findings_of_names_are_in_canonical_order() -> None:
    assert check("Zzyzx,OnHook,Handling,CallWait", "Agent", mode=RESTRICTED) == [
        ("not-on-objects", '"CallWait" does not occur on Agent'),
        ("not-in-mode", '"Handling" does not work in restricted cluster mode on Agent'),
        ("unknown-name", '"Zzyzx" is not in this catalog, so it selects nothing'),
    ]
    assert check("*,~Zzyzx", "Agent") == [
        ("unknown-name", '"Zzyzx" is not in this catalog, so its exclusion removes nothing')
    ]


def test_mode_is_not_checked_on_object_types_without_it() -> None:
    reasons = [it for it, _ in check("Handling", "Place", mode=RESTRICTED)]

    assert reasons == ["mode-not-on-objects"]


# The shortest mask.


def shortest(names: list[str], rows: list[str], context: ObjectsInMode) -> str | list[str]:
    numbers = [number for number, action in enumerate(ACTIONS) if action.id in rows]
    result = context.find_shortest(names, numbers)
    if isinstance(result, Mask):
        return format_canonical(INDEX, result)
    return [it.message for it in result]


def test_shortest_mask_excludes_if_that_is_shorter() -> None:
    names = on("Queue").select(mask("*,~CallWait")).names

    assert shortest(["CallWait"], [], on("Queue")) == "CallWait"
    assert shortest(names, [], on("Queue")) == "*,~CallWait"
    assert shortest([], [], on("Queue")) == ""


def test_rows_that_share_a_name_have_no_mask_of_their_own() -> None:
    message = (
        '"CallAnswered" also selects CALL_ANSWERED_MEDIATION_DN on Queue; '
        "a mask cannot distinguish rows of one name"
    )

    assert shortest([], ["CALL_ANSWERED_VIRTUAL_QUEUE"], on("Queue")) == [message]


def test_row_that_is_not_there_has_no_mask() -> None:
    assert shortest(["OnHook"], [], on("Queue")) == ['"OnHook" does not occur on Queue']
    assert shortest(["OnHook"], [], on("Place", mode=RESTRICTED)) == [
        '"OnHook" does not work in restricted cluster mode on Place'
    ]


def test_the_rows_of_object_types_are_looked_up_once_for_all_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lookups: list[object] = []

    def rows_on(index: CatalogIndex, types: Sequence[str], *modes: Sequence[str]) -> list[int]:
        lookups.append((types, modes))
        return original(index, types, *modes)

    original = CatalogIndex.rows_on
    monkeypatch.setattr(CatalogIndex, "rows_on", rows_on)
    absent = [it.name for it in INDEX.catalog.names if it.name not in NAMES_ON_QUEUE]

    findings = on("Queue").find_shortest(absent, [])

    assert len(absent) > 2
    assert isinstance(findings, list)
    assert {it.reason for it in findings} == {"not-on-objects"}
    assert len(lookups) == 2  # in the mode, and in any mode


# Names of earlier versions.


def of_history(text: str) -> Mask:
    return Mask.of_items(ParsedMask(LIFECYCLE, text, keep=True).items)


def test_former_name_and_former_id_are_members_like_the_new_name() -> None:
    agent_login, all_but_it = of_history("AgentLogon"), of_history("*,~AgentLogin")

    for text in ("AgentLogon", "AgentLogin", "AGENT_LOGON_REGULAR_DN"):
        assert find_membership(LIFECYCLE, agent_login, text) is True
        assert find_membership(LIFECYCLE, all_but_it, text) is False


def test_removed_name_is_a_member_only_if_the_mask_lists_it() -> None:
    assert find_membership(LIFECYCLE, of_history("*,~CallHold"), "CallHold") is False
    explanation = find_membership(LIFECYCLE, of_history("*"), "CallHold")
    assert explanation == LIFECYCLE.earlier_names["CallHold"]


def test_findings_name_the_new_name() -> None:
    context = ObjectsInMode(LIFECYCLE, ("Queue",), REGULAR)

    (finding,) = context.check(of_history("Callinbound"))
    assert (finding.name, finding.reason) == ("CallInbound", "not-on-objects")


def test_split_and_removed_names_are_not_in_the_catalog() -> None:
    context = ObjectsInMode(LIFECYCLE, ("Queue",), REGULAR)

    findings = context.check(of_history("*,~CallLost,~CallDistributed"))
    assert {(it.name, it.reason) for it in findings} == {
        ("CallDistributed", "unknown-name"),
        ("CallLost", "unknown-name"),
    }
