# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Queries of the table. Each returns a tuple of actions in table order."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._errors import UnknownValueError
from ._members import read_member, read_members
from ._presence import rows_on
from ._rows import ROWS
from ._shown_values import show
from ._vocabulary import Mode, ObjectClass, ObjectType, Timing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Union

    from .literals import (
        ActionNameText,
        ModeText,
        ObjectClassText,
        ObjectTypeText,
        TimingText,
    )

    # One value of a filter, or several.
    ObjectTypes = Union[
        ObjectType, ObjectTypeText, Iterable[Union[ObjectType, ObjectTypeText]]
    ]
    ObjectClasses = Union[
        ObjectClass, ObjectClassText, Iterable[Union[ObjectClass, ObjectClassText]]
    ]
    Timings = Union[Timing, TimingText, Iterable[Union[Timing, TimingText]]]
    Modes = Union[Mode, ModeText, Iterable[Union[Mode, ModeText]]]


def select(  # noqa: PLR0913 - one per column of the table
    *,
    object_type: ObjectTypes | None = None,
    object_class: ObjectClasses | None = None,
    timing: Timings | None = None,
    instantaneous: bool | None = None,
    mode: Modes | None = None,
    interaction_related: bool | None = None,
) -> tuple[Action, ...]:
    """Return the actions that match every given filter; without filters, all.

    A filter is one value, or several of which any matches.

    Args:
        object_type: object types on which they can occur.
        object_class: their object classes.
        timing: their timings.
        instantaneous: whether they are momentary or retrospective, not durable.
        mode: modes in which they are present on the object types. In regular mode every
            action works.
        interaction_related: whether they are interaction-related.

    Raises:
        UnknownValueError: unknown value of a filter, or a filter without values.
    """
    types = set(ObjectType)
    if object_type is not None:
        types &= read_members(ObjectType, object_type)
    classes = set(ObjectClass)
    if object_class is not None:
        classes &= read_members(ObjectClass, object_class)
    timings = set(Timing)
    if timing is not None:
        timings &= read_members(Timing, timing)
    if _read_flag("instantaneous", instantaneous) is not None:
        timings -= {it for it in Timing if (it is Timing.DURABLE) is instantaneous}
    modes = set(Mode)
    if mode is not None:
        modes &= read_members(Mode, mode)
    present = {row.id for it in modes for row in rows_on(types, it)}
    related = _read_flag("interaction_related", interaction_related)
    return tuple(
        Action(row.id)
        for row in ROWS.values()
        if row.id in present
        and row.object_class in classes
        and row.timing in timings
        and related in {None, row.interaction_related}
    )


def named(name: ActionName | ActionNameText) -> tuple[Action, ...]:
    """Return all rows of the name, at least one.

    Raises:
        UnknownValueError: unknown action name.
    """
    member = read_member(ActionName, name)
    return tuple(Action(key) for key, it in ROWS.items() if it.action_name == member)


def resolve(
    name: ActionName | ActionNameText,
    object_type: ObjectType | ObjectTypeText,
    mode: Mode | ModeText | None = None,
) -> tuple[Action, ...]:
    """Return the rows of the name that can occur on objects of the type, possibly none.

    Args:
        name: the name.
        object_type: the object type.
        mode: a mode that the object type has and in which the rows work.

    Raises:
        UnknownValueError: unknown action name, object type or mode.
    """
    member = read_member(ActionName, name)
    types = {read_member(ObjectType, object_type)}
    rows = rows_on(types, None if mode is None else read_member(Mode, mode))
    return tuple(Action(it.id) for it in rows if it.action_name == member)


def _read_flag(name: str, value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise UnknownValueError(f"expected {name}=True or False, not {show(value)}", value)
