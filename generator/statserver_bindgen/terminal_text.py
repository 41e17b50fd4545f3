"""Untrusted text, escaped for a terminal and measured in its cells.

Control characters, bidirectional controls and other invisible characters become escapes, so that
the printed text shows what the file contains. Commands of CI systems are escaped too. Everything
that the tool prints from a spec, a template directory, a manifest or a copy goes through `safe`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Printable ASCII is safe but for commands of CI systems: `##[` and `##name[` anywhere in a line,
# and `::` at its start, after any spaces. The second `#` and the first `:` are escaped.
_UNSAFE: Final = re.compile(r"[^ -~]|(?<=#)#(?=\w*\[)")
_COMMAND: Final = re.compile(r" *::")
_NAMED: Final = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "#": "\\x23"}
# Characters that are printable by their category, and invisible: fillers, variation selectors, the
# joiner of graphemes, and the empty pattern of Braille. Compiled on first use.
_INVISIBLE: Final = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d159\U000e0100-\U000e01ef]"
)
_ESCAPES: Final = (("x", 2), ("u", 4), ("U", 8))
_QUOTED_LENGTH: Final = 60


def escape(character: str) -> str:
    """Return the escape of a character in double quotes of YAML."""
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    letter, digits = next(form for form in _ESCAPES if code < 16 ** form[1])
    return f"\\{letter}{code:0{digits}x}"


def _escape_match(match: re.Match[str]) -> str:
    character = match[0]
    if character == "#" or not character.isprintable() or re.match(_INVISIBLE, character):
        return escape(character)
    return character


def safe(text: str) -> str:
    """Return the text on one line, with escapes for invisible characters and commands."""
    escaped = _UNSAFE.sub(_escape_match, text)
    return escaped.replace("::", r"\x3a:", 1) if _COMMAND.match(escaped) else escaped


def shortened(text: str, length: int = _QUOTED_LENGTH) -> str:
    """Return the text, safe, and cut after `length` characters."""
    return safe(text if len(text) <= length else text[: length - 1] + "…")


def quoted(text: str, length: int = _QUOTED_LENGTH) -> str:
    """Return the text in double quotes, safe, and cut after `length` characters."""
    return f'"{shortened(text, length)}"'


def listed(texts: list[str], length: int = 12) -> str:
    """Return the texts, safe, joined by commas; of many, the first and the number of the others."""
    shown = [safe(text[:_QUOTED_LENGTH]) for text in texts[:length]]
    more = len(texts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def width(text: str) -> int:
    """Return the width of a text in a terminal: two cells for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
