"""Untrusted text, escaped for a terminal and measured in its cells.

Control characters, bidirectional controls and other invisible characters become escapes, so that
the printed text shows what the file contains.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Printable ASCII is safe but for `##[` and `##name[`, which are commands of CI systems anywhere in
# a line: the second `#` is escaped.
_UNSAFE: Final = re.compile(r"[^ -~]|(?<=#)#(?=\w*\[)")
_NAMED: Final = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "#": "\\x23"}
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
    return character if character != "#" and character.isprintable() else escape(character)


def safe(text: str) -> str:
    """Return the text with escapes in place of all unprintable characters."""
    return _UNSAFE.sub(_escape_match, text)


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
