"""Reads the rows of a later catalog with the package of an older one, on Python 3.9 and newer.

`newer.py PACKAGE FILE`: the file is the `actions.json` of the later catalog.
"""

import json
import sys

sys.path.insert(0, sys.argv[1])

from statserver_actions import (
    Action,
    Inference,
    Mask,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    Timing,
    UnknownAction,
    UnknownTerm,
)

VOCABULARY = {
    "modes": Mode,
    "object_types": ObjectType,
    "object_classes": ObjectClass,
    "scopes": Scope,
    "timings": Timing,
    "inferences": Inference,
}
ROW = {"scope": Scope, "object_class": ObjectClass, "timing": Timing}


def read(row):
    """Return the values of a row, known or not."""
    values = {key: row[key] and enum.parse(row[key]) for key, enum in ROW.items()}
    types = [ObjectType.parse(it) for it in row["object_types"]]
    return {"id": Action.parse(row["id"]), **values, "object_types": types}


with open(sys.argv[2], encoding="utf-8") as stream:
    data = json.load(stream)
for row in data["actions"]:
    values = read(row)
    assert json.loads(json.dumps(values)) == {key: row[key] for key in values}
    assert values["id"].is_known is (row["id"] in Action.__members__)
    mask = Mask.parse(f"{row['name']},*,~{row['name']}", unknown="keep")
    assert str(Mask.parse(str(mask), unknown="keep")) == str(mask)
newer = [it for row in data["actions"] for it in [read(row)] if type(it["id"]) is UnknownAction]
assert any(type(it["timing"]) is UnknownTerm for it in newer)
assert any(type(it["object_class"]) is UnknownTerm for it in newer)
assert any(type(it["object_types"][0]) is UnknownTerm for it in newer)
for section, enum in VOCABULARY.items():
    texts = [enum.parse(it) for it in data[section]]
    assert texts == [*data[section]]
    assert [it for it in texts if it.is_known] == [*enum]
print(*sorted({str(it) for section, enum in VOCABULARY.items() for it in data[section] if not enum.parse(it).is_known}))
