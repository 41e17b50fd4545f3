"""Decode the bytes of a YAML file.

Each byte that is not UTF-8, and each character that YAML forbids, becomes a `�` and is reported.
The text keeps the lines and columns of the file, so that the other problems are found too.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Diagnostic, Span
from statserver_bindgen.lines import Lines
from statserver_bindgen.rules.yaml import (
    BYTE_ORDER_MARK,
    CONTROL_CHARACTER,
    INVISIBLE_CHARACTER,
    WRONG_ENCODING,
)
from statserver_bindgen.terminal_text import escape
from statserver_bindgen.yaml_source.invisible import find_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLACEMENT: Final = "\ufffd"
# A file with so many invalid bytes or characters is not text.
_MOST_INVALID: Final = 20
_SAMPLE: Final = 4096
# The longer ones first: that of UTF-32-LE begins with that of UTF-16-LE.
_BYTE_ORDER_MARKS: Final = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
# The characters that YAML forbids, and its line breaks that editors don't count as lines: those
# would make the line numbers of diagnostics wrong.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAIN: Final = bytes([9, 10, 13, *range(0x20, 0x7F)])


class Decoded(NamedTuple):
    """The text of a file.

    Attributes:
        text: the text, without a byte-order mark.
        diagnostics: the invalid bytes and characters.
        damaged: whether a `�` in the text replaces something else.
        is_text: False for a file with too many invalid bytes and characters.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...]
    damaged: bool
    is_text: bool


def decode(file: str, raw: bytes, most: int) -> Decoded:
    """Return the text of a file, and its invalid bytes and characters.

    Args:
        file: its name in diagnostics.
        raw: its bytes.
        most: the largest number of invisible characters that are reported.
    """
    if not raw.translate(None, _PLAIN):
        return Decoded(raw.decode("ascii"), (), damaged=False, is_text=True)
    diagnostics: list[Diagnostic] = []
    encoding = _wide_encoding(raw)
    if encoding is None:
        text, bad = _utf8(raw)
        diagnostics += _bad_bytes(file, text, bad)
    else:
        text, bad = raw.decode(encoding, "replace"), []
        diagnostics.append(
            WRONG_ENCODING.at(
                Span(file, 1, 1, 1, 1),
                f"the file is encoded in {encoding[:6].upper()}",
                "save the file as UTF-8 without a byte-order mark",
            )
        )
    if text.startswith("\ufeff"):
        text = text[1:]
        if encoding is None:
            diagnostics.append(
                BYTE_ORDER_MARK.at(
                    Span(file, 1, 1, 1, 1),
                    "the file begins with a byte-order mark",
                    "save the file as UTF-8 without a byte-order mark (BOM)",
                )
            )
    forbidden = list(_control_characters(file, text))
    return Decoded(
        _FORBIDDEN.sub(REPLACEMENT, text, count=_MOST_INVALID) if forbidden else text,
        (*diagnostics, *forbidden, *islice(_invisible_characters(file, text), most)),
        damaged=bool(bad or forbidden or encoding),
        is_text=len(bad) + len(forbidden) < _MOST_INVALID,
    )


def _wide_encoding(raw: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding of the bytes, by byte-order mark or by NUL bytes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding
    sample = raw[:_SAMPLE]
    nulls = [sample[start::4].count(0) * 4 > len(sample) // 2 for start in range(4)]
    encodings = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return encodings.get((nulls[0], nulls[1], nulls[2], nulls[3]))


def _utf8(raw: bytes) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, and offset and value of each byte that is not UTF-8."""
    try:
        return raw.decode(), []
    except UnicodeDecodeError:
        pass
    parts: list[str] = []
    bad: list[tuple[int, int]] = []
    start = length = 0
    while len(bad) < _MOST_INVALID:
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
    # Columns do not count the byte-order mark, which `decode` removes after this.
    text, shift = "".join(parts), int(raw.startswith(BOM_UTF8))
    return text, [(offset - shift, value) for offset, value in bad]


def _bad_bytes(file: str, text: str, bad: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    text = text.removeprefix("\ufeff")
    lines = Lines(text)
    for offset, value in bad:
        character = bytes([value]).decode("cp1252", "replace")
        hint = "save the file as UTF-8"
        if character.isprintable() and character != REPLACEMENT:
            hint += f"; in Windows-1252 and Latin-1 this byte is {character}"
        yield WRONG_ENCODING.at(
            _span(file, lines, offset),
            f"the byte {value:02X} is not valid UTF-8",
            hint,
        )


def _control_characters(file: str, text: str) -> Iterator[Diagnostic]:
    lines = Lines(text)
    for match in islice(_FORBIDDEN.finditer(text), _MOST_INVALID):
        character = match[0]
        name = _NAMES.get(character, "the control character")
        yield CONTROL_CHARACTER.at(
            _span(file, lines, match.start()),
            f"{name} U+{ord(character):04X} is invisible here",
            f'remove it, or write it in double quotes as "{escape(character)}"',
        )


def _invisible_characters(file: str, text: str) -> Iterator[Diagnostic]:
    lines = Lines(text)
    for offset in find_invisible(text):
        yield INVISIBLE_CHARACTER.at(
            _span(file, lines, offset),
            f"the character U+{ord(text[offset]):04X} is invisible",
            f'remove it, or write it in double quotes as "{escape(text[offset])}"',
        )


def _span(file: str, lines: Lines, offset: int) -> Span:
    """Return the span of one character."""
    line, column = lines.position(offset)
    return Span(file, line + 1, column + 1, line + 1, column + 2)


_NAMES: Final = {
    "\x00": "the NUL character",
    "\x85": "the line break",
    "\u2028": "the line break",
    "\u2029": "the line break",
    "\ufeff": "a byte-order mark",
}
