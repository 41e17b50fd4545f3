"""Read JSON as it is found in files: with comments, single quotes and trailing commas.

A text goes in; values with the offset of each character come out, and the syntax errors. Reading
continues after an error where the structure stays clear. Libraries return no positions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.linting.nodes import (
    MOST_VALUES,
    Entry,
    ListNode,
    MappingNode,
    Node,
    Nodes,
    ScalarNode,
)
from statserver_bindgen.linting.setting_texts import empty_text, from_offsets, slice_text
from statserver_bindgen.rules.configuration_files import CONFIGURATION_SYNTAX
from statserver_bindgen.rules.yaml import TOO_DEEP, TOO_MANY_VALUES
from statserver_bindgen.terminal_text import quoted, safe, shortened
from statserver_bindgen.yaml_source.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.linting.sections import SettingText
    from statserver_bindgen.yaml_source.source_text import SourceText

_SPACE: Final = re.compile(r"(?:[ \t\r\n\ufeff]+|//[^\r\n]*|/\*(?:[^*]|\*(?!/))*\*/)*")
_BARE: Final = re.compile(r"""[^\s,:\[\]{}"'/\\]+""")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")
_LITERALS: Final = frozenset({"true", "false", "null"})
_TEXTS: Final[Mapping[str, re.Pattern[str]]] = {
    '"': re.compile(r'"([^"\\\r\n]*)"'),
    "'": re.compile(r"'([^'\\\r\n]*)'"),
}
_RUNS: Final[Mapping[str, re.Pattern[str]]] = {
    '"': re.compile(r'[^"\\\r\n]+'),
    "'": re.compile(r"[^'\\\r\n]+"),
}
_UNICODE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPES: Final[Mapping[str, str]] = {
    **{it: it for it in "\"'\\/"},
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}
_SURROGATES: Final = range(0xD800, 0xE000)


class _StopReading(Exception):  # noqa: N818 - control flow, not an error
    """The structure of the rest of the text is not clear."""


def starts_json(text: str) -> bool:
    """Return whether a text begins with a list or a mapping of JSON, after any comments."""
    start = skip_space(text, 0)
    return text[start : start + 1] in {"[", "{"}


def skip_space(text: str, offset: int) -> int:
    """Return the offset of the next character that is no whitespace and no comment."""
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def read_json(source: SourceText) -> Nodes:
    """Return the values of a text and its syntax errors."""
    return _JsonReader(source).read()


