"""Checks deprecated, renamed and removed members, on Python 3.9 and newer.

`lifecycle.py PACKAGE deprecated` checks the package of release 1.3.0 in tests/support/lifecycles.py,
and `lifecycle.py PACKAGE removed` that of 2.0.0. Every warning that is not expected is an error.
"""

import copy
import inspect
import json
import pickle
import pydoc
import sys
import warnings

sys.path.insert(0, sys.argv[1])
warnings.simplefilter("error")

from statserver_actions import Action, ActionName, Deprecation, Status, UnknownValueError, named, resolve, select

HELD = Action("CALL_HELD") if sys.argv[2] == "deprecated" else None
QUEUED = Action.CALL_QUEUED
WAIT = Action.CALL_WAIT_MEDIATION_DN
GONE = "CallHeld was removed in version 2.0.0"
REASON = "The guide uses another name."


def warning_of(use):
    """Return the value of a function of one line, which warns there, and the message."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = use()
    assert len(caught) == 1 and caught[0].category is DeprecationWarning, caught
    code = use.__code__
    assert (caught[0].filename, caught[0].lineno) == (code.co_filename, code.co_firstlineno)
    return value, str(caught[0].message)


def error_of(use, kind):
    try:
        use()
    except kind as error:
        return error.args[0]
    raise AssertionError("no error")


def check_deprecated_members_warn():
    """The use of a deprecated member by its name warns, at the caller's line."""
    message = f"Action.CALL_HELD is deprecated since version 1.2.0: {REASON} Use Action.CALL_ON_HOLD instead."
    assert warning_of(lambda: Action.CALL_HELD) == (HELD, message)
    assert warning_of(lambda: Action["CALL_HELD"]) == (HELD, message)
    assert warning_of(lambda: getattr(Action, "CALL_HELD")) == (HELD, message)
    message = "Action.CALL_LOST is deprecated since version 1.2.0: The switch does not report it any more."
    assert warning_of(lambda: Action.CALL_LOST)[1] == message
    name, message = warning_of(lambda: ActionName.CALL_HELD)
    assert name is HELD.action_name
    assert message == "ActionName.CALL_HELD is deprecated since version 1.2.0. Use ActionName.CALL_ON_HOLD instead."
    message = "Status.CALL_HELD is deprecated since version 1.2.0. Use Status.CALL_ON_HOLD instead."
    assert warning_of(lambda: Status.CALL_HELD) == (Status("CallHeld"), message)


def check_former_names_warn():
    """The use of a former name warns, and gives the member that has another name now."""
    message = "Action.CALL_IN_QUEUE was renamed. Use Action.CALL_QUEUED instead."
    assert warning_of(lambda: Action.CALL_IN_QUEUE) == (QUEUED, message)
    assert warning_of(lambda: Action["CALL_IN_QUEUE"]) == (QUEUED, message)
    assert warning_of(lambda: Action.CALL_WAIT)[0] is WAIT
    message = "ActionName.CALL_IN_QUEUE was renamed. Use ActionName.CALL_QUEUED instead."
    assert warning_of(lambda: ActionName.CALL_IN_QUEUE) == (QUEUED.action_name, message)
    assert warning_of(lambda: ActionName["CALL_IN_QUEUE"]) == (QUEUED.action_name, message)
    message = "Status.CALL_IN_QUEUE was renamed. Use Status.CALL_QUEUED instead."
    assert warning_of(lambda: Status.CALL_IN_QUEUE) == (Status.CALL_QUEUED, message)


def check_data_does_not_warn():
    """Texts are data: those of deprecated members and former ones are read without a warning."""
    for text, member in (("CALL_HELD", HELD), ("CALL_IN_QUEUE", QUEUED), ("CALL_WAIT", WAIT)):
        assert Action(text) is Action.parse(text) is Action.__members__[text] is member
    assert Status("CallInQueue") is Status.CALL_QUEUED
    assert ActionName("CallInQueue") is QUEUED.action_name and ActionName("CallHeld") is HELD.action_name
    assert named("CallInQueue") == named("CallQueued") == (QUEUED,) and named("CallHeld") == (HELD,)
    assert resolve("CallInQueue", "Queue") == (QUEUED,)
    assert HELD in select(object_type="Agent") and HELD.label == "CallHeld"
    assert [Action(it) for it in json.loads(json.dumps([HELD, "CALL_IN_QUEUE"]))] == [HELD, QUEUED]


