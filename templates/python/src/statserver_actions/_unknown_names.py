# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The explanation of a text that is not an action name, and the name to suggest for it.

docs/masks.md specifies the order in which the explanations apply.
"""

from __future__ import annotations

from . import _mask_messages
from ._catalog import STAT_SERVER_RELEASE
from ._earlier_names import (
    BY_FORMER_ID,
    BY_FORMER_LABEL,
    EARLIER_BY_LOWER,
    EARLIER_NAMES,
)
from ._errors import UnknownValueError
from ._evident_name import find_evident_name
from ._known_names import KNOWN_NAMES
from ._mask_vocabulary import MaskProblemKind
from ._names import BY_ID, BY_LABEL, BY_LOWER, lower
from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ._known_name import EarlierName, KnownName


_EARLIER_MESSAGES: dict[str, Callable[[EarlierName], str]] = {
    "renamed": lambda it: _mask_messages.renamed(it.name, it.names),
    "split": lambda it: _mask_messages.split(it.name, it.names),
    "deprecated": lambda it: _mask_messages.deprecated(it.name, it.version),
    "deprecated_for": lambda name: _mask_messages.deprecated_for(
        name.name, name.version, name.names
    ),
    "deprecated_for_some": lambda name: _mask_messages.deprecated_for_some(
        name.name, name.version, name.names
    ),
    "removed": lambda it: _mask_messages.removed(it.name, it.version),
    "removed_for": lambda it: _mask_messages.removed_for(it.name, it.version, it.names),
    "removed_for_some": lambda name: _mask_messages.removed_for_some(
        name.name, name.version, name.names
    ),
}


class Explanation(Record):
    """Why a text is not an action name, or should be another one.

    Attributes:
        kind: the kind of problem in a mask.
        message: the problem as a sentence.
        suggestion: the name to write instead, or None.
        replaces: the deprecated or earlier name that the suggestion replaces, or None.
    """

    __slots__ = ("kind", "message", "replaces", "suggestion")

    kind: MaskProblemKind
    message: str
    suggestion: str | None
    replaces: EarlierName | None

    def __init__(
        self,
        kind: MaskProblemKind,
        message: str,
        suggestion: str | None,
        replaces: EarlierName | None = None,
    ) -> None:
        self._fill(kind, message, replaces, suggestion)


def explain_earlier(
    earlier: EarlierName, kind: MaskProblemKind = MaskProblemKind.UNKNOWN_NAME
) -> Explanation:
    """Explain a deprecated name, or a name of earlier versions."""
    message = _EARLIER_MESSAGES[earlier.message](earlier)
    return Explanation(kind, message, earlier.new_name, earlier)


def explain_label(text: str) -> Explanation | None:
    """Explain a text that is the label of a row, in any case."""
    key = lower(text)
    name = BY_LABEL.get(key) or BY_FORMER_LABEL.get(key)
    if name is None:
        return None
    message = _mask_messages.label(text)
    return Explanation(MaskProblemKind.UNKNOWN_NAME, message, name)


def explain_name(text: str) -> Explanation | None:
    """Explain a text that is a name or an id in any case."""
    if text in EARLIER_NAMES:
        return explain_earlier(EARLIER_NAMES[text])
    key = lower(text)
    if key in BY_LOWER:
        message = _mask_messages.wrong_case(text)
        return Explanation(MaskProblemKind.WRONG_CASE, message, _common_meaning(key))
    if key in EARLIER_BY_LOWER:
        return _explain_other_case(key)
    name = BY_ID.get(key) or BY_FORMER_ID.get(key)
    if name is not None:
        message = _mask_messages.id(text)
        return Explanation(MaskProblemKind.UNKNOWN_NAME, message, name)
    if key in KNOWN_NAMES:
        known_name = KNOWN_NAMES[key]
        return Explanation(
            MaskProblemKind.UNKNOWN_NAME,
            _message(known_name, text),
            _suggestion(known_name, text),
        )
    return None


def _explain_other_case(key: str) -> Explanation:
    """Explain an earlier name in another case."""
    earlier, suggestion = EARLIER_BY_LOWER[key][0], _common_meaning(key)
    if not earlier.is_former:
        message = _EARLIER_MESSAGES[earlier.message](earlier)
        return Explanation(MaskProblemKind.UNKNOWN_NAME, message, suggestion, earlier)
    message = _mask_messages.former_name(earlier.name, earlier.names)
    return Explanation(MaskProblemKind.UNKNOWN_NAME, message, suggestion)


def _common_meaning(key: str) -> str | None:
    """Return the name to which all names in any case lead, or None."""
    earlier = (it.new_name for it in EARLIER_BY_LOWER.get(key, ()))
    names = {*BY_LOWER.get(key, ()), *earlier}
    return names.pop() if len(names) == 1 else None


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


def has_message(text: str) -> bool:
    """Return whether the explanation of a text is about that name, and no other one."""
    key = lower(text)
    if text in EARLIER_NAMES or key in KNOWN_NAMES:
        return True
    return key in EARLIER_BY_LOWER and key not in BY_LOWER


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
    if has_message(text):
        return UnknownValueError(explanation.message, value, explanation.suggestion)
    return UnknownValueError.about(value, kind, explanation.suggestion)
