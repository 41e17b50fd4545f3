"""What somebody meant who wrote a text that is none of the known ones.

What comes in: the text, and the known texts in their order. What goes out: the closest of them, or
None. One rule for the tool and for the bindings of every language; docs/masks.md tells it.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHERS: Final = bytes({*range(128)} - {*(string.ascii_letters + string.digits).encode()})
# From so many letters on, a text tells what it is a part of.
_TELLING: Final = 4


def closest(text: str, known: Iterable[str]) -> str | None:
    """Return the known text that is closest to this one, or None where none is close."""
    given = fold(text)
    if not given:
        return None
    words = [(fold(it), it) for it in known]
    best, limit = None, max(1, len(given) // 4)
    for letters, word in words:
        edits = distance(given, letters, limit)
        if edits <= limit:
            best, limit = word, edits - 1
    if best is not None:
        return best
    if len(given) >= _TELLING:
        longer = [it for it in words if given in it[0]]
        if longer:
            return max(longer, key=lambda it: it[0].startswith(given))[1]
    shorter = [it for it in words if len(it[0]) >= _TELLING and it[0] in given]
    return max(shorter, key=lambda it: len(it[0]))[1] if shorter else None


def did_you_mean(text: str, known: Iterable[str]) -> str | None:
    """Return "did you mean …?" for a text that is close to a known one, else None."""
    word = closest(text, known)
    return None if word is None else f"did you mean {word}?"


def fold(text: str) -> bytes:
    """Return the ASCII letters and digits of a text, in lower case."""
    return text.encode("ascii", "ignore").lower().translate(None, _OTHERS)


def distance(one: bytes, other: bytes, limit: int) -> int:
    """Return how many letters to insert, drop, replace or swap, or any number above the limit."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    if one == other:
        return 0
    ours, theirs = {*one}, {*other}
    if len(ours - theirs) > limit or len(theirs - ours) > limit:
        return limit + 1
    row, above = list(range(len(other) + 1)), list[int]()
    for at, letter in enumerate(one, 1):
        higher, above, row, left = above, row, [at], at
        for place, wanted in enumerate(other, 1):
            left = min(above[place - 1] + (letter != wanted), above[place] + 1, left + 1)
            if place > 1 and at > 1 and letter == other[place - 2] and wanted == one[at - 2]:
                left = min(left, higher[place - 2] + 1)
            row.append(left)
        if min(row) > limit:
            return limit + 1
    return row[-1]
