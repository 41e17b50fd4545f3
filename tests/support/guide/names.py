"""The allowed differences between a name and the fragments of it that OCR read.

`find_allowances` returns the fewest differences, as the column `allowance` writes them ("extra e",
"l for I").
"""

from __future__ import annotations

MOST_AT_SEAM = 2
"""The letters that may be lost, doubled or misread where the column's edge cuts a name."""


def find_allowances(left: str, right: str, name: str) -> list[tuple[str, ...]]:
    """Return the ways to read `left` + `right` as `name`, each as the allowances that it uses.

    Only the ways with the fewest letters at the seam are returned. `[()]` means that fragments and
    name are equal, `[]` that they are different names. Without a `right` there is no seam, and only
    case may differ.
    """
    for letters in range((MOST_AT_SEAM if right else 0) + 1):
        ways = [
            way
            for off_left in range(letters + 1)
            for off_right in range(letters + 1 - off_left)
            if (way := _way(left, right, name, (off_left, off_right, letters))) is not None
        ]
        if ways:
            return ways
    return []


def _way(left: str, right: str, name: str, seam: tuple[int, int, int]) -> tuple[str, ...] | None:
    """Return the allowances for a seam: letters cut off left and right, and letters of the name."""
    off_left, off_right, letters = seam
    start, end = left[: len(left) - off_left], right[off_right:]
    until = len(name) - len(end)
    if not 0 <= until - len(start) <= letters:
        return None
    around, kept = start + end, name[: len(start)] + name[until:]
    if around.lower() != kept.lower():
        return None
    seen, read = left[len(start) :] + right[:off_right], name[len(start) : until]
    at_seam = () if seen == read else (_at_seam(seen, read),)
    if around == kept:
        return at_seam
    return at_seam + tuple(f"{a} for {b}" for a, b in zip(around, kept, strict=True) if a != b)


def _at_seam(seen: str, read: str) -> str:
    if not read:
        return f"extra {seen}"
    if not seen:
        return f"lost {read}"
    return f"{seen} for {read}"
