"""Asks the installed package the questions of a corpus at a level, and fails at a wrong answer.

The arguments are the path of the corpus and the level; the default is the last one.
"""

import itertools
import json
import sys

import statserver_actions
from statserver_actions import (
    Action,
    InexpressibleMaskError,
    Mask,
    MaskError,
    MaskFinding,
    MaskProblem,
    ObjectType,
    Status,
    UnknownValueError,
)

ATTRIBUTES = {
    MaskProblem: ("kind", "severity", "start", "length", "message", "suggestion"),
    MaskFinding: ("name", "reason", "object_types", "actions", "message"),
}


def action(id):
    row = Action(id)
    return {
        "name": row.action_name,
        "scope": row.scope,
        "label": row.label,
        "object_class": row.object_class,
        "object_types": row.object_types,
        "timing": row.timing,
        "is_durable": row.is_durable,
        "is_instantaneous": row.is_instantaneous,
        "interaction_related": row.interaction_related,
        "restricted_cluster": row.restricted_cluster,
        "inferred": [{"field": it.field, "reason": it.reason} for it in row.inferred],
    }


def status(number):
    member = Status.of_number(number)
    ranks = {it: member.rank(it) for it in ObjectType}
    return {
        "name": member,
        "evidence": member.evidence,
        "ranks": {type_: rank for type_, rank in ranks.items() if rank is not None},
        "unranked": member.unranked,
    }


def mask(text, unknown="refuse"):
    if isinstance(text, list):
        text = "".join(part * count for part, count in text)
    problems = Mask.problems(text, unknown=unknown)
    try:
        parsed = Mask.parse(text, unknown=unknown)
    except MaskError as error:
        assert error.problems == problems
        return {"problems": problems, "mask": None, "unknown": None}
    return {"problems": problems, "mask": parsed, "unknown": parsed.unknown}


def kept(text):
    """Return the mask of a text, some of whose names may be unknown."""
    return Mask.parse(text, unknown="keep")


def selection(mask, object_types, mode):
    parsed, where = kept(mask), (object_types, mode)
    return {
        "names": parsed.names(*where),
        "actions": parsed.actions(*where),
        "is_mixed": parsed.is_mixed(*where),
        "findings": parsed.check(*where),
    }


def algebra(left, right):
    one, other = kept(left), kept(right)
    return {
        "union": one | other,
        "intersection": one & other,
        "difference": one - other,
        "equal": one == other,
    }


def comparison(left, right, **where):
    difference = kept(left).compare(kept(right), **where)
    return {"only_left": difference.only_this, "only_right": difference.only_other}


def shortest(names, rows, **where):
    return Mask.shortest([*names, *map(Action, rows)], **where)


def error_message(text):
    try:
        Mask.parse(text)
    except MaskError as error:
        return str(error)


def shortened_value(name):
    try:
        statserver_actions.named(name)
    except UnknownValueError as error:
        return len(name) <= 100 or name[:101] not in str(error)


QUERIES = ("select", "named", "resolve")
ANSWERS = {
    **{name: getattr(statserver_actions, name) for name in QUERIES},
    "action": action,
    "parse": Action.parse,
    "status": status,
    "mask": mask,
    "of": Mask.of,
    "membership": lambda mask, name: name in kept(mask),
    "selection": selection,
    "statuses": lambda mask, **where: kept(mask).statuses(**where),
    "algebra": algebra,
    "comparison": comparison,
    "shortest": shortest,
    "error_message": error_message,
    "shortened_value": shortened_value,
}


def plain(value, longest):
    """Return a result as the corpus has it."""
    if type(value) in ATTRIBUTES:
        value = {name: getattr(value, name) for name in ATTRIBUTES[type(value)]}
    if isinstance(value, dict):
        return {str(key): plain(item, longest) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        last = len(value) - 1
        if last < longest:
            return [plain(item, longest) for item in value]
        elements = [value[at * last // (longest - 1)] for at in range(longest)]
        return {"length": len(value), "elements": plain(elements, longest)}
    return str(value) if isinstance(value, (str, Mask)) else value


def without(value, keys):
    """Return a result without these keys, wherever they are."""
    if isinstance(value, dict):
        return {key: without(item, keys) for key, item in value.items() if key not in keys}
    return [without(item, keys) for item in value] if isinstance(value, list) else value


def result(corpus, kind, ask):
    """Return the answer or the error of the package to a question, as the corpus has it."""
    try:
        facts = {"answer": ANSWERS[kind](**ask)}
    except UnknownValueError as error:
        facts = {"type": "unknown-value", "suggestion": error.suggestion, "message": str(error)}
        facts = {"error": facts}
    except InexpressibleMaskError as error:
        facts = {"type": "inexpressible-mask", "findings": error.findings, "message": str(error)}
        facts = {"error": facts}
    return plain(facts, corpus["longest_list"])


def comparable(given, expected):
    """Return a result without the message of its error if the corpus does not have it."""
    if "error" in given and "message" not in expected.get("error", ()):
        facts = given["error"]
        return {"error": {key: facts[key] for key in facts if key != "message"}}
    return given


def differences(corpus, level=None):
    """Yield each question up to a level whose result is another one, with that result."""
    names = [it["name"] for it in corpus["levels"]]
    reached = len(names) if level is None else names.index(level) + 1
    ignored = {key for it in corpus["levels"][reached:] for key in it["keys"]}
    for kind in [kind for it in corpus["levels"][:reached] for kind in it["kinds"]]:
        for question in corpus["questions"].get(kind, ()):
            given = result(corpus, kind, question["ask"])
            expected = {key: value for key, value in question.items() if key != "ask"}
            given = comparable(given, expected)
            if without(given, ignored) != without(expected, ignored):
                yield kind, question, given


# The attributes of filters with other names.
FACTS = {"instantaneous": "is_instantaneous"}


def combinations():
    """Yield every choice of filters with the rows that have all of their values."""
    values = {
        "object_type": (*statserver_actions.ObjectType, None),
        "object_class": (*statserver_actions.ObjectClass, None),
        "timing": (*statserver_actions.Timing, None),
        "mode": (*statserver_actions.Mode, None),
        "instantaneous": (True, False, None),
        "interaction_related": (True, False, None),
    }
    present = {
        (action, type_, mode)
        for type_ in statserver_actions.ObjectType
        for mode in values["mode"]
        for name in statserver_actions.ActionName
        for action in statserver_actions.resolve(name, type_, mode)
    }
    for choice in itertools.product(*values.values()):
        ask = {key: value for key, value in zip(values, choice) if value is not None}
        yield ask, tuple(it for it in Action if has_all(it, present, **ask))


def has_all(action, present, object_type=None, mode=None, **facts):
    """Return whether a row has these facts and is present on the object type in the mode."""
    facts = {FACTS.get(key, key): value for key, value in facts.items()}
    types = action.object_types if object_type is None else (object_type,)
    if not any((action, it, mode) in present for it in types):
        return False
    return all(getattr(action, key) == value for key, value in facts.items())


def check(corpus, level=None):
    """Raise unless every question has its answer."""
    for kind, question, given in differences(corpus, level):
        raise AssertionError(f"{kind}: {question!s:.2000}\nis answered with {given!s:.2000}")
    for ask, rows in combinations():
        assert statserver_actions.select(**ask) == rows, ask


def read(path):
    """Return the corpus in a file."""
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


if __name__ == "__main__":
    check(read(sys.argv[1]), *sys.argv[2:])
    print("fine")
