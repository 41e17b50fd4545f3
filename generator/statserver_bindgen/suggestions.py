"""Suggestions for an unknown name: the closest of the candidates.

The tool and the bindings of every language use the same rule, which docs/masks.md specifies.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHERS: Final = bytes({*range(128)} - {*(string.ascii_letters + string.digits).encode()})
_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# The fewest letters that identify a name by a part of it.
_SHORTEST_PART: Final = 4


def closest(text: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is closest to a text, the first of several, or None."""
    letters = fold(text)
    if not letters:
        return None
    folded = [(fold(candidate), candidate) for candidate in candidates]
    best, limit = None, max(1, len(letters) // 4)
    for other, candidate in folded:
        edits = distance(letters, other, limit)
        if edits <= limit:
            best, limit = candidate, edits - 1
    if best is not None:
        return best
    if len(letters) >= _SHORTEST_PART:
        longer = [pair for pair in folded if letters in pair[0]]
        if longer:
            return max(longer, key=lambda pair: pair[0].startswith(letters))[1]
    shorter = [pair for pair in folded if len(pair[0]) >= _SHORTEST_PART and pair[0] in letters]
    return max(shorter, key=lambda pair: len(pair[0]))[1] if shorter else None


def did_you_mean(text: str, candidates: Iterable[str]) -> str | None:
    """Return "did you mean …?" with the closest candidate, or None."""
    suggestion = closest(text, candidates)
    return None if suggestion is None else f"did you mean {suggestion}?"


def fold(text: str) -> bytes:
    """Return the ASCII letters and digits of a text, in lower case."""
    return text.encode("ascii", "ignore").lower().translate(None, _OTHERS)


def lower(text: str) -> str:
    """Return the text with `A` to `Z` in lower case, and all else as it is."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def distance(one: bytes, other: bytes, limit: int) -> int:
    """Return the number of letters to insert, drop, replace or swap, or any above the limit."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    if one == other:
        return 0
    missing, extra = {*one} - {*other}, {*other} - {*one}
    if len(missing) > limit or len(extra) > limit:
        return limit + 1
    row, above = list(range(len(other) + 1)), list[int]()
    for i, letter in enumerate(one, 1):
        before, above, row, left = above, row, [i], i
        for j, expected in enumerate(other, 1):
            left = min(above[j - 1] + (letter != expected), above[j] + 1, left + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and expected == one[i - 2]:
                left = min(left, before[j - 2] + 1)
            row.append(left)
        if min(row) > limit:
            return limit + 1
    return row[-1]
