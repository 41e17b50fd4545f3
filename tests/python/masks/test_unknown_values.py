"""Unknown values, and values of wrong types: the error is the package's own, and short."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_actions import (
    Action,
    ActionName,
    Mask,
    ObjectType,
    StatServerActionsError,
    Status,
    Timing,
    UnknownAction,
    UnknownValueError,
    named,
    resolve,
    select,
)

STAR = Mask.parse("*")

# Every public function and enum, with one argument that can have any value.
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "Mask.parse(text)": Mask.parse,
    "Mask.parse(unknown)": lambda value: Mask.parse("*", unknown=value),
    "Mask.problems(text)": Mask.problems,
    "Mask.problems(unknown)": lambda value: Mask.problems("*", unknown=value),
    "Mask.of(names)": Mask.of,
    "Mask.of(name)": lambda value: Mask.of([value]),
    "Mask.shortest(selection)": lambda value: Mask.shortest(value, "Queue"),
    "Mask.shortest(row)": lambda value: Mask.shortest([value], "Queue"),
    "Mask.shortest(object_types)": lambda value: Mask.shortest([], value),
    "Mask.shortest(object_type)": lambda value: Mask.shortest([], ["Queue", value]),
    "Mask.shortest(mode)": lambda value: Mask.shortest([], "Queue", value),
    "mask.names(object_types)": STAR.names,
    "mask.names(mode)": lambda value: STAR.names("Queue", value),
    "mask.actions(object_types)": STAR.actions,
    "mask.check(object_types)": STAR.check,
    "mask.check(mode)": lambda value: STAR.check("Queue", value),
    "mask.is_mixed(object_types)": STAR.is_mixed,
    "mask.statuses(object_type)": STAR.statuses,
    "mask.statuses(mode)": lambda value: STAR.statuses("Queue", value),
    "mask.compare(other)": lambda value: STAR.compare(value, "Queue"),
    "mask.compare(object_types)": lambda value: STAR.compare(STAR, value),
    "mask.is_equivalent(other)": lambda value: STAR.is_equivalent(value, "Queue"),
    "in": lambda value: value in STAR,
    "select(object_type)": lambda value: select(object_type=value),
    "select(object_class)": lambda value: select(object_class=value),
    "select(timing)": lambda value: select(timing=value),
    "select(mode)": lambda value: select(mode=value),
    "select(instantaneous)": lambda value: select(instantaneous=value),
    "select(interaction_related)": lambda value: select(interaction_related=value),
    "named(name)": named,
    "resolve(name)": lambda value: resolve(value, "Queue"),
    "resolve(object_type)": lambda value: resolve("CallWait", value),
    "resolve(mode)": lambda value: resolve("CallWait", "Queue", value),
    "Action": Action,
    "ActionName": ActionName,
    "ObjectType": ObjectType,
    "Timing": Timing,
    "Status": Status,
    "Status.of_number": Status.of_number,
    "status.rank": Status.LOGGED_IN.rank,
}
# Arguments for which None is the default.
OPTIONAL = {it for it in QUESTIONS if it.startswith("select(") or it == "resolve(mode)"}
# Arguments that can be any text.
TEXTS = {"Mask.parse(text)", "Mask.problems(text)"}
WRONG_TYPES: dict[str, Any] = {
    "number": 5000,
    "fraction": 1.5,
    "bytes": b"Queue",
    "dictionary": {"Queue": "Agent"},
    "empty dictionary": {},
    "list with None": [None],
    "list with bytes": [b"Queue"],
    "nested list": [["Queue"]],
    "object": object(),
    "function": lambda: None,
    "list with a long text": ["x" * 5000],
    "class": Mask,
}
WRONG_TEXTS = {"long text": "x" * 5000, "surrogate": "\ud800", "control": "\x1b[31m", "empty": ""}


def error_of(ask: Callable[[], object]) -> StatServerActionsError:
    with pytest.raises(StatServerActionsError) as raised:
        ask()
    return raised.value


@pytest.mark.parametrize("value", WRONG_TYPES.values(), ids=[*WRONG_TYPES])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_value_of_a_wrong_type_is_an_error_of_the_package(question: str, value: Any) -> None:
    error = error_of(lambda: QUESTIONS[question](value))
    assert isinstance(error, UnknownValueError)
    assert "x" * 101 not in str(error)


@pytest.mark.parametrize("value", WRONG_TEXTS.values(), ids=[*WRONG_TEXTS])
@pytest.mark.parametrize("question", [it for it in QUESTIONS if it not in TEXTS])
def test_an_unknown_text_is_an_error_of_the_package(question: str, value: str) -> None:
    error = error_of(lambda: QUESTIONS[question](value))
    assert isinstance(error, UnknownValueError)
    assert "x" * 101 not in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize("question", [it for it in QUESTIONS if it not in OPTIONAL])
def test_none_is_an_error_of_the_package(question: str) -> None:
    assert isinstance(error_of(lambda: QUESTIONS[question](None)), UnknownValueError)


@pytest.mark.parametrize("question", [it for it in QUESTIONS if "object_type" in it or "select(" in it])
def test_an_empty_list_of_values_is_an_error(question: str) -> None:
    assert isinstance(error_of(lambda: QUESTIONS[question]([])), UnknownValueError)


@pytest.mark.parametrize("value", ["CallWait", ActionName.CALL_WAIT, None, 7], ids=repr)
@pytest.mark.parametrize("question", ["Mask.of(names)", "Mask.shortest(selection)"])
def test_a_single_name_is_not_a_list(question: str, value: Any) -> None:
    message = str(error_of(lambda: QUESTIONS[question](value)))
    shown = repr(str(value)) if isinstance(value, str) else repr(value)
    assert message == f"expected a list of names, not {shown}"


class Unpicklable:
    """Its instances cannot be compared, printed, hashed or pickled."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __repr__(self) -> str:
        raise RuntimeError

    def __reduce__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("value", [lambda: None, Unpicklable(), (it for it in "ab")])
