# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The comparison of texts: their letters and digits, and the edits between two."""

from __future__ import annotations


def fold(text: str) -> str:
    """Return the ASCII letters and digits in lower case, which alone are compared."""
    plain = text.encode("ascii", "ignore").decode("ascii").lower()
    return "".join(it for it in plain if it.isalnum())


def count_edits(one: str, other: str, most: int) -> int:
    """Count the letters to insert, delete, replace or swap, up to `most` + 1.

    No letter is edited twice: this is the optimal string alignment.
    """
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
