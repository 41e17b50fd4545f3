"""A YAML file, to data that knows where it stands.

What comes in: the bytes of a file. What goes out: a `Document`, with everything that is wrong with
it as YAML at once. The steps: `decoding` (bytes to text), `composing` (text to data, positions and
problems).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.diagnostics import Diagnostic, Span, in_order
from statserver_bindgen.rules.yaml import DIRECTIVE, TOO_LARGE
from statserver_bindgen.yaml_source.decoding import decode, places
from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from statserver_bindgen.yaml_source.loader import Composer
from statserver_bindgen.yaml_source.positions import Path, Positions
from statserver_bindgen.yaml_source.source_text import Page

if TYPE_CHECKING:
    from statserver_bindgen.yaml_source.loader import Composed

__all__ = ["LIMITS", "Document", "Limits", "Path", "read_document"]

_DIRECTIVE: Final = re.compile(r"^%(?=YAML\b|TAG\b).*", re.MULTILINE)
_ENTRY: Final = re.compile(r"(\s*)(?:(?:- +)?[\w-]+:|-)(?=\s*[^\s#])")
# After an entry that can't be read the rest is read again, so many times and characters in all.
_MOST_AGAIN: Final = 50
_MOST_CHARACTERS: Final = 2_000_000


class Document:
    """A YAML file, read.

    Attributes:
        file: its name, as diagnostics show it.
        text: its text, to show lines of; what could not be decoded is `�` there.
        diagnostics: what is wrong with it as YAML, in the order of the file.
        data: mappings, lists, texts, numbers, booleans and None; None where nothing can be read.
        poisoned: paths of values that are not what was meant; a diagnostic says why.
        complete: whether `data` is all that the file holds, so that it can be looked at further.
    """

    def __init__(  # noqa: PLR0913 - a value with as many parts
        self,
        page: Page,
        diagnostics: tuple[Diagnostic, ...],
        data: Any = None,
        positions: Positions | None = None,
        poisoned: frozenset[Path] = frozenset(),
        *,
        complete: bool = False,
    ) -> None:
        self.file = page.file
        self.text = page.text
        self.diagnostics = diagnostics
        self.data = data
        self.poisoned = poisoned
        self.complete = complete
        self._page = page
        self._positions = positions or Positions()

    def value_span(self, path: Path) -> Span:
        """Return the place of a value, or of what is nearest around it where it is not there."""
        if not self.complete:
            return Span(self.file)
        return self._page.span_at(self._positions.of(self.data, path))

    def key_span(self, path: Path) -> Span:
        """Return the place of the key at a path; that of the value where it has none."""
        if not self.complete:
            return Span(self.file)
        return self._page.span_at(self._positions.of_key(self.data, path))

    def written(self, path: Path) -> str:
        """Return a value that stands on one line as it is written there, e.g. `1.10`."""
        span = self.value_span(path)
        return self._page.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def read_document(file: str, raw: bytes, limits: Limits = LIMITS) -> Document:
    """Return what a YAML file holds and what is wrong with it: everything at once, and never raise.

    Args:
        file: its name, as diagnostics show it.
        raw: its bytes; of a file that is too large, one more than `limits.file` are enough.
        limits: how much is read at most.
    """
    if len(raw) > limits.file:
        problem = TOO_LARGE.at(
            Span(file),
            f"the file has more than {limits.file / 2**20:,.0f} MiB",
            "split it, or check the path",
        )
        return Document(Page(file, ""), (problem,))
    decoded = decode(file, raw)
    page = Page(file, decoded.text)
    if not decoded.is_text:
        return Document(page, decoded.problems)
    directives, text = _without_directives(page, limits)
    problems = [*decoded.problems, *directives]
    composed, syntax = _compose(Page(file, text), limits, damaged=decoded.damaged)
    problems += [*syntax, *composed.problems]
    if composed.unreadable:
        problems[-1] = _stopped(problems[-1])
    return Document(
        page,
        in_order(problems),
        composed.data,
        composed.positions,
        composed.poisoned,
        complete=composed.complete,
    )


def _stopped(problem: Diagnostic) -> Diagnostic:
    """Return the problem with which reading stops, saying so."""
    hint = "" if problem.hint is None else f"{problem.hint}; "
    return problem._replace(hint=f"{hint}the rest is read after that")


def _without_directives(page: Page, limits: Limits) -> tuple[list[Diagnostic], str]:
    """Return a problem for each %YAML and %TAG, and the text with comments in their place.

    libyaml compares each %TAG with all before it, so that a file of them takes hours.
    """
    if "%" not in page.text:
        return [], page.text
    found = list(islice(_DIRECTIVE.finditer(page.text), limits.problems))
    problems = [
        DIRECTIVE.at(
            Span(page.file, line, column, line, column + len(it[0].rstrip())),
            "a directive changes how YAML is read",
            "remove the line",
        )
        for it, (line, column) in zip(
            found, places(page.text, [it.start() for it in found]), strict=True
        )
    ]
    return problems, _DIRECTIVE.sub(lambda it: "#" + it[0][1:], page.text)


def _compose(page: Page, limits: Limits, *, damaged: bool) -> tuple[Composed, list[Diagnostic]]:
    """Return what a text holds, and what is wrong with entries that can't be read.

    The value of such an entry is taken out and the rest read again, so that one forgotten bracket
    does not hide what is wrong elsewhere.
    """
    composed = Composer(page, limits, damaged=damaged).compose()
    syntax: list[Diagnostic] = []
    lines = [*page.lines] if composed.unreadable else []
    blanked: set[int] = set()
    again = min(_MOST_AGAIN, _MOST_CHARACTERS // max(len(page.text), 1))
    while composed.unreadable and len(blanked) < again:
        number = composed.unreadable - 1
        start = _end_of_key(lines, number)
        if not start:
            break
        blanked.add(number)
        lines[number] = f"{lines[number][:start]} #{lines[number][start + 2 :]}"
        rest = Page(page.file, "\n".join(lines))
        following = Composer(rest, limits, damaged=damaged, blanked=blanked).compose()
        if following.unreadable == composed.unreadable:
            break
        syntax += [it for it in composed.problems if it.span.line == composed.unreadable]
        composed = following
    return composed, syntax


def _end_of_key(lines: list[str], number: int) -> int:
    """Return where the key or dash of an entry on one line ends; 0 where there is no such entry."""
    entry = _ENTRY.match(lines[number])
    following = next((line for line in lines[number + 1 :] if line.strip()), "")
    if entry is None or _indentation(following) > len(entry[1]):
        return 0
    return entry.end()


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())
