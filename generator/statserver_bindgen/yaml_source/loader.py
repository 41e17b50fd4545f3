"""YAML events, to data, and where each part of it stands.

What comes in: the text of a file. What goes out: data of plain types, positions, and problems.
Events come one at a time and are counted as they come; nothing here calls itself, so that depth
costs no stack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from statserver_bindgen.yaml_source import scalars
from statserver_bindgen.yaml_source.builder import Builder
from statserver_bindgen.yaml_source.decoding import REPLACEMENT
from statserver_bindgen.yaml_source.events import LOADER, Event, parse
from statserver_bindgen.yaml_source.positions import Path, Place, Positions
from statserver_bindgen.yaml_source.yaml_checks import Findings, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.yaml_source.limits import Limits
    from statserver_bindgen.yaml_source.source_text import Page

_KINDS: Final[Mapping[type, str]] = {bool: "true or false", int: "a number", float: "a number"}


class Composed(NamedTuple):
    """What a text holds.

    Attributes:
        data: mappings, lists, texts, numbers, booleans and None; None where it can't be read.
        positions: where the parts of the data stand.
        problems: what is wrong.
        poisoned: paths of values that are not what was meant, so that nothing is said of them
            again.
        complete: whether the data is all that the text holds.
        unreadable: the line, from 1, to be corrected before more can be read; 0 where there is
            none.
    """

    data: Any
    positions: Positions
    problems: tuple[Diagnostic, ...]
    poisoned: frozenset[Path]
    complete: bool
    unreadable: int


class Composer:
    """Reads one text, once."""

    def __init__(
        self,
        page: Page,
        limits: Limits,
        *,
        damaged: bool = False,
        blanked: AbstractSet[int] = frozenset(),
        loader: Any = LOADER,
    ) -> None:
        """Prepare to read.

        Args:
            page: the file.
            limits: how much of it is read at most.
            damaged: whether a `�` of its text stands for what could not be decoded.
            blanked: lines, from 0, of which something was taken out.
            loader: PyYAML's loader.
        """
        self._page = page
        self._limits = limits
        self._damaged = damaged
        self._blanked = blanked
        self._loader = loader
        self._findings = Findings(page, limits)
        self._builder = Builder()
        self._words: dict[str, str] = {}
        self._anchors: dict[str, Span] = {}
        self._documents = 0
        self._values = 0
        self._quote: Place | None = None

    def compose(self) -> Composed:
        """Return what the text holds."""
        complete, unreadable = True, 0
        builder = self._builder
        event: Event | None = None
        try:
            for event in parse(self._page.text, self._loader):
                _HANDLERS[type(event)](self, event)
            if builder.data is None and not builder.poisoned:
                self._findings.empty()
        except Stop as stop:
            complete = stop.complete
        except yaml.MarkedYAMLError as error:
            complete = False
            unreadable = self._explain(error, event)
        return Composed(
            builder.data if complete else None,
            builder.positions,
            tuple(self._findings.problems),
            frozenset(builder.poisoned),
            complete,
            unreadable,
        )

    def _explain(self, error: yaml.MarkedYAMLError, last: Event | None) -> int:
        """Report why reading stopped, and return the line to be corrected; 0 at the depth limit."""
        from statserver_bindgen.yaml_source import look_ahead, syntax_errors

        levels = self._limits.depth - self._builder.depth
        withheld, cause = look_ahead.resume(
            self._page.text, error, last, levels=levels, loader=self._loader
        )
        try:
            for event in withheld:
                _HANDLERS[type(event)](self, event)
        except Stop:
            return 0
        problems = syntax_errors.explain(self._page, cause, self._quote)
        self._findings.problems += problems[: self._limits.problems]
        return problems[0].span.line

    def pass_over(self, event: Event) -> None:
        """Do nothing: the event says nothing."""

    def begin_document(self, event: Event) -> None:
        """Begin a document, the only one."""
        self._documents += 1
        if self._documents > 1:
            self._findings.second_document(event)

    def add_scalar(self, event: Event) -> None:
        """Add a key, or a value without parts."""
        self._count(event)
        text = self._words.setdefault(event.value, event.value)
        if self._builder.expects_key:
            self._look_at_properties(event, is_key=True)
            self._add_key(text, event)
            return
        self._look_at_properties(event, is_key=False)
        value: object = text
        if event.implicit[0]:
            value = self._meaning(text, event)
        else:
            self._look_at_quoted(event)
        if event.start_mark.line in self._blanked or (self._damaged and REPLACEMENT in text):
            self._builder.poison()
        if len(text) > self._limits.text:
            self._builder.poison()
            self._findings.too_long(event)
        self._builder.add(value, _place(event))

    def begin_list(self, event: Event) -> None:
        """Begin a list."""
        self._begin(event, is_mapping=False)

    def begin_mapping(self, event: Event) -> None:
        """Begin a mapping."""
        self._begin(event, is_mapping=True)

    def end(self, event: Event) -> None:
        """End a list or a mapping."""
        self._builder.end((event.end_mark.line, event.end_mark.column))

    def add_alias(self, event: Event) -> None:
        """Add nothing in the place of an alias."""
        self._count(event)
        if self._builder.key != "<<":
            self._findings.alias(event, self._anchors.get(event.anchor or ""))
        if self._builder.expects_key:
            self._builder.pass_over_key()
        else:
            self._builder.poison()
            self._builder.add(None, _place(event))

    def _begin(self, event: Event, *, is_mapping: bool) -> None:
        self._count(event)
        if self._builder.depth >= self._limits.depth:
            self._findings.too_deep(event)
        is_key = self._builder.expects_key
        self._look_at_properties(event, is_key=is_key)
        if is_key:
            self._findings.key_not_text(event, "a mapping" if is_mapping else "a list")
            self._builder.pass_over_key()
        start, is_flow = event.start_mark, bool(event.flow_style)
        mark = (start.line, start.column)
        self._builder.begin(mark, is_mapping=is_mapping, is_flow=is_flow, is_key=is_key)

    def _add_key(self, text: str, event: Event) -> None:
        first = self._builder.add_key(text, _place(event))
        if first is not None:
            self._findings.duplicate_key(event, self._page.span_at(first))
            return
        if self._damaged and REPLACEMENT in text:
            self._builder.poison()
        meaning = scalars.plain(text) if event.implicit[0] else text
        if meaning is text:
            return
        if text == "<<":
            self._builder.poison_around()
            self._findings.merge_key(event)
            return
        self._builder.poison()
        if isinstance(meaning, scalars.Changing):
            self._findings.changing(event, meaning)
        else:
            self._findings.key_not_text(event, _KINDS.get(type(meaning), "nothing"))

    def _meaning(self, text: str, event: Event) -> object:
        """Return what a word without quotes means; what changes its type stays as it is written."""
        meaning = scalars.plain(text)
        if isinstance(meaning, scalars.Changing):
            self._builder.poison()
            self._findings.changing(event, meaning)
            return text
        if meaning is None and self._builder.key is not None:
            self._look_for_colon(self._builder.key, event)
        return meaning

    def _look_at_properties(self, event: Event, *, is_key: bool) -> None:
        if event.anchor is not None:
            self._anchors.setdefault(event.anchor, self._findings.anchor(event))
        if event.tag is not None:
            if not is_key:
                self._builder.poison()
            self._findings.tag(event)

    def _look_for_colon(self, name: str, event: Event) -> None:
        key = self._builder.positions.at(len(self._builder.positions) - 1)
        if (event.start_mark.line, event.start_mark.column) == (key.end_line, key.end_column):
            self._builder.poison()
            self._findings.no_colon(self._page.span_at(key), name)

    def _look_at_quoted(self, event: Event) -> None:
        if event.style in {"'", '"'} and event.start_mark.line != event.end_mark.line:
            self._quote = Place(*_place(event))
        if not event.value.isascii() and any("\ud800" <= it <= "\udfff" for it in event.value):
            self._builder.poison()
            self._findings.half_character(event)

    def _count(self, event: Event) -> None:
        self._values += 1
        if self._values > self._limits.values:
            self._findings.too_many_values(event)


def _place(event: Event) -> tuple[int, int, int, int]:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column


_HANDLERS: Final[Mapping[type, Callable[[Composer, Any], None]]] = {
    yaml.ScalarEvent: Composer.add_scalar,
    yaml.MappingStartEvent: Composer.begin_mapping,
    yaml.SequenceStartEvent: Composer.begin_list,
    yaml.MappingEndEvent: Composer.end,
    yaml.SequenceEndEvent: Composer.end,
    yaml.AliasEvent: Composer.add_alias,
    yaml.DocumentStartEvent: Composer.begin_document,
    yaml.DocumentEndEvent: Composer.pass_over,
    yaml.StreamStartEvent: Composer.pass_over,
    yaml.StreamEndEvent: Composer.pass_over,
}
