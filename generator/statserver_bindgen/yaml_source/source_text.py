"""A file as a person sees it: its lines, and spans in them.

What comes in: the name and text of a file, and marks as YAML readers give them, counting from 0.
What goes out: spans as diagnostics have them, counting from 1.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import LINE_BREAK, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.yaml_source.events import Event
    from statserver_bindgen.yaml_source.positions import Place

Mark = tuple[int, int]
"""Line and column, from 0."""

_INDENTED_BY_TABS: Final = re.compile(r" *\t[ \t]*(?=\S)")
_TOKEN: Final = re.compile(r"[^\s,\[\]{}:]+|\S")


class Page:
    """The text of a file.

    Attributes:
        file: its name.
        text: its text.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines, without their ends."""
        return LINE_BREAK.split(self.text)

    def after(self, mark: Mark) -> str:
        """Return the rest of a line from a mark on."""
        return self.lines[mark[0]][mark[1] :] if mark[0] < len(self.lines) else ""

    def before(self, mark: Mark) -> str:
        """Return a line up to a mark."""
        return self.lines[mark[0]][: mark[1]] if mark[0] < len(self.lines) else ""

    def word(self, mark: Mark) -> str:
        """Return the word, or else the one character, that stands at a mark."""
        found = _TOKEN.match(self.after(mark))
        return found[0] if found else ""

    def span(self, mark: Mark, length: int | None = None) -> Span:
        """Return the span from a mark on: that of the word there, unless a length is given.

        Where nothing stands from the mark on, it is the end of what stands last before it.
        """
        line, column = mark
        if not self.after(mark).strip():
            line = min(line, len(self.lines) - 1)
            while line and not self.before((line, column)).strip():
                line, column = line - 1, len(self.lines[line - 1])
            column, length = len(self.lines[line][:column].rstrip()), 0
        size = len(self.word((line, column))) if length is None else length
        return Span(self.file, line + 1, column + 1, line + 1, column + 1 + size)

    def indented_by_tabs(self) -> list[Span]:
        """Return the span of the tabs in the indentation of each line that has some."""
        return [
            Span(self.file, number, it[0].index("\t") + 1, number, it.end() + 1)
            for number, line in enumerate(self.lines, 1)
            if (it := _INDENTED_BY_TABS.match(line))
        ]

    def span_of(self, event: Event) -> Span:
        """Return the span of an event."""
        start, end = event.start_mark, event.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def span_at(self, place: Place) -> Span:
        """Return the span of a key or value; line ends after it do not belong to it."""
        line, column, end_line, end_column = place
        if end_column == 0 and end_line > line:
            end_line = min(end_line, len(self.lines)) - 1
            while end_line > line and not self.lines[end_line].strip():
                end_line -= 1
            end_column = len(self.lines[end_line].rstrip())
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)
