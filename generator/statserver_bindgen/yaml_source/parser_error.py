"""The error of a YAML parser, libyaml or PyYAML's own, in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.yaml import YAML_SYNTAX
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.positions import Range
    from statserver_bindgen.yaml_source.source_text import Position, SourceText


class ParserError(NamedTuple):
    """The error of a YAML parser, libyaml or PyYAML's own.

    Attributes:
        source: the file.
        context: what the parser was reading, or an empty text.
        start: where that begins.
        problem: the problem.
        stop: where the parser stopped.
        quote: the last text in quotes over several lines, or None.
    """

    source: SourceText
    context: str
    start: Position
    problem: str
    stop: Position
    quote: Range | None

    def mentions(self, *phrases: str) -> bool:
        """Return whether the message of the parser contains one of these phrases."""
        return any(phrase in self.problem or phrase in self.context for phrase in phrases)

    def at(
        self,
        position: Position,
        message: str,
        hint: str | None = None,
        *,
        length: int | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """Return a diagnostic at the token at a position, or at a span with a length."""
        span = self.source.span(position, length)
        return YAML_SYNTAX.at(span, message, hint, related=related)

    def at_key_without_colon(self, position: Position, key: str) -> Diagnostic:
        """Return a diagnostic at a key without a colon."""
        message = f"no colon follows the key {quoted(key)}"
        return self.at(position, message, "write key: value", length=len(key))

    def at_open_quote(self, quote: Range) -> Diagnostic:
        """Return a diagnostic at the start of a text in quotes that ends at a later line."""
        end = self.source.span((quote.end_line, quote.end_column - 1), 1)
        related = (Related("the text ends here", end),)
        message = "this quote is not closed on its line"
        start = (quote.line, quote.column)
        return self.at(start, message, "add the closing quote", length=1, related=related)
