"""The patch of an edit: a unified diff of the text before and after.

Control characters in the lines are escaped: no line of a diff is a command to a terminal. Line
breaks are not printed.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from statserver_bindgen.lines import LINE_BREAK
from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTEXT: Final = 3
_NO_LINE_BREAK: Final = "\\ No newline at end of file"


def unified_diff(name: str, before: str, after: str) -> str:
    """Return the unified diff of a file, or no text if nothing differs.

    Args:
        name: the path of the file, as it is printed.
        before: its text before.
        after: its text after.
    """
    if before == after:
        return ""
    old, new = _lines(before), _lines(after)
    header = f"--- {safe(name)}\n+++ {safe(name)}\n"
    return header + "".join(map(_printed, _hunks(old, new)))


def _lines(text: str) -> list[str]:
    """Return the lines of a text; the last one reports that no line break follows it."""
    *lines, last = LINE_BREAK.split(text)
    return [*lines, f"{last}\n{_NO_LINE_BREAK}"] if last else lines


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the hunks; lines before the first and after the last difference are not compared."""
    first = _common(old, new)
    rest = min(len(old), len(new)) - first
    last = _common(old[::-1][:rest], new[::-1][:rest])
    start, end = max(first - _CONTEXT, 0), max(last - _CONTEXT, 0)
    compared = old[start : len(old) - end], new[start : len(new) - end]
    for group in difflib.SequenceMatcher(None, *compared).get_grouped_opcodes(_CONTEXT):
        _, old_start, _, new_start, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        ranges = (_range(start, old_start, old_end), _range(start, new_start, new_end))
        yield "@@ -{} +{} @@".format(*ranges)
        for kind, *bounds in group:
            removed = compared[0][bounds[0] : bounds[1]]
            added = compared[1][bounds[2] : bounds[3]]
            if kind == "equal":
                yield from (f" {line}" for line in removed)
            else:
                yield from (f"-{line}" for line in removed)
                yield from (f"+{line}" for line in added)


def _printed(line: str) -> str:
    text, _, note = line.partition("\n")
    return f"{safe(text)}\n{note}\n" if note else f"{safe(text)}\n"


def _range(offset: int, start: int, end: int) -> str:
    """Return a range of lines as unified diffs print it: an empty one begins a line earlier."""
    length = end - start
    first = offset + start + (length > 0)
    return str(first) if length == 1 else f"{first},{length}"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal lines at the start of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (line, its) in pairs if line != its), min(len(one), len(other)))
