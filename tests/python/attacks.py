"""Attacks the installed package through its public names: no change alters a later answer.

The path of the conformance corpus is the argument.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import conformance
import statserver_actions
from statserver_actions import Action, Mask

PLAIN = (str, int, bool, type(None))
# Those of enum are what the texts, hashes and look-ups of members depend on.
PRIVATE = ("_value_", "_name_", "__objclass__", "_sort_order_")
MUTATORS = ("append", "clear", "insert", "pop", "remove", "sort", "update", "add", "__setitem__")


CORPUS = conformance.read(sys.argv[1])


def answers():
    """Yield the answer, or the error, to each question of the corpus."""
    # The members have the attributes that the questions about an action ask for.
    kinds = CORPUS["questions"].keys() - {"action"}
    for kind in sorted(kinds):
        for question in CORPUS["questions"][kind]:
            try:
                answer = conformance.ANSWERS[kind](**question["ask"])
            except statserver_actions.StatServerActionsError as error:
                answer = error
            yield from results(answer)
    yield Action.parse("CALL_TELEPORTED")
    yield Mask.parse("*,~CallTeleported", unknown="keep")
    yield Mask.parse("*").compare(Mask.parse("~*"), "Queue")


def results(answer):
    """Yield the results of the package in an answer: the runner puts several in a dictionary."""
    if not isinstance(answer, dict):
        yield answer
        return
    for part in answer.values():
        yield from results(part)


def members():
    """Yield the members of every exported enum."""
    exports = [getattr(statserver_actions, name) for name in statserver_actions.__all__]
    for enum in exports:
        if isinstance(enum, type) and hasattr(enum, "__members__"):
            yield from enum


def reachable(values):
    """Return every object that public attributes and tuples lead to, by its identity."""
    objects = {}
    values = [*values]
    while values:
        value = values.pop()
        if id(value) in objects or callable(value):
            continue
        objects[id(value)] = value
        if isinstance(value, (tuple, list)):
            values += value
        if type(value) not in (*PLAIN, tuple, list):
            values += [getattr(value, name) for name in public(value)]
    return [*objects.values()]


def public(value):
    """Return the public attributes of an object, without those of texts and other members."""
    names = {name for type_ in type(value).__mro__ for name in vars(type_)}
    return [it for it in sorted(names) if it[0] != "_" and it.islower() and not hasattr(str, it)]


def accepted(value):
    """Return the names of the changes that an object accepts."""
    changes = [name for name in MUTATORS if hasattr(value, name)]
    if type(value) in PLAIN or isinstance(value, Exception):
        return changes
    for name in [*public(value), *PRIVATE, *dir(str), "added"]:
        for change in (lambda: setattr(value, name, "Foo"), lambda: delattr(value, name)):
            try:
                change()
            except (AttributeError, TypeError):
                continue
            changes.append(name)
    return changes


class Open:
    """A value that accepts changes, to prove that they are noticed."""


assert "added" in accepted(Open())
assert "append" in accepted([])
assert accepted(()) == []
objects = reachable([*answers(), *members()])
types = {type(it) for it in objects}
assert {Action, Mask, statserver_actions.MaskProblem, statserver_actions.MaskFinding} <= types
assert {statserver_actions.UnknownAction, statserver_actions.MaskComparison, statserver_actions.Inferred} <= types
for value in objects:
    assert accepted(value) == [], (value, accepted(value))
try:
    Action.__members__["CALL_WAIT"] = None
except TypeError:
    conformance.check(CORPUS)
    print("fine")