def test_an_error_is_pickled_with_the_text_of_a_value_that_is_not(value: Any) -> None:
    error = error_of(lambda: named(value))
    assert isinstance(error, UnknownValueError)
    assert error.value is value
    shallow = copy.copy(error)
    assert (str(shallow), shallow.value is value) == (str(error), True)
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(again) is UnknownValueError
        assert (str(again), again.suggestion) == (str(error), error.suggestion)
        assert isinstance(again.value, str)
        assert again.value in str(error)


_any_value = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.binary(), st.text(max_size=300)
    ),
    lambda values: st.one_of(
        st.lists(values, max_size=3), st.dictionaries(st.text(), values, max_size=3)
    ),
)


@given(st.sampled_from([*QUESTIONS]), _any_value)
def test_errors_are_short_and_picklable(question: str, value: Any) -> None:
    try:
        QUESTIONS[question](value)
    except StatServerActionsError as error:
        assert max(map(len, str(error).splitlines())) < 400
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert type(again) is type(error)
            assert str(again) == str(error)


ROWS_OF_CALL_ANSWERED = (
    "CALL_ANSWERED_REGULAR_DN, CALL_ANSWERED_MEDIATION_DN, CALL_ANSWERED_VIRTUAL_QUEUE; "
    "named('CallAnswered') returns them"
)
SUGGESTIONS: dict[str, tuple[Callable[[], object], str, str | None]] = {
    "a name instead of an id": (
        lambda: Action("CallAnswered"),
        f"unknown action 'CallAnswered'; use one of: {ROWS_OF_CALL_ANSWERED}",
        None,
    ),
    "an id without its scope": (
        lambda: Action("CALL_ANSWERED"),
        f"unknown action 'CALL_ANSWERED'; use one of: {ROWS_OF_CALL_ANSWERED}",
        None,
    ),
    "a misspelled id without its scope": (
        lambda: Action("CALL_ANSWRED"),
        f"unknown action 'CALL_ANSWRED'; use one of: {ROWS_OF_CALL_ANSWERED}",
        None,
    ),
    "a name with one row instead of an id": (
        lambda: Action("CallEntered"),
        "unknown action 'CallEntered'; did you mean 'CALL_ENTERED'?",
        "CALL_ENTERED",
    ),
    "a label instead of an id": (
        lambda: Action("CallAnswered (Virtual Queues)"),
        "unknown action 'CallAnswered (Virtual Queues)'; did you mean 'CALL_ANSWERED_VIRTUAL_QUEUE'?",
        "CALL_ANSWERED_VIRTUAL_QUEUE",
    ),
    "an id in another case": (
        lambda: Action("call_answered_regular_dn"),
        "unknown action 'call_answered_regular_dn'; did you mean 'CALL_ANSWERED_REGULAR_DN'?",
        "CALL_ANSWERED_REGULAR_DN",
    ),
    "a known name instead of an id": (
        lambda: Action("CallWaitInbound"),
        "CallWaitInbound is a per-call-type variant of CallWait; this catalog does not list variants",
        None,
    ),
    "another name instead of an id": (
        lambda: Action("InteractionAccepted"),
        "InteractionAccepted is another name of Accepted",
        "ACCEPTED",
    ),
    "an id without its scope instead of a name": (
        lambda: Mask.shortest(["CALL_ANSWERED"], "Queue"),  # type: ignore[list-item]
        "unknown action or action name 'CALL_ANSWERED'; did you mean 'CallAnswered'?",
        "CallAnswered",
    ),
    "an id instead of a name": (
        lambda: named("CALL_WAIT"),  # type: ignore[arg-type]
        "unknown action name 'CALL_WAIT'; did you mean 'CallWait'?",
        "CallWait",
    ),
    "a label instead of a name": (
        lambda: ActionName("CallAnswered (Regular DNs)"),
        "unknown action name 'CallAnswered (Regular DNs)'; did you mean 'CallAnswered'?",
        "CallAnswered",
    ),
    "another case": (
        lambda: Mask.of(["callwait"]),  # type: ignore[list-item]
        "unknown action name 'callwait'; did you mean 'CallWait'?",
        "CallWait",
    ),
    "a misspelled name": (
        lambda: Mask.shortest(["CallWiat"], "Queue"),  # type: ignore[list-item]
        "unknown action or action name 'CallWiat'; did you mean 'CallWait'?",
        "CallWait",
    ),
    "a variant": (
        lambda: ActionName("CallWaitInbound"),
        "CallWaitInbound is a per-call-type variant of CallWait; this catalog does not list variants",
        None,
    ),
    "another name": (
        lambda: named("InteractionAccepted"),  # type: ignore[arg-type]
        "InteractionAccepted is another name of Accepted",
        "Accepted",
    ),
    "an everyday word": (
        lambda: resolve("Hold", "Agent"),  # type: ignore[arg-type]
        '"Hold" is an everyday word, not an action name; the action is CallOnHold',
        "CallOnHold",
    ),
    "a misspelled object type": (
        lambda: STAR.names("Routepoint"),  # type: ignore[arg-type]
        "unknown object type 'Routepoint'; did you mean 'RoutePoint'?",
        "RoutePoint",
    ),
    "another spelling of an object type": (
        lambda: ObjectType("agentplace"),
        "unknown object type 'agentplace'; did you mean 'Place'?",
        "Place",
    ),
    "an object type without actions": (
        lambda: STAR.actions(["Agent", "Tenant"]),  # type: ignore[list-item]
        "Tenant is an object type of Stat Server, but no action of this catalog occurs on it",
        None,
    ),
    "no object type": (lambda: STAR.names([]), "expected at least one object type", None),
    "no timing": (lambda: select(timing=[]), "expected at least one timing", None),
    "a part of a mode": (
        lambda: STAR.names("Queue", "restricted"),  # type: ignore[arg-type]
        "unknown mode 'restricted'; did you mean 'restricted_cluster'?",
        "restricted_cluster",
    ),
    "a misspelled option": (
        lambda: Mask.parse("*", unknown="kep"),  # type: ignore[arg-type]
        "expected unknown='refuse' or unknown='keep', not 'kep'",
        "keep",
    ),
    "None instead of a text": (
        lambda: Mask.parse(None),  # type: ignore[arg-type]
        "expected the text of a mask, not None",
        None,
    ),
    "an unknown number": (lambda: Status.of_number(99), "unknown number of a status 99", None),
}


def test_a_name_is_neither_the_id_of_a_row_nor_the_name_of_a_member() -> None:
    assert Action.parse("CallAnswered") == UnknownAction("CallAnswered")
    with pytest.raises(KeyError):
        Action["CallAnswered"]
    with pytest.raises(KeyError):
        Action["CALL_ANSWERED"]


@pytest.mark.parametrize(
    ("ask", "message", "suggestion"), SUGGESTIONS.values(), ids=[*SUGGESTIONS]
)
def test_unknown_values_have_a_message_and_a_suggestion(
    ask: Callable[[], object], message: str, suggestion: str | None
) -> None:
    error = error_of(ask)
    assert isinstance(error, UnknownValueError)
    assert (str(error), error.suggestion) == (message, suggestion)
