# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Text for a terminal or a CI log: escaped, measured in cells, and with carets."""

from __future__ import annotations

import re
import unicodedata

# Printable ASCII is safe but for commands of CI systems: `##[` and `##name[` anywhere
# in a line, and `::` at its start, after any spaces.
_UNSAFE = re.compile(r"[^ -~]|(?<=#)#(?=\w*\[)")
_COMMAND = re.compile(r" *::")
_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "#": "\\x23"}
# Characters that are printable by their category, and invisible.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d159\U000e0100-\U000e01ef]"
)
_ESCAPES = (("x", 2), ("u", 4), ("U", 8))

# The width of an excerpt, and the least that it shows before and after the range.
_CELLS = 110
_BEFORE = 40
_AFTER = 20
# The characters considered before and after the range.
_WINDOW = 1_000


def safe(text: str) -> str:
    """Return the text on one line, with escapes for what is invisible or a command."""
    escaped = _UNSAFE.sub(_escape, text)
    return escaped.replace("::", r"\x3a:", 1) if _COMMAND.match(escaped) else escaped


def width(text: str) -> int:
    """Return the number of cells of a text: two for wide characters, none for marks."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def excerpt(line: str, number: int, start: int, end: int) -> str:
    """Return a line with carets below a range, both cut to the width of an excerpt.

    Args:
        line: the line.
        number: its number in the text, from 1.
        start: the start of the range.
        end: the end of the range.
    """
    shown = min(end, start + _WINDOW)
    parts = (
        line[max(start - _WINDOW, 0) : start],
        line[start:shown],
        line[end : end + _WINDOW],
    )
    before, marked, after = (safe(part.replace("\t", "    ")) for part in parts)
    if width(before + marked + after) > _CELLS:
        left = max(_BEFORE, _CELLS - width(marked) - _AFTER)
        before = _cut(before[::-1], left)[::-1]
        marked = _cut(marked, _CELLS - width(before))
        after = _cut(after, _CELLS - width(before + marked))
    # Escaped again as a whole: two parts together may be a command of a CI system.
    text = safe(f"  {number} | {before}{marked}{after}".rstrip())
    margin = f"  {' ' * len(str(number))} | "
    return f"{text}\n{margin}{' ' * width(before)}{'^' * max(width(marked), 1)}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character != "#" and character.isprintable() and not _INVISIBLE.match(character):
        return character
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    letter, digits = next(form for form in _ESCAPES if code < 16 ** form[1])
    return f"\\{letter}{code:0{digits}x}"


def _cells(character: str) -> int:
    if (
        unicodedata.category(character) in {"Mn", "Me"}
        or "\u1160" <= character <= "\u11ff"
    ):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(text: str, cells: int) -> str:
    """Return the start of a text, cut to a width; `…` marks the cut."""
    if width(text) <= cells:
        return text
    kept = text[:cells]
    while kept and width(kept) >= cells:
        kept = kept[:-1]
    return kept + "…"
