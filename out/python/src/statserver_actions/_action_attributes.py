# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The attributes of an action: the facts of its row, with their types."""

from __future__ import annotations

from ._action_name import ActionName
from ._inferred import Inferred
from ._rows import ROWS
from ._text_enum import TextEnum
from ._unknown_action import UnknownAction
from ._vocabulary import SCOPE_TITLES, Inference, ObjectClass, Scope, Timing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # Type checkers have it, installed or not.
    from typing_extensions import Self

    from ._vocabulary import ObjectType


class ActionAttributes(TextEnum):
    """The base of `Action`, without its members."""

    @classmethod
    def parse(cls, text: str) -> Self | UnknownAction:
        """Return the action with this id, or keep the text where there is none.

        For data that may be newer than this package. `isinstance(it, Action)` and
        `it.is_known` tell which of the two it is.

        Raises:
            UnknownValueError: what is given is no text.
        """
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            return cls(text)  # refused: kept as text, it would not be what was read
        return cls.__members__.get(text) or UnknownAction(text)

    @property
    def is_known(self) -> Literal[True]:
        """True: the table has the action. False for an `UnknownAction`."""
        return True

    @property
    def action_name(self) -> ActionName:
        """What one writes in a mask."""
        return ActionName(ROWS[self].action_name)

    @property
    def scope(self) -> Scope | None:
        """The bracket behind the name, where the name stands on several rows."""
        text = ROWS[self].scope
        return Scope(text) if text else None

    @property
    def label(self) -> str:
        """Name and scope as the guide prints them."""
        row = ROWS[self]
        title = SCOPE_TITLES.get(row.scope)
        return row.action_name if title is None else f"{row.action_name} ({title})"

    @property
    def object_class(self) -> ObjectClass:
        """The kind of object on which the action exists."""
        return ObjectClass(ROWS[self].object_class)

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def timing(self) -> Timing:
        """How the action lies in time."""
        return Timing(ROWS[self].timing)

    @property
    def is_durable(self) -> bool:
        """Whether the action lasts, from a begin to an end."""
        return self.timing is Timing.DURABLE

    @property
    def is_instantaneous(self) -> bool:
        """Whether the action happens at an instant: whatever is not durable."""
        return self.timing is not Timing.DURABLE

    @property
    def interaction_related(self) -> bool:
        """Whether the action relates to an interaction (the guide's Ixn-Related)."""
        return ROWS[self].interaction_related

    @property
    def restricted_cluster(self) -> bool:
        """Whether the action works in restricted cluster mode (the guide's SS_c)."""
        return ROWS[self].restricted_cluster

    @property
    def inferred(self) -> tuple[Inferred, ...]:
        """The facts of this row that are not legible in the source, mostly none."""
        pairs = ROWS[self].inferred
        return tuple(Inferred(field, Inference(reason)) for field, reason in pairs)
