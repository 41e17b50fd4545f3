"""Asks the installed package every question of conformance.json, whose path is the argument."""

import itertools
import json
import sys

import statserver_actions
from statserver_actions import Action, Mask, MaskError, MaskFinding, MaskProblem, NoMaskError

with open(sys.argv[1], encoding="utf-8") as stream:
    CORPUS = json.load(stream)
ROWS, NAMES, MESSAGES = CORPUS["rows"], CORPUS["names"], CORPUS["messages"]


def plain(value):
    """Return an answer as the corpus writes it: rows and messages by their indexes."""
    if isinstance(value, (MaskProblem, MaskFinding)):
        kind = "problem" if isinstance(value, MaskProblem) else "finding"
        fields = [plain(getattr(value, field)) for field in CORPUS["attributes"][kind]]
        return [MESSAGES.index(field) if field == value.message else field for field in fields]
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Action):
        return ROWS.index(value)
    return str(value) if isinstance(value, Mask) else value


def action(id):
    attributes = ["action_name", *CORPUS["attributes"]["action"][1:]]
    return [getattr(Action(id), attribute) for attribute in attributes]


def mask(text, unknown="refuse"):
    text = text if isinstance(text, str) else "".join(part * count for part, count in text)
    problems = Mask.problems(text, unknown=unknown)
    try:
        parsed = Mask.parse(text, unknown=unknown)
    except MaskError as error:
        assert error.problems == problems
        return problems, None, None
    return problems, parsed, parsed.unknown


def kept(text):
    """Return the mask of a text, some of whose names may be unknown."""
    return Mask.parse(text, unknown="keep")


def selection(mask, object_types, mode):
    parsed, where = kept(mask), (object_types, mode)
    names = tuple(NAMES.index(name) for name in parsed.names(*where))
    return names, parsed.actions(*where), parsed.is_mixed(*where), parsed.check(*where)


def algebra(left, right):
    one, other = kept(left), kept(right)
    return one | other, one & other, one - other, one == other


def comparison(left, right, **where):
    difference = kept(left).compare(kept(right), **where)
    return difference.only_this, difference.only_other


def shortest(names, rows, **where):
    return Mask.shortest([NAMES[it] for it in names] + [Action(ROWS[it]) for it in rows], **where)


ANSWERS = {"parse": Action.parse, **vars(statserver_actions), **globals()}


def answered(kind, ask):
    """Return the answer of the package to a question, or its error."""
    try:
        return {"answer": plain(ANSWERS[kind](**ask))}
    except statserver_actions.UnknownValueError as error:
        return {"error": {"suggestion": error.suggestion}}
    except NoMaskError as error:
        return {"error": {"findings": plain(error.findings)}}


def combinations():
    """Yield every choice of filters with the rows that have all of their values."""
    values = {
        "object_type": (*statserver_actions.ObjectType, None),
        "object_class": (*statserver_actions.ObjectClass, None),
        "timing": (*statserver_actions.Timing, None),
        "mode": (*statserver_actions.Mode, None),
        "interaction_related": (True, False, None),
    }
    for choice in itertools.product(*values.values()):
        ask = {key: value for key, value in zip(values, choice) if value is not None}
        yield ask, tuple(it for it in Action if all(has(it, *pair) for pair in ask.items()))


def has(action, key, value):
    if key == "mode":
        return value == "regular" or action.restricted_cluster
    return value in action.object_types if key == "object_type" else value == getattr(action, key)


def check():
    """Raise unless every question has its answer."""
    for kind, questions in CORPUS["questions"].items():
        for question in questions:
            expected = {key: value for key, value in question.items() if key != "ask"}
            given = answered(kind, question["ask"])
            assert json.loads(json.dumps(given)) == expected, (kind, given, question)
    for ask, rows in combinations():
        assert statserver_actions.select(**ask) == rows, ask


if __name__ == "__main__":
    check()
    print("fine")
