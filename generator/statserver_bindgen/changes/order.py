"""The entries that moved: the fewest whose move explains the new order."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_moved(positions: Sequence[int]) -> list[int]:
    """Return the indexes of entries that are not in the longest part that kept its order.

    Args:
        positions: the old position of each entry, in the new order; each position once.
    """
    # `ends[n]` is the smallest position at which an ascending part of n + 1 entries can end.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, position in enumerate(positions):
        length = bisect_left(ends, position)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [position]
        last[length : length + 1] = [index]
    kept: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [it for it in range(len(positions)) if it not in kept]
