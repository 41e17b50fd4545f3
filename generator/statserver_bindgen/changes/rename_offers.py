"""Offers of renames: a removed and an added row that share all facts may be one row."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statserver_bindgen.action import Action

    Facts = tuple[str, str, bool, bool]

# The name of each removed row is compared with those of all added rows with its facts.
_MOST: Final = 100


def find_offers(removed: Sequence[Action], added: Iterable[Action]) -> Mapping[str, Action]:
    """Return the added row that each removed row may have become, by the id of the removed one.

    The rows have the same object class, timing and flags. If several added rows have them, the one
    with the closest name is offered, if there is one. More than 100 removed rows get no offers, and
    more than 100 added rows with the same facts are none.
    """
    if len(removed) > _MOST:
        return {}
    candidates: dict[Facts, dict[str, Action]] = defaultdict(dict)
    for action in added:
        candidates[_facts(action)][action.id] = action
    offers: dict[str, Action] = {}
    for action in removed:
        equal = candidates.get(_facts(action), {})
        if len(equal) > _MOST:
            continue
        offered = next(iter(equal)) if len(equal) == 1 else closest(action.id, equal)
        if offered is not None:
            offers[action.id] = equal.pop(offered)
    return offers


def _facts(action: Action) -> Facts:
    return (
        action.object_class.id,
        action.timing.id,
        action.interaction_related,
        action.restricted_cluster,
    )
