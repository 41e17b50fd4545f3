# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""What somebody meant who wrote a text that is none of the known ones."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# So many letters tell what somebody was about to write.
_TELLING = 4


def closest(text: str, known: Iterable[str]) -> str | None:
    """Return the known text that comes closest to this one, or None where none does.

    It differs in case and separators only, or in up to one letter of four (or a pair of
    them, swapped); or the one of both is part of the other. Of equals, it is the first.
    """
    given = _letters(text)
    if not given:
        return None
    words = [(_letters(word), word) for word in known]
    best, most = None, max(1, len(given) // 4)
    for letters, word in words:
        edits = _edits(given, letters, most)
        if edits <= most:
            best, most = word, edits - 1
    if best is not None:
        return best
    within = [word for letters, word in words if given in letters]
    if within and len(given) >= _TELLING:
        begun = (word for letters, word in words if letters.startswith(given))
        return next(begun, within[0])
    parts = [it for it in words if len(it[0]) >= _TELLING and it[0] in given]
    return max(parts, key=lambda it: len(it[0]))[1] if parts else None


def _letters(text: str) -> str:
    """Return the ASCII letters and digits in lower case: all that is compared."""
    plain = text.encode("ascii", "ignore").decode("ascii").lower()
    return "".join(it for it in plain if it.isalnum())


def _edits(one: str, other: str, most: int) -> int:
    """Count letters to insert, drop, replace or swap; any above the most will do."""
    if abs(len(one) - len(other)) > most or len({*one} - {*other}) > most:
        return most + 1
    counts = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, 1):
        above = counts[-1]
        here = [row] + [most + 1] * len(other)
        # What is farther than the most from the diagonal takes more edits than these.
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            wanted = other[column - 1]
            replaced = above[column - 1] + (letter != wanted)
            edits = min(replaced, above[column] + 1, here[column - 1] + 1)
            swapped = row > 1 < column and letter == other[column - 2]
            if swapped and wanted == one[row - 2]:
                edits = min(edits, counts[-2][column - 2] + 1)
            here[column] = edits
        if min(here) > most:
            return most + 1
        counts.append(here)
    return counts[-1][-1]
