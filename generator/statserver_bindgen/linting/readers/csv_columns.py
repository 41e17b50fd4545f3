"""Read a table with a column of masks: CSV with commas, semicolons or tabs.

    Name;Objects;MainMask
    Demo_Waiting;Queue;CallWait

The first line names the columns, by the keys of any format. A column without a name is given by
its number; a table with one column needs no names. A field with commas is in double quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.linting.keys import NAME_KEYS, role_of
from statserver_bindgen.linting.nodes import MOST_VALUES
from statserver_bindgen.linting.readers.reading import Reading
from statserver_bindgen.linting.sections import Section, Setting, SettingText
from statserver_bindgen.linting.setting_texts import empty_text, from_offsets, strip_text
from statserver_bindgen.rules.configuration_files import (
    CONFIGURATION_SYNTAX,
    EXTRA_FIELDS,
    UNKNOWN_COLUMN,
)
from statserver_bindgen.rules.yaml import TOO_MANY_VALUES
from statserver_bindgen.suggestions import lower
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.yaml_source.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.diagnostics import Diagnostic, Rule
    from statserver_bindgen.linting.sections import Role
    from statserver_bindgen.yaml_source.source_text import SourceText

_DELIMITERS: Final = ("\t", ";", ",")
_QUOTED: Final = re.compile(r'[ \t]*"((?:[^"]|"")*)"')
_BREAK: Final = re.compile(r"\r\n?|\n")
_FIRST_LINE: Final = re.compile(r'(?:[^"\r\n]|"(?:[^"]|"")*"?)*')
_FIRST_CONTENT: Final = re.compile(r"\S")
MASK: Final = "mask"
"""The key of a mask in a column without a name."""

_Row = list[SettingText]


class Columns(NamedTuple):
    """The columns of a table.

    Attributes:
        roles: the role of each column that has one, by its index.
        keys: the names of the columns; empty without a header.
        name: the index of the column that names a stat type, or None.
    """

    roles: Mapping[int, Role]
    keys: tuple[str, ...]
    name: int | None


def delimiter_of(text: str) -> str:
    """Return the delimiter of the fields in the first line with content."""
    first = _FIRST_CONTENT.search(text)
    match = _FIRST_LINE.match(text, first.start() if first else 0)
    line = re.sub(r'"(?:[^"]|"")*"', "", match[0]) if match else ""
    return next((it for it in _DELIMITERS if it in line), ",")


def read_csv(source: SourceText, column: str | None = None) -> Reading:
    """Return the rows of a table as sections, and its problems.

    Args:
        source: the text of the file.
        column: the name or the number, from 1, of the column of masks; None to find it by name.
    """
    return _CsvReader(source, column).read()


class _CsvReader:
    def __init__(self, source: SourceText, column: str | None) -> None:
        self._source = source
        self._column = column
        self._sections: list[Section] = []
        self._diagnostics: list[Diagnostic] = []
        self._values = 0

    def read(self) -> Reading:
        """Read the table."""
        rows = self._rows(delimiter_of(self._source.text))
        first = next(rows, None)
        if first is not None:
            columns = self._columns(first)
            if columns is not None:
                if not columns.keys:
                    self._add(first, columns, len(first))
                for row in rows:
                    self._add(row, columns, len(first))
        return Reading(self._sections, self._diagnostics)

    def _columns(self, first: _Row) -> Columns | None:
        """Return the columns that the first row names, or report that no column has masks."""
        keys = tuple(it.text for it in first)
        lowered = [lower(it) for it in keys]
        roles: dict[int, Role] = {
            index: role
            for index, key in enumerate(keys)
            if (role := role_of(key, "csv")) is not None
        }
        name = next((lowered.index(it) for it in NAME_KEYS if it in lowered), None)
        if self._column is not None:
            index = self._index(lowered)
            if index is None:
                names = listed([*keys])
                message = f"unknown column {quoted(self._column)}"
                self._report(UNKNOWN_COLUMN, first[0], message, f"use one of {names}, or a number")
                return None
            has_header = bool(roles) or name is not None or lower(self._column) in lowered
            columns: dict[int, Role] = {index: "main_mask"}
            columns |= {it: roles[it] for it in roles if roles[it] != "main_mask" and it != index}
            return Columns(columns, keys if has_header else (), name)
        if roles:
            return Columns(roles, keys, name)
        if len(first) > 1:
            message = "the first line names no column of masks"
            hint = "name the column MainMask; of a file with one mask on each line, use lines"
            self._report(UNKNOWN_COLUMN, first[0], message, hint)
            return None
        return Columns({0: "main_mask"}, (), None)

    def _index(self, lowered: list[str]) -> int | None:
        """Return the index of the column that is given by name or number."""
        column = lower(self._column or "").strip()
        if column in lowered:
            return lowered.index(column)
        if column.isascii() and column.isdigit() and 0 < int(column[:9]) <= len(lowered):
            return int(column) - 1
        return None

    def _add(self, row: _Row, columns: Columns, count: int) -> None:
        """Add the section of a row."""
        if len(row) > count:
            fields = "field" if count == 1 else "fields"
            message = f"this line has {len(row)} fields; the first line has {count} {fields}"
            hint = "put masks with commas into double quotes"
            self._report(EXTRA_FIELDS, row[count], message, hint)
            return
        settings = tuple(
            Setting(
                columns.keys[index] if columns.keys else MASK,
                role,
                row[index],
                empty_text(row[index].offsets[0]),
                has_value=True,
                is_raw=False,
            )
            for index, role in columns.roles.items()
            if index < len(row) and (row[index].text or role == "main_mask")
        )
        start = row[0].offsets[0]
        name_text = empty_text(start)
        if columns.name is not None and columns.name < len(row) and row[columns.name].text:
            name_text = row[columns.name]
        name = name_text.text or f"line {self._source.lines.position(start)[0] + 1}"
        self._sections.append(Section(name, name_text, settings, None, "csv"))

    def _rows(self, delimiter: str) -> Iterator[_Row]:
        """Yield the rows with content."""
        text, offset = self._source.text, 0
        row: _Row = []
        fields = re.compile(rf"[^{delimiter}\r\n]*")
        while offset < len(text) or row:
            match = _QUOTED.match(text, offset)
            if match is not None:
                row.append(_unescape(text, *match.span(1)))
                offset = match.end()
                rest = fields.match(text, offset)
            else:
                rest = fields.match(text, offset)
                end = rest.end() if rest else offset
                row.append(strip_text(text, offset, end))
                if row[-1].text.startswith('"'):
                    self._report_quote(row[-1])
                    return
            end = rest.end() if rest else offset
            if match is not None and text[offset:end].strip():
                after = strip_text(text, offset, end)
                message = "unexpected text after the closing quote"
                hint = 'write "" for a quote in a text'
                self._report(CONFIGURATION_SYNTAX, after, message, hint)
            offset = end
            if text[offset : offset + 1] == delimiter:
                offset += 1
                if offset < len(text):
                    continue
                row.append(empty_text(offset))
            if any(it.text for it in row):
                yield row
            self._values += len(row)
            row = []
            line_break = _BREAK.match(text, offset)
            offset = line_break.end() if line_break else offset
            if self._is_full(offset):
                return

    def _is_full(self, offset: int) -> bool:
        if self._values > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} fields"
            self._report(TOO_MANY_VALUES, empty_text(offset), message, "split the file")
        return self._values > MOST_VALUES or len(self._diagnostics) > LIMITS.problems

    def _report_quote(self, field: SettingText) -> None:
        span = self._source.span_of_offset(field.offsets[0])
        hint = "add the closing quote, then check again: reading stops here"
        error = CONFIGURATION_SYNTAX.at(span, "this quote is not closed", hint)
        self._diagnostics.append(error)

    def _report(self, rule: Rule, text: SettingText, message: str, hint: str) -> None:
        span = self._source.span_of_offset(text.offsets[0], text.offsets[-1] - text.offsets[0])
        self._diagnostics.append(rule.at(span, message, hint))


def _unescape(text: str, start: int, end: int) -> SettingText:
    """Return the text between two quotes, in which two quotes stand for one."""
    if '"' not in text[start:end]:
        return strip_text(text, start, end)
    offsets: list[int] = []
    while start < end:
        offsets.append(start)
        start += 2 if text[start] == '"' else 1
    return from_offsets([text[it] for it in offsets], offsets, end)
