"""Invisible characters of a text: bidirectional controls, zero-width characters, tags, fillers.

A text goes in; the offsets of its invisible characters come out. U+200C and U+200D between letters
or emoji, and one variation selector after a character, change what is seen and are left out.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Besides the control characters, which `decoding` reports.
_INVISIBLE: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d159"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS: Final = "\u200c\u200d"
# Compiled on first use: few texts have such characters.
_SELECTOR: Final = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_EMOJI: Final = "[\U0001f000-\U0001faff]"
_KEYCAPS: Final = "0123456789#*"


def find_invisible(text: str) -> Iterator[int]:
    """Yield the offset of each invisible character."""
    for match in _INVISIBLE.finditer(text):
        if not _changes_what_is_seen(text, match.start()):
            yield match.start()


def _changes_what_is_seen(text: str, offset: int) -> bool:
    character, before = text[offset], text[offset - 1 : offset]
    if character in _JOINERS:
        if re.match(_SELECTOR, before) and _has_variants(text[offset - 2 : offset - 1]):
            before = text[offset - 2 : offset - 1]
        return _is_joined(before) and _is_joined(text[offset + 1 : offset + 2])
    return re.match(_SELECTOR, character) is not None and _has_variants(before)


def _is_joined(character: str) -> bool:
    """Return whether a character is a letter, a mark on one, or an emoji."""
    return _is_of(character, "LMS") or re.match(_EMOJI, character) is not None


def _has_variants(character: str) -> bool:
    """Return whether a character may have variants: a letter, a symbol, an emoji, a keycap."""
    if character.isascii():
        return character != "" and character in _KEYCAPS
    return _is_of(character, "LNPS") or re.match(_EMOJI, character) is not None


def _is_of(character: str, categories: str) -> bool:
    if not character or _INVISIBLE.match(character):
        return False
    return unicodedata.category(character)[0] in categories
