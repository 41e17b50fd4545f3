"""Masks and their answers by example."""

from __future__ import annotations

import pytest

from statserver_actions import (
    Action,
    ActionName,
    InexpressibleMaskError,
    Mask,
    MaskFinding,
    ObjectClass,
    ObjectType,
    Status,
    UnknownValueError,
    resolve,
    select,
)


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


def test_the_empty_mask_is_an_empty_text() -> None:
    empty = Mask.parse("")
    assert str(empty) == ""
    assert repr(empty) == "Mask.parse('')"
    assert empty == Mask.parse(" \n") == Mask.parse("~*") == Mask.of([])
    assert empty.actions(ObjectType) == ()


def test_an_action_is_in_a_mask_through_its_name() -> None:
    mask = Mask.of(["CallWait", "CallAnswered"])
    assert Action.CALL_WAIT in mask
    assert Action.CALL_ANSWERED_REGULAR_DN in mask
    assert "CALL_ANSWERED_VIRTUAL_QUEUE" in mask
    assert Action.OFF_HOOK not in mask
    assert ActionName.OFF_HOOK not in mask


def test_a_misspelled_name_is_not_searched_for_in_a_mask() -> None:
    mask = Mask.parse("*,~CallTeleported", unknown="keep")
    assert "CallTeleported" not in mask
    with pytest.raises(UnknownValueError, match="did you mean 'CallWait'") as raised:
        assert "CallWiat" in mask
    assert raised.value.suggestion == "CallWait"
    with pytest.raises(UnknownValueError):
        assert "CallTeleported" in Mask.parse("*")


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


def test_places_are_not_supported_in_restricted_cluster_mode() -> None:
    assert [*map(str, ObjectType.PLACE.modes)] == ["regular"]
    assert [*map(str, ObjectType.AGENT.modes)] == ["regular", "restricted_cluster"]
    assert select(object_type="Place", mode="restricted_cluster") == ()
    assert select(object_type=["Agent", "Place"], mode="restricted_cluster") == select(
        object_type="Agent", mode="restricted_cluster"
    )
    assert resolve("OffHook", "Place") == (Action.OFF_HOOK,)
    assert resolve("OffHook", "Place", "restricted_cluster") == ()
    assert Mask.parse("*").actions("Place", "restricted_cluster") == ()


def test_a_filter_has_one_value_or_several() -> None:
    momentary = select(timing="momentary")
    retrospective = select(timing="retrospective")
    both = {*momentary, *retrospective}
    assert {*select(timing=["retrospective", "momentary"])} == both
    assert select(instantaneous=True) == select(timing=["momentary", "retrospective"])
    assert select(instantaneous=False) == select(timing="durable")
    assert select(instantaneous=True, timing="durable") == ()
    assert select(object_type=ObjectType) == select(mode=("regular", "restricted_cluster")) == (*Action,)
    classes = {ObjectClass.MEDIA_CHANNEL, ObjectClass.MEDIATION_DN}
    assert {it.object_class for it in select(object_class=classes)} == classes


def test_findings_are_about_the_objects_and_about_names() -> None:
    assert [str(it) for it in Mask.parse("*,~CallEntered").check(["Agent", "Queue"])] == [
        "Agent, Queue cannot be observed together: they share no object class",
        '"CallEntered" does not occur on Agent',
    ]
    (objects, name) = Mask.parse("Accepted").check(["Agent", "Place"], "restricted_cluster")
    assert isinstance(name, MaskFinding)
    assert (objects.name, objects.object_types) == (None, ("Place",))
    assert str(objects) == "Place cannot be observed in restricted cluster mode"
    assert str(name) == '"Accepted" does not work in restricted cluster mode on Agent'


def test_an_unknown_name_selects_or_excludes_nothing() -> None:
    included = Mask.parse("CallTeleported", unknown="keep")
    excluded = Mask.parse("*,~CallTeleported", unknown="keep")
    assert [str(it) for it in included.check("Agent") + excluded.check("Agent")] == [
        '"CallTeleported" is not in this catalog, so it selects nothing',
        '"CallTeleported" is not in this catalog, so its exclusion removes nothing',
    ]


def test_different_masks_can_be_equivalent_on_an_object_type() -> None:
    one, other = Mask.parse("CallEntered"), Mask.parse("CallEntered,AfterCallWork")
    assert one != other
    assert one.is_equivalent(other, "Queue")
    assert one.compare(other, "Agent").only_other == (Action.AFTER_CALL_WORK,)
    assert one.compare(other, "Agent").only_this == ()


def test_statuses_are_in_the_order_of_their_ranks() -> None:
    mask = Mask.parse("LoggedOut,CallOnHold,OnHook,CallAnswered,OffHook")
    assert mask.statuses("Agent") == (
        Status.ON_HOOK,
        Status.OFF_HOOK,
        Status.CALL_ON_HOLD,
        Status.LOGGED_OUT,
    )
    assert mask.statuses("RegDN") == (Status.ON_HOOK, Status.OFF_HOOK, Status.CALL_ON_HOLD)
    assert Mask.parse("*").statuses("Queue") == (Status.NOT_MONITORED,)


def test_statuses_have_numbers_ranks_and_evidence() -> None:
    status = Status.of_number(9)
    assert status is Status.AFTER_CALL_WORK
    assert (status.number, status.rank("Agent"), status.rank("Queue")) == (9, 5, None)
    assert status.evidence == "code"


@pytest.mark.parametrize("object_type", ["Place", "GroupAgents", "GroupQueues"])
def test_other_object_types_have_no_order_of_statuses(object_type: ObjectType) -> None:
    with pytest.raises(UnknownValueError) as raised:
        Mask.parse("*").statuses(object_type)
    assert str(raised.value) == f"no documented order of statuses for {object_type}"


def test_the_shortest_mask_excludes_names_if_that_is_shorter() -> None:
    names = Mask.parse("*,~LoggedOut").names("Agent")
    assert str(Mask.shortest(names, "Agent")) == "*,~LoggedOut"
    assert str(Mask.shortest([Action.CALL_ENTERED], "Queue")) == "CallEntered"
    assert str(Mask.shortest([], "Queue")) == ""


def test_rows_that_share_a_name_cannot_be_selected_separately() -> None:
    with pytest.raises(InexpressibleMaskError) as raised:
        Mask.shortest(["CALL_ANSWERED_MEDIATION_DN"], "Queue")
    assert str(raised.value) == (
        'no mask selects exactly these rows: "CallAnswered" also selects '
        "CALL_ANSWERED_VIRTUAL_QUEUE on Queue; a mask cannot distinguish rows of one name"
    )


def test_requests_that_cannot_occur_are_rejected() -> None:
    with pytest.raises(InexpressibleMaskError) as raised:
        Mask.shortest(["CallEntered", "Accepted"], "Agent", "restricted_cluster")
    assert [(it.name, it.reason.value) for it in raised.value.findings] == [
        ("Accepted", "not-in-mode"),
        ("CallEntered", "not-on-objects"),
    ]
    assert str(raised.value).splitlines() == [
        "no mask selects exactly these rows:",
        '  "Accepted" does not work in restricted cluster mode on Agent',
        '  "CallEntered" does not occur on Agent',
    ]


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
