"""Compares the installed package, in an environment without any other, with actions.json.

Written for Python 3.9 and newer. Called with the path of `out/json/actions.json`.
"""

import json
import sys

import statserver_actions
from statserver_actions import (
    Action,
    ActionName,
    Evidence,
    Inference,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    Timing,
)

VOCABULARY = {
    "modes": Mode,
    "object_types": ObjectType,
    "object_classes": ObjectClass,
    "scopes": Scope,
    "timings": Timing,
    "inferences": Inference,
    "evidence_kinds": Evidence,
}


def check_rows(path):
    """Every row and every attribute are those of actions.json."""
    with open(path, encoding="utf-8") as stream:
        data = json.load(stream)
    rows = data["actions"]
    assert [str(it) for it in Action] == [row["id"] for row in rows]
    for action, row in zip(Action, rows):
        assert action.name == action.value == action == row["id"]
        assert action.action_name == row["name"] and type(action.action_name) is ActionName
        assert action.scope == row["scope"]
        assert action.label == row["label"]
        assert action.object_class == row["object_class"]
        assert list(action.object_types) == row["object_types"]
        assert action.timing == row["timing"] and type(action.timing) is Timing
        assert action.is_durable == (row["timing"] == "durable")
        assert action.is_instantaneous != action.is_durable
        assert action.interaction_related is row["interaction_related"]
        assert action.restricted_cluster is row["restricted_cluster"]
        assert [{"field": it.field, "reason": it.reason} for it in action.inferred] == row[
            "inferred"
        ]
        check_meaning(action, row["meaning"])
    assert [str(it) for it in ActionName] == [*dict.fromkeys(row["name"] for row in rows)]
    for section, enum in VOCABULARY.items():
        assert {str(it): (it.label, it.description) for it in enum} == {
            key: (term["title"], term["description"]) for key, term in data[section].items()
        }
    assert statserver_actions.CATALOG_VERSION == data["catalog"]["version"]
    assert statserver_actions.__version__ == data["catalog"]["version"]
    assert statserver_actions.STAT_SERVER_RELEASE == data["catalog"]["release"]
    assert statserver_actions.STAT_SERVER_RELEASE_INFERRED is data["catalog"]["release_inferred"]


def check_meaning(action, meaning):
    """The meaning is the sentence of actions.json, after "Presumably" if it is inferred."""
    if meaning is None:
        assert (action.meaning, action.meaning_evidence) == (None, None)
        return
    start = "Presumably: " if meaning["inferred"] else ""
    assert action.meaning[: len(start) + 1].lower() == (start + meaning["text"][0]).lower()
    assert action.meaning[len(start) + 1 :] == meaning["text"][1:]
    assert action.meaning_evidence is Evidence(meaning["evidence"])


def check_queries():
    """select, named and resolve return the rows that a search through all rows returns."""
    everything = tuple(Action)
    assert statserver_actions.select() == everything
    for object_type in ObjectType:
        for mode in Mode:
            for timing in Timing:
                for related in (True, False):
                    expected = tuple(
                        row
                        for row in everything
                        if is_present(row, object_type, mode)
                        and row.timing is timing
                        and row.interaction_related is related
                    )
                    filters = {"object_type": str(object_type), "mode": mode, "timing": str(timing)}
                    assert statserver_actions.select(interaction_related=related, **filters) == expected
        for name in ActionName:
            rows = tuple(it for it in everything if it.action_name is name)
            assert statserver_actions.named(str(name)) == rows
            there = tuple(it for it in rows if object_type in it.object_types)
            assert statserver_actions.resolve(name, str(object_type)) == there
            for mode in Mode:
                works = tuple(it for it in rows if is_present(it, object_type, mode))
                assert statserver_actions.resolve(name, object_type, str(mode)) == works


def is_present(row, object_type, mode):
    """Return whether a row can occur on an object type in a mode."""
    works = mode is Mode.REGULAR or row.restricted_cluster
    return works and mode in object_type.modes and object_type in row.object_types


if __name__ == "__main__":
    check_rows(sys.argv[1])
    check_queries()
    print("fine")