def check_enums_are_as_before():
    """Deprecated members are members; former names are aliases, as of any enum."""
    for enum, former in ((Action, {"CALL_WAIT", "CALL_IN_QUEUE"}), (ActionName, {"CALL_IN_QUEUE"})):
        members = [*enum]
        assert len(enum) == len(members) == len({*members}) and [*reversed(enum)] == members[::-1]
        assert enum.__members__.keys() == {it.name for it in members} | former
        assert all(it in enum and isinstance(it, enum) and isinstance(it, str) for it in members)
        assert all(enum(it.value) is it for it in members)
        for member in members:
            assert copy.copy(member) is copy.deepcopy(member) is member
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                assert pickle.loads(pickle.dumps(member, protocol)) is member
    assert HELD in [*Action] and HELD == "CALL_HELD" and {HELD: 1}["CALL_HELD"] == 1
    assert repr(HELD) == "<Action.CALL_HELD: 'CALL_HELD'>" and HELD.name == "CALL_HELD"
    if sys.version_info >= (3, 12):
        assert "CALL_HELD" in Action and "CALL_IN_QUEUE" in Action and "CallInQueue" in ActionName
        assert "CALL_TELEPORTED" not in Action and "CALL_IN_QUEUE" not in ActionName


def check_other_members_cost_nothing():
    """Other members are in the dictionary of their class, where Python finds them first."""
    assert not any("__getattribute__" in vars(it) for it in type(Action).__mro__ if it not in type.__mro__)
    for enum in (Action, ActionName):
        current = {it.name for it in enum} - {"CALL_HELD", "CALL_LOST", "CALL_PARKED"}
        assert {it for it in vars(enum) if it.isupper()} == current
        assert {it for it in dir(enum) if it.isupper()} == current
        assert all(enum[it] is getattr(enum, it) for it in current)


def check_tools_do_not_warn():
    """Programs that read all attributes of a class, such as help(), do not warn."""
    assert "CALL_QUEUED" in pydoc.plain(pydoc.render_doc(Action))
    assert dict(inspect.getmembers(Action))["CALL_QUEUED"] is QUEUED


def check_attributes():
    """The version that adds a row, and the announcement of its removal."""
    assert (WAIT.since, Action.CALL_TREATED.since, HELD.since) == (None, "1.1.0", None)
    assert HELD.deprecation == Deprecation("1.2.0", REASON, Action.CALL_ON_HOLD)
    assert Action("CALL_LOST").deprecation.replaced_by is None and QUEUED.deprecation is None
    assert pickle.loads(pickle.dumps(HELD.deprecation)) == HELD.deprecation


def check_removed_members():
    """The error for a removed member has the version and the replacement."""
    end = f"was removed in version 2.0.0: {REASON} Use"
    for use, kind, message in (
        (lambda: Action("CALL_HELD"), UnknownValueError, f"CALL_HELD {end} CALL_ON_HOLD instead."),
        (lambda: Action.CALL_HELD, AttributeError, f"Action.CALL_HELD {end} Action.CALL_ON_HOLD instead."),
        (lambda: Action["CALL_HELD"], KeyError, f"Action.CALL_HELD {end} Action.CALL_ON_HOLD instead."),
        (lambda: Status.CALL_LOST, AttributeError, "Status.CALL_LOST was removed in version 2.0.0."),
        (lambda: ActionName.CALL_LOST, AttributeError, "ActionName.CALL_LOST was removed in version 2.0.0."),
        (lambda: ActionName("CallHeld"), UnknownValueError, f"{GONE} of this catalog; the replacement is CallOnHold"),
        (lambda: Action("CallHeld"), UnknownValueError, f"{GONE} of this catalog; the replacement is CallOnHold"),
        (lambda: Action("CallInQueue"), UnknownValueError, "unknown action 'CallInQueue'; did you mean 'CALL_QUEUED'?"),
        (lambda: Action("call_in_queue"), UnknownValueError, "unknown action 'call_in_queue'; did you mean 'CALL_QUEUED'?"),
        (lambda: Action.CALL_TELEPORTED, AttributeError, "type object 'Action' has no attribute 'CALL_TELEPORTED'"),
        (lambda: Action["CALL_TELEPORTED"], KeyError, "CALL_TELEPORTED"),
    ):
        assert error_of(use, kind) == message, error_of(use, kind)
    assert not Action.parse("CALL_HELD").is_known
    assert not hasattr(Action, "CALL_LOST") and not hasattr(Action, "__wrapped__")


if __name__ == "__main__":
    if sys.argv[2] == "removed":
        check_removed_members()
    else:
        check_deprecated_members_warn()
        check_former_names_warn()
        check_data_does_not_warn()
        check_enums_are_as_before()
        check_other_members_cost_nothing()
        check_tools_do_not_warn()
        check_attributes()
    print("fine")
