"""One attempt to read a text: YAML events, made into data, positions and diagnostics.

Events come one at a time and are counted as they come. Nothing here is recursive, so depth costs no
stack.
"""

from __future__ import annotations

import re
from sys import getsizeof
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from statserver_bindgen.rules.yaml import YAML_SYNTAX
from statserver_bindgen.yaml_source import scalars
from statserver_bindgen.yaml_source.builder import Builder
from statserver_bindgen.yaml_source.decoding import REPLACEMENT
from statserver_bindgen.yaml_source.events import LOADER, Event, parse
from statserver_bindgen.yaml_source.positions import DataPath, Positions, Range
from statserver_bindgen.yaml_source.yaml_checks import StopReading, YamlChecks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.yaml_source.limits import Limits
    from statserver_bindgen.yaml_source.source_text import SourceText

# Whitespace that `source_text` keeps after a backslash.
_TRAILING: Final = re.compile(r"(?<=\\)[ \t]+(?![^\n])")
# The bytes of a position and of an item in a list, of the entries for a key in a large mapping,
# and of the entry for a text that may come again.
_VALUE: Final = 32
_KEY: Final = 240
_TEXT: Final = 80
_LONGEST_SHARED: Final = 64

# The styles of block text, whose value has no line break at its end here.
_BLOCK_STYLES: Final = frozenset("|>")
_QUOTES: Final = frozenset("'\"")
_KINDS: Final[Mapping[type, str]] = {bool: "true or false", int: "a number", float: "a number"}


class LoadedText(NamedTuple):
    """The result of one attempt.

    Attributes:
        data: mappings, lists, texts, numbers, booleans and None; None if the text can't be read.
        positions: the positions of the parts of the data.
        diagnostics: the diagnostics.
        unreliable: the paths of values that a diagnostic reports, so that later checks skip them.
        unread: the blanked text of entries, by the path of the value.
        complete: whether the data is the whole document.
        error_line: the line, from 1, of the syntax error that stopped the attempt, or 0.
        can_recover: whether the error is not inside brackets that an earlier line opens.
    """

    data: Any
    positions: Positions
    diagnostics: tuple[Diagnostic, ...]
    unreliable: frozenset[DataPath]
    unread: Mapping[DataPath, str]
    complete: bool
    error_line: int
    can_recover: bool


