"""Checks actions and masks as values, with the package of the fixture catalog, on Python 3.9 and newer.

`values.py PACKAGE write FILE` checks what programs do with values, and writes pickles;
`values.py PACKAGE read FILE...` reads those that other Pythons wrote.
"""

import copy
import enum
import json
import pickle
import sys
from dataclasses import asdict, astuple, dataclass, field, replace

sys.path.insert(0, sys.argv[1])

import statserver_actions
from statserver_actions import Action, ActionName, Evidence, Mask, ObjectType, Status, Timing, UnknownAction, UnknownTerm

INFERRED = Action.CALL_ABANDONED_FROM_RINGING_REGULAR_DN.inferred
NEWER = Action.parse("CALL_TELEPORTED")
MASK = Mask.parse("*,~LoggedOut,~CallTeleported", unknown="keep")


def error_of(ask):
    try:
        ask()
    except statserver_actions.StatServerActionsError as error:
        return error
    raise AssertionError("no error")


ERRORS = [
    error_of(lambda: Action("CALL_WAITS")),
    error_of(lambda: Mask.parse("CallWiat,callwait")),
    error_of(lambda: Mask.shortest(["CallAnswered", "CALL_ENTERED"], "Agent")),
    error_of(lambda: Mask.of(["CallWaitInbound"])),
    error_of(lambda: Mask.of([None])),
    error_of(lambda: ObjectType("Tenant")),
]
# Values that programs store or send to another process.
VALUES = {
    "actions": [*Action],
    "terms": [*ActionName, *ObjectType, *Timing, *INFERRED],
    "statuses": [*Status, *Evidence],
    "newer": [NEWER, Timing.parse("later")],
    "masks": [Mask.parse("*"), Mask.parse(""), Mask.of(["CallWait"]), MASK],
    "problems": Mask.problems("CallWiat,callwait,"),
    "findings": MASK.check(["Queue", "Place"], "restricted_cluster"),
    "comparison": MASK.compare(Mask.parse("*"), "Agent"),
}


@dataclass(frozen=True, order=True)
class Statistic:
    """A consumer's record with actions."""

    action: Action
    on: ObjectType = ObjectType.QUEUE
    mask: Mask = field(default=MASK, compare=False)


@dataclass
class Tally:
    """A consumer's record that changes."""

    counts: dict = field(default_factory=dict)
    last: Action = Action.CALL_WAIT


def check_text():
    """A member is formatted as its text."""
    action, place = Action.CALL_WAIT, ObjectType.ROUTE_POINT
    assert str(action) == f"{action}" == format(action) == "%s" % action == "CALL_WAIT"
    assert "{}|{:.4}|{!s:>10}|{!r}".format(place, place, place, place) == (
        "RoutePoint|Rout|RoutePoint|<ObjectType.ROUTE_POINT: 'RoutePoint'>"
    )
    assert f"{place:>12}|{place:*^14}|{place!s:<11}|" == "  RoutePoint|**RoutePoint**|RoutePoint |"
    assert "%12s|%-11s|%.5s" % (place, place, place) == "  RoutePoint|RoutePoint |Route"
    assert "%(on)s" % {"on": place} == "RoutePoint"
    assert "".join([place]) == place + "" == "RoutePoint"
    assert place.lower() == "routepoint" and place[:5] == "Route" and "Point" in place
    for member in (*Action, *ActionName, *ObjectType):
        assert str(member) == member.value == member == "%s" % member and type(str(member)) is str
        assert isinstance(member, str) and isinstance(member, enum.Enum)


def check_comparison():
    """A member equals its text, and sorts and hashes like it; equal members are identical."""
    action = Action.CALL_WAIT
    assert action == "CALL_WAIT" and action != "CallWait" and action is Action("CALL_WAIT")
    assert {action: 1}["CALL_WAIT"] == {"CALL_WAIT": 1}[action] == 1
    assert hash(action) == hash("CALL_WAIT") and {action, "CALL_WAIT"} == {"CALL_WAIT"}
    assert sorted(Action) == sorted(map(str, Action)) and Action.ACTIVE < action
    assert action in [*Action] and "CALL_WAIT" in [*Action] and action in {"CALL_WAIT"}
    assert {MASK: 1}[Mask.parse("~CallTeleported,~LoggedOut,*", unknown="keep")] == 1


def check_json():
    """An action goes to JSON as its id, as value and as key; a mask by its text."""
    assert json.dumps([*Action]) == json.dumps([str(it) for it in Action])
    assert json.dumps({ObjectType.QUEUE: [Action.CALL_WAIT]}) == '{"Queue": ["CALL_WAIT"]}'
    assert [Action(it) for it in json.loads(json.dumps([*Action]))] == [*Action]
    assert Mask.parse(json.loads(json.dumps(str(MASK))), unknown="keep") == MASK


