"""Bytes of a YAML file, to text that a YAML reader takes.

What comes in: the bytes of a file. What goes out: its text, with a `�` in the place of whatever
can't stand in one, and a diagnostic for each such place. Lines and columns of the text are those of
the file, so that reading can go on and find the other problems too.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import LINE_BREAK, Diagnostic, Span
from statserver_bindgen.rules.yaml import BYTE_ORDER_MARK, CONTROL_CHARACTER, WRONG_ENCODING
from statserver_bindgen.terminal_text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLACEMENT: Final = "\ufffd"
# After so many bad bytes or characters a file is not text with mistakes, but no text.
_MOST_SHOWN: Final = 20
_SAMPLE: Final = 4096
# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS: Final = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
# What YAML forbids, and its line breaks that editors don't count as lines: with those, positions
# would not be where a person looks for them.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAIN: Final = bytes([9, 10, 13, *range(0x20, 0x7F)])


class Decoded(NamedTuple):
    """The text of a file.

    Attributes:
        text: the text, without a byte-order mark.
        problems: what could not stand in it.
        damaged: whether a `�` of the text stands for something else.
        is_text: False where so much is wrong that nothing of it can be trusted.
    """

    text: str
    problems: tuple[Diagnostic, ...]
    damaged: bool
    is_text: bool


def decode(file: str, raw: bytes) -> Decoded:
    """Return the text of a file, and what could not stand in it."""
    if not raw.translate(None, _PLAIN):
        return Decoded(raw.decode("ascii"), (), damaged=False, is_text=True)
    problems: list[Diagnostic] = []
    encoding = _wide_encoding(raw)
    if encoding is None:
        text, bad = _utf8(raw)
        problems += _bad_bytes(file, text, bad)
    else:
        text, bad = raw.decode(encoding, "replace"), []
        problems.append(
            WRONG_ENCODING.at(
                Span(file),
                f"the file is encoded in {encoding[:6].upper()}",
                "save it as UTF-8, without a byte-order mark",
            )
        )
    if text.startswith("\ufeff"):
        text = text[1:]
        if encoding is None:
            problems.append(
                BYTE_ORDER_MARK.at(
                    Span(file, 1, 1, 1, 1),
                    "the file begins with a byte-order mark",
                    "save it as UTF-8 without a byte-order mark (BOM)",
                )
            )
    forbidden = list(_control_characters(file, text))
    return Decoded(
        _FORBIDDEN.sub(REPLACEMENT, text) if forbidden else text,
        (*problems, *forbidden),
        damaged=bool(bad or forbidden or encoding),
        is_text=len(bad) + len(forbidden) < _MOST_SHOWN,
    )


def places(text: str, offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column, from 1, of each offset; the offsets go up."""
    line, start = 1, 0
    breaks = LINE_BREAK.finditer(text)
    following = next(breaks, None)
    for offset in offsets:
        while following is not None and following.end() <= offset:
            line, start = line + 1, following.end()
            following = next(breaks, None)
        yield line, offset - start + 1


def _wide_encoding(raw: bytes) -> str | None:
    """Return which UTF-16 or UTF-32 the bytes are in, by their mark or by their NULs."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    sample = raw[:_SAMPLE]
    nulls = [sample[start::4].count(0) * 4 > len(sample) // 2 for start in range(4)]
    known = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return known.get((nulls[0], nulls[1], nulls[2], nulls[3]))


def _utf8(raw: bytes) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, and offset in the text and value of each byte that is no UTF-8."""
    try:
        return raw.decode(), []
    except UnicodeDecodeError:
        pass
    parts: list[str] = []
    bad: list[tuple[int, int]] = []
    start = length = 0
    while len(bad) < _MOST_SHOWN:
        try:
            parts.append(raw[start:].decode())
            break
        except UnicodeDecodeError as error:
            good = raw[start : start + error.start].decode()
            parts += [good, REPLACEMENT]
            bad.append((length + len(good), raw[start + error.start]))
            length += len(good) + 1
            start += error.end
    else:
        parts.append(raw[start:].decode(errors="replace"))
    # The mark is not counted in columns, and `decode` takes it away after this.
    text, shift = "".join(parts), int(raw.startswith(BOM_UTF8))
    return text, [(offset - shift, value) for offset, value in bad]


def _bad_bytes(file: str, text: str, bad: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    text = text.removeprefix("\ufeff")
    found = zip(places(text, [offset for offset, _ in bad]), bad, strict=True)
    for (line, column), (_, value) in found:
        meant = bytes([value]).decode("cp1252", "replace")
        hint = "save the file as UTF-8"
        if meant.isprintable() and meant != REPLACEMENT:
            hint += f"; in Windows-1252 and Latin-1 this byte is {meant}"
        yield WRONG_ENCODING.at(
            Span(file, line, column, line, column + 1),
            f"the byte {value:02X} is not UTF-8 here",
            hint,
        )


def _control_characters(file: str, text: str) -> Iterator[Diagnostic]:
    offsets: list[int] = []
    for found in _FORBIDDEN.finditer(text):
        offsets.append(found.start())
        if len(offsets) == _MOST_SHOWN:
            break
    for (line, column), offset in zip(places(text, offsets), offsets, strict=True):
        character = text[offset]
        name = _NAMES.get(character, "the control character")
        yield CONTROL_CHARACTER.at(
            Span(file, line, column, line, column + 1),
            f"{name} U+{ord(character):04X} stands here unseen",
            f'remove it; where it is meant, write it in double quotes as "{escape(character)}"',
        )


_NAMES: Final = {
    "\x00": "the NUL character",
    "\x85": "the line break",
    "\u2028": "the line break",
    "\u2029": "the line break",
    "\ufeff": "a byte-order mark",
}
