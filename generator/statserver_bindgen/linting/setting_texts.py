"""Texts of a file with the offset of each of their characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.linting.sections import SettingText

if TYPE_CHECKING:
    from collections.abc import Sequence


def slice_text(text: str, start: int, end: int) -> SettingText:
    """Return a part of a file as it is written."""
    return SettingText(text[start:end], range(start, end + 1))


def strip_text(text: str, start: int, end: int) -> SettingText:
    """Return a part of a file without the whitespace around it.

    Of whitespace alone, it is the empty text at the start.
    """
    part = text[start:end]
    content = part.strip()
    if not content:
        return SettingText("", range(start, start + 1))
    start += len(part) - len(part.lstrip())
    return SettingText(content, range(start, start + len(content) + 1))


def part_of(text: SettingText, start: int, end: int | None = None) -> SettingText:
    """Return a part of a text."""
    end = len(text.text) if end is None else end
    return SettingText(text.text[start:end], text.offsets[start : end + 1])


def text_at(content: str, start: int, end: int) -> SettingText:
    """Return a text that a part of a file stands for; all its characters are at the start."""
    return SettingText(content, [*[start] * len(content), end])


def empty_text(offset: int) -> SettingText:
    """Return the empty text at an offset."""
    return SettingText("", range(offset, offset + 1))


def from_offsets(characters: Sequence[str], offsets: list[int], end: int) -> SettingText:
    """Return a text whose characters are at these offsets and end at an offset."""
    offsets.append(end)
    return SettingText("".join(characters), offsets)
