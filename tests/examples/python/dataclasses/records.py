"""Dataclasses with fields of the package."""

import json
from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace

from statserver_actions import Action, Mask, ObjectType

ALL = Mask.parse("*")


@dataclass(frozen=True)
class StatType:
    """A stat type. Its default values are immutable, so no factory is needed."""

    object_type: ObjectType = ObjectType.AGENT
    main_mask: Mask = ALL
    actions: dict[Action, int] = field(default_factory=dict, hash=False)


stat_type = StatType(main_mask=Mask.parse("~LoggedOut, *"), actions={Action.CALL_WAIT: 7})
print(stat_type)
print(json.dumps(asdict(stat_type), default=str))

# Equality, hashes and copies are those of values.
equal = StatType(ObjectType("Agent"), Mask.parse("*,~LoggedOut"), {Action("CALL_WAIT"): 7})
assert equal == stat_type
assert hash(equal) == hash(stat_type)
assert deepcopy(stat_type) == stat_type
assert asdict(stat_type)["object_type"] is ObjectType.AGENT
print(replace(stat_type, main_mask=Mask.parse("CallWait"), actions={}))
