"""The source text of a YAML file: its lines, and spans in them.

Positions are those of YAML parsers and count from 0; spans are those of diagnostics and count
from 1.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.lines import LINE_BREAK, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.yaml_source.events import Event
    from statserver_bindgen.yaml_source.positions import Range

Position = tuple[int, int]
"""Line and column, from 0."""

# Compiled on first use, as few files have errors.
_INDENTED_BY_TABS: Final = r"(?<![^\r\n]) *(\t[ \t]*)(?=\S)"
_TOKEN: Final = r"[^\s,\[\]{}:]+|\S"  # noqa: S105 - not a secret
_BRACKET: Final = r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?:^|\s)#.*|([\[\]{}])"""
# The number of lines that are searched for a closing bracket, or for the start of an entry.
MOST_LINES: Final = 1_000
_CHUNK: Final = 4096
_TRAILING: Final = re.compile(r"(?<![ \t\\])[ \t]+(?![^\r\n])")
_LINE_ENDINGS: Final = (" \n", "\t\n", " \r", "\t\r")
_PART: Final = 2**20


class SourceText:
    """The text of a file.

    Attributes:
        file: its name.
        text: its text.
        lines: its lines, without their line breaks.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = Lines(text)

    def after(self, position: Position) -> str:
        """Return the rest of a line from a position on."""
        line, column = position
        return self.lines[line][column:] if line < len(self.lines) else ""

    def before(self, position: Position) -> str:
        """Return a line up to a position."""
        line, column = position
        return self.lines[line][:column] if line < len(self.lines) else ""

    def token(self, position: Position) -> str:
        """Return the text up to the next space or punctuation, or the one character of these."""
        match = re.match(_TOKEN, self.after(position))
        return match[0] if match else ""

    def line_above(self, line: int) -> int | None:
        """Return the number of the nearest line above that is not blank."""
        end = self._end_of_text(0, self.lines.start(line))
        return self.lines.position(end - 1)[0] if end else None

    def is_closed(self, opening: Position) -> bool:
        """Return whether the bracket at a position is closed before the indentation ends."""
        depth = 0
        for line in self._block(opening):
            for bracket in brackets(line):
                depth += 1 if bracket in "[{" else -1
                if not depth:
                    return True
        return False

    def span(self, position: Position, length: int | None = None) -> Span:
        """Return the span of the token at a position, or the span with a length.

        Where only whitespace follows, it is the end of the last text before the position.
        """
        line, column = position
        if not self.after(position).strip():
            line = min(line, len(self.lines) - 1)
            start = self.lines.start(line)
            end = self._end_of_text(0, start + min(column, len(self.lines[line])))
            (line, column), length = self.lines.position(end), 0
        size = len(self.token((line, column))) if length is None else length
        return Span(self.file, line + 1, column + 1, line + 1, column + 1 + size)

    def span_of_offset(self, offset: int, length: int = 1) -> Span:
        """Return the span of a part of a line by its offset in the text."""
        line, column = self.lines.position(offset)
        return Span(self.file, line + 1, column + 1, line + 1, column + 1 + length)

    def span_of(self, event: Event) -> Span:
        """Return the span of an event."""
        start, end = event.start_mark, event.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def span_at(self, area: Range) -> Span:
        """Return the span of a key or value, without the line breaks after it.

        An empty key may start on the line after the last one: its span is the end of the text.
        """
        line, column, end_line, end_column = area
        if line >= len(self.lines):
            return self.span((line, column))
        if end_column == 0 and end_line > line:
            start, last = self.lines.start(line), min(end_line, len(self.lines) - 1)
            end_of_lines = self.lines.start(last) if last == end_line else len(self.text)
            end = max(self._end_of_text(start, end_of_lines), start)
            end_line, end_column = self.lines.position(end)
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)

    def tab_indentations(self) -> Iterator[Span]:
        """Yield the span of the tabs in the indentation of each line that has some."""
        for match in re.finditer(_INDENTED_BY_TABS, self.text):
            yield self.span_of_offset(match.start(1), len(match[1]))

    def is_indented_by_tabs(self, line: int) -> bool:
        """Return whether the indentation of a line contains tabs."""
        return re.match(_INDENTED_BY_TABS, self.lines[line]) is not None

    def _end_of_text(self, start: int, end: int) -> int:
        """Return the offset after the last text in a part of the file, or its start."""
        while end > start:
            begin = max(start, end - _CHUNK)
            if text := self.text[begin:end].rstrip():
                return begin + len(text)
            end = begin
        return start

    def _block(self, start: Position) -> Iterator[str]:
        """Yield the rest of a line, and the lines below that may belong to a bracket in it."""
        first, _ = start
        yield self.after(start)
        outer = indentation(self.lines[first])
        for line in islice(self.lines.after(first), MOST_LINES):
            if line.strip() and indentation(line) <= outer and line.lstrip()[0] not in "]}":
                return
            yield line


def without_trailing_whitespace(text: str) -> str:
    """Return a text without the spaces and tabs at the ends of its lines.

    Every other character keeps its line and column. YAML ignores this whitespace, but for that in
    block text, where it is invisible too, and after a backslash in double quotes, which is kept.
    """
    # Most files have none, and this search is a hundred times faster than that of an expression.
    if not text.endswith((" ", "\t")) and not any(it in text for it in _LINE_ENDINGS):
        return text
    parts: list[str] = []
    start = 0
    while start < len(text):  # a part at a time: a substitution needs memory for each match
        line_break = LINE_BREAK.search(text, start + _PART)
        end = line_break.end() if line_break else len(text)
        parts.append(_TRAILING.sub("", text[start:end]))
        start = end
    return "".join(parts)


def indentation(line: str) -> int:
    """Return the number of spaces and tabs at the start of a line."""
    return len(line) - len(line.lstrip())


def brackets(line: str) -> Iterator[str]:
    """Yield the brackets of a line, without those in quotes and comments."""
    return (match[1] for match in re.finditer(_BRACKET, line) if match[1])
