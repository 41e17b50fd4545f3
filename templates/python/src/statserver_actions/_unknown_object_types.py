# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The errors for names of object types that are no members of `ObjectType`."""

from __future__ import annotations

from ._errors import UnknownValueError
from ._mask_messages import known_object_type
from ._names import lower
from ._object_type_names import SPELLINGS, WITHOUT_ACTIONS

_BY_LOWER = {lower(it): SPELLINGS[it] for it in SPELLINGS}
_WITHOUT_ACTIONS = {lower(it): it for it in WITHOUT_ACTIONS}


def explain_object_type(text: str) -> UnknownValueError | None:
    """Return the error for another spelling, or for an object type without actions.

    None for all other texts.
    """
    key = lower(text)
    if key in _BY_LOWER:
        return UnknownValueError.about(text, "object type", _BY_LOWER[key])
    if key in _WITHOUT_ACTIONS:
        return UnknownValueError(known_object_type(_WITHOUT_ACTIONS[key]), text)
    return None
