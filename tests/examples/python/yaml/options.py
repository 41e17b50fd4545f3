"""YAML documents with actions, vocabulary and masks.

PyYAML represents subclasses of `str` as Python objects, or not at all. A representer of `str`
writes their texts.
"""

import yaml
from statserver_actions import Action, Mask, ObjectType


class Dumper(yaml.SafeDumper):
    """A safe dumper that writes values of the package as texts."""


def represent_text(dumper: yaml.SafeDumper, value: object) -> yaml.ScalarNode:
    """Return a value as a scalar with its text."""
    return dumper.represent_str(str(value))


Dumper.add_multi_representer(str, represent_text)
Dumper.add_representer(Mask, represent_text)

document = {
    "object_type": ObjectType.AGENT,
    "counts": {Action.CALL_WAIT: 7, Action.parse("CALL_TELEPORTED"): 1},
    "main_mask": Mask.parse("*"),
    "rel_mask": Mask.parse("~LoggedOut, *"),
    "nothing": Mask.parse(""),
}
text = yaml.dump(document, Dumper=Dumper, sort_keys=False)
print(text)

loaded = yaml.safe_load(text)
assert loaded["counts"] == document["counts"]
for key in ("main_mask", "rel_mask", "nothing"):
    assert Mask.parse(loaded[key]) == document[key]
print(repr(ObjectType(loaded["object_type"])), repr(Mask.parse(loaded["rel_mask"])))
