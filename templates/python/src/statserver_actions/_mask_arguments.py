# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The arguments of the functions that make masks."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._earlier_names import NEW_NAMES
from ._errors import UnknownValueError
from ._mask_messages import not_a_text
from ._mask_text import MaskText
from ._names import RANKS
from ._queries import named
from ._shown_values import show
from ._suggestion import closest
from ._unknown_names import reject_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Unknown = Literal["refuse", "keep"]

_UNKNOWN_OPTIONS = ("refuse", "keep")


def read_text(text: object, unknown: object) -> MaskText:
    """Parse the text of a mask.

    Raises:
        UnknownValueError: the text is not a `str`, or the option is unknown.
    """
    if not isinstance(text, str):
        raise UnknownValueError(not_a_text(text), text)
    if not isinstance(unknown, str) or unknown not in _UNKNOWN_OPTIONS:
        suggestion = None
        if isinstance(unknown, str):
            suggestion = closest(unknown, _UNKNOWN_OPTIONS)
        message = f"expected unknown='refuse' or unknown='keep', not {show(unknown)}"
        raise UnknownValueError(message, unknown, suggestion)
    return MaskText(str.__str__(text), keep=unknown == "keep")


def read_rows(selected: object) -> tuple[ActionName, frozenset[Action]]:
    """Return the name and the rows of an action, an action name, or the text of one.

    Raises:
        UnknownValueError: unknown action or action name.
    """
    if isinstance(selected, Action):
        return selected.action_name, frozenset({selected})
    text = str.__str__(selected) if isinstance(selected, str) else ""
    if text in RANKS or text in NEW_NAMES:
        return ActionName(text), frozenset(named(ActionName(text)))
    if text in Action.__members__:
        return read_rows(Action(text))
    raise reject_name(selected, "action or action name")
