# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The errors for texts that are names, labels or earlier ids of actions.

A name, or an id without its scope, can have several rows. All are equally close, so
the message lists them and there is no suggestion.
"""

from __future__ import annotations

from ._action_name import ActionName
from ._earlier_names import NEW_NAMES
from ._errors import UnknownValueError
from ._evident_name import find_evident_name
from ._history import FORMER_IDS, REMOVED_ACTIONS
from ._names import BY_ID, BY_LOWER, label_of, lower
from ._notices import describe_notice
from ._rows import ROWS
from ._shown_values import show
from ._unknown_names import explain_name, has_message

# The most rows that a message lists.
_MAX_LISTED = 10


def explain_action(value: str) -> UnknownValueError | None:
    """Return the error for an id of earlier versions, a label, or what is like a name.

    None for all other texts.
    """
    text = str.__str__(value)
    error = _explain_earlier_id(value, text)
    if error is not None or lower(text) in BY_ID:
        return error
    text = NEW_NAMES.get(text, text)
    for row in ROWS.values():
        if lower(label_of(row)) == lower(text) and row.scope:
            return UnknownValueError.about(value, "action", row.id)
    explanation = explain_name(text) if has_message(text) else None
    if explanation is not None:
        ids = _ids_of(explanation.suggestion)
        suggestion = ids[0] if len(ids) == 1 else None
        return UnknownValueError(explanation.message, value, suggestion)
    name = _find_name(text)
    ids = _ids_of(name)
    if len(ids) > 1:
        message = _list_rows(str.__str__(value), name, ids)
        return UnknownValueError(message, value)
    return UnknownValueError.about(value, "action", ids[0]) if ids else None


def _explain_earlier_id(value: str, text: str) -> UnknownValueError | None:
    """Return the error for a removed id, or for a former one in another case."""
    if text in REMOVED_ACTIONS:
        start = f"{text} was removed in version"
        return UnknownValueError(describe_notice(start, REMOVED_ACTIONS[text]), value)
    for former_id, (_, current) in FORMER_IDS.items():
        if lower(former_id) == lower(text):
            return UnknownValueError.about(value, "action", current)
    return None


def _find_name(text: str) -> str | None:
    """Return the action name that a text is in any case, is the id of, or misspells."""
    key = lower(text)
    names = BY_LOWER.get(key, ())
    if text in names or len(names) == 1:
        return text if text in names else names[0]
    ids = (it.value for it in ActionName if lower(it.name) == key)
    return next(ids, None) or find_evident_name(text)


def _ids_of(name: str | None) -> list[str]:
    return [it.id for it in ROWS.values() if it.action_name == name]


def _list_rows(text: str, name: str | None, ids: list[str]) -> str:
    listed = ", ".join(ids[:_MAX_LISTED])
    if len(ids) > _MAX_LISTED:
        listed += f" and {len(ids) - _MAX_LISTED} more"
    returned = f"named({show(name)}) returns them"
    return f"unknown action {show(text)}; use one of: {listed}; {returned}"
