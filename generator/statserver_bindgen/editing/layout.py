"""The layout of a YAML text: the offsets of its keys and values, its lines and its comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.editing.operations import steps_in, value_at
from statserver_bindgen.errors import EditError
from statserver_bindgen.lines import LINE_BREAK, Lines
from statserver_bindgen.yaml_source.document import read_document

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Span
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import DataPath

# Whitespace and comments between two parts of a text. A parser expects a new part there, so that
# every # begins a comment.
_GAP: Final = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_BRACKETS: Final = frozenset("{[")


def read_layout(text: str) -> Layout:
    """Return the layout of a text.

    Raises:
        EditError: the text is not valid YAML.
    """
    document = read_document("", text.encode())
    if not document.complete or document.diagnostics:
        raise EditError("the text is not valid YAML after this edit; edit the file by hand")
    return Layout(document)


class Area(NamedTuple):
    """A part of a text: the offsets of its start and of its end."""

    start: int
    end: int


class Layout:
    """A text with the offsets of its parts.

    Attributes:
        text: the text.
        data: its data.
    """

    def __init__(self, document: Document) -> None:
        """Create the layout of a document without problems."""
        self.text = document.text
        self.data: Any = document.data
        self._document = document
        self._lines = Lines(document.text)

    def value(self, path: DataPath) -> Area:
        """Return the area of a value; it begins after the dash of an item."""
        start, end = self._area(self._document.value_span(path))
        steps = steps_in(value_at(self.data, path))
        if not steps or self.text[start] in _BRACKETS:
            return Area(start, end)
        # Without brackets, it ends with the brackets of its last part.
        return Area(start, self.value((*path, steps[-1])).end)

    def key(self, path: DataPath) -> Area:
        """Return the area of a key."""
        return self._area(self._document.key_span(path))

    def part(self, path: DataPath) -> Area:
        """Return the area of a key with its value, or of an item, with its dash if it has one."""
        end = self.value(path).end
        if isinstance(path[-1], str):
            return Area(self.key(path).start, end)
        if self.has_brackets(path[:-1]):
            return Area(self.value(path).start, end)
        if path[-1] == 0:
            return Area(self.value(path[:-1]).start, end)
        before = self.value((*path[:-1], path[-1] - 1))
        return Area(self.skip_gap(before.end), end)

    def has_brackets(self, path: DataPath) -> bool:
        """Return whether a list or mapping is in brackets."""
        return self.text[self._area(self._document.value_span(path)).start] in _BRACKETS

    def is_in_brackets(self, path: DataPath) -> bool:
        """Return whether the value at a path is inside of brackets."""
        return any(self.has_brackets(path[:depth]) for depth in range(len(path)))

    def is_collection(self, path: DataPath) -> bool:
        """Return whether the value at a path is a list or a mapping."""
        return isinstance(value_at(self.data, path), dict | list)

    def start_of_line(self, offset: int) -> int:
        """Return the offset of the start of a line."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def end_of_line(self, offset: int) -> int:
        """Return the offset of the line break after an offset, or of the end of the text."""
        line_break = LINE_BREAK.search(self.text, offset)
        return line_break.start() if line_break else len(self.text)

    def start_of_next_line(self, offset: int) -> int | None:
        """Return the offset after the line break that follows an offset, or None if none does."""
        line_break = LINE_BREAK.search(self.text, offset)
        return line_break.end() if line_break else None

    def line_break(self, offset: int) -> str:
        """Return the line break after an offset, else the first of the text, else a line feed."""
        line_break = LINE_BREAK.search(self.text, offset) or LINE_BREAK.search(self.text)
        return line_break[0] if line_break else "\n"

    def indentation(self, offset: int) -> str | None:
        """Return the whitespace before an offset in its line, or None if there is other text."""
        before = self.text[self.start_of_line(offset) : offset]
        return before if not before.strip() else None

    def column(self, offset: int) -> int:
        """Return the column of an offset, from 0."""
        return offset - self.start_of_line(offset)

    def skip_gap(self, offset: int) -> int:
        """Return the offset of the next text that is neither whitespace nor a comment."""
        gap = _GAP.match(self.text, offset)
        return gap.end() if gap else offset

    def _area(self, span: Span) -> Area:
        return Area(
            self._lines.start(span.line - 1) + span.column - 1,
            self._lines.start(span.end_line - 1) + span.end_column - 1,
        )
