# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Queries of the table. Each returns a tuple of actions in table order."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._errors import UnknownValueError
from ._rows import ROWS
from ._vocabulary import Mode, ObjectClass, ObjectType, Timing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .literals import (
        ActionNameText,
        ModeText,
        ObjectClassText,
        ObjectTypeText,
        TimingText,
    )


def select(
    *,
    object_type: ObjectType | ObjectTypeText | None = None,
    object_class: ObjectClass | ObjectClassText | None = None,
    timing: Timing | TimingText | None = None,
    mode: Mode | ModeText | None = None,
    interaction_related: bool | None = None,
) -> tuple[Action, ...]:
    """Return the actions that match every given filter; without filters, all.

    Args:
        object_type: an object type on which they can occur.
        object_class: their object class.
        timing: their timing.
        mode: a mode in which they work. In regular mode every action works.
        interaction_related: whether they are interaction-related.

    Raises:
        UnknownValueError: unknown value of a filter.
    """
    types = {*ObjectType} if object_type is None else {ObjectType(object_type)}
    classes = {*ObjectClass} if object_class is None else {ObjectClass(object_class)}
    classes = {it for it in classes if not types.isdisjoint(it.object_types)}
    timings = {*Timing} if timing is None else {Timing(timing)}
    restricted = mode is not None and Mode(mode) is Mode.RESTRICTED_CLUSTER
    if interaction_related not in (None, True, False):
        raise UnknownValueError(
            f"expected interaction_related=True or False, not {interaction_related!r}",
            interaction_related,
        )
    return tuple(
        Action(key)
        for key, row in ROWS.items()
        if row.object_class in classes
        and row.timing in timings
        and (row.restricted_cluster or not restricted)
        and interaction_related in (None, row.interaction_related)
    )


def named(name: ActionName | ActionNameText) -> tuple[Action, ...]:
    """Return all rows of the name, at least one.

    Raises:
        UnknownValueError: unknown action name.
    """
    member = ActionName(name)
    return tuple(Action(key) for key, it in ROWS.items() if it.action_name == member)


def resolve(
    name: ActionName | ActionNameText, object_type: ObjectType | ObjectTypeText
) -> tuple[Action, ...]:
    """Return the rows of the name that can occur on objects of the type, possibly none.

    Raises:
        UnknownValueError: unknown action name or object type.
    """
    member = ObjectType(object_type)
    return tuple(action for action in named(name) if member in action.object_types)
