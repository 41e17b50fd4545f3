# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Items of a mask that have no effect, or another one than they seem to have.

Items go in, and warnings come out: at most one for each item.
"""

from __future__ import annotations

from . import _mask_messages
from ._mask_problems import make_problem
from ._mask_vocabulary import MaskProblemKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ._mask_items import Item
    from ._mask_problems import MaskProblem

    # An item as it is compared: whether it is excluded, and the name that it means.
    Key = tuple[bool, str]

_EVERYTHING_EXCLUDED = (True, "*")
_EVERYTHING_INCLUDED = (False, "*")


def find_repetitions(
    items: Collection[Item], *, is_complete: bool
) -> Iterator[MaskProblem]:
    """Yield the warnings of accepted items.

    Args:
        items: the accepted items, in order.
        is_complete: whether the text has no other items.
    """
    keys = {(it.is_excluded, it.name) for it in items}
    includes_something = any(not excluded for excluded, _ in keys)
    earlier: set[Key] = set()
    included_earlier = False
    for item in items:
        warning = _find_repetition(item, earlier, included_earlier=included_earlier)
        if warning is None and not item.is_excluded:
            warning = _find_redundant_inclusion(item, keys)
        elif warning is None and is_complete and includes_something:
            warning = _find_redundant_exclusion(item, keys)
        if warning is not None:
            kind, message = warning
            yield make_problem(kind, item.start, len(item.text), message)
        earlier.add((item.is_excluded, item.name))
        included_earlier = included_earlier or not item.is_excluded


def _find_repetition(
    item: Item, earlier: set[Key], *, included_earlier: bool
) -> tuple[MaskProblemKind, str] | None:
    """Return kind and message if an earlier item repeats or contradicts this one."""
    key = item.is_excluded, item.name
    if key in earlier:
        message = _mask_messages.duplicate(item.shown_text)
        return MaskProblemKind.DUPLICATE, message
    if key == _EVERYTHING_EXCLUDED and included_earlier:
        message = _mask_messages.everything_excluded()
    elif not item.is_excluded and _EVERYTHING_EXCLUDED in earlier:
        message = _mask_messages.included_in_vain(item.text)
    elif (not item.is_excluded, item.name) in earlier:
        message = _mask_messages.included_and_excluded(item.term)
    else:
        return None
    return MaskProblemKind.CONTRADICTION, message


def _find_redundant_inclusion(
    item: Item, keys: set[Key]
) -> tuple[MaskProblemKind, str] | None:
    """Return kind and message if `*` includes the name already."""
    exclusions = {_EVERYTHING_EXCLUDED, (True, item.name)}
    if item.name == "*" or _EVERYTHING_INCLUDED not in keys or keys & exclusions:
        return None
    message = _mask_messages.adds_nothing(item.text, f"~{item.name}")
    return MaskProblemKind.REDUNDANT_INCLUSION, message


def _find_redundant_exclusion(
    item: Item, keys: set[Key]
) -> tuple[MaskProblemKind, str] | None:
    """Return kind and message if nothing includes the name."""
    others = {_EVERYTHING_EXCLUDED, _EVERYTHING_INCLUDED, (False, item.name)}
    if item.name == "*" or keys & others:
        return None
    message = _mask_messages.excludes_nothing(item.shown_text, item.name)
    return MaskProblemKind.REDUNDANT_EXCLUSION, message
