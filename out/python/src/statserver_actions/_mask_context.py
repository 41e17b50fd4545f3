# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The rows that masks can select on given object types, in a mode."""

from __future__ import annotations

from ._action import Action
from ._errors import UnknownValueError
from ._mask_problems import MaskFinding, MaskReason, quoted
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


class MaskContext:
    """Object types and a mode, and the rows that can occur there.

    Attributes:
        object_types: the object types, in the order of the vocabulary.
        mode: the mode.
        rows: the rows, in table order.
    """

    __slots__ = ("mode", "object_types", "rows")

    def __init__(
        self,
        object_types: ObjectTypes,
        mode: Mode | ModeText,
    ) -> None:
        """Accept one object type or several.

        Raises:
            UnknownValueError: unknown object type or mode, or no object type at all.
        """
        if isinstance(object_types, str):
            object_types = [object_types]
        chosen = {ObjectType(it) for it in object_types or ()}
        if not chosen:
            raise UnknownValueError("expected at least one object type", object_types)
        self.object_types = tuple(it for it in ObjectType if it in chosen)
        self.mode = Mode(mode)
        rows = {row for it in chosen for row in select(object_type=it, mode=self.mode)}
        self.rows = tuple(it for it in Action if it in rows)

    def check(self, names: Iterable[str]) -> Iterator[MaskFinding]:
        """Yield the findings of each name."""
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
                yield self._absence(name, absent, present=False)
            if idle:
                yield self._absence(name, idle, present=True)

    def obstacles(
        self, selection: Iterable[tuple[str, frozenset[Action]]]
    ) -> Iterator[MaskFinding]:
        """Yield why no mask selects exactly these sets of rows, each of one name."""
        selected: dict[str, list[frozenset[Action]]] = {}
        for name, rows in selection:
            selected.setdefault(name, []).append(rows)
        by_name: dict[str, list[Action]] = {}
        for action in self.rows:
            by_name.setdefault(ROWS[action].action_name, []).append(action)
        present = {row for it in self.object_types for row in select(object_type=it)}
        for name in in_order(selected):
            absent = [rows for rows in selected[name] if rows.isdisjoint(self.rows)]
            for is_present in (False, True):
                if any(it.isdisjoint(present) is not is_present for it in absent):
                    yield self._absence(name, self.object_types, present=is_present)
            same_name = by_name.get(name, [])
            chosen = {row for rows in selected[name] for row in rows}
            others = tuple(row for row in same_name if row not in chosen)
            if 0 < len(others) < len(same_name):
                message = (
                    f"also selects {', '.join(others)} on "
                    f"{', '.join(self.object_types)}; a mask can't tell rows of one "
                    "name apart"
                )
                yield self._finding(name, MaskReason.SHARED_NAME, message, others)

    def _absence(
        self, name: str, object_types: tuple[ObjectType, ...], *, present: bool
    ) -> MaskFinding:
        """Return the finding that a name does not occur, or not in the mode."""
        if present:
            reason, verb = MaskReason.NOT_IN_MODE, "work in restricted cluster mode"
        else:
            reason, verb = MaskReason.NOT_ON_OBJECTS, "occur"
        message = f"{quoted(name)} does not {verb} on {', '.join(object_types)}"
        return MaskFinding(name, reason, object_types, (), message)

    def _finding(
        self,
        name: str,
        reason: MaskReason,
        message: str,
        actions: tuple[Action, ...] = (),
    ) -> MaskFinding:
        message = f"{quoted(name)} {message}"
        return MaskFinding(name, reason, self.object_types, actions, message)


def _names(actions: Iterable[Action]) -> set[str]:
    return {ROWS[it].action_name for it in actions}
