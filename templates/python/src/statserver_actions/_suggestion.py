# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The closest valid text to an unknown one."""

from __future__ import annotations

from ._edits import count_edits, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Fewer letters are no evidence that one text is a part of another.
_MIN_LETTERS = 4


def closest(text: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is closest to the text, or None if none is close.

    It differs in case and separators only, or in up to one letter of four (or a swapped
    pair); or one of the two contains the other. The first of equally close ones wins.
    """
    given = fold(text)
    if not given:
        return None
    pairs = [(fold(candidate), candidate) for candidate in candidates]
    best, most = None, max(1, len(given) // 4)
    for letters, candidate in pairs:
        edits = count_edits(given, letters, most)
        if edits <= most:
            best, most = candidate, edits - 1
    if best is not None:
        return best
    containing = [candidate for letters, candidate in pairs if given in letters]
    if containing and len(given) >= _MIN_LETTERS:
        starting = (it for letters, it in pairs if letters.startswith(given))
        return next(starting, containing[0])
    parts = [it for it in pairs if len(it[0]) >= _MIN_LETTERS and it[0] in given]
    return max(parts, key=lambda it: len(it[0]))[1] if parts else None
