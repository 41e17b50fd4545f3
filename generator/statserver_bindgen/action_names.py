"""Action names, frozen: those of the table, and those that rows had before.

The rows of a catalog and its tombstones go in. Out come the names of the table with their rows, and
what masks need to explain the other names: former, split and removed ones. These four never share a
name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import upper_snake
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from statserver_bindgen.action import Action, RemovedAction

Row = TypeVar("Row")


class ActionName(Frozen):
    """An action name and its rows: one, two or three.

    Attributes:
        id: UPPER_SNAKE of the name.
        name: the name that a mask contains.
        actions: the rows of the name, in table order.
        deprecation: set if every row of the name is deprecated.
    """

    id: str
    name: str
    actions: tuple[Action, ...]
    deprecation: NameDeprecation | None


class NameDeprecation(Frozen):
    """The deprecation of a name: that of its rows.

    Attributes:
        since: the version in which the last of the rows was deprecated.
        replacements: the names of the rows that replace its rows, in table order.
        equivalent: the name that selects exactly what replaces the rows, on the same object types;
            None if there is none. Only this name may be written instead.
    """

    since: str
    replacements: tuple[ActionName, ...]
    equivalent: ActionName | None


class FormerName(Frozen):
    """A former name that one name of the table has replaced: both select the same rows.

    Attributes:
        id: UPPER_SNAKE of the former name.
        name: the former name.
        action_name: the name that all these rows have now.
    """

    id: str
    name: str
    action_name: ActionName


class SplitName(Frozen):
    """A former name without one successor: its rows have several names now, or share a name.

    Attributes:
        id: UPPER_SNAKE of the former name.
        name: the former name.
        action_names: the names that its rows have now, in table order.
    """

    id: str
    name: str
    action_names: tuple[ActionName, ...]


class RemovedName(Frozen):
    """A name whose rows are all removed.

    Attributes:
        id: UPPER_SNAKE of the name.
        name: the name.
        since: the first version of the catalog without the name.
        replacements: the names of the rows that replace its rows, in table order.
        equivalent: the name that selects exactly what replaces the rows, on the same object types;
            None if there is none.
    """

    id: str
    name: str
    since: str
    replacements: tuple[ActionName, ...]
    equivalent: ActionName | None


class FormerNames(NamedTuple):
    """The names that are not in the table any more, by what became of them."""

    renamed: tuple[FormerName, ...]
    split: tuple[SplitName, ...]
    removed: tuple[RemovedName, ...]


def action_names(actions: Iterable[Action]) -> tuple[ActionName, ...]:
    """Return the names of rows in table order, each with its rows."""
    rows = _by_name((it.name, it) for it in actions)
    current = {
        name: ActionName(upper_snake(name), name, tuple(actions), None)
        for name, actions in rows.items()
        if not all(it.deprecation for it in actions)
    }
    # The rows that replace others are not deprecated, so their names are complete now.
    return tuple(
        current.get(name)
        or ActionName(upper_snake(name), name, tuple(actions), _deprecation(actions, current))
        for name, actions in rows.items()
    )


def former_names(
    names: Sequence[ActionName], actions: Iterable[Action], removed: Iterable[RemovedAction]
) -> FormerNames:
    """Return the names that rows and tombstones had, and that are not in the table.

    Args:
        names: the names of the table.
        actions: the rows of the table.
        removed: its tombstones.
    """
    current = {it.name: it for it in names}
    former = _by_name(
        (alias.name, action)
        for action in actions
        for alias in action.formerly
        if alias.name not in current
    )
    renamed: list[FormerName] = []
    split: list[SplitName] = []
    for name, rows in former.items():
        successors = _in_order(current, {it.name for it in rows})
        if len(successors) == 1 and {*rows} == {*successors[0].actions}:
            renamed.append(FormerName(upper_snake(name), name, successors[0]))
        else:
            split.append(SplitName(upper_snake(name), name, successors))
    tombstones = _by_name(
        (name, tombstone)
        for tombstone in removed
        for name in _names_of(tombstone.action)
        if name not in current and name not in former
    )
    return FormerNames(
        tuple(renamed),
        tuple(split),
        tuple(_removed_name(name, rows, current) for name, rows in tombstones.items()),
    )


def _names_of(action: Action) -> tuple[str, ...]:
    return action.name, *(alias.name for alias in action.formerly)


def _by_name(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    """Return the rows of each name, in the order in which the names appear."""
    rows: dict[str, list[Row]] = {}
    for name, row in pairs:
        rows.setdefault(name, []).append(row)
    return rows


def _deprecation(actions: Sequence[Action], current: Mapping[str, ActionName]) -> NameDeprecation:
    deprecations = [it.deprecation for it in actions if it.deprecation]
    return NameDeprecation(
        max((it.since for it in deprecations), key=_order),
        _replacements(actions, current),
        _equivalent(actions, current),
    )


def _removed_name(
    name: str, rows: Sequence[RemovedAction], current: Mapping[str, ActionName]
) -> RemovedName:
    actions = [it.action for it in rows]
    return RemovedName(
        upper_snake(name),
        name,
        max((it.since for it in rows), key=_order),
        _replacements(actions, current),
        _equivalent(actions, current),
    )


def _replacements(
    actions: Iterable[Action], current: Mapping[str, ActionName]
) -> tuple[ActionName, ...]:
    rows = (it.deprecation.replaced_by for it in actions if it.deprecation)
    return _in_order(current, {it.name for it in rows if it})


def _equivalent(actions: Sequence[Action], current: Mapping[str, ActionName]) -> ActionName | None:
    """Return the name that may be written instead of the name of rows, or None."""
    rows = [it.deprecation.replaced_by if it.deprecation else None for it in actions]
    names = {it.name if it else None for it in rows}
    name = current.get(names.pop() or "") if len(names) == 1 else None
    if name is None or {*rows} != {*name.actions}:
        return None
    before = {object_type for it in actions for object_type in it.object_types}
    after = {object_type for it in name.actions for object_type in it.object_types}
    return name if before == after else None


def _in_order(current: Mapping[str, ActionName], names: AbstractSet[str]) -> tuple[ActionName, ...]:
    """Return names of the table in table order."""
    entries = (current[it] for it in names if it in current)
    return tuple(sorted(entries, key=lambda it: it.actions[0].row))


def _order(version: str) -> tuple[int, ...]:
    return version_numbers(version) or ()
