"""Text of a spec, made safe for a terminal and measured in its cells.

What comes in: any text. What goes out: printable text, in which control characters, bidi controls
and other invisible ones stand as escapes, so that what a person sees is what the file holds.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# All that is not plain ASCII is looked at one by one. CI systems take `##[` and `##name[` anywhere
# in a line for a command, so that the second `#` is escaped.
_DOUBTFUL: Final = re.compile(r"[^ -~]|(?<=#)#(?=\w*\[)")
_NAMED: Final = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "#": "\\x23"}
_ESCAPES: Final = (("x", 2), ("u", 4), ("U", 8))
_QUOTED_LENGTH: Final = 60


def escape(character: str) -> str:
    """Return the character as the escape that YAML has for it in double quotes."""
    code = ord(character)
    if character in _NAMED:
        return _NAMED[character]
    letter, digits = next(it for it in _ESCAPES if code < 16 ** it[1])
    return f"\\{letter}{code:0{digits}x}"


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    return character if character != "#" and character.isprintable() else escape(character)


def safe(text: str) -> str:
    """Return the text with everything that does not print as itself escaped."""
    return _DOUBTFUL.sub(_shown, text)


def quoted(text: str, length: int = _QUOTED_LENGTH) -> str:
    """Return the text in double quotes, safe, and cut after `length` characters."""
    cut = text if len(text) <= length else text[: length - 1] + "…"
    return f'"{safe(cut)}"'


def listed(words: list[str], length: int = 12) -> str:
    """Return the words joined by commas, safe; of many, the first and how many more."""
    shown = [safe(word[:_QUOTED_LENGTH]) for word in words[:length]]
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