def check_dataclasses():
    """Dataclasses accept them as fields and defaults, frozen and ordered, and asdict keeps them."""
    one, same = Statistic(Action.CALL_WAIT), Statistic(Action("CALL_WAIT"))
    assert one == same and hash(one) == hash(same) and {one: 1}[same] == 1
    assert Statistic(Action.ACTIVE) < one and one.on is ObjectType.QUEUE and one.mask is MASK
    assert asdict(one) == {"action": "CALL_WAIT", "on": "Queue", "mask": MASK}
    assert type(asdict(one)["action"]) is Action and astuple(one)[0] is Action.CALL_WAIT
    assert json.dumps(asdict(one), default=str) == (
        '{"action": "CALL_WAIT", "on": "Queue", "mask": "*,~LoggedOut,~CallTeleported"}'
    )
    assert replace(one, action=Action.ACTIVE).action is Action.ACTIVE
    assert eval(repr(MASK)) == MASK and "Action.CALL_WAIT: 'CALL_WAIT'" in repr(one)
    tally = Tally({Action.CALL_WAIT: 2, NEWER: 1})
    assert Tally().counts == {} and Tally().last is Action.CALL_WAIT
    assert json.dumps(asdict(tally)) == (
        '{"counts": {"CALL_WAIT": 2, "CALL_TELEPORTED": 1}, "last": "CALL_WAIT"}'
    )


def check_copies():
    """Copies and pickles, in every protocol, are equal and have the same type."""
    for name, value in VALUES.items():
        copies = [copy.copy(value), copy.deepcopy(value)]
        copies += [
            pickle.loads(pickle.dumps(value, protocol))
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
        ]
        for again in copies:
            assert again == value and repr(again) == repr(value), name
    for action in Action:
        assert copy.copy(action) is copy.deepcopy(action) is action
        assert pickle.loads(pickle.dumps(action)) is action
    for error in ERRORS:
        assert same_error(pickle.loads(pickle.dumps(error)), error)
        assert same_error(copy.copy(error), error)


def check_unknown_values():
    """An unknown value is an error with a suggestion."""
    for ask, hint in (
        (lambda: statserver_actions.named("CallWiat"), "CallWait"),
        (lambda: statserver_actions.resolve("CallWait", "Routepoint"), "RoutePoint"),
        (lambda: statserver_actions.select(timing="durabel"), "durable"),
        (lambda: Action("CALL_WAITS"), "CALL_WAIT"),
        (lambda: ObjectType("AgentPlace"), "Place"),
    ):
        try:
            ask()
        except statserver_actions.UnknownValueError as error:
            assert error.suggestion == hint and f"did you mean {hint!r}?" in str(error)
            assert isinstance(error, statserver_actions.StatServerActionsError)
            assert isinstance(error, ValueError)
        else:
            raise AssertionError(hint)


def same_error(one, other):
    return (type(one), str(one), vars(one)) == (type(other), str(other), vars(other))


def check_errors_with_any_value():
    """An error is pickled and copied whatever its value; one that is not pickled is its text."""
    for value in (print, lambda: None, (it for it in "ab"), {"a": [1]}, 7, "x" * 1000):
        error = error_of(lambda: Mask.of([value]))
        assert error.value is copy.copy(error).value is value
        for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
            assert (str(again), again.suggestion) == (str(error), error.suggestion)
            assert again.value == value or again.value in str(error)


def check_newer_data():
    """Unknown ids survive parsing and round trips, next to known ones."""
    assert type(NEWER) is UnknownAction and NEWER == "CALL_TELEPORTED" and not NEWER.is_known
    assert Action.parse("CALL_WAIT") is Action.CALL_WAIT and Action.CALL_WAIT.is_known
    assert f"{NEWER:>16}|%s" % NEWER == " CALL_TELEPORTED|CALL_TELEPORTED"
    assert {NEWER: 1}["CALL_TELEPORTED"] == 1 and repr(NEWER) == "UnknownAction('CALL_TELEPORTED')"
    for nothing in (None, 7, [], b"CALL_WAIT"):
        assert error_of(lambda: Action.parse(nothing)).value is nothing
    ids = ["CALL_WAIT", "CALL_TELEPORTED", "", "call_wait", "\ud800", "\0"]
    read = [Action.parse(it) for it in ids]
    assert [it.is_known for it in read] == [True] + [False] * 5
    for again in (
        [Action.parse(it) for it in json.loads(json.dumps(read))],
        pickle.loads(pickle.dumps(read)),
        copy.deepcopy(read),
        [Action.parse(it) for it in read],
    ):
        assert again == read == ids and [*map(type, again)] == [*map(type, read)]
    for enum, text in ((ObjectType, "Queue"), (Timing, "durable")):
        newer, present = enum.parse("Later"), enum.parse(text)
        assert type(newer) is UnknownTerm and newer == "Later" and not newer.is_known
        assert present is enum(text) and present.is_known and repr(newer) == "UnknownTerm('Later')"
        assert json.dumps([newer, present]) == json.dumps(["Later", text])
        assert error_of(lambda: enum.parse(7)).value == 7
    kept = json.loads(json.dumps({"mask": str(MASK)}))["mask"]
    assert Mask.parse(kept, unknown="keep").unknown == ("CallTeleported",)


def write(path):
    check_text()
    check_comparison()
    check_json()
    check_dataclasses()
    check_copies()
    check_errors_with_any_value()
    check_newer_data()
    check_unknown_values()
    with open(path, "wb") as stream:
        pickle.dump((VALUES, ERRORS), stream, protocol=4)


def read(path):
    with open(path, "rb") as stream:
        values, errors = pickle.load(stream)
    assert values == VALUES and repr(values) == repr(VALUES), path
    assert all(map(same_error, errors, ERRORS)), path


if __name__ == "__main__":
    for path in sys.argv[3:]:
        {"write": write, "read": read}[sys.argv[2]](path)
    print("fine")
