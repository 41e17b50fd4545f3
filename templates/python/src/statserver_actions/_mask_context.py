# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""What masks select somewhere: on objects of some types, in a mode."""

from __future__ import annotations

from ._action import Action
from ._errors import UnknownValueError
from ._mask_problems import MaskFinding, MaskReason, shown
from ._names import RANKS, in_order
from ._queries import select
from ._rows import ROWS
from ._vocabulary import Mode, ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Union

    from .literals import ModeText, ObjectTypeText

    ObjectTypes = Union[
        ObjectType, ObjectTypeText, Iterable[Union[ObjectType, ObjectTypeText]]
    ]


class Place:
    """Object types and a mode; the rows at hand are those that can occur there.

    Attributes:
        object_types: the object types, in the order of the vocabulary.
        mode: the mode.
        rows: the rows at hand, in table order.
    """

    __slots__ = ("mode", "object_types", "rows")

    def __init__(
        self,
        object_types: ObjectTypes,
        mode: Mode | ModeText,
    ) -> None:
        """Take one object type or several.

        Raises:
            UnknownValueError: there is no such object type or mode, or none is given.
        """
        if isinstance(object_types, str):
            object_types = [object_types]
        wanted = {ObjectType(it) for it in object_types or ()}
        if not wanted:
            raise UnknownValueError("no object type is given", object_types)
        self.object_types = tuple(it for it in ObjectType if it in wanted)
        self.mode = Mode(mode)
        here = {it for one in wanted for it in select(object_type=one, mode=self.mode)}
        self.rows = tuple(it for it in Action if it in here)

    def check(self, names: Iterable[str]) -> Iterator[MaskFinding]:
        """Yield what each name can't do here."""
        present = {it: _names(select(object_type=it)) for it in self.object_types}
        working = {it: _names(select(object_type=it, mode=self.mode)) for it in present}
        for name in names:
            if name not in RANKS:
                message = "is not in this catalog, so it selects nothing"
                yield self._finding(name, MaskReason.UNKNOWN_NAME, message)
                continue
            absent = tuple(it for it in present if name not in present[it])
            idle = tuple(it for it in present if name in present[it] - working[it])
            if absent:
                yield self._nowhere(name, absent, present=False)
            if idle:
                yield self._nowhere(name, idle, present=True)

    def obstacles(
        self, wanted: Iterable[tuple[str, frozenset[Action]]]
    ) -> Iterator[MaskFinding]:
        """Yield why no mask selects just these sets of rows here, each of one name."""
        meant: dict[str, list[frozenset[Action]]] = {}
        for name, rows in wanted:
            meant.setdefault(name, []).append(rows)
        at_hand: dict[str, list[Action]] = {}
        for action in self.rows:
            at_hand.setdefault(ROWS[action].action_name, []).append(action)
        present = {it for one in self.object_types for it in select(object_type=one)}
        for name in in_order(meant):
            lost = [it for it in meant[name] if it.isdisjoint(self.rows)]
            for there in (False, True):
                if any(it.isdisjoint(present) is not there for it in lost):
                    yield self._nowhere(name, self.object_types, present=there)
            here = at_hand.get(name, [])
            others = tuple(
                it for it in here if not any(it in rows for rows in meant[name])
            )
            if 0 < len(others) < len(here):
                message = (
                    f"also selects {', '.join(others)} on "
                    f"{', '.join(self.object_types)}; a mask can't tell rows of one "
                    "name apart"
                )
                yield self._finding(name, MaskReason.SHARED_NAME, message, others)

    def _nowhere(
        self, name: str, object_types: tuple[ObjectType, ...], *, present: bool
    ) -> MaskFinding:
        """Return that a name does not occur, or only outside the mode."""
        if present:
            reason, verb = MaskReason.NOT_IN_MODE, "work in restricted cluster mode"
        else:
            reason, verb = MaskReason.NOT_ON_OBJECTS, "occur"
        message = f"{shown(name)} does not {verb} on {', '.join(object_types)}"
        return MaskFinding(name, reason, object_types, (), message)

    def _finding(
        self,
        name: str,
        reason: MaskReason,
        message: str,
        actions: tuple[Action, ...] = (),
    ) -> MaskFinding:
        told = f"{shown(name)} {message}"
        return MaskFinding(name, reason, self.object_types, actions, told)


def _names(actions: Iterable[Action]) -> set[str]:
    return {ROWS[it].action_name for it in actions}
