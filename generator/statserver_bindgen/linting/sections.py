"""Sections of a configuration file: stat types with the position of each of their settings.

Every reader of `readers` returns these, so that no check depends on a file format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.lines import Lines

Role = Literal["objects", "category", "subject", "main_mask", "rel_mask"]
ROLES: Final[tuple[Role, ...]] = ("objects", "category", "subject", "main_mask", "rel_mask")
"""What a setting defines of a stat type, in the order of the documentation."""


class SettingText(Frozen):
    """A text of a file, decoded, with the offset in the file of each of its characters.

    Attributes:
        text: the text, without quotes and escapes of the format.
        offsets: the offset in the file of each character of the text, and of the end of the last
            one; a range if these are consecutive.
    """

    text: str
    offsets: Sequence[int]


class Setting(Frozen):
    """A key with its value.

    Attributes:
        key: the key as it is written.
        role: what it defines, or None for any other key.
        value: the value; that of a key without a value is empty.
        key_text: the key with its position.
        has_value: false where the value can't be read and the reader reports that, as in a line
            without `=`; checks do not report the setting again.
        is_raw: whether any character can replace the value in the file as it is: no quoting or
            escaping applies.
    """

    key: str
    role: Role | None
    value: SettingText
    key_text: SettingText
    has_value: bool
    is_raw: bool


class Section(Frozen):
    """A section of a file, which may define a stat type.

    Attributes:
        name: the name of the stat type, or of the entry of the file.
        name_text: the name with its position; the entry's first character where it has no name.
        settings: the settings in the order of the file; a key may occur twice.
        given_objects: object types that the file gives outside the settings, such as by the prefix
            of an annex section or by `objectType`; with their position.
        file_format: the format, as `--format` names it.
    """

    name: str
    name_text: SettingText
    settings: tuple[Setting, ...]
    given_objects: SettingText | None
    file_format: str


class SourceFile(Frozen):
    """A file that was read.

    Attributes:
        file: its name, as diagnostics print it.
        text: its decoded text, without a byte order mark.
        lines: the lines of the text.
        encoding: `utf-8`, `utf-8-sig` or another one in which the file is written back.
        file_format: the detected or given format.
        sections: its sections in the order of the file, those that are no stat types included.
        diagnostics: problems of the file itself.
        format_reason: the sign by which the format was detected, e.g. "it has section headers".
    """

    file: str
    text: str
    lines: Lines
    encoding: str
    file_format: str
    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...]
    format_reason: str = ""

    def span(self, text: SettingText, start: int = 0, length: int | None = None) -> Span:
        """Return the span of a part of a text of the file; the whole text by default."""
        from statserver_bindgen.diagnostics import Span

        end = len(text.text) if length is None else start + length
        line, column = self.lines.position(text.offsets[start])
        end_line, end_column = self.lines.position(text.offsets[end])
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)
