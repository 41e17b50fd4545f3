"""Explain errors in the structure of a file: brackets, commas, colons, dashes, indentation, quotes.

The error of a YAML parser goes in; a diagnostic at the position that has to change comes out. That
is often before the position at which the parser stopped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.yaml import YAML_SYNTAX
from statserver_bindgen.terminal_text import quoted, safe
from statserver_bindgen.yaml_source.source_text import brackets, indentation

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic, Span
    from statserver_bindgen.yaml_source.positions import Range
    from statserver_bindgen.yaml_source.source_text import Position, SourceText

_LAST_TOKEN: Final = re.compile(r"[^\s,\[\]{}]+(?=\s*\Z)")
_CLOSING: Final = {"{": "}", "[": "]"}
_OPENING: Final = {"}": "{", "]": "["}
_DASH: Final = re.compile(r"\s*(?:- *)?")
_KEY_AND_KEY: Final = re.compile(r"\s*(?:- +)?[\w-]+: +(?=[\w-]+: )")
_NO_COLON: Final = "no colon follows this key"
_NO_SPACE: Final = "a space is missing after the colon"


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


def explain_brackets(error: ParserError) -> Diagnostic:
    """Explain an entry in brackets that is followed by neither a comma nor the closing bracket."""
    source, opened, stop = error.source, error.start, error.stop
    bracket = source.after(opened)[:1]
    closing = _CLOSING.get(bracket, bracket)
    here, before = source.after(stop)[:1], source.before(stop)
    if opened[0] != stop[0]:
        if error.quote is not None and error.quote.line >= opened[0]:
            return _open_quote(error, error.quote)
        if not source.is_closed(opened):
            return explain_open_bracket(error, opened, source.span(stop))
    related = (Related(f"the {bracket} is still open", source.span(opened, 1)),)
    if here in _OPENING:
        return _wrong_closing(error, opened, here)
    key = re.search(r"[\w-]+:\s+([\w-]+)\s*\Z", before) if here == ":" else None
    if key and _lacks_opening(source.after(opened)):
        return _no_opening(error, (stop[0], key.start(1)))
    key = re.search(r"[,{]\s*([\w-]+)\s*\Z", before) if here in _CLOSING else None
    if key:
        return _key_without_colon(error, (stop[0], key.start(1)), key[1])
    token = _LAST_TOKEN.search(before) if here == ":" else None
    start = (stop[0], token.start()) if token else stop
    return error.at(
        start,
        f"a comma is missing before {safe(token[0] if token else source.token(start))}",
        f"put a comma between two entries, and {closing} after the last",
        length=len(token[0]) if token else None,
        related=related,
    )


def explain_key(error: ParserError) -> Diagnostic:
    """Explain a line that is neither a key with a colon nor a list item."""
    start, source = error.start, error.source
    line = source.after(start)
    if line[:1] in _CLOSING and not source.is_closed(start):
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
        return _key_without_colon(error, (line, len(key[1])), key[2])
    if key := re.match(r"\s*(?:- +)?[\w-]+(?=:[{\[])", before):
        return error.at((line, key.end()), _NO_SPACE, "write key: value", length=1)
    if _lacks_opening(text):
        first = _first_line(source, line)
        first_text = source.lines[first]
        column = _after_key(text) if first == line else _after_dash(first_text)
        return _no_opening(error, (first, column))
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
        return _open_quote(error, error.quote)
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
    if source.after(stop).startswith("- ") and text.lstrip()[0] in _CLOSING:
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
    if here[:1] in _OPENING:
        message = f"{here[:1]} closes nothing"
        return error.at(error.stop, message, f"remove it, or add its {_OPENING[here[0]]}")
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
        return _no_opening(error, (first, _after_dash(source.lines[first])))
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
    for text in source.lines[line + 1 :]:
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


def explain_open_bracket(error: ParserError, position: Position, *expected: Span) -> Diagnostic:
    """Explain a bracket that is not closed.

    Args:
        error: the error.
        position: the bracket.
        expected: where the parser expected the closing bracket, if that is known.
    """
    line = error.source.after(position)
    bracket, closing = line[:1], _CLOSING[line[:1]]
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
    if opened[0] != error.stop[0] or outer.count(_OPENING[here]) > outer.count(here):
        related = (Related(f"the {bracket} is still open", source.span(opened, 1)),)
        message = f"expected {_CLOSING[bracket]}, found {here}"
        return error.at(error.stop, message, f"close the {bracket} first", related=related)
    message = f"this {here} closes nothing"
    return error.at(error.stop, message, f"add its {_OPENING[here]}, or remove it")


def _no_opening(error: ParserError, position: Position) -> Diagnostic:
    key = error.source.token(position)
    return error.at(position, f"a {{ is missing before {safe(key)}", f"write {{{safe(key)}: …}}")


def _lacks_opening(text: str) -> bool:
    kinds = [*brackets(text)]
    return kinds.count("}") > kinds.count("{")


def _first_line(source: SourceText, line: int) -> int:
    """Return the first line of an entry whose lines before `line` end with commas."""
    above = source.line_above(line)
    while above is not None and source.lines[above].rstrip().endswith(","):
        line, above = above, source.line_above(above)
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


def _key_without_colon(error: ParserError, position: Position, key: str) -> Diagnostic:
    message = f"no colon follows the key {quoted(key)}"
    return error.at(position, message, "write key: value", length=len(key))


def _no_space_after_dash(error: ParserError, position: Position) -> Diagnostic:
    return error.at(position, "a space is missing after the dash", "write - item", length=1)


def _open_quote(error: ParserError, quote: Range) -> Diagnostic:
    start = (quote.line, quote.column)
    end = error.source.span((quote.end_line, quote.end_column - 1), 1)
    related = (Related("the text ends here", end),)
    message = "this quote is not closed on its line"
    return error.at(start, message, "add the closing quote", length=1, related=related)
