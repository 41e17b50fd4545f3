"""Explain why a YAML parser stopped.

The error of libyaml, or of PyYAML's own parser, goes in; a diagnostic at the position that has to
change comes out. `bracket_errors` and `structure_errors` explain errors in the structure of the
file.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.rules.yaml import TAB_INDENTATION, TAG
from statserver_bindgen.terminal_text import quoted, safe
from statserver_bindgen.yaml_source import bracket_errors, structure_errors
from statserver_bindgen.yaml_source.parser_error import ParserError

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.positions import Range
    from statserver_bindgen.yaml_source.source_text import SourceText


def explain(
    source: SourceText, error: yaml.MarkedYAMLError, quote: Range | None, most: int
) -> list[Diagnostic]:
    """Return one diagnostic, or one for each line that is indented with tabs.

    Args:
        source: the file.
        error: the error of the parser.
        quote: the last text in quotes over several lines before it, or None.
        most: the largest number of diagnostics.
    """
    cause = _parser_error(source, error, quote)
    is_tab = source.after(cause.stop).startswith("\t") and cause.mentions("cannot start any token")
    if is_tab or cause.mentions("tab character"):
        return _explain_tabs(cause, most)
    for fixed in _FIXED:
        if cause.mentions(*fixed.phrases):
            position = cause.start if fixed.at_start else cause.stop
            return [cause.at(position, fixed.message, fixed.hint, length=1)]
    for phrases, explain_case in _CASES:
        if cause.mentions(*phrases):
            return [explain_case(cause)]
    return [cause.at(cause.stop, f"invalid YAML: {safe(cause.problem)}")]


def _parser_error(
    source: SourceText, error: yaml.MarkedYAMLError, quote: Range | None
) -> ParserError:
    stop = error.problem_mark or error.context_mark
    start = error.context_mark or stop
    return ParserError(
        source,
        error.context or "",
        (start.line, start.column) if start else (0, 0),
        error.problem or "",
        (stop.line, stop.column) if stop else (0, 0),
        quote,
    )


def _explain_tabs(error: ParserError, most: int) -> list[Diagnostic]:
    """Report each line that is indented with tabs, or the one tab within a line."""
    source = error.source
    spans = source.tab_indentations()
    if not source.is_indented_by_tabs(error.stop[0]):
        spans = iter([source.span(error.stop, 1)])
    hint = "replace tabs by spaces"
    return [
        TAB_INDENTATION.at(span, "a tab in the indentation", hint) for span in islice(spans, most)
    ]


def _explain_escape(error: ParserError) -> Diagnostic:
    line, column = error.stop
    column = error.source.before((line, column + 1)).rfind("\\")
    match = re.match(r"\\(x\w{,2}|u\w{,4}|U\w{,8}|.|$)", error.source.after((line, column)))
    escape = match[0] if match else "\\"
    return error.at(
        (line, max(column, 0)),
        f"{safe(escape)} is not a valid escape",
        "write \\\\ for a backslash, or put the text into single quotes",
        length=len(escape),
    )


def _explain_first_character(error: ParserError) -> Diagnostic:
    character = safe(error.source.after(error.start)[:1])
    hint = "put it into double quotes"
    return error.at(error.start, f"text can't begin with {character}", hint, length=1)


def _explain_missing_value(error: ParserError) -> Diagnostic:
    source, stop = error.source, error.stop
    here = source.after(stop)[:1]
    if not here.strip():
        message = "the file ends within a list or mapping"
        return error.at(stop, message, "add the missing part, and close the bracket")
    above = source.line_above(stop[0])
    if above is not None and not source.before(stop).strip():
        line = source.lines[above].rstrip()
        opened = (above, len(line) - 1)
        if line[-1] in "[{" and not source.is_closed(opened):
            return bracket_errors.explain_open_bracket(error, opened, source.span(stop))
    hint = "remove it, add the value before it, or put it into double quotes if it is text"
    return error.at(stop, f"expected a value, found {safe(here)}", hint)


def _explain_tag(error: ParserError) -> Diagnostic:
    match = re.match(r"\S*", error.source.after(error.start))
    tag = match[0] if match else "!"
    return TAG.at(
        error.source.span(error.start, len(tag)),
        f"{quoted(tag)} is a tag, which changes the type of a value",
        "remove it; put text that begins with ! into double quotes",
    )


class _FixedMessage(NamedTuple):
    """An error with a message that depends on nothing else.

    Attributes:
        phrases: phrases of the parser's message.
        message: the message of the diagnostic.
        hint: its hint.
        at_start: whether it is at the start of what the parser was reading, not where it stopped.
    """

    phrases: tuple[str, ...]
    message: str
    hint: str
    at_start: bool = False


# The phrases are those of libyaml, then those of PyYAML's own parser. The first match counts.
_FIXED: Final = (
    _FixedMessage(
        ("sequence entries are not allowed",),
        "a list can't begin here",
        "put - on a line of its own under the key; put text that begins with - into double quotes",
    ),
    _FixedMessage(
        ("found unexpected ':'",),
        "a space is missing after the colon",
        "write key: value; put text that contains a colon into double quotes",
    ),
    _FixedMessage(
        ("mapping keys are not allowed",),
        "a ? with a space begins a key",
        "put text that begins with ? into double quotes",
    ),
    _FixedMessage(
        ("unexpected end of stream", "unexpected document"),
        "this quote is not closed",
        "add the closing quote",
        at_start=True,
    ),
    _FixedMessage(
        ("scanning a block scalar",),
        "unexpected text after | or >",
        "begin the text on the next line; put text that begins with | or > into double quotes",
    ),
    _FixedMessage(
        ("document start",),
        "the document ends before this text",
        "check brackets, dashes and indentation above: a file is one mapping",
    ),
    _FixedMessage(
        ("scanning a directive",),
        "a line can't begin with %",
        "remove the line; put text that begins with % into double quotes",
        at_start=True,
    ),
)
_CASES: Final[tuple[tuple[tuple[str, ...], Callable[[ParserError], Diagnostic]], ...]] = (
    (("',' or '}'", "',' or ']'"), bracket_errors.explain_brackets),
    (("scanning a simple key",), structure_errors.explain_key),
    (("mapping values are not allowed",), structure_errors.explain_second_colon),
    (("expected key", "expected '-' indicator", "<block end>"), structure_errors.explain_alignment),
    (("escape", "hexdecimal", "hexadecimal"), _explain_escape),
    (
        ("cannot start any token", "scanning an anchor", "scanning an alias"),
        _explain_first_character,
    ),
    (("node content",), _explain_missing_value),
    (("scanning a tag", "parsing a tag", "tag handle"), _explain_tag),
)
