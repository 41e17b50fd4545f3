"""The characters of a scalar of YAML, each with its offset in the file.

A parser returns the value of a scalar and the range in which it is written. Here each character of
the value is searched in that range: escapes, doubled quotes and folded line breaks are the only
differences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.linting.setting_texts import from_offsets, slice_text, text_at

if TYPE_CHECKING:
    from statserver_bindgen.linting.sections import SettingText

_WHITESPACE: Final = " \t\r\n"
_ESCAPE: Final = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n?[ \t]*|\n[ \t]*|.)"
)
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s]*\s*)*")


def locate_scalar(text: str, written: str, event: Any) -> SettingText:
    """Return the text of a scalar.

    Args:
        text: the text of the file.
        written: the text as the parser read it, of the same length.
        event: the event of the scalar.
    """
    value, style = event.value, event.style
    start, end = start_of(written, event), event.end_mark.index
    quote = 1 if style in {"'", '"'} else 0
    first = start + quote
    if written.startswith(value, first) and first + len(value) + quote <= end:
        return slice_text(text, first, first + len(value))
    if style in {"|", ">"}:  # the header ends with its line
        first = min(_after_line(written, start), end)
    return _search(text, written, event, (first, end - quote))


def start_of(written: str, event: Any) -> int:
    """Return the offset of a scalar after its anchor and tag."""
    start: int = event.start_mark.index
    if event.anchor is None and event.tag is None:
        return start
    match = _PROPERTIES.match(written, start)
    return min(match.end(), event.end_mark.index) if match else start


def _search(text: str, written: str, event: Any, area: tuple[int, int]) -> SettingText:
    value, style = event.value, event.style
    start, end = area
    offset = start
    characters: list[str] = []
    offsets: list[int] = []
    for character in value:
        length = 1
        while offset < end:
            here = written[offset]
            if style == '"' and here == "\\":
                match = _ESCAPE.match(written, offset)
                length = len(match[0]) if match else 1
                if match is None or match[0][1] not in "\r\n":
                    break
                offset += length  # an escaped line break is not a part of the value
            elif here == character or (character in " \n" and here in "\r\n"):
                length = 2 if style == "'" and here == "'" else 1
                break
            elif here in _WHITESPACE:
                offset += 1
            else:  # the parser reads it in a way that is not followed here
                return text_at(value, start, end)
        is_replaced = offset < end and written[offset] != text[offset]
        characters.append(text[offset] if is_replaced else character)
        offsets.append(min(offset, end))
        offset += length
    return from_offsets(characters, offsets, max(min(offset, end), start))


def _after_line(text: str, offset: int) -> int:
    """Return the offset after the line of an offset."""
    match = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)").match(text, offset)
    return match.end() if match else offset
