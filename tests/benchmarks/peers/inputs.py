"""The inputs of protoc: the actions of a catalog as an enum with options.

Takes the JSON that the tool generates. Each action is a value of the enum `Action`. An option of
the value has the facts of the row, and a comment, which protoc-gen-es prints, has its label and
meaning. Vocabulary is enums, too. The rest of a catalog, such as known names and statuses, has no
equivalent and is left out: the tool generates more than protoc does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ENUMS = {
    "ObjectClass": "object_classes",
    "ObjectType": "object_types",
    "Scope": "scopes",
    "Timing": "timings",
}
HEADER = """\
syntax = "proto3";

package statserver.v1;

import "google/protobuf/descriptor.proto";
"""
FACTS = """
message Facts {
  string name = 1;
  Scope scope = 2;
  string label = 3;
  ObjectClass object_class = 4;
  repeated ObjectType object_types = 5;
  Timing timing = 6;
  bool interaction_related = 7;
  bool restricted_cluster = 8;
}

extend google.protobuf.EnumValueOptions {
  Facts facts = 50001;
}
"""


def write_proto(data: Path, path: Path) -> None:
    """Write the .proto file of an `actions.json`."""
    catalog = json.loads(data.read_bytes())
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        for name, vocabulary in ENUMS.items():
            stream.writelines(_enum(name, (_value(name, it) for it in catalog[vocabulary])))
        stream.write(FACTS)
        stream.writelines(_enum("Action", map(_action, catalog["actions"])))


def _enum(name: str, values: Iterable[str]) -> Iterator[str]:
    yield f"\nenum {name} {{\n  {name.upper()}_UNSPECIFIED = 0;\n"
    for number, value in enumerate(values, 1):
        yield value.format(number=number)
    yield "}\n"


def _value(enum: str, key: str) -> str:
    return f"  {enum}_{key} = {{number}};\n".replace(enum, enum.upper(), 1)


def _action(row: dict[str, Any]) -> str:
    texts = [f"name: {json.dumps(row['name'])}", f"label: {json.dumps(row['label'])}"]
    if row["scope"]:
        texts.append(f"scope: SCOPE_{row['scope']}")
    types = ", ".join(f"OBJECTTYPE_{it}" for it in row["object_types"])
    texts += [
        f"object_class: OBJECTCLASS_{row['object_class']}",
        f"object_types: [{types}]",
        f"timing: TIMING_{row['timing']}",
        f"interaction_related: {json.dumps(row['interaction_related'])}",
        f"restricted_cluster: {json.dumps(row['restricted_cluster'])}",
    ]
    comment = row["label"] + (f": {row['meaning']['text']}" if row["meaning"] else "")
    escaped = f"  // {comment}\n  {row['id']} = <n> [(facts) = {{ {', '.join(texts)} }}];\n"
    return escaped.replace("{", "{{").replace("}", "}}").replace("<n>", "{number}")
