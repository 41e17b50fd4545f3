"""Masks by example: parsing, problems and queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from statserver_actions import (
    Action,
    ActionName,
    Mask,
    MaskError,
    MaskFinding,
    NoMaskError,
    ObjectType,
    UnknownValueError,
)

STAR = Mask.parse("*")

WRONG: dict[str, list[tuple[str, str, str | None]]] = {
    # Unknown names: a misspelling, a variant, an unrelated term.
    "CallWiat": [("unknown-name", "CallWiat", "CallWait")],
    "*,~CallOnHoldInbound": [("unknown-name", "CallOnHoldInbound", "CallOnHold")],
    "Zzyzx": [("unknown-name", "Zzyzx", None)],
    # Labels, ids and other cases instead of a name.
    "CallAnswered (Regular DNs)": [("unknown-name", "CallAnswered (Regular DNs)", "CallAnswered")],
    "*,~CALL_ANSWERED_REGULAR_DN": [("unknown-name", "CALL_ANSWERED_REGULAR_DN", "CallAnswered")],
    "callwait": [("wrong-case", "callwait", "CallWait")],
    # Empty items.
    "": [("empty-item", "", None)],
    "CallWait, ,OffHook": [("empty-item", " ", None)],
    "CallWait,": [("empty-item", "", None)],
    "CallWait,~": [("empty-item", "~", None)],
    # Quotes, and separators other than commas.
    '"CallWait,OffHook"': [("bad-character", '"CallWait,OffHook"', "CallWait,OffHook")],
    "'CallWait',OffHook": [("bad-character", "'", ""), ("bad-character", "'", "")],
    "CallWait; OffHook": [("bad-character", "; ", ",")],
    "CallWait OffHook": [("bad-character", " ", ",")],
    "*~CallWait": [("bad-character", "~", ",~")],
    "Call*": [("bad-character", "*", None)],
    # Items that have no effect, or the opposite one.
    "CallWait,CallWait": [("duplicate", "CallWait", None)],
    "CallWait,~CallWait": [("contradiction", "~CallWait", None)],
    "*,~*": [("contradiction", "~*", None)],
    "~CallWait,~OffHook": [("exclude-from-nothing", "~", "*,~")],
}


def problems_of(text: str, *, keep: bool = False) -> list[tuple[str, str, str | None]]:
    """Return kind, range and suggestion of each problem."""
    problems = Mask.problems(text, unknown="keep" if keep else "refuse")
    ranges = [text[it.start : it.start + it.length] for it in problems]
    return [(it.kind.value, part, it.suggestion) for it, part in zip(problems, ranges)]


def test_names_are_separated_by_commas() -> None:
    mask = Mask.parse("CallOutbound, CallInbound")
    assert mask.listed == (ActionName.CALL_INBOUND, ActionName.CALL_OUTBOUND)
    assert "CallInbound" in mask
    assert "CallConsult" not in mask
    assert str(mask) == "CallInbound,CallOutbound"


def test_a_mask_can_exclude_names() -> None:
    mask = Mask.parse("*,~LoggedOut,~NotMonitored")
    assert mask.has_star
    assert "CallInbound" in mask
    assert "LoggedOut" not in mask


def test_exclusion_wins_in_any_order() -> None:
    assert Mask.parse("~LoggedOut,*") == Mask.parse("*,~LoggedOut")
    assert Mask.parse("CallWait,~CallWait,OffHook") == Mask.parse("OffHook")
    assert str(Mask.parse("~*")) == "~*"


@pytest.mark.parametrize(("text", "problems"), WRONG.items(), ids=map(ascii, WRONG))
def test_problems_have_kind_range_and_suggestion(
    text: str, problems: list[tuple[str, str, str | None]]
) -> None:
    assert problems_of(text) == problems


def test_one_error_reports_all_problems() -> None:
    with pytest.raises(MaskError) as raised:
        Mask.parse("CallWiat,callinbound,,CallWait,CallWait")
    assert str(raised.value).splitlines() == [
        "this is no mask:",
        '  unknown-name at 0: there is no action name "CallWiat" in this catalog; it may be of '
        "another release, a variant per call type such as CallOnHoldInbound, or a campaign "
        'action; write "CallWait" instead',
        '  wrong-case at 9: "callinbound" is an action name in other letters; case matters; '
        'write "CallInbound" instead',
        "  empty-item at 21: there is nothing between the commas",
        '  duplicate at 31: "CallWait" stands in this mask already',
    ]


def test_text_with_warnings_only_is_parsed() -> None:
    assert problems_of("CallWait,CallWait") == [("duplicate", "CallWait", None)]
    assert Mask.parse("CallWait,CallWait") == Mask.parse("CallWait")


def test_offsets_count_code_points() -> None:
    (_, problem) = Mask.problems("\U0001f4de,callwait")
    assert (problem.start, problem.length) == (2, 8)


def test_unknown_names_are_kept_on_request() -> None:
    with pytest.raises(MaskError):
        Mask.parse("CallTeleported,CallWait")
    mask = Mask.parse("CallTeleported,CallWait", unknown="keep")
    assert str(mask) == "CallWait,CallTeleported"
    assert mask.unknown == ("CallTeleported",)
    assert mask.names("Queue") == (ActionName.CALL_WAIT,)
    assert repr(mask) == "Mask.parse('CallWait,CallTeleported', unknown=\"keep\")"
    assert problems_of("call wait", keep=True) == problems_of("call wait")


def test_selected_rows_can_occur_on_the_objects() -> None:
    mask = Mask.of(["CallAnswered"])
    assert mask.actions("Agent") == (Action.CALL_ANSWERED_REGULAR_DN,)
    assert mask.actions("Queue") == (
        Action.CALL_ANSWERED_MEDIATION_DN,
        Action.CALL_ANSWERED_VIRTUAL_QUEUE,
    )
    assert mask.actions(["Queue", ObjectType.AGENT]) == tuple(
        row for row in Action if row.action_name == "CallAnswered"
    )


def test_a_mask_of_durable_and_instantaneous_rows_is_mixed() -> None:
    assert Mask.parse("CallInbound,CallAnswered").is_mixed("Agent")
    assert not Mask.parse("CallInbound,CallOutbound").is_mixed("Agent")


def test_a_name_that_cannot_occur_has_a_finding() -> None:
    assert [str(it) for it in Mask.parse("*,~CallEntered").check(["Agent", "Queue"])] == [
        '"CallEntered" does not occur on Agent'
    ]
    (finding,) = Mask.parse("Accepted").check("Agent", "restricted_cluster")
    assert isinstance(finding, MaskFinding)
    assert str(finding) == '"Accepted" does not work in restricted cluster mode on Agent'


def test_different_masks_can_be_equivalent_on_an_object_type() -> None:
    one, other = Mask.parse("CallEntered"), Mask.parse("CallEntered,AfterCallWork")
    assert one != other
    assert one.is_equivalent(other, "Queue")
    assert one.compare(other, "Agent").only_other == (Action.AFTER_CALL_WORK,)
    assert one.compare(other, "Agent").only_this == ()


def test_the_shortest_mask_excludes_names_if_that_is_shorter() -> None:
    names = Mask.parse("*,~LoggedOut").names("Agent")
    assert str(Mask.shortest(names, "Agent")) == "*,~LoggedOut"
    assert str(Mask.shortest([Action.CALL_ENTERED], "Queue")) == "CallEntered"


def test_rows_that_share_a_name_cannot_be_selected_separately() -> None:
    with pytest.raises(NoMaskError) as raised:
        Mask.shortest(["CALL_ANSWERED_MEDIATION_DN"], "Queue")
    assert str(raised.value) == (
        'no mask selects these rows and no others: "CallAnswered" also selects '
        "CALL_ANSWERED_VIRTUAL_QUEUE on Queue; a mask can't tell rows of one name apart"
    )


def test_requests_that_cannot_occur_are_rejected() -> None:
    with pytest.raises(NoMaskError) as raised:
        Mask.shortest(["CallEntered", "Accepted"], "Agent", "restricted_cluster")
    assert [(it.name, it.reason.value) for it in raised.value.findings] == [
        ("Accepted", "not-in-mode"),
        ("CallEntered", "not-on-objects"),
    ]
    assert [*map(type, (it.name for it in raised.value.findings))] == [ActionName, ActionName]


REFUSED: dict[str, tuple[Callable[[], object], str | None]] = {
    "an id instead of a name": (lambda: Mask.of(["CALL_WAIT"]), "CallWait"),  # type: ignore[list-item]
    "a misspelled name": (lambda: Mask.shortest(["CallWiat"], "Queue"), "CallWait"),  # type: ignore[list-item]
    "a number instead of a name": (lambda: Mask.shortest([7], "Queue"), None),  # type: ignore[list-item]
    "an unknown object type": (lambda: STAR.names("Routepoint"), "RoutePoint"),  # type: ignore[arg-type]
    "no object type": (lambda: STAR.names([]), None),
    "None instead of object types": (lambda: STAR.names(None), None),  # type: ignore[arg-type]
    "nested lists": (lambda: STAR.names([["Queue"]]), None),  # type: ignore[list-item]
    "a part of a mode": (lambda: STAR.names("Queue", "restricted"), "restricted_cluster"),  # type: ignore[arg-type]
    "a misspelled option": (lambda: Mask.parse("*", unknown="kep"), "keep"),  # type: ignore[arg-type]
    "None instead of an option": (lambda: Mask.parse("*", unknown=None), None),  # type: ignore[arg-type]
    "None instead of a text": (lambda: Mask.parse(None), None),  # type: ignore[arg-type]
    "a number instead of a text": (lambda: Mask.problems(7), None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("ask", "suggestion"), REFUSED.values(), ids=[*REFUSED])
def test_unknown_values_are_rejected(
    ask: Callable[[], object], suggestion: str | None
) -> None:
    with pytest.raises(UnknownValueError) as raised:
        ask()
    assert raised.value.suggestion == suggestion


def test_masks_are_immutable() -> None:
    mask = Mask.parse("*")
    for attempt in (
        lambda: setattr(mask, "has_star", False),
        lambda: delattr(mask, "listed"),
        lambda: setattr(Mask.problems("")[0], "start", 7),
        Mask,
    ):
        with pytest.raises((AttributeError, TypeError)):
            attempt()
    assert str(mask) == "*"
