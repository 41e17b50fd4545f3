"""What is wrong where YAML can't be read on: the YAML reader's own complaint, in plain words.

What comes in: the complaint of libyaml, or of the reader in pure Python, and the file. What goes out:
a problem at the place that a person has to change, which is often before the place where the reader
stumbled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Diagnostic, Related, Span
from statserver_bindgen.display import quoted, safe

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from statserver_bindgen.page import Mark, Page
    from statserver_bindgen.positions import Place

_LAST_WORD: Final = re.compile(r"[^\s,\[\]{}]+(?=\s*\Z)")
_INDENTED_BY_TAB: Final = re.compile(r" *\t[ \t]*(?=\S)")
_CLOSING: Final = {"{": "}", "[": "]"}


class _Complaint(NamedTuple):
    """What a YAML reader says when it can't go on.

    Attributes:
        context: what it was doing, or nothing.
        began: where that began.
        text: what went wrong.
        stopped: where it went wrong.
        quote: the last quoted text that runs over several lines, if there is one.
    """

    context: str
    began: Mark
    text: str
    stopped: Mark
    quote: Place | None


def explain(page: Page, error: yaml.MarkedYAMLError, quote: Place | None) -> list[Diagnostic]:
    """Return what is wrong: one problem, or one for each line that is indented by tabs.

    Args:
        page: the file.
        error: why the YAML reader can't go on.
        quote: the last quoted text before that runs over several lines, if there is one.
    """
    stopped = error.problem_mark or error.context_mark
    began = error.context_mark or stopped
    it = _Complaint(
        error.context or "",
        (began.line, began.column) if began else (0, 0),
        error.problem or "",
        (stopped.line, stopped.column) if stopped else (0, 0),
        quote,
    )
    at_tab = page.after(it.stopped).startswith("\t") and "cannot start any token" in it.text
    if at_tab or "tab character" in it.text:
        return _tabs(page, it.stopped)
    for words, tell in _CASES:
        if any(word in it.text or word in it.context for word in words):
            return [tell(page, it)]
    return [_problem(page, it.stopped, f"this is not YAML: {safe(it.text)}")]


def _problem(  # noqa: PLR0913 - the parts of a diagnostic
    page: Page,
    mark: Mark,
    message: str,
    hint: str | None = None,
    *,
    length: int | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    span = page.span(mark, length)
    return Diagnostic("yaml-syntax", "error", message, span, hint, related)


def _tabs(page: Page, mark: Mark) -> list[Diagnostic]:
    """Tell of each line that is indented by tabs, or of the one tab at a mark that is within a line."""
    found = [
        (number, it[0].index("\t"), it.end())
        for number, line in enumerate(page.lines)
        if (it := _INDENTED_BY_TAB.match(line))
    ]
    if mark[0] not in [number for number, _, _ in found]:
        found = [(*mark, mark[1] + 1)]
    return [
        Diagnostic(
            "tab-indentation",
            "error",
            "a tab in the indentation",
            Span(page.file, number + 1, start + 1, number + 1, end + 1),
            "YAML is indented by spaces only: put spaces in the place of tabs",
        )
        for number, start, end in found
    ]


def _in_brackets(page: Page, it: _Complaint) -> Diagnostic:
    """Tell that an item of a flow mapping or list is followed by neither a comma nor the end."""
    opened, stopped = it.began, it.stopped
    bracket = page.after(opened)[:1]
    end = _CLOSING.get(bracket, bracket)
    here = page.after(stopped)[:1]
    over_lines = opened[0] != stopped[0]
    if over_lines and it.quote is not None and it.quote.line >= opened[0]:
        return _open_quote(page, it.quote)
    if over_lines and (page.after(opened)[1:].strip() or not page.after(stopped).strip()):
        comment = " #" in page.after(opened)
        return _problem(
            page,
            opened,
            f"this {bracket} is not closed",
            f"add {end} where it ends"
            + ("; what stands after # on its line is a comment" if comment else ""),
            length=1,
            related=(Related(f"a comma or {end} was expected here", page.span(stopped)),),
        )
    related = (Related(f"the {bracket} that is still open", page.span(opened, 1)),)
    if here in _CLOSING.values():
        message = f"{here} stands where {end} is needed"
        return _problem(page, stopped, message, f"close the {bracket} first", related=related)
    word = _LAST_WORD.search(page.before(stopped)) if here == ":" else None
    start = (stopped[0], word.start()) if word else stopped
    message = f"a comma is missing before {safe(word[0] if word else page.word(start))}"
    return _problem(
        page,
        start,
        message,
        f"put a comma between two entries, and {end} after the last",
        length=len(word[0]) if word else None,
        related=related,
    )


def _no_colon(page: Page, it: _Complaint) -> Diagnostic:
    start = it.began
    line = page.after(start)
    if glued := re.match(r"[^\s:'\"]+:(?=\S)", line):
        colon = (start[0], start[1] + glued.end() - 1)
        return _problem(
            page, colon, "a space is missing after the colon", "write key: value", length=1
        )
    if line.startswith("-"):
        return _no_space(page, start)
    return _problem(
        page,
        start,
        "no colon follows this key",
        "write key: value; text can't stand alone between keys, and a key stands on one line",
        length=len(line.rstrip()),
    )


def _no_space(page: Page, mark: Mark) -> Diagnostic:
    return _problem(page, mark, "a space is missing after the dash", "write - item", length=1)


def _colon(page: Page, it: _Complaint) -> Diagnostic:
    mark = it.stopped
    before = page.before(mark)
    if re.search(r":\s", before):
        return _problem(
            page,
            mark,
            "a second colon in one line",
            'put text that has ": " in it into double quotes',
            length=1,
        )
    word = before.strip()
    above = next((line for line in reversed(page.lines[: mark[0]]) if line.strip()), "")
    hint = "check the indentation of this line and the colon in the line above"
    if ":" in above:
        hint = "the line above has a value already: check the indentation of both lines"
    return _problem(
        page,
        (mark[0], len(before) - len(before.lstrip())),
        f"the key {quoted(word)} can't stand under the line above",
        hint,
        length=len(word),
    )


def _list_on_line(page: Page, it: _Complaint) -> Diagnostic:
    return _problem(
        page,
        it.stopped,
        "a list can't begin here",
        "put - on a line of its own under the key; put text that begins with - into double quotes",
        length=1,
    )


def _out_of_line(page: Page, it: _Complaint) -> Diagnostic:
    """Tell of text that neither ends nor continues the list or mapping around it."""
    mark = it.stopped
    here, before = page.after(mark), page.before(mark)
    if it.quote is not None and it.quote.end_line == mark[0]:
        return _open_quote(page, it.quote)
    if before.strip(" -"):
        if here[:1] in _CLOSING.values():
            message = f"{here[:1]} closes nothing here"
            return _problem(page, mark, message, "remove it, or add what it should close")
        hint = "put the whole text into double quotes"
        if before.rstrip().endswith("'"):
            hint = "inside '…' write '' for each ', or put the whole text into double quotes"
        elif before.rstrip().endswith('"'):
            hint = 'inside "…" write \\" for each "'
        return _problem(page, mark, "the value has ended before this", hint)
    if re.match(r"-[^\s-]", here):
        return _no_space(page, mark)
    related = (Related("what it should line up with", page.span(it.began)),)
    if mark[1] != it.began[1]:
        message = "this line lines up with nothing above it"
        return _problem(page, mark, message, "check its indentation", related=related)
    if here.startswith("-"):
        message = "a list item stands where a key is needed"
    else:
        message = "a list item is needed here"
    return _problem(page, mark, message, "check the indentation and the dashes", related=related)


def _open_quote(page: Page, quote: Place) -> Diagnostic:
    start = (quote.line, quote.column)
    return _problem(
        page,
        start,
        "this quote is not closed on its line",
        "add the closing quote",
        length=1,
        related=(
            Related(
                "the text ends only here", page.span((quote.end_line, quote.end_column - 1), 1)
            ),
        ),
    )


def _never_closed(page: Page, it: _Complaint) -> Diagnostic:
    hint = "add the closing quote"
    return _problem(page, it.began, "this quote is not closed", hint, length=1)


def _escape(page: Page, it: _Complaint) -> Diagnostic:
    line, column = it.stopped
    column = page.before((line, column + 1)).rfind("\\")
    shown = re.match(r"\\(x\w{,2}|u\w{,4}|U\w{,8}|.|$)", page.after((line, column)))
    text = shown[0] if shown else "\\"
    return _problem(
        page,
        (line, max(column, 0)),
        f"{safe(text)} is no character in double quotes",
        "write \\\\ for a backslash, or put the text into single quotes",
        length=len(text),
    )


def _bad_start(page: Page, it: _Complaint) -> Diagnostic:
    character = page.after(it.stopped)[:1]
    message = f"text can't begin with {safe(character)}"
    return _problem(page, it.stopped, message, "put it into double quotes", length=1)


def _bad_name(page: Page, it: _Complaint) -> Diagnostic:
    return _bad_start(page, it._replace(stopped=it.began))


def _no_content(page: Page, it: _Complaint) -> Diagnostic:
    here = page.after(it.stopped)[:1]
    if not here.strip():
        message = "the file ends within a list or mapping"
        return _problem(page, it.stopped, message, "add what is missing, and close the bracket")
    hint = "remove it, add the value before it, or put it into double quotes if it is text"
    return _problem(page, it.stopped, f"{safe(here)} stands where a value is needed", hint)


def _tag(page: Page, it: _Complaint) -> Diagnostic:
    word = re.match(r"\S*", page.after(it.began))
    return Diagnostic(
        "tag",
        "error",
        f"{quoted(word[0] if word else '!')} is a tag",
        page.span(it.began, len(word[0]) if word else 1),
        "remove it; put text that begins with ! into double quotes",
    )


def _block_header(page: Page, it: _Complaint) -> Diagnostic:
    hint = "begin the text on the next line; put text that begins with | or > into double quotes"
    return _problem(page, it.stopped, "nothing can stand after | or > on its line", hint)


def _after_end(page: Page, it: _Complaint) -> Diagnostic:
    message = "the document has ended before this"
    hint = "all must be one mapping: check brackets, dashes and indentation above"
    return _problem(page, it.stopped, message, hint)


def _directive(page: Page, it: _Complaint) -> Diagnostic:
    hint = "remove the line; put text that begins with % into double quotes"
    return _problem(page, it.began, "a line can't begin with %", hint, length=1)


def _question_mark(page: Page, it: _Complaint) -> Diagnostic:
    hint = "put text that begins with ? into double quotes"
    return _problem(page, it.stopped, "a ? with a space begins a key", hint, length=1)


# The first that fits tells. Each has the words of libyaml, then those of the reader in pure Python.
_CASES: Final[tuple[tuple[tuple[str, ...], Callable[[Page, _Complaint], Diagnostic]], ...]] = (
    (("',' or '}'", "',' or ']'"), _in_brackets),
    (("scanning a simple key",), _no_colon),
    (("mapping values are not allowed",), _colon),
    (("sequence entries are not allowed",), _list_on_line),
    (("mapping keys are not allowed",), _question_mark),
    (("expected key", "expected '-' indicator", "<block end>"), _out_of_line),
    (("unexpected end of stream", "unexpected document"), _never_closed),
    (("escape", "hexdecimal", "hexadecimal"), _escape),
    (("cannot start any token",), _bad_start),
    (("scanning an anchor", "scanning an alias"), _bad_name),
    (("node content",), _no_content),
    (("scanning a tag", "parsing a tag", "tag handle"), _tag),
    (("scanning a block scalar",), _block_header),
    (("document start",), _after_end),
    (("directive",), _directive),
)
