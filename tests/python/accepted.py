"""What consumers write: every line type-checks, strictly."""

from __future__ import annotations

from dataclasses import dataclass, field

from statserver_actions import (
    CATALOG_VERSION,
    Action,
    ActionName,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    StatServerActionsError,
    Timing,
    UnknownAction,
    named,
    resolve,
    select,
)
from statserver_actions.literals import ActionNameText, ObjectTypeText

version: str = CATALOG_VERSION
action: Action = Action.CALL_WAIT
text: str = action
value: str = action.value
name: ActionName = action.action_name
scope: Scope | None = action.scope
label: str = action.label
object_class: ObjectClass = action.object_class
types: tuple[ObjectType, ...] = action.object_types
timing: Timing = action.timing
durable: bool = action.is_durable
related: bool = action.interaction_related
reasons: list[str] = [it.field + it.reason for it in action.inferred]
rows: tuple[Action, ...] = select(object_type="Queue", timing=Timing.DURABLE, mode="regular")
more: tuple[Action, ...] = select(mode=Mode.RESTRICTED_CLUSTER, interaction_related=True)
all_of: tuple[Action, ...] = named("CallAnswered") + named(ActionName.CALL_WAIT)
there: tuple[Action, ...] = resolve("CallAnswered", ObjectType.QUEUE)


@dataclass
class Statistic:
    """A dataclass of a consumer."""

    main: list[ActionNameText]
    on: ObjectTypeText = "Queue"
    counts: dict[Action, int] = field(default_factory=dict[Action, int])


def read(id_: str) -> str:
    """Newer data passes through."""
    found = Action.parse(id_)
    if isinstance(found, UnknownAction):
        return f"{found} is newer"
    return found.label


def ask(id_: str) -> Action | None:
    """Errors are the package's own."""
    try:
        return Action(id_)
    except StatServerActionsError:
        return None


print(Statistic(["CallWait"]), read("X"), ask("X"), version, text, value)
