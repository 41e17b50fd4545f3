# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The announcement that a later major version removes an action."""

from __future__ import annotations

from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._action import Action


class Deprecation(Record):
    """The announcement that a later major version removes an action.

    Attributes:
        since: the first version of the catalog in which the action is deprecated.
        reason: the reason in one sentence.
        replaced_by: the action to use instead, or None.
    """

    __slots__ = ("since", "reason", "replaced_by")

    since: str
    reason: str
    replaced_by: Action | None

    def __init__(self, since: str, reason: str, replaced_by: Action | None) -> None:
        self._fill(since, reason, replaced_by)
