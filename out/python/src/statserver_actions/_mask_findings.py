# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The answers about masks on given objects: findings and comparisons."""

from __future__ import annotations

from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._action import Action
    from ._mask_vocabulary import MaskReason
    from ._vocabulary import ObjectType


class MaskFinding(Record):
    """What a mask cannot do on the given objects.

    Attributes:
        name: the name of the mask, or None if the finding is about the objects.
        reason: the reason.
        object_types: the object types concerned.
        actions: with `SHARED_NAME`, the rows that would be selected too.
        message: the finding as a sentence.
    """

    __slots__ = ("name", "reason", "object_types", "actions", "message")

    name: str | None
    reason: MaskReason
    object_types: tuple[ObjectType, ...]
    actions: tuple[Action, ...]
    message: str

    def __init__(
        self,
        name: str | None,
        reason: MaskReason,
        object_types: tuple[ObjectType, ...],
        actions: tuple[Action, ...],
        message: str,
    ) -> None:
        self._fill(name, reason, object_types, actions, message)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class MaskComparison(Record):
    """The rows in which two masks differ on the given objects.

    Attributes:
        only_this: rows that only this mask selects.
        only_other: rows that only the other mask selects.
    """

    __slots__ = ("only_this", "only_other")

    only_this: tuple[Action, ...]
    only_other: tuple[Action, ...]

    def __init__(
        self, only_this: tuple[Action, ...], only_other: tuple[Action, ...]
    ) -> None:
        self._fill(only_this, only_other)
