"""Explain errors in the brackets of a file: brackets, and the commas and colons inside them.

The error of a YAML parser goes in; a diagnostic at the position that has to change comes out. That
is often before the position at which the parser stopped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.terminal_text import shortened
from statserver_bindgen.yaml_source.source_text import brackets

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.yaml_source.parser_error import ParserError
    from statserver_bindgen.yaml_source.source_text import Position

CLOSING: Final = {"{": "}", "[": "]"}
"""The closing bracket of each opening one."""
OPENING: Final = {"}": "{", "]": "["}
"""The opening bracket of each closing one."""

_LAST_TOKEN: Final = re.compile(r"[^\s,\[\]{}]+(?=\s*\Z)")
_LAST_KEY: Final = re.compile(r"[,{]\s*([\w-]+)\s*\Z")
_KEY_AS_VALUE: Final = re.compile(r"[\w-]+:\s+([\w-]+)\s*\Z")
# The characters before an error that are searched: a line can be as long as a file.
_WINDOW: Final = 1_000


def explain_brackets(error: ParserError) -> Diagnostic:
    """Explain an entry in brackets that is followed by neither a comma nor the closing bracket."""
    source, opened, stop = error.source, error.start, error.stop
    bracket = source.after(opened)[:1]
    closing = CLOSING.get(bracket, bracket)
    here = source.after(stop)[:1]
    if opened[0] != stop[0]:
        if error.quote is not None and error.quote.line >= opened[0]:
            return error.at_open_quote(error.quote)
        if not source.is_closed(opened):
            return explain_open_bracket(error, opened, source.span(stop))
    related = (Related(f"the {bracket} is still open", source.span(opened, 1)),)
    if here in OPENING:
        return _wrong_closing(error, opened, here)
    key = _search_before(_KEY_AS_VALUE, error) if here == ":" else None
    if key and lacks_brace(source.after(opened)):
        return explain_lost_brace(error, (stop[0], key.start(1)))
    key = _search_before(_LAST_KEY, error) if here in CLOSING else None
    if key:
        return error.at_key_without_colon((stop[0], key.start(1)), key[1])
    token = _search_before(_LAST_TOKEN, error) if here == ":" else None
    start = (stop[0], token.start()) if token else stop
    return error.at(
        start,
        f"a comma is missing before {shortened(token[0] if token else source.token(start))}",
        f"put a comma between two entries, and {closing} after the last",
        length=len(token[0]) if token else None,
        related=related,
    )


def explain_open_bracket(error: ParserError, position: Position, *expected: Span) -> Diagnostic:
    """Explain a bracket that is not closed.

    Args:
        error: the error.
        position: the bracket.
        expected: where the parser expected the closing bracket, if that is known.
    """
    line = error.source.after(position)
    bracket, closing = line[:1], CLOSING[line[:1]]
    hint = f"add {closing} where it ends"
    if " #" in line:
        hint += "; the text after # on its line is a comment"
    message = f"expected a comma or {closing} here"
    related = tuple(Related(message, span) for span in expected)
    return error.at(position, f"this {bracket} is not closed", hint, length=1, related=related)


def _wrong_closing(error: ParserError, opened: Position, here: str) -> Diagnostic:
    """Explain a closing bracket of the other kind."""
    source = error.source
    bracket = source.after(opened)[:1]
    outer = [*brackets(source.before(opened))]
    if opened[0] != error.stop[0] or outer.count(OPENING[here]) > outer.count(here):
        related = (Related(f"the {bracket} is still open", source.span(opened, 1)),)
        message = f"expected {CLOSING[bracket]}, found {here}"
        return error.at(error.stop, message, f"close the {bracket} first", related=related)
    message = f"this {here} closes nothing"
    return error.at(error.stop, message, f"add its {OPENING[here]}, or remove it")


def explain_lost_brace(error: ParserError, position: Position) -> Diagnostic:
    """Explain a mapping in braces without the first brace, which belongs before a position."""
    key = shortened(error.source.token(position))
    return error.at(position, f"a {{ is missing before {key}", f"write {{{key}: …}}")


def lacks_brace(text: str) -> bool:
    """Return whether a text closes a brace that it does not open."""
    kinds = [*brackets(text)]
    return kinds.count("}") > kinds.count("{")


def _search_before(pattern: re.Pattern[str], error: ParserError) -> re.Match[str] | None:
    """Search a pattern in the text before the position where the parser stopped."""
    line, column = error.stop
    return pattern.search(error.source.lines[line], max(column - _WINDOW, 0), column)
