# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The closest valid text to an unknown one."""

from __future__ import annotations

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
    given = _letters(text)
    if not given:
        return None
    pairs = [(_letters(candidate), candidate) for candidate in candidates]
    best, most = None, max(1, len(given) // 4)
    for letters, candidate in pairs:
        edits = _edits(given, letters, most)
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


def _letters(text: str) -> str:
    """Return the ASCII letters and digits in lower case, which alone are compared."""
    plain = text.encode("ascii", "ignore").decode("ascii").lower()
    return "".join(it for it in plain if it.isalnum())


def _edits(one: str, other: str, most: int) -> int:
    """Count the letters to insert, drop, replace or swap, up to `most` + 1."""
    if abs(len(one) - len(other)) > most or len({*one} - {*other}) > most:
        return most + 1
    counts = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, 1):
        above = counts[-1]
        current = [row] + [most + 1] * len(other)
        # Cells farther than `most` from the diagonal take more edits than that.
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            target = other[column - 1]
            replaced = above[column - 1] + (letter != target)
            edits = min(replaced, above[column] + 1, current[column - 1] + 1)
            swapped = row > 1 < column and letter == other[column - 2]
            if swapped and target == one[row - 2]:
                edits = min(edits, counts[-2][column - 2] + 1)
            current[column] = edits
        if min(current) > most:
            return most + 1
        counts.append(current)
    return counts[-1][-1]