class _JsonReader:
    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text
        self._offset = 0
        self._open: list[tuple[int, str]] = []
        self._broken: set[int] = set()
        self._diagnostics: list[Diagnostic] = []
        self._values = 0
        # Whether an error that is reported may have swallowed a comma.
        self._is_recovering = False

    def read(self) -> Nodes:
        """Read the text."""
        roots: list[Node] = []
        try:
            self._skip_space()
            self._read_value(roots)
            self._skip_space()
            if self._here:
                self._report(self._offset, 1, "the document ends before this text", "remove it")
        except _StopReading:
            self._broken.update(start for start, _ in self._open)
        return Nodes(tuple(roots), tuple(self._diagnostics), frozenset(self._broken))

    @property
    def _here(self) -> str:
        return self._text[self._offset : self._offset + 1]

    def _read_value(self, siblings: list[Node]) -> None:
        """Read a value, and add it to a list before its parts are read."""
        self._count()
        here = self._here
        if here == "{":
            self._read_mapping(siblings)
        elif here == "[":
            self._read_list(siblings)
        elif here in _TEXTS:
            siblings.append(ScalarNode(self._read_text(here)))
        else:
            siblings.append(self._read_bare())

    def _read_mapping(self, siblings: list[Node]) -> None:
        node = MappingNode(self._offset, [])
        siblings.append(node)
        self._begin("{")
        while self._here != "}":
            self._is_recovering = False
            key = self._read_key()
            self._skip_space()
            if self._here != ":":
                message = f"no colon follows the key {quoted(key.value.text)}"
                self._offset = key.value.offsets[0]
                self._stop(message, "write a colon", len(key.value.text))
            self._offset += 1
            self._skip_space()
            self._read_entry(node, key)
            self._end_part("}")
        self._end()

    def _read_entry(self, node: MappingNode, key: ScalarNode) -> None:
        values: list[Node] = []
        try:
            self._read_value(values)
        finally:  # the complete parts of a broken value are read, too
            if values:
                node.entries.append(Entry(key, values[0]))

    def _read_list(self, siblings: list[Node]) -> None:
        node = ListNode(self._offset, [])
        siblings.append(node)
        self._begin("[")
        while self._here != "]":
            self._is_recovering = False
            self._read_value(node.items)
            self._end_part("]")
        self._end()

    def _begin(self, bracket: str) -> None:
        if len(self._open) >= LIMITS.depth:
            message = f"lists and mappings are nested more than {LIMITS.depth} levels deep"
            self._diagnostics.append(
                TOO_DEEP.at(
                    self._source.span_of_offset(self._offset), message, "check the brackets"
                )
            )
            raise _StopReading
        self._open.append((self._offset, bracket))
        self._offset += 1
        self._skip_space()

    def _end(self) -> None:
        self._open.pop()
        self._offset += 1

    def _end_part(self, closing: str) -> None:
        """Skip the comma after a part of a list or mapping."""
        self._skip_space()
        here = self._here
        if here == ",":
            self._offset += 1
            self._skip_space()
        elif not here:
            self._stop_at_end()
        elif here != closing and not self._is_recovering:
            if here not in "\"'[{":
                message = f"expected , or {closing}, found {safe(here)}"
                self._stop(message, "check the quotes, brackets and commas around it")
            self._report(self._offset, 1, "a comma is missing before this", "add the comma")

    def _read_key(self) -> ScalarNode:
        self._count()
        here = self._here
        if here in _TEXTS:
            return ScalarNode(self._read_text(here))
        match = _BARE.match(self._text, self._offset)
        if match is None:
            if not here:
                self._stop_at_end()
            self._stop(f"expected a key, found {safe(here)}", 'write "key": value')
        self._report(
            match.start(),
            len(match[0]),
            f"the key {shortened(match[0])} has no quotes",
            f"write {quoted(match[0])}",
        )
        self._offset = match.end()
        return ScalarNode(slice_text(self._text, *match.span()))

    def _read_bare(self) -> ScalarNode:
        match = _BARE.match(self._text, self._offset)
        if match is None:
            here = self._here
            if not here:
                self._stop_at_end()
            self._stop(f"expected a value, found {safe(here)}", "remove it, or add the value")
        content = match[0]
        if content not in _LITERALS and not _NUMBER.match(content):
            message = f"{shortened(content)} is not a value of JSON"
            self._report(match.start(), len(content), message, "put text into double quotes")
        self._offset = match.end()
        return ScalarNode(slice_text(self._text, *match.span()), content == "null")

    def _read_text(self, quote: str) -> SettingText:
        match = _TEXTS[quote].match(self._text, self._offset)
        if match is not None:
            self._offset = match.end()
            return slice_text(self._text, *match.span(1))
        return self._read_escaped(quote)

    def _read_escaped(self, quote: str) -> SettingText:
        """Read a text with escapes, or without its closing quote."""
        text, start, offset = self._text, self._offset, self._offset + 1
        characters: list[str] = []
        offsets: list[int] = []
        while (here := text[offset : offset + 1]) and here not in "\r\n":
            if here == quote:
                self._offset = offset + 1
                return from_offsets(characters, offsets, offset)
            run = _RUNS[quote].match(text, offset)
            if run is not None:
                characters += run[0]
                offsets += range(offset, run.end())
                offset = run.end()
                continue
            character, length = self._read_escape(offset)
            characters.append(character)
            offsets.append(offset)
            offset += length
        message = "this quote is not closed on its line"
        self._report(start, 1, message, "add the closing quote")
        if self._open:
            self._broken.add(self._open[-1][0])
        self._is_recovering = True
        self._offset = offset
        return empty_text(start)

    def _read_escape(self, offset: int) -> tuple[str, int]:
        """Return the character of an escape and the length of the escape."""
        text = self._text
        following = text[offset + 1 : offset + 2]
        if following in _ESCAPES and following:
            return _ESCAPES[following], 2
        match = _UNICODE.match(text, offset)
        if match is None:
            length = 2 if following.strip() else 1
            self._report(
                offset,
                length,
                f"{safe(text[offset : offset + length])} is not a valid escape",
                "write \\\\ for a backslash",
            )
            return text[offset + length - 1], length
        code, length = int(match[1], 16), 6
        low = _UNICODE.match(text, match.end()) if code in _SURROGATES[:0x400] else None
        if low is not None and int(low[1], 16) in _SURROGATES[0x400:]:
            code = 0x10000 + ((code - 0xD800) << 10) + int(low[1], 16) - 0xDC00
            length = 12
        if code in _SURROGATES:
            message = "an escape in this text is half a character"
            self._report(offset, length, message, "write the character itself")
            code = 0xFFFD
        return chr(code), length

    def _skip_space(self) -> None:
        self._offset = skip_space(self._text, self._offset)

    def _count(self) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} keys and values"
            span = self._source.span_of_offset(self._offset)
            self._diagnostics.append(TOO_MANY_VALUES.at(span, message, "split the file"))
            raise _StopReading

    def _report(self, offset: int, length: int, message: str, hint: str) -> None:
        """Add a diagnostic; the last one that is printed ends reading."""
        span = self._source.span_of_offset(offset, length)
        self._diagnostics.append(CONFIGURATION_SYNTAX.at(span, message, hint))
        if len(self._diagnostics) > LIMITS.problems:
            raise _StopReading

    def _stop(self, message: str, hint: str, length: int = 1) -> NoReturn:
        hint += "; then check again, because reading stops here"
        self._report(self._offset, length, message, hint)
        raise _StopReading

    def _stop_at_end(self) -> NoReturn:
        if self._is_recovering:  # the error that is reported may have swallowed the bracket
            raise _StopReading
        if not self._open:
            self._stop("expected a value", "write a list or a mapping")
        offset, bracket = self._open[-1]
        closing = "}" if bracket == "{" else "]"
        self._report(offset, 1, f"this {bracket} is not closed", f"add {closing}")
        raise _StopReading
