"""Checks of YAML that parsers accept and this tool rejects, because it is not what it looks like.

Events go in; diagnostics come out, up to a limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Related, Span
from statserver_bindgen.rules.yaml import (
    ALIAS,
    ANCHOR,
    DUPLICATE_KEY,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    MERGE_KEY,
    MULTIPLE_DOCUMENTS,
    TAG,
    TOO_DEEP,
    TOO_LONG_TEXT,
    TOO_MANY_PROBLEMS,
    TOO_MANY_VALUES,
    TYPE_CHANGING_SCALAR,
    YAML_SYNTAX,
)
from statserver_bindgen.terminal_text import quoted, shortened

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic, Rule
    from statserver_bindgen.yaml_source.events import Event
    from statserver_bindgen.yaml_source.limits import Limits
    from statserver_bindgen.yaml_source.scalars import TypeChangingScalar
    from statserver_bindgen.yaml_source.source_text import SourceText


_TAG: Final = re.compile(r"!\S*")


class StopReading(Exception):  # noqa: N818 - control flow, not an error
    """Reading can't continue.

    Attributes:
        complete: whether the data read so far is the whole document.
    """

    def __init__(self, *, complete: bool = False) -> None:
        super().__init__()
        self.complete = complete


class YamlChecks:
    """The checks of one file.

    Attributes:
        source: the file.
        diagnostics: the diagnostics so far.
    """

    def __init__(self, source: SourceText, limits: Limits) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._limits = limits

    def report(
        self, rule: Rule, span: Span, message: str, hint: str, related: tuple[Related, ...] = ()
    ) -> None:
        """Add a diagnostic.

        Raises:
            StopReading: there are too many.
        """
        self.diagnostics.append(rule.at(span, message, hint, related=related))
        if len(self.diagnostics) > self._limits.problems:
            self.diagnostics.append(TOO_MANY_PROBLEMS.at(span, "the rest is not read"))
            raise StopReading

    def report_empty_file(self) -> None:
        """Report that the file has no content."""
        is_blank = not self.source.text.strip()
        message = "the file is empty" if is_blank else "the file contains only comments"
        self.report(
            EMPTY_FILE,
            Span(self.source.file, 1, 1, 1, 1),
            message,
            "write the sections that the schema requires",
        )
        raise StopReading

    def report_second_document(self, event: Event) -> None:
        """Report the start of a second document, and stop."""
        self.report(
            MULTIPLE_DOCUMENTS,
            self.source.span_of(event),
            "a second document begins here",
            "remove this line, or move the second document to another file",
        )
        raise StopReading(complete=True)

    def report_too_deep(self, event: Event) -> None:
        """Report a list or mapping that exceeds the depth limit, and stop."""
        self.report(
            TOO_DEEP,
            self.source.span_of(event),
            f"lists and mappings are nested more than {self._limits.depth} levels deep",
            "check brackets and indentation: no spec needs so many levels",
        )
        raise StopReading

    def report_too_many_values(self, event: Event) -> None:
        """Report a key or value that exceeds the limit, and stop."""
        self.report(
            TOO_MANY_VALUES,
            self.source.span_of(event),
            f"the file has more than {self._limits.values:,} keys and values",
            "split the file",
        )
        raise StopReading

    def report_too_dense(self, event: Event) -> None:
        """Report a key or value that exceeds the limit for the size of the file, and stop."""
        self.report(
            TOO_MANY_VALUES,
            self.source.span_of(event),
            "the file has too many lists, mappings and short values for its size",
            "split the file, or check its path",
        )
        raise StopReading

    def report_too_long(self, event: Event) -> None:
        """Report a text that exceeds the limit."""
        self.report(
            TOO_LONG_TEXT,
            self.source.span_of(event),
            f"the text has {len(event.value)} characters; at most {self._limits.text} are read",
            "shorten the text, or add its closing quote",
        )

    def report_anchor(self, event: Event) -> Span:
        """Report an anchor, and return its span."""
        span = self._property_span(event, f"&{event.anchor}")
        self.report(
            ANCHOR,
            span,
            f"&{shortened(event.anchor or '')} is an anchor",
            "remove it and write values out; put text that begins with & into double quotes",
        )
        return span

    def report_alias(self, event: Event, anchor: Span | None) -> None:
        """Report an alias."""
        self.report(
            ALIAS,
            self.source.span_of(event),
            f"*{shortened(event.anchor or '')} is an alias of another value",
            "write the value out; put text that begins with * into double quotes",
            () if anchor is None else (Related("its anchor is here", anchor),),
        )

    def report_tag(self, event: Event) -> None:
        """Report a tag."""
        line = self.source.lines[event.start_mark.line]
        match = _TAG.search(line, event.start_mark.column)
        tag = match[0] if match else "!"
        self.report(
            TAG,
            self._property_span(event, tag),
            f"{quoted(tag)} is a tag, which changes the type of a value",
            "remove it; put text that begins with ! into double quotes",
        )

    def report_duplicate_key(self, event: Event, first: Span) -> None:
        """Report the second of two equal keys of a mapping."""
        self.report(
            DUPLICATE_KEY,
            self.source.span_of(event),
            f"duplicate key {quoted(event.value)}",
            "keep one of the two",
            (Related("the first one is here", first),),
        )

    def report_merge_key(self, event: Event) -> None:
        """Report a merge key."""
        self.report(
            MERGE_KEY,
            self.source.span_of(event),
            "<< merges another mapping into this one",
            "write the keys out",
        )

    def report_key_not_text(self, event: Event, kind: str) -> None:
        """Report a key that is a number, a list, or another value but text."""
        self.report(
            KEY_NOT_TEXT,
            self.source.span_of(event),
            f"this key is {kind}, not text",
            "put it into double quotes if it is text",
        )

    def report_type_change(self, event: Event, scalar: TypeChangingScalar) -> None:
        """Report a plain scalar that YAML parsers convert."""
        hint = f"write {quoted(scalar.text)} if it is text"
        if scalar.replacement is not None:
            hint = f"write {scalar.replacement}, or {quoted(scalar.text)} if it is text"
        message = f"{shortened(scalar.text)} without quotes is {scalar.result}"
        self.report(TYPE_CHANGING_SCALAR, self.source.span_of(event), message, hint)

    def report_missing_colon(self, key: Span, text: str) -> None:
        """Report a key in braces without a colon, which YAML reads as a key without a value."""
        before, colon, after = text.partition(":")
        if colon and after:
            message = "a space is missing after the colon"
            hint = f"write {shortened(f'{before}: {after}')}"
        else:
            message = f"no colon follows the key {quoted(text)}"
            hint = "write key: value, and a comma between two entries"
        self.report(YAML_SYNTAX, key, message, hint)

    def report_surrogate(self, event: Event) -> None:
        """Report an escape of half a character; libyaml rejects these itself."""
        self.report(
            YAML_SYNTAX,
            self.source.span_of(event),
            "an escape in this text is half a character",
            "write the character itself, or its full escape, e.g. \\U0001f600",
        )

    def _property_span(self, event: Event, text: str) -> Span:
        """Return the span of a tag or anchor, which is at the start of an event or after it."""
        mark = event.start_mark
        column = max(self.source.lines[mark.line].find(text, mark.column), mark.column)
        line, start = mark.line + 1, column + 1
        return Span(self.source.file, line, start, line, start + len(text))
