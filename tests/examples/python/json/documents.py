"""JSON documents with actions, vocabulary and masks."""

import json

from statserver_actions import Action, Mask, ObjectType

document = {
    "actions": [Action.CALL_WAIT, Action.parse("CALL_TELEPORTED")],
    "counts": {Action.CALL_WAIT: 7, Action.parse("CALL_TELEPORTED"): 1},
    "object_type": ObjectType.AGENT,
    "mask": str(Mask.parse("~LoggedOut, *")),  # a mask is not a text
}
text = json.dumps(document)
print(text)

loaded = json.loads(text)
actions = [Action.parse(it) for it in loaded["actions"]]
assert actions == document["actions"]
print(*(type(it).__name__ for it in actions))
print(repr(ObjectType(loaded["object_type"])), repr(Mask.parse(loaded["mask"])))

# `default` is for values that json does not know, which masks are.
print(json.dumps({"mask": Mask.parse("*")}, default=str))
