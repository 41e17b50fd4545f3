"""What is wrong where YAML can't be read on: the YAML reader's own complaint, in plain words.

What comes in: the error of libyaml, or of the reader in pure Python, and the file. What goes out: a
problem at the place that a person has to change, which is often before the place where the reader
stumbled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.rules.yaml import TAB_INDENTATION, TAG
from statserver_bindgen.terminal_text import quoted, safe
from statserver_bindgen.yaml_source import structure_errors
from statserver_bindgen.yaml_source.parser_error import Complaint, complaint

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.positions import Place
    from statserver_bindgen.yaml_source.source_text import Page


def explain(page: Page, error: yaml.MarkedYAMLError, quote: Place | None) -> list[Diagnostic]:
    """Return what is wrong: one problem, or one for each line that is indented by tabs.

    Args:
        page: the file.
        error: why the YAML reader can't go on.
        quote: the last quoted text before that runs over several lines, if there is one.
    """
    it = complaint(page, error, quote)
    at_tab = page.after(it.stopped).startswith("\t") and it.says("cannot start any token")
    if at_tab or it.says("tab character"):
        return _tabs(it)
    for plain in _PLAIN:
        if it.says(*plain.words):
            mark = it.began if plain.at_begin else it.stopped
            return [it.problem(mark, plain.message, plain.hint, length=1)]
    for words, tell in _CASES:
        if it.says(*words):
            return [tell(it)]
    return [it.problem(it.stopped, f"this is not YAML: {safe(it.text)}")]


def _tabs(it: Complaint) -> list[Diagnostic]:
    """Tell of each line that is indented by tabs, or of the one tab that is within a line."""
    found = it.page.indented_by_tabs()
    if it.stopped[0] + 1 not in [span.line for span in found]:
        found = [it.page.span(it.stopped, 1)]
    hint = "YAML is indented by spaces only: put spaces in the place of tabs"
    return [
        TAB_INDENTATION.at(
            span,
            "a tab in the indentation",
            hint,
        )
        for span in found
    ]


def _escape(it: Complaint) -> Diagnostic:
    line, column = it.stopped
    column = it.page.before((line, column + 1)).rfind("\\")
    shown = re.match(r"\\(x\w{,2}|u\w{,4}|U\w{,8}|.|$)", it.page.after((line, column)))
    text = shown[0] if shown else "\\"
    return it.problem(
        (line, max(column, 0)),
        f"{safe(text)} is no character in double quotes",
        "write \\\\ for a backslash, or put the text into single quotes",
        length=len(text),
    )


def _bad_start(it: Complaint) -> Diagnostic:
    character = safe(it.page.after(it.began)[:1])
    hint = "put it into double quotes"
    return it.problem(it.began, f"text can't begin with {character}", hint, length=1)


def _no_content(it: Complaint) -> Diagnostic:
    here = it.page.after(it.stopped)[:1]
    if not here.strip():
        message = "the file ends within a list or mapping"
        return it.problem(it.stopped, message, "add what is missing, and close the bracket")
    hint = "remove it, add the value before it, or put it into double quotes if it is text"
    return it.problem(it.stopped, f"{safe(here)} stands where a value is needed", hint)


def _tag(it: Complaint) -> Diagnostic:
    word = re.match(r"\S*", it.page.after(it.began))
    return TAG.at(
        it.page.span(it.began, len(word[0]) if word else 1),
        f"{quoted(word[0] if word else '!')} is a tag",
        "remove it; put text that begins with ! into double quotes",
    )


class _Plain(NamedTuple):
    """A complaint that is always told in the same words.

    Attributes:
        words: what the YAML reader says.
        message: what is wrong.
        hint: what to do.
        at_begin: whether that is where the reader began, not where it stopped.
    """

    words: tuple[str, ...]
    message: str
    hint: str
    at_begin: bool = False


# Each has the words of libyaml, then those of the reader in pure Python. The first that fits tells.
_PLAIN: Final = (
    _Plain(
        ("sequence entries are not allowed",),
        "a list can't begin here",
        "put - on a line of its own under the key; put text that begins with - into double quotes",
    ),
    _Plain(
        ("found unexpected ':'",),
        "a space is missing after the colon",
        "write key: value; put text that has a colon in it into double quotes",
    ),
    _Plain(
        ("mapping keys are not allowed",),
        "a ? with a space begins a key",
        "put text that begins with ? into double quotes",
    ),
    _Plain(
        ("unexpected end of stream", "unexpected document"),
        "this quote is not closed",
        "add the closing quote",
        at_begin=True,
    ),
    _Plain(
        ("scanning a block scalar",),
        "nothing can stand after | or > on its line",
        "begin the text on the next line; put text that begins with | or > into double quotes",
    ),
    _Plain(
        ("document start",),
        "the document has ended before this",
        "all must be one mapping: check brackets, dashes and indentation above",
    ),
    _Plain(
        ("scanning a directive",),
        "a line can't begin with %",
        "remove the line; put text that begins with % into double quotes",
        at_begin=True,
    ),
)
_CASES: Final[tuple[tuple[tuple[str, ...], Callable[[Complaint], Diagnostic]], ...]] = (
    (("',' or '}'", "',' or ']'"), structure_errors.in_brackets),
    (("scanning a simple key",), structure_errors.no_colon),
    (("mapping values are not allowed",), structure_errors.second_colon),
    (("expected key", "expected '-' indicator", "<block end>"), structure_errors.out_of_line),
    (("escape", "hexdecimal", "hexadecimal"), _escape),
    (("cannot start any token", "scanning an anchor", "scanning an alias"), _bad_start),
    (("node content",), _no_content),
    (("scanning a tag", "parsing a tag", "tag handle"), _tag),
)