class EventReader:
    """A reader of one text, for one attempt."""

    def __init__(
        self,
        source: SourceText,
        limits: Limits,
        *,
        damaged: bool = False,
        blanked: Mapping[int, str] | None = None,
        loader: Any = LOADER,
    ) -> None:
        """Prepare an attempt.

        Args:
            source: the text.
            limits: the limits of a file.
            damaged: whether a `�` in the text replaces something that could not be decoded.
            blanked: the text that was removed from lines, by the number of the line from 0.
            loader: PyYAML's loader.
        """
        self._source = source
        self._limits = limits
        self._damaged = damaged
        self._blanked = blanked or {}
        self._loader = loader
        self._checks = YamlChecks(source, limits)
        self._builder = Builder()
        self._unread: dict[DataPath, str] = {}
        self._texts: dict[str, str] = {}
        self._anchors: dict[str, Span] = {}
        self._documents = 0
        self._values = 0
        self._most_values = limits.values
        self._most_characters = limits.text
        self._memory = limits.memory + limits.density * len(source.text)
        self._quote: Range | None = None

    def read(self) -> LoadedText:
        """Read the text."""
        complete, error_line = True, 0
        builder = self._builder
        event: Event | None = None
        try:
            for event in parse(self._source.text, self._loader):
                _HANDLERS[type(event)](self, event)
            if builder.data is None and not builder.unreliable:
                self._checks.report_empty_file()
        except StopReading as stop:
            complete = stop.complete
        except yaml.MarkedYAMLError as error:
            complete = False
            error_line = self._explain(error, event)
        return LoadedText(
            builder.data if complete else None,
            builder.positions,
            tuple(self._checks.diagnostics),
            frozenset(builder.unreliable),
            self._unread,
            complete,
            error_line,
            can_recover=builder.flow_line is None or builder.flow_line >= error_line - 1,
        )

    def _explain(self, error: yaml.MarkedYAMLError, last: Event | None) -> int:
        """Report a syntax error, and return its line; return 0 at the depth limit."""
        from statserver_bindgen.yaml_source import look_ahead, syntax_errors

        levels = self._limits.depth - self._builder.depth
        withheld, cause = look_ahead.resume(
            self._source.text, error, last, levels=levels, loader=self._loader
        )
        try:
            for event in withheld:
                _HANDLERS[type(event)](self, event)
        except StopReading:
            return 0
        most = self._limits.problems + 1
        errors = syntax_errors.explain(self._source, cause, self._quote, most)
        line = errors[0].span.line
        # A key without a colon on the same line is a consequence of the error.
        self._checks.diagnostics[:] = [
            diagnostic
            for diagnostic in self._checks.diagnostics
            if diagnostic.rule is not YAML_SYNTAX or diagnostic.span.line != line
        ]
        self._checks.diagnostics += errors
        return line

    def skip(self, event: Event) -> None:
        """Skip an event without content."""

    def begin_document(self, event: Event) -> None:
        """Begin the document; a second one is an error."""
        self._documents += 1
        if self._documents > 1:
            self._checks.report_second_document(event)

    def add_scalar(self, event: Event) -> None:
        """Add a key, or a value without parts."""
        self._count(event)
        text = event.value
        if event.style in _BLOCK_STYLES:
            text = _TRAILING.sub("", text).rstrip("\n")
        shared = self._texts.get(text)
        text = self._shared(text) if shared is None else shared
        builder = self._builder
        is_key = builder.expects_key
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event, is_key=is_key)
        start, end = event.start_mark, event.end_mark
        area = (start.line, start.column, end.line, end.column)
        if is_key:
            if builder.has_many_keys:
                self._memory -= _KEY
            self._add_key(text, event, area)
            return
        value: object = text
        if event.implicit[0]:
            value = self._resolve_plain(text, event)
        elif not text.isascii() or area[0] != area[2]:
            self._check_quoted(event)
        if self._blanked:
            self._check_blanked(event)
        if self._damaged and REPLACEMENT in text:
            builder.mark_unreliable()
        if len(text) > self._most_characters:
            builder.mark_unreliable()
            self._checks.report_too_long(event)
        builder.add(value, area)

    def begin_list(self, event: Event) -> None:
        """Begin a list."""
        self._begin(event, is_mapping=False)

    def begin_mapping(self, event: Event) -> None:
        """Begin a mapping."""
        self._begin(event, is_mapping=True)

    def end(self, event: Event) -> None:
        """End a list or a mapping."""
        value = self._builder.end((event.end_mark.line, event.end_mark.column))
        if value:
            self._memory -= getsizeof(value)

    def add_alias(self, event: Event) -> None:
        """Add null in place of an alias."""
        self._count(event)
        if self._builder.key != "<<":
            self._checks.report_alias(event, self._anchors.get(event.anchor or ""))
        if self._builder.expects_key:
            self._builder.skip_key()
        else:
            self._builder.mark_unreliable()
            self._builder.add(None, _range(event))

    def _begin(self, event: Event, *, is_mapping: bool) -> None:
        self._count(event)
        if self._builder.depth >= self._limits.depth:
            self._checks.report_too_deep(event)
        is_key = self._builder.expects_key
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event, is_key=is_key)
        if is_key:
            self._checks.report_key_not_text(event, "a mapping" if is_mapping else "a list")
            self._builder.skip_key()
        start, is_flow = event.start_mark, bool(event.flow_style)
        mark = (start.line, start.column)
        self._builder.begin(mark, is_mapping=is_mapping, is_flow=is_flow, is_key=is_key)

    def _add_key(self, text: str, event: Event, area: tuple[int, int, int, int]) -> None:
        first = self._builder.add_key(text, area)
        if self._blanked:
            self._check_blanked(event)
        if first is not None:
            self._checks.report_duplicate_key(event, self._source.span_at(first))
            return
        if self._damaged and REPLACEMENT in text:
            self._builder.mark_unreliable()
        value = scalars.resolve_plain(text) if event.implicit[0] else text
        if value is text:
            return
        if text == "<<":
            self._builder.mark_mapping_unreliable()
            self._checks.report_merge_key(event)
            return
        self._builder.mark_unreliable()
        if isinstance(value, scalars.TypeChangingScalar):
            self._checks.report_type_change(event, value)
        else:
            self._checks.report_key_not_text(event, _KINDS.get(type(value), "null"))

    def _resolve_plain(self, text: str, event: Event) -> object:
        """Return the value of a plain scalar; of a type-changing one, its text."""
        value = scalars.resolve_plain(text)
        if isinstance(value, scalars.TypeChangingScalar):
            self._builder.mark_unreliable()
            self._checks.report_type_change(event, value)
            return text
        if value is None and self._builder.key is not None:
            self._check_colon(self._builder.key, event)
        return value

    def _check_properties(self, event: Event, *, is_key: bool) -> None:
        if event.anchor is not None:
            self._anchors.setdefault(event.anchor, self._checks.report_anchor(event))
        if event.tag is not None:
            if not is_key:
                self._builder.mark_unreliable()
            self._checks.report_tag(event)

    def _check_colon(self, name: str, event: Event) -> None:
        key = self._builder.positions.at(len(self._builder.positions) - 1)
        if (event.start_mark.line, event.start_mark.column) == (key.end_line, key.end_column):
            self._builder.mark_unreliable()
            self._checks.report_missing_colon(self._source.span_at(key), name)

    def _check_quoted(self, event: Event) -> None:
        if event.start_mark.line != event.end_mark.line and event.style in _QUOTES:
            self._quote = Range(*_range(event))
        if not event.value.isascii() and any(
            "\ud800" <= character <= "\udfff" for character in event.value
        ):
            self._builder.mark_unreliable()
            self._checks.report_surrogate(event)

    def _check_blanked(self, event: Event) -> None:
        """Mark the value of a blanked entry as unreliable."""
        text = self._blanked.get(event.start_mark.line)
        if text is not None:
            self._builder.mark_unreliable()
            self._unread.setdefault(self._builder.path, text)

    def _count(self, event: Event) -> None:
        self._values += 1
        if self._values > self._most_values:
            self._checks.report_too_many_values(event)
        self._memory -= _VALUE
        if self._memory < 0:
            self._checks.report_too_dense(event)

    def _shared(self, text: str) -> str:
        """Return a text that is new; of short ones, there is one object for equal texts."""
        if len(text) > _LONGEST_SHARED:
            self._memory -= getsizeof(text)
            return text
        self._texts[text] = text
        self._memory -= getsizeof(text) + _TEXT
        return text


def _range(event: Event) -> tuple[int, int, int, int]:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column


_HANDLERS: Final[Mapping[type, Callable[[EventReader, Any], None]]] = {
    yaml.ScalarEvent: EventReader.add_scalar,
    yaml.MappingStartEvent: EventReader.begin_mapping,
    yaml.SequenceStartEvent: EventReader.begin_list,
    yaml.MappingEndEvent: EventReader.end,
    yaml.SequenceEndEvent: EventReader.end,
    yaml.AliasEvent: EventReader.add_alias,
    yaml.DocumentStartEvent: EventReader.begin_document,
    yaml.DocumentEndEvent: EventReader.skip,
    yaml.StreamStartEvent: EventReader.skip,
    yaml.StreamEndEvent: EventReader.skip,
}
