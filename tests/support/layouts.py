"""Texts in any layout of YAML for the same data: styles, brackets, comments, line breaks.

Each comment has a number of its own, so that a test can follow it: `#1;`, `#2;` and so on.
"""

from __future__ import annotations

import random
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import yaml
from hypothesis import strategies as st

from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from statserver_bindgen.yaml_source.scalars import resolve_plain
from support.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMENT: Final = re.compile(r"#\d+;")
_LINE_BREAKS: Final = ("\n", "\n", "\n", "\r\n", "\r")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*(?: [A-Za-z0-9_.]+)*")


@st.composite
def texts_of(draw: st.DrawFn, data: Any) -> str:
    """Draw a text for these data."""
    text = _Writer(draw(st.integers(0, 2**32))).document(data)
    assert read(text).data == data, text
    return text


class _Writer:
    """Writes data in a layout that depends on a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a layout, not a key
        self._numbers = count(1)
        self._share_of_brackets = self._choose(0.1, 0.5, 1.0)
        self._share_of_comments = self._choose(0.0, 0.2)
        self._share_of_lines = self._choose(0.0, 0.2, 1.0)
        self._is_json = self._happens(0.1)

    def document(self, data: Any) -> str:
        lines = [*self._comments(0)]
        if self._happens(self._share_of_brackets / 5):
            lines.append(self._in_brackets(data, 1))
        else:
            lines += self._block(data, 0)
        line_break: str = self._choose(*_LINE_BREAKS)
        end: str = self._choose("", "\n", "\n\n")
        text = "\n".join(lines) + end
        return text.replace("\n", line_break)

    def _choose(self, *choices: Any) -> Any:
        return self._random.choice(choices)

    def _happens(self, share: float) -> bool:
        return self._random.random() < share

    def _comment(self) -> str:
        """Return a comment after an entry on its line, or no text."""
        return f"  #{next(self._numbers)};" if self._happens(self._share_of_comments) else ""

    def _comments(self, indentation: int) -> Iterator[str]:
        """Yield lines between entries: comments and blank lines."""
        while self._happens(self._share_of_comments):
            yield self._choose("", f"{' ' * indentation}#{next(self._numbers)};")

    def _block(self, data: Any, indentation: int) -> list[str]:
        """Return the lines of a list or mapping without brackets."""
        before = " " * indentation
        lines: list[str] = []
        if is_mapping(data):
            for key, value in data.items():
                lines += self._comments(indentation)
                start = f"{before}{self._scalar(key)}:"
                if self._is_block(value):
                    steps = (0, 1, 2, 4) if is_list(value) else (1, 2, 4)
                    lines += [f"{start}{self._comment()}", *self._comments(indentation)]
                    lines += self._block(value, indentation + self._choose(*steps))
                else:
                    lines.append(f"{start} {self._line(value, indentation)}{self._comment()}")
            return lines
        for item in data:
            lines += self._comments(indentation)
            if not self._is_block(item):
                lines.append(f"{before}- {self._line(item, indentation)}{self._comment()}")
                continue
            step = self._choose(2, 3, 4)
            first, *others = self._block(item, indentation + step)
            if first.strip() and not first.lstrip().startswith("#") and self._happens(0.8):
                lines.append(f"{before}-{first[len(before) + 1 :]}")
            else:
                lines += [f"{before}-{self._comment()}", first]
            lines += others
        return lines

    def _is_block(self, value: Any) -> bool:
        is_collection = is_mapping(value) or is_list(value)
        return bool(is_collection and value) and not self._happens(self._share_of_brackets)

    def _line(self, value: Any, indentation: int) -> str:
        return self._value(value, indentation + 2)

    def _value(self, value: Any, indentation: int) -> str:
        if is_mapping(value) or is_list(value):
            return self._in_brackets(value, indentation)
        return self._scalar(value)

    def _in_brackets(self, data: Any, indentation: int) -> str:
        """Return a list or mapping in brackets."""
        opening, closing = "{}" if is_mapping(data) else "[]"
        if not data:
            return f"{opening}{closing}"
        own_lines = self._happens(self._share_of_lines / 2)
        text = opening + (self._next_line(indentation) if own_lines else "")
        entries = [*data.items()] if is_mapping(data) else [(None, it) for it in data]
        for number, (key, value) in enumerate(entries):
            text += "" if key is None else f"{self._scalar(key)}: "
            text += self._value(value, indentation + 1)
            is_last = number + 1 == len(entries)
            if not is_last or self._happens(0.1):
                text += ","
            if own_lines or self._happens(self._share_of_lines / 5):
                text += self._next_line(indentation)
            elif not is_last:
                text += self._choose(" ", " ", "" if self._is_json else "  ")
        return text + closing

    def _next_line(self, indentation: int) -> str:
        return "\n".join([self._comment(), *self._comments(indentation), " " * indentation])

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return str(value).lower()
        is_plain = _PLAIN.fullmatch(value) and resolve_plain(value) == value
        style = '"' if self._is_json or not is_plain else self._choose("", "", "", "'", '"')
        if style == '"':
            dumped: str = yaml.dump(value, default_style='"', width=10**9, allow_unicode=False)
            return dumped.removesuffix("\n")
        return f"{style}{value}{style}"
