"""The lines of a file, as spans count them.

A text goes in; its lines come out, on demand: of a file with millions of lines, a report needs a
few. The index has one entry for some thousand characters, so that no file multiplies in memory.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_BREAK: Final = re.compile(r"\r\n?|\n")
"""The line break of a file, as spans count lines."""

_CHUNK: Final = 4096
_MOST_CACHED: Final = 8


class Lines:
    """The lines of a text, without their line breaks; line and column numbers count from 0."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cached: dict[int, str] = {}

    def __len__(self) -> int:
        return self._index[1][-1] + 1

    def __getitem__(self, number: int) -> str:
        line = self._cached.get(number)
        if line is None:
            if not 0 <= number < len(self):
                raise IndexError(number)
            if len(self._cached) == _MOST_CACHED:
                self._cached.clear()
            start = self.start(number)
            end = self.start(number + 1) if number + 1 < len(self) else len(self._text)
            line = self._cached[number] = self._text[start:end].rstrip("\r\n")
        return line

    def after(self, number: int) -> Iterator[str]:
        """Yield the lines after a line."""
        if number + 1 >= len(self):
            return
        start = self.start(number + 1)
        for line_break in LINE_BREAK.finditer(self._text, start):
            yield self._text[start : line_break.start()]
            start = line_break.end()
        yield self._text[start:]

    def start(self, number: int) -> int:
        """Return the offset at which a line starts."""
        if number == 0:
            return 0
        starts, counts = self._index
        chunk = bisect_left(counts, number) - 1
        breaks = LINE_BREAK.finditer(self._text, starts[chunk])
        return next(islice(breaks, number - counts[chunk] - 1, None)).end()

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        starts, counts = self._index
        chunk = bisect_right(starts, offset) - 1
        number = counts[chunk]
        start = None
        # A line can be as long as the text: the breaks before the offset are in its chunk.
        for line_break in LINE_BREAK.finditer(self._text, starts[chunk], offset + 1):
            if line_break.end() > offset:
                break
            number, start = number + 1, line_break.end()
        return number, offset - (self.start(number) if start is None else start)

    @cached_property
    def _index(self) -> tuple[array[int], array[int]]:
        """The start of each chunk, and the number of line breaks before it."""
        text = self._text
        starts, counts = array("I", [0]), array("I", [0])
        while (start := starts[-1]) < len(text):
            end = min(start + _CHUNK, len(text))
            if text[end - 1 : end + 1] == "\r\n":  # a line break is in one chunk
                end += 1
            starts.append(end)
            counts.append(counts[-1] + _count(text, start, end))
        return starts, counts


def _count(text: str, start: int, end: int) -> int:
    """Return the number of line breaks in a part of a text."""
    returns = text.count("\r", start, end)
    breaks = returns + text.count("\n", start, end)
    return breaks - text.count("\r\n", start, end) if returns else breaks
