# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Questions to the table. Every answer is a tuple of actions in the table's order."""

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
    """Return the actions for which all that is asked holds; all actions if nothing is.

    Args:
        object_type: those that can occur on it.
        object_class: those of this class.
        timing: those of this timing.
        mode: those that work in it. In regular mode that is every action.
        interaction_related: those that relate to an interaction, or those that don't.

    Raises:
        UnknownValueError: a text is none of the values that it could be.
    """
    types = {*ObjectType} if object_type is None else {ObjectType(object_type)}
    classes = {*ObjectClass} if object_class is None else {ObjectClass(object_class)}
    classes = {it for it in classes if not types.isdisjoint(it.object_types)}
    timings = {*Timing} if timing is None else {Timing(timing)}
    restricted = mode is not None and Mode(mode) is Mode.RESTRICTED_CLUSTER
    if interaction_related not in (None, True, False):
        raise UnknownValueError(
            f"interaction_related is True, False or None, not {interaction_related!r}",
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
    """Return all rows that the name stands on; there is at least one.

    Raises:
        UnknownValueError: there is no such name.
    """
    known = ActionName(name)
    return tuple(Action(key) for key, it in ROWS.items() if it.action_name == known)


def resolve(
    name: ActionName | ActionNameText, object_type: ObjectType | ObjectTypeText
) -> tuple[Action, ...]:
    """Return the rows of the name that can occur on objects of the type; maybe none.

    Raises:
        UnknownValueError: there is no such name, or no such object type.
    """
    place = ObjectType(object_type)
    return tuple(action for action in named(name) if place in action.object_types)
