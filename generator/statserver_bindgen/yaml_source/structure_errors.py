"""What is wrong with how a file is put together: brackets, commas, colons, dashes, quotes.

What comes in: a complaint of a YAML reader. What goes out: a diagnostic at the place to be changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Diagnostic, Related
from statserver_bindgen.terminal_text import quoted, safe

if TYPE_CHECKING:
    from statserver_bindgen.yaml_source.parser_error import Complaint
    from statserver_bindgen.yaml_source.positions import Place
    from statserver_bindgen.yaml_source.source_text import Mark

_LAST_WORD: Final = re.compile(r"[^\s,\[\]{}]+(?=\s*\Z)")
_CLOSING: Final = {"{": "}", "[": "]"}


def in_brackets(it: Complaint) -> Diagnostic:
    """Tell that an item of a flow mapping or list is followed by neither a comma nor the end."""
    opened, stopped = it.began, it.stopped
    bracket = it.page.after(opened)[:1]
    end = _CLOSING.get(bracket, bracket)
    here = it.page.after(stopped)[:1]
    over_lines = opened[0] != stopped[0]
    if over_lines and it.quote is not None and it.quote.line >= opened[0]:
        return _open_quote(it, it.quote)
    if over_lines and (it.page.after(opened)[1:].strip() or not it.page.after(stopped).strip()):
        comment = " #" in it.page.after(opened)
        return it.problem(
            opened,
            f"this {bracket} is not closed",
            f"add {end} where it ends"
            + ("; what stands after # on its line is a comment" if comment else ""),
            length=1,
            related=(Related(f"a comma or {end} was expected here", it.page.span(stopped)),),
        )
    related = (Related(f"the {bracket} that is still open", it.page.span(opened, 1)),)
    if here in _CLOSING.values():
        message = f"{here} stands where {end} is needed"
        return it.problem(stopped, message, f"close the {bracket} first", related=related)
    word = _LAST_WORD.search(it.page.before(stopped)) if here == ":" else None
    start = (stopped[0], word.start()) if word else stopped
    message = f"a comma is missing before {safe(word[0] if word else it.page.word(start))}"
    return it.problem(
        start,
        message,
        f"put a comma between two entries, and {end} after the last",
        length=len(word[0]) if word else None,
        related=related,
    )


def no_colon(it: Complaint) -> Diagnostic:
    """Tell of a line that should be a key and is none."""
    start = it.began
    line = it.page.after(start)
    if glued := re.match(r"[^\s:'\"]+:(?=\S)", line):
        colon = (start[0], start[1] + glued.end() - 1)
        message = "a space is missing after the colon"
        return it.problem(colon, message, "write key: value", length=1)
    if line.startswith("-"):
        return _no_space(it, start)
    return it.problem(
        start,
        "no colon follows this key",
        "write key: value; text can't stand alone between keys, and a key stands on one line",
        length=len(line.rstrip()),
    )


def _no_space(it: Complaint, mark: Mark) -> Diagnostic:
    return it.problem(mark, "a space is missing after the dash", "write - item", length=1)


def second_colon(it: Complaint) -> Diagnostic:
    """Tell of a colon where no key can stand: behind another one, or under a value."""
    mark = it.stopped
    before = it.page.before(mark)
    if key := re.match(r"(\s*(?:- +)?)([\w-]+)\s*[{\[]", before):
        return it.problem(
            (mark[0], len(key[1])),
            f"no colon follows the key {quoted(key[2])}",
            "write key: value",
            length=len(key[2]),
        )
    if re.search(r":\s", before):
        return it.problem(
            mark,
            "a second colon in one line",
            'put text that has ": " in it into double quotes',
            length=1,
        )
    word = before.strip()
    above = next((line for line in reversed(it.page.lines[: mark[0]]) if line.strip()), "")
    hint = "check the indentation of this line and the colon in the line above"
    if ":" in above:
        hint = "the line above has a value already: check the indentation of both lines"
    return it.problem(
        (mark[0], len(before) - len(before.lstrip())),
        f"the key {quoted(word)} can't stand under the line above",
        hint,
        length=len(word),
    )


def out_of_line(it: Complaint) -> Diagnostic:
    """Tell of text that neither ends nor continues the list or mapping around it."""
    mark = it.stopped
    here, before = it.page.after(mark), it.page.before(mark)
    if it.quote is not None and it.quote.end_line == mark[0]:
        return _open_quote(it, it.quote)
    if before.strip(" -"):
        if here[:1] in _CLOSING.values():
            message = f"{here[:1]} closes nothing here"
            return it.problem(mark, message, "remove it, or add what it should close")
        hint = "put the whole text into double quotes"
        if before.rstrip().endswith("'"):
            hint = "inside '…' write '' for each ', or put the whole text into double quotes"
        elif before.rstrip().endswith('"'):
            hint = 'inside "…" write \\" for each "'
        return it.problem(mark, "the value has ended before this", hint)
    if re.match(r"-[^\s-]", here):
        return _no_space(it, mark)
    related = (Related("what it should line up with", it.page.span(it.began)),)
    if mark[1] != it.began[1]:
        message = "this line lines up with nothing above it"
        return it.problem(mark, message, "check its indentation", related=related)
    if it.says("block collection", "block sequence"):
        message = "a list item is needed here"
    elif here.startswith("-"):
        message = "a list item stands where a key is needed"
    else:
        message = "this line does not go on from the one above"
    return it.problem(mark, message, "check the indentation and the dashes", related=related)


def _open_quote(it: Complaint, quote: Place) -> Diagnostic:
    start = (quote.line, quote.column)
    end = it.page.span((quote.end_line, quote.end_column - 1), 1)
    related = (Related("the text ends only here", end),)
    message = "this quote is not closed on its line"
    return it.problem(start, message, "add the closing quote", length=1, related=related)
