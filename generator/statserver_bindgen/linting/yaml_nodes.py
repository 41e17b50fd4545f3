"""Read YAML as it is found in files: all scalars as text, masks without quotes included.

A text goes in; values with the offset of each character come out, and the syntax errors. A block
with an error is removed and the rest is read again, so that one error does not hide the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from statserver_bindgen.linting.nodes import (
    MOST_VALUES,
    Entry,
    ListNode,
    MappingNode,
    Node,
    Nodes,
    ScalarNode,
)
from statserver_bindgen.linting.sections import SettingText
from statserver_bindgen.linting.setting_texts import slice_text
from statserver_bindgen.linting.yaml_scalars import locate_scalar, start_of
from statserver_bindgen.rules.configuration_files import UNQUOTED_MASK
from statserver_bindgen.rules.yaml import CONTROL_CHARACTER
from statserver_bindgen.terminal_text import quoted
from statserver_bindgen.yaml_source.events import LOADER, Event, parse
from statserver_bindgen.yaml_source.limits import LIMITS
from statserver_bindgen.yaml_source.positions import Range
from statserver_bindgen.yaml_source.source_text import SourceText, indentation
from statserver_bindgen.yaml_source.yaml_checks import StopReading, YamlChecks

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic

# The characters that YAML forbids, and its line breaks that are none elsewhere.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_REPLACEMENT: Final = "\ufffd"
# A value that begins with an asterisk, which is an alias to YAML.
_ASTERISK: Final = re.compile(r"(?m)(?:[:?-][ \t]+|[\[{,][ \t]*|^[ \t]*)\*([\w-]*)")
_ANCHOR: Final = re.compile(r"&([\w-]+)")
_CONTENT: Final = re.compile(r"[^\r\n]")
_QUOTES: Final = frozenset("'\"")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LONGEST_HINT: Final = 300
_MOST_ATTEMPTS: Final = 50
_MOST_CHARACTERS: Final = 10_000_000
_LIMITS: Final = LIMITS._replace(values=MOST_VALUES)


def read_yaml(source: SourceText) -> Nodes:
    """Return the values of a text and its syntax errors."""
    text, asterisks = _without_asterisks(source.text)
    diagnostics = _forbidden(source)
    if diagnostics:
        text = _FORBIDDEN.sub(_REPLACEMENT, text)
    attempts = min(_MOST_ATTEMPTS, _MOST_CHARACTERS // max(len(text), 1))
    errors: list[Diagnostic] = []
    while True:
        reader = _YamlReader(source, text, asterisks)
        error_line = reader.read()
        blanked = _without_block(text, error_line) if error_line and attempts else None
        if blanked is None:
            if error_line:
                reader.diagnostics[-1] = _with_stop(reader.diagnostics[-1])
            break
        errors += [it for it in reader.diagnostics if it.rule is not UNQUOTED_MASK]
        text = blanked
        attempts -= 1
    return Nodes(tuple(reader.roots), (*diagnostics, *errors, *reader.diagnostics), reader.broken)


def _without_asterisks(text: str) -> tuple[str, frozenset[int]]:
    """Return the text with a letter for each asterisk that begins a mask, and their offsets.

    YAML reads a value `*` as an alias, and stops. Names of anchors in the text remain aliases.
    """
    anchors = {it[1] for it in _ANCHOR.finditer(text)}
    asterisks = (it for it in _ASTERISK.finditer(text) if it[1] not in anchors)
    offsets = [it.start(1) - 1 for it in asterisks]
    parts: list[str] = []
    start = 0
    for offset in offsets:
        parts += [text[start:offset], "x"]
        start = offset + 1
    return "".join([*parts, text[start:]]) if offsets else text, frozenset(offsets)


def _forbidden(source: SourceText) -> list[Diagnostic]:
    """Return a diagnostic for each character that YAML forbids."""
    diagnostics: list[Diagnostic] = []
    for match in _FORBIDDEN.finditer(source.text):
        message = f"the control character U+{ord(match[0]):04X} is invisible here"
        span = source.span_of_offset(match.start())
        diagnostics.append(CONTROL_CHARACTER.at(span, message, "remove it"))
        if len(diagnostics) > LIMITS.problems:
            break
    return diagnostics


def _with_stop(error: Diagnostic) -> Diagnostic:
    """Return a syntax error with a hint that the rest of the file is not read."""
    hint = "" if error.hint is None else f"{error.hint}; "
    return error._replace(hint=f"{hint}then check again, because reading stops here")


def _without_block(text: str, error_line: int) -> str | None:
    """Return the text without the entry around a line, or None if nothing is removed.

    The entry begins at the line above that is indented less, and has all lines that are indented
    more than that one. Line breaks remain.
    """
    starts = [0, *(it.end() for it in re.finditer(r"\r\n?|\n", text))]
    lines = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    first = min(error_line, len(lines)) - 1
    while first > 0 and not lines[first].strip():
        first -= 1
    inner = indentation(lines[first])
    if inner:
        while first > 0 and (not lines[first].strip() or indentation(lines[first]) >= inner):
            first -= 1
    outer, last = indentation(lines[first]), first + 1
    while last < len(lines) and (not lines[last].strip() or indentation(lines[last]) > outer):
        last += 1
    block = "".join(lines[first:last])
    if not block.strip():
        return None
    before, after = "".join(lines[:first]), "".join(lines[last:])
    return before + _CONTENT.sub(" ", block) + after


class _YamlReader:
    """One attempt to read a text.

    Attributes:
        roots: the outermost value of each document.
        broken: the offsets of lists and mappings that are not complete.
        diagnostics: the problems.
    """

    def __init__(self, source: SourceText, text: str, asterisks: frozenset[int]) -> None:
        self.roots: list[Node] = []
        self.broken: frozenset[int] = frozenset()
        self._source = source
        self._text = text
        self._asterisks = asterisks
        self._checks = YamlChecks(source, _LIMITS)
        self.diagnostics = self._checks.diagnostics
        self._stack: list[MappingNode | ListNode] = []
        self._keys: list[ScalarNode | None] = []
        self._anchors: dict[str, Node] = {}
        self._values = 0
        # The last text in quotes over several lines: its closing quote may be missing.
        self._quote: Range | None = None

    def read(self) -> int:
        """Read the text, and return the line of its first error from 1, or 0."""
        last: Event | None = None
        error_line = 0
        try:
            for event in parse(self._text):
                self._handle(event)
                last = event
        except StopReading:
            pass
        except yaml.MarkedYAMLError as error:
            error_line = self._explain(error, last)
        self.broken = frozenset(it.start for it in self._stack)
        return error_line

    def _explain(self, error: yaml.MarkedYAMLError, last: Event | None) -> int:
        from statserver_bindgen.yaml_source import look_ahead, syntax_errors

        levels = LIMITS.depth - len(self._stack)
        withheld, cause = look_ahead.resume(self._text, error, last, levels=levels, loader=LOADER)
        broken = [*self._stack]
        try:
            for event in withheld:
                self._handle(event)
        except StopReading:
            return 0
        finally:
            self._stack = broken
        errors = syntax_errors.explain(self._source, cause, self._quote, LIMITS.problems)
        self.diagnostics += errors
        return errors[0].span.line

    def _handle(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._add_alias(event)

    def _add_scalar(self, event: Any) -> None:
        self._count(event)
        start, style, source = start_of(self._text, event), event.style, self._source.text
        value = locate_scalar(source, self._text, event)
        if not style and start in self._asterisks:
            value = SettingText(f"*{value.text[1:]}", value.offsets)
            self._report_asterisk(start, value.text)
        if style in _QUOTES and event.start_mark.line != event.end_mark.line:
            marks = event.start_mark, event.end_mark
            self._quote = Range(*(it for mark in marks for it in (mark.line, mark.column)))
        is_null = not style and value.text in _NULLS
        self._put(ScalarNode(value, is_null), event.anchor)

    def _report_asterisk(self, start: int, content: str) -> None:
        line, column = self._source.lines.position(start)
        span = self._source.span((line, column), len(content.splitlines()[0]))
        message = "a value that begins with * needs quotes"
        hint = "put it into double quotes"
        if len(content) <= _LONGEST_HINT:
            hint = f"write {quoted(content, _LONGEST_HINT)}"
        self._checks.report(UNQUOTED_MASK, span, message, hint)

    def _add_alias(self, event: Any) -> None:
        self._count(event)
        start, end = event.start_mark.index, event.end_mark.index
        node = self._anchors.get(event.anchor)
        if node is None:
            node = ScalarNode(slice_text(self._source.text, start, end))
            self._report_asterisk(start, node.value.text)
        self._put(node, None)

    def _begin(self, event: Any) -> None:
        self._count(event)
        if len(self._stack) >= LIMITS.depth:
            self._checks.report_too_deep(event)
        start = event.start_mark.index
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = MappingNode(start, []) if is_mapping else ListNode(start, [])
        self._put(node, event.anchor)
        self._stack.append(node)
        self._keys.append(None)

    def _put(self, node: Node, anchor: str | None) -> None:
        """Add a key or a value to the list or mapping around it."""
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self.roots.append(node)
            return
        parent = self._stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            parent.entries.append(Entry(key, node))
            self._keys[-1] = None
        elif isinstance(node, ScalarNode):
            self._keys[-1] = node
        else:  # a list or mapping as a key: its value belongs to no setting
            self._keys[-1] = ScalarNode(slice_text(self._source.text, node.start, node.start))

    def _count(self, event: Event) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self._checks.report_too_many_values(event)
