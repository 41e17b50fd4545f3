"""A pydantic model with actions, vocabulary and masks as fields."""

from pydantic import BaseModel, ValidationError
from statserver_actions import Action, ActionName, Mask, ObjectType, Timing
from statserver_actions.literals import AnyAction, AnyObjectType


class StatType(BaseModel):
    """A stat type in a configuration."""

    objects: list[ObjectType]
    main_mask: Mask
    rel_mask: Mask = Mask.parse("*")


class Event(BaseModel):
    """An event from a service that may be newer than this program."""

    action: AnyAction
    timing: Timing | None = None
    objects: list[AnyObjectType] = []


class Threshold(BaseModel):
    """How often an action may occur in an hour."""

    action: Action
    limits: dict[ActionName, int] = {}


# Texts become values, and values become texts.
stat_type = StatType.model_validate(
    {"objects": ["Agent", "Place"], "main_mask": " CallWait , ~LoggedOut, * "}
)
print(repr(stat_type.objects[0]), repr(stat_type.main_mask))
print(stat_type.model_dump_json())
assert StatType.model_validate_json(stat_type.model_dump_json()) == stat_type
assert StatType.model_validate(stat_type.model_dump()) == stat_type

# Values of the package are valid as they are.
threshold = Threshold(action=Action.CALL_WAIT, limits={ActionName.CALL_WAIT: 7})
print(threshold.model_dump_json())
assert Threshold.model_validate_json(threshold.model_dump_json()) == threshold

# An id or a term that this version of the package does not have passes through unchanged.
for text in ("CALL_WAIT", "CALL_TELEPORTED"):
    event = Event.model_validate({"action": text, "timing": "durable", "objects": ["Kiosk"]})
    print(type(event.action).__name__, event.model_dump_json())
    assert not event.objects[0].is_known


# Errors have the message and the suggestion of the package.
def print_problems(model: type[BaseModel], data: object) -> None:
    """Print what pydantic reports on data."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            print(problem["loc"], problem["type"], problem["msg"])
            print("  suggestion:", problem["ctx"].get("suggestion"))


print_problems(Threshold, {"action": "CALL_WAITS"})
print_problems(Event, {"action": "CALL_WAIT", "timing": "durabel"})
print_problems(StatType, {"objects": ["Agents"], "main_mask": "*,!LoggedOut,"})
print_problems(StatType, {"objects": [], "main_mask": None})
