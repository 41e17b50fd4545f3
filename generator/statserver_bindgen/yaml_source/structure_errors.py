"""Explain errors in the lines of a file: colons, dashes, indentation, quotes.

The error of a YAML parser goes in; a diagnostic at the position that has to change comes out. That
is often before the position at which the parser stopped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.terminal_text import quoted
from statserver_bindgen.yaml_source.bracket_errors import (
    CLOSING,
    OPENING,
    explain_lost_brace,
    explain_open_bracket,
    lacks_brace,
)
from statserver_bindgen.yaml_source.source_text import MOST_LINES, indentation

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.parser_error import ParserError
    from statserver_bindgen.yaml_source.source_text import Position, SourceText

_DASH: Final = re.compile(r"\s*(?:- *)?")
_KEY_AND_KEY: Final = re.compile(r"\s*(?:- +)?[\w-]+: +(?=[\w-]+: )")
_NO_COLON: Final = "no colon follows this key"
_NO_SPACE: Final = "a space is missing after the colon"


def explain_key(error: ParserError) -> Diagnostic:
    """Explain a line that is neither a key with a colon nor a list item."""
    start, source = error.start, error.source
    line = source.after(start)
    if line[:1] in CLOSING and not source.is_closed(start):
        return explain_open_bracket(error, start)
    if line.startswith("-"):
        return _no_space_after_dash(error, start)
    return _no_colon(error, start)


def explain_second_colon(error: ParserError) -> Diagnostic:
    """Explain a colon where no key can be: after another one in its line, or below a value."""
    source, (line, column) = error.source, error.stop
    before = source.before(error.stop)
    if cause := _explain_entry(error) or _explain_line_above(error):
        return cause
    key_column = indentation(before)
    return error.at(
        (line, key_column),
        f"the key {quoted(before.strip())} can't be below the line above",
        "check the indentation of both lines",
        length=column - key_column,
    )


def _explain_entry(error: ParserError) -> Diagnostic | None:
    """Return the diagnostic of a fault before the second colon in the same line."""
    line, source = error.stop[0], error.source
    text, before = source.lines[line], source.before(error.stop)
    if dash := re.match(r"\s*(?=-[{\[])", before):
        return _no_space_after_dash(error, (line, dash.end()))
    if key := re.match(r"(\s*(?:- +)?)([\w-]+)\s*[{\[]", before):
        return error.at_key_without_colon((line, len(key[1])), key[2])
    if key := re.match(r"\s*(?:- +)?[\w-]+(?=:[{\[])", before):
        return error.at((line, key.end()), _NO_SPACE, "write key: value", length=1)
    if lacks_brace(text):
        first = _first_line(source, line)
        first_text = source.lines[first]
        column = _after_key(text) if first == line else _after_dash(first_text)
        return explain_lost_brace(error, (first, column))
    if re.search(r":\s", before):
        return error.at(
            error.stop,
            "a second colon in one line",
            'put each key on its own line, and text that contains ": " into double quotes',
            length=1,
        )
    return None


def explain_alignment(error: ParserError) -> Diagnostic:
    """Explain text that neither ends nor continues the list or mapping around it."""
    source, stop = error.source, error.stop
    here, before = source.after(stop), source.before(stop)
    if error.quote is not None and error.quote.end_line == stop[0]:
        return error.at_open_quote(error.quote)
    if before.strip(" -"):
        return _after_value(error)
    if re.match(r"-[^\s-]", here):
        return _no_space_after_dash(error, stop)
    return _explain_first_item(error) or _explain_line(error)


def _explain_first_item(error: ParserError) -> Diagnostic | None:
    """Return the diagnostic of the entry above if that is the one that is not aligned."""
    source, stop = error.source, error.stop
    above = source.line_above(stop[0])
    if above is None:
        return None
    above = _first_line(source, above)
    text = source.lines[above]
    if source.after(stop).startswith("- ") and text.lstrip()[0] in CLOSING:
        message = "a dash is missing before this list item"
        return error.at((above, indentation(text)), message, "write - item", length=1)
    if _is_misindented(source, above, stop[0]):
        return _misindented(error, above, stop[1])
    return None


def _explain_line(error: ParserError) -> Diagnostic:
    source, stop = error.source, error.stop
    here = source.after(stop)
    related = (Related("the list or mapping begins here", source.span(error.start)),)
    if stop[1] != error.start[1]:
        message = "the indentation matches no line above"
        hint = "align this line with the list or mapping that it belongs to"
        return error.at(stop, message, hint, related=related)
    if error.mentions("block collection", "block sequence"):
        message = "expected a list item"
    elif here.startswith("-"):
        message = "expected a key, found a list item"
    else:
        message = "this line does not continue the line above"
    return error.at(stop, message, "check the indentation and the dashes", related=related)


def _after_value(error: ParserError) -> Diagnostic:
    """Explain text after the end of a value in the same line."""
    here, before = error.source.after(error.stop), error.source.before(error.stop)
    if here[:1] in OPENING:
        message = f"{here[:1]} closes nothing"
        return error.at(error.stop, message, f"remove it, or add its {OPENING[here[0]]}")
    hint = "put the whole text into double quotes"
    if re.match(r"(?:- +)?[\w-]+:(?:\s|\Z)", here):
        hint = "put each key on its own line"
    elif before.rstrip().endswith("'"):
        hint = "inside '…' write '' for each ', or put the whole text into double quotes"
    elif before.rstrip().endswith('"'):
        hint = 'inside "…" write \\" for each "'
    return error.at(error.stop, "the value ends before this text", hint)


def _explain_line_above(error: ParserError) -> Diagnostic | None:
    """Return the diagnostic of a line above that YAML joins with this one, if it has the fault."""
    source, (line, _) = error.source, error.stop
    above = source.line_above(line)
    if above is None:
        return None
    text = source.lines[above]
    start = (above, _after_dash(text))
    content = source.after(start).rstrip()
    if content.endswith(","):
        first = _first_line(source, above)
        return explain_lost_brace(error, (first, _after_dash(source.lines[first])))
    if not re.search(r":(\s|\Z)", content):
        return _no_colon(error, start)
    if _is_misindented(source, above, line):
        return _misindented(error, above, indentation(source.lines[line]))
    return None


def _is_misindented(source: SourceText, above: int, line: int) -> bool:
    """Return whether the lines from `line` on agree in their indentation, and `above` differs."""
    expected, actual = indentation(source.lines[line]), indentation(source.lines[above])
    before = source.line_above(above)
    if before is None or indentation(source.lines[before]) >= min(actual, expected):
        return False
    agrees = False
    for text in source.lines.after(line):
        if not text.strip():
            continue
        if indentation(text) in {actual, expected}:
            return indentation(text) == expected != actual
        if indentation(text) < min(actual, expected):
            break
        agrees = True
    return expected != actual and (agrees or actual % 2 > expected % 2)


def _misindented(error: ParserError, line: int, expected: int) -> Diagnostic:
    column = indentation(error.source.lines[line])
    message = "the indentation differs from that of the next lines"
    return error.at((line, column), message, f"indent this line by {expected} spaces")


def _first_line(source: SourceText, line: int) -> int:
    """Return the first line of an entry whose lines before `line` end with commas."""
    for _ in range(MOST_LINES):
        above = source.line_above(line)
        if above is None or not source.lines[above].rstrip().endswith(","):
            break
        line = above
    return line


def _after_dash(text: str) -> int:
    match = _DASH.match(text)
    return match.end() if match else 0


def _after_key(text: str) -> int:
    """Return the column at which the value of an entry begins, if a key follows there."""
    match = _KEY_AND_KEY.match(text)
    return match.end() if match else _after_dash(text)


def _no_colon(error: ParserError, position: Position) -> Diagnostic:
    line = error.source.after(position)
    if glued := re.match(r"[^\s:'\"]+:(?=\S)", line):
        colon = (position[0], position[1] + glued.end() - 1)
        return error.at(colon, _NO_SPACE, "write key: value", length=1)
    hint = "write key: value on one line; put text over several lines into double quotes"
    return error.at(position, _NO_COLON, hint, length=len(line.rstrip()))


def _no_space_after_dash(error: ParserError, position: Position) -> Diagnostic:
    return error.at(position, "a space is missing after the dash", "write - item", length=1)
