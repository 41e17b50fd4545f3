# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The action name that an unknown text evidently misspells."""

from __future__ import annotations

from ._earlier_names import EARLIER_NAMES, NEW_NAMES
from ._edits import count_edits, fold
from ._known_names import KNOWN_NAMES
from ._names import RANKS

# Fewer letters are no evidence for a misspelling.
_MIN_LETTERS = 4
# Two edits are one too many in a shorter text.
_MIN_LETTERS_FOR_TWO_EDITS = 8
# Another start may negate: Inactive is not DNActive.
_KEPT_LETTERS = 2

_FOLDED_NAMES = [
    (fold(name), name)
    for name in (*RANKS, *(it.name for it in KNOWN_NAMES.values()), *EARLIER_NAMES)
]


def find_evident_name(term: str) -> str | None:
    """Return the action name that is nearest to a term, or None.

    There is none if several names are equally near, unless all but one are former names
    of that one; or if the nearest is a known name or an earlier name.
    """
    folded_term = fold(term)
    fewest, nearest = _max_edits(folded_term), list[str]()
    for folded_name, name in _FOLDED_NAMES:
        most = fewest
        if len(folded_name) != len(folded_term):
            most = min(most, 1)
        edits = count_edits(folded_term, folded_name, most)
        if edits > most:
            continue
        if edits < fewest:
            fewest, nearest = edits, []
        nearest.append(name)
    names = [it for it in nearest if it in RANKS]
    if len(names) != 1 or {NEW_NAMES.get(it, it) for it in nearest} != {*names}:
        return None
    return names[0] if folded_term.startswith(fold(names[0])[:_KEPT_LETTERS]) else None


def _max_edits(folded_term: str) -> int:
    if len(folded_term) < _MIN_LETTERS:
        return 0
    return 1 if len(folded_term) < _MIN_LETTERS_FOR_TWO_EDITS else 2
