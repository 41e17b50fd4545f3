# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The ids that `Action.parse` keeps although the table does not have them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal


class UnknownAction(str):
    """The id of an action that is not in this package's table, as it was read.

    It prints, compares and goes to JSON as that text, so newer data passes through a
    program unharmed. `Action.parse` makes it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the expression that makes it."""
        return f"UnknownAction({str(self)!r})"

    @property
    def is_known(self) -> Literal[False]:
        """False: the table does not have the action. True for an `Action`."""
        return False
