"""Asks the installed package every question of conformance.json, whose path is the argument."""

import itertools
import json
import sys

import statserver_actions as package
from statserver_actions import Action, Mask, MaskError, MaskFinding, MaskProblem, NoMaskError

with open(sys.argv[1], encoding="utf-8") as stream:
    CORPUS = json.load(stream)
ROWS, NAMES, MESSAGES = CORPUS["rows"], CORPUS["names"], CORPUS["messages"]


def plain(it):
    """Write an answer as the corpus does: rows and messages by their places."""
    if isinstance(it, (MaskProblem, MaskFinding)):
        kind = "problem" if isinstance(it, MaskProblem) else "finding"
        fields = [plain(getattr(it, field)) for field in CORPUS["attributes"][kind]]
        return [MESSAGES.index(field) if field == it.message else field for field in fields]
    if isinstance(it, (tuple, list)):
        return [plain(one) for one in it]
    return ROWS.index(it) if isinstance(it, Action) else str(it) if isinstance(it, Mask) else it


def action(id):
    attributes = ["action_name", *CORPUS["attributes"]["action"][1:]]
    return [getattr(Action(id), attribute) for attribute in attributes]


def mask(text, unknown="refuse"):
    text = text if isinstance(text, str) else "".join(part * count for part, count in text)
    problems = Mask.problems(text, unknown=unknown)
    try:
        found = Mask.parse(text, unknown=unknown)
    except MaskError as error:
        assert error.problems == problems
        return problems, None, None
    return problems, found, found.unknown


def kept(text):
    return Mask.parse(text, unknown="keep")


def selection(mask, object_types, mode):
    it, where = kept(mask), (object_types, mode)
    names = tuple(NAMES.index(name) for name in it.names(*where))
    return names, it.actions(*where), it.is_mixed(*where), it.check(*where)


def algebra(left, right):
    one, other = kept(left), kept(right)
    return one | other, one & other, one - other, one == other


def comparison(left, right, **where):
    it = kept(left).compare(kept(right), **where)
    return it.only_this, it.only_other


def shortest(names, rows, **where):
    return Mask.shortest([NAMES[it] for it in names] + [Action(ROWS[it]) for it in rows], **where)


ANSWERS = {"parse": Action.parse, **vars(package), **globals()}


def answered(kind, ask):
    try:
        return {"answer": plain(ANSWERS[kind](**ask))}
    except package.UnknownValueError as error:
        return {"error": {"suggestion": error.suggestion}}
    except NoMaskError as error:
        return {"error": {"findings": plain(error.findings)}}


def combinations():
    """Yield every choice of filters with the rows that have them all, found one by one."""
    values = {
        "object_type": (*package.ObjectType, None),
        "object_class": (*package.ObjectClass, None),
        "timing": (*package.Timing, None),
        "mode": (*package.Mode, None),
        "interaction_related": (True, False, None),
    }
    for choice in itertools.product(*values.values()):
        ask = {key: value for key, value in zip(values, choice) if value is not None}
        yield ask, tuple(it for it in Action if all(has(it, *pair) for pair in ask.items()))


def has(action, key, value):
    if key == "mode":
        return value == "regular" or action.restricted_cluster
    return value in action.object_types if key == "object_type" else value == getattr(action, key)


if __name__ == "__main__":
    for kind, questions in CORPUS["questions"].items():
        for question in questions:
            given = answered(kind, question.pop("ask"))
            assert json.loads(json.dumps(given)) == question, (kind, given, question)
    for ask, rows in combinations():
        assert package.select(**ask) == rows, ask
    print("fine")
