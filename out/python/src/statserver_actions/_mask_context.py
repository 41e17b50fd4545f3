# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The rows that masks can select on given object types, in a mode."""

from __future__ import annotations

from . import _mask_messages
from ._action import Action
from ._mask_findings import MaskFinding
from ._mask_vocabulary import MaskReason
from ._members import read_member, read_members
from ._names import RANKS, in_order
from ._presence import rows_on
from ._vocabulary import Mode, ObjectClass, ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._queries import ObjectTypes
    from ._row import Row
    from .literals import ModeText


class MaskContext:
    """Object types and a mode, and the rows that are present there.

    Attributes:
        object_types: the object types, in the order of the vocabulary.
        mode: the mode.
        rows: the rows, in table order.
    """

    __slots__ = ("mode", "object_types", "rows")

    def __init__(self, object_types: ObjectTypes, mode: Mode | ModeText) -> None:
        """Accept one object type or several.

        Raises:
            UnknownValueError: unknown object type or mode, or no object type at all.
        """
        members = read_members(ObjectType, object_types)
        self.object_types = tuple(it for it in ObjectType if it in members)
        self.mode = read_member(Mode, mode)
        self.rows = rows_on(members, self.mode)

    def check(self, names: Iterable[str], *, has_star: bool) -> Iterator[MaskFinding]:
        """Yield the findings of the objects, then those of each name of a mask."""
        types = {*self.object_types}
        classes = [{*it.object_types} for it in ObjectClass]
        if len(types) > 1 and not any(types <= it for it in classes):
            message = _mask_messages.separate_objects(self.object_types)
            yield self._finding(None, MaskReason.SEPARATE_OBJECTS, message)
        unsupported = tuple(it for it in self.object_types if self.mode not in it.modes)
        if unsupported:
            message = _mask_messages.mode_not_on_objects(unsupported)
            reason = MaskReason.MODE_NOT_ON_OBJECTS
            yield MaskFinding(None, reason, unsupported, (), message)
        supported = [it for it in self.object_types if it not in unsupported]
        possible = {it: _names(rows_on({it})) for it in self.object_types}
        present = {it: _names(rows_on({it}, self.mode)) for it in supported}
        for name in names:
            if name not in RANKS:
                message = _mask_messages.unknown_included(name)
                if has_star:
                    message = _mask_messages.unknown_excluded(name)
                yield self._finding(name, MaskReason.UNKNOWN_NAME, message)
                continue
            absent = tuple(it for it in possible if name not in possible[it])
            if absent:
                yield _not_on_objects(name, absent)
            idle = tuple(it for it in present if name in possible[it] - present[it])
            if idle:
                yield _not_in_mode(name, idle)

    def find_obstacles(
        self, selection: Iterable[tuple[str, frozenset[Action]]]
    ) -> Iterator[MaskFinding]:
        """Yield why no mask selects exactly these sets of rows, each of one name."""
        selected: dict[str, list[frozenset[Action]]] = {}
        for name, rows in selection:
            selected.setdefault(name, []).append(rows)
        by_name: dict[str, list[Action]] = {}
        for row in self.rows:
            by_name.setdefault(row.action_name, []).append(Action(row.id))
        present = {it.id for it in self.rows}
        possible = {it.id for it in rows_on(self.object_types)}
        for name in in_order(selected):
            absent = [rows for rows in selected[name] if rows.isdisjoint(present)]
            if any(it.isdisjoint(possible) for it in absent):
                yield _not_on_objects(name, self.object_types)
            if not all(it.isdisjoint(possible) for it in absent):
                yield _not_in_mode(name, self.object_types)
            same_name = by_name.get(name, [])
            chosen = {row for rows in selected[name] for row in rows}
            others = tuple(row for row in same_name if row not in chosen)
            if 0 < len(others) < len(same_name):
                message = _mask_messages.shared_name(name, others, self.object_types)
                yield self._finding(name, MaskReason.SHARED_NAME, message, others)

    def _finding(
        self,
        name: str | None,
        reason: MaskReason,
        message: str,
        actions: tuple[Action, ...] = (),
    ) -> MaskFinding:
        """Return a finding about all the object types."""
        return MaskFinding(name, reason, self.object_types, actions, message)


def _not_on_objects(name: str, object_types: tuple[ObjectType, ...]) -> MaskFinding:
    message = _mask_messages.not_on_objects(name, object_types)
    return MaskFinding(name, MaskReason.NOT_ON_OBJECTS, object_types, (), message)


def _not_in_mode(name: str, object_types: tuple[ObjectType, ...]) -> MaskFinding:
    message = _mask_messages.not_in_mode(name, object_types)
    return MaskFinding(name, MaskReason.NOT_IN_MODE, object_types, (), message)


def _names(rows: Iterable[Row]) -> set[str]:
    return {it.action_name for it in rows}
