# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The explanation of a text that is not an action name, and the name to suggest for it.

docs/masks.md specifies the order in which the explanations apply.
"""

from __future__ import annotations

from . import _mask_messages
from ._catalog import STAT_SERVER_RELEASE
from ._errors import UnknownValueError
from ._evident_name import find_evident_name
from ._known_names import KNOWN_NAMES
from ._mask_vocabulary import MaskProblemKind
from ._names import BY_ID, BY_LABEL, BY_LOWER, lower
from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ._known_name import KnownName


class Explanation(Record):
    """Why a text is not an action name.

    Attributes:
        kind: the kind of problem in a mask.
        message: the problem as a sentence.
        suggestion: the name to write instead, or None.
    """

    __slots__ = ("kind", "message", "suggestion")

    kind: MaskProblemKind
    message: str
    suggestion: str | None

    def __init__(
        self, kind: MaskProblemKind, message: str, suggestion: str | None
    ) -> None:
        self._fill(kind, message, suggestion)


def explain_label(text: str) -> Explanation | None:
    """Explain a text that is the label of a row, in any case."""
    name = BY_LABEL.get(lower(text))
    if name is None:
        return None
    message = _mask_messages.label(text)
    return Explanation(MaskProblemKind.UNKNOWN_NAME, message, name)


def explain_name(text: str) -> Explanation | None:
    """Explain a text that is an action name, an id or a known name in any case."""
    key = lower(text)
    if key in BY_LOWER:
        names = BY_LOWER[key]
        message = _mask_messages.wrong_case(text)
        suggestion = names[0] if len(names) == 1 else None
        return Explanation(MaskProblemKind.WRONG_CASE, message, suggestion)
    if key in BY_ID:
        message = _mask_messages.id(text)
        return Explanation(MaskProblemKind.UNKNOWN_NAME, message, BY_ID[key])
    if key in KNOWN_NAMES:
        known_name = KNOWN_NAMES[key]
        return Explanation(
            MaskProblemKind.UNKNOWN_NAME,
            _message(known_name, text),
            _suggestion(known_name, text),
        )
    return None


def _message(known_name: KnownName, text: str) -> str:
    name, actions = known_name.name, known_name.actions
    kind = known_name.kind
    if kind == "variant":
        return _mask_messages.variant(name, actions)
    if kind == "later_release":
        return _message_of_later_release(name, known_name.release)
    if kind == "same_release":
        return _mask_messages.same_release(name, STAT_SERVER_RELEASE)
    if kind == "other_name":
        return _mask_messages.other_name(name, actions)
    if kind == "campaign_action":
        return _mask_messages.campaign_action(name)
    return _message_of_everyday_word(text, actions)


def _message_of_later_release(name: str, release: str) -> str:
    if release:
        return _mask_messages.later_release(name, release, STAT_SERVER_RELEASE)
    return _mask_messages.some_later_release(name, STAT_SERVER_RELEASE)


def _message_of_everyday_word(text: str, actions: Collection[str]) -> str:
    if len(actions) == 1:
        return _mask_messages.everyday_word(text, actions)
    return _mask_messages.ambiguous_word(text, actions)


def _suggestion(known_name: KnownName, text: str) -> str | None:
    if known_name.is_everyday_word:
        return known_name.actions[0] if len(known_name.actions) == 1 else None
    if known_name.kind == "other_name":
        return known_name.actions[0]
    return None if text == known_name.name else known_name.name


def is_everyday_word(text: str) -> bool:
    """Return whether a text is an everyday word for actions, in any case."""
    known_name = KNOWN_NAMES.get(lower(text))
    return known_name is not None and known_name.is_everyday_word


def reject_name(value: object, kind: str) -> UnknownValueError:
    """Return the error for a value that is not an action name.

    Args:
        value: the value.
        kind: the kind of value that is expected, e.g. `action name`.
    """
    if not isinstance(value, str):
        return UnknownValueError.about(value, kind, None)
    text = str.__str__(value)
    explanation = explain_label(text) or explain_name(text)
    if explanation is None:
        return UnknownValueError.about(value, kind, find_evident_name(text))
    if lower(text) in KNOWN_NAMES:
        return UnknownValueError(explanation.message, value, explanation.suggestion)
    return UnknownValueError.about(value, kind, explanation.suggestion)
