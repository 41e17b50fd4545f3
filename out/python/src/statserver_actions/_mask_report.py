# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The report of a mask: its problems with excerpts, and what it selects, line by line.

`statserver-bindgen mask` prints the same lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ._mask import Mask
from ._mask_vocabulary import Severity
from ._shown_values import quote
from ._statuses import Status
from ._terminal_text import excerpt, safe, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._mask_arguments import Unknown
    from ._mask_problems import MaskProblem
    from ._vocabulary import Mode, ObjectType

_LINE_BREAK = re.compile(r"\r\n?|\n")
_TERM = re.compile(r"[A-Za-z0-9_]+")


class Source(NamedTuple):
    """The text of a mask with its position.

    Attributes:
        text: the text.
        name: the name of the mask, for readers.
        file: the name of the file, as diagnostics print it.
        line: the line of the file on which the text starts.
    """

    text: str
    name: str
    file: str
    line: int = 1


class Objects(NamedTuple):
    """The objects in question.

    Attributes:
        types: the object types, in the order of the vocabulary.
        mode: the mode.
    """

    types: tuple[ObjectType, ...]
    mode: Mode


class _Lines:
    """The lines of a text, and positions in it."""

    def __init__(self, text: str) -> None:
        breaks = [*_LINE_BREAK.finditer(text)]
        self._starts = [0, *(it.end() for it in breaks)]
        ends = [*(it.start() for it in breaks), len(text)]
        self._lines = [text[a:b] for a, b in zip(self._starts, ends)]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 0."""
        number = bisect_right(self._starts, offset) - 1
        return number, offset - self._starts[number]

    def __getitem__(self, number: int) -> str:
        return self._lines[number]


def from_arguments(texts: Sequence[str]) -> list[Source]:
    """Return the masks that arguments contain."""
    if len(texts) == 1:
        return [Source(texts[0], "<mask>", "<mask>")]
    names = [f"<mask {number}>" for number in range(1, len(texts) + 1)]
    return [Source(text, name, name) for text, name in zip(texts, names)]


def from_lines(text: str) -> list[Source]:
    """Return the masks of a text that has one on each line."""
    texts = _LINE_BREAK.split(text)
    if not texts[-1]:
        del texts[-1]
    return [
        Source(line, f"<stdin>:{number}", "<stdin>", number)
        for number, line in enumerate(texts, 1)
    ]


def report(
    source: Source, objects: Objects | None, unknown: Unknown
) -> tuple[list[str], bool]:
    """Return the lines of the report on a mask, and whether its text has an error."""
    problems = Mask.problems(source.text, unknown=unknown)
    lines = [*_problem_lines(source, problems)]
    if any(it.severity is Severity.ERROR for it in problems):
        return lines, True
    mask = Mask.parse(source.text, unknown=unknown)
    return [*lines, *_mask_lines(source, mask, objects)], False


def _problem_lines(source: Source, problems: Sequence[MaskProblem]) -> Iterator[str]:
    """Yield each problem with its position, the line, carets and a hint."""
    lines = _Lines(source.text)
    for problem in problems:
        message = f"{problem.severity}: {safe(problem.message)} [{problem.kind}]"
        yield from _diagnostic(source, lines, problem.start, problem.length, message)
        if problem.suggestion:
            yield f"  hint: {safe(f'write {quote(problem.suggestion)} instead')}"
        elif problem.suggestion is not None:
            yield "  hint: remove it"


def _diagnostic(
    source: Source, lines: _Lines, start: int, length: int, message: str
) -> Iterator[str]:
    """Yield a message with its position, and the line with carets below the range."""
    number, column = lines.position(start)
    last, end = lines.position(start + length)
    line = lines[number]
    first = source.line + number
    yield f"{source.file}:{first}:{column + 1}: {message}"
    if last > number:
        end = len(line.rstrip())
    yield excerpt(line, first, column, end)


def _mask_lines(source: Source, mask: Mask, objects: Objects | None) -> Iterator[str]:
    """Yield what a mask selects: its names, or its rows on the objects."""
    if objects is not None:
        lines = _Lines(source.text)
        for finding in mask.check(*objects):
            message = f"warning: {safe(finding.message)} [{finding.reason}]"
            start, length = _find_range(source.text, finding.name)
            yield from _diagnostic(source, lines, start, length, message)
    yield source.name
    yield _fact("canonical text", str(mask) or "(empty)")
    if objects is None:
        yield _fact("names", _names(mask))
        return
    actions = mask.actions(*objects)
    shortest = Mask.shortest(mask.names(*objects), *objects)
    yield _fact("shortest text", str(shortest) or "(empty)")
    yield _fact("object types", ", ".join(objects.types))
    yield _fact("mode", objects.mode)
    for object_type in objects.types:
        if any(it.rank(object_type) for it in Status):
            statuses = ", ".join(mask.statuses(object_type, objects.mode))
            yield _fact("statuses", f"{object_type}: {statuses or 'none'}")
    yield _fact("actions", str(len(actions)))
    labels = [safe(it.label) for it in actions]
    column = max(map(width, labels), default=0)
    for action, label in zip(actions, labels):
        yield f"    {label}{' ' * (column - width(label))}  {action.timing}"


def _find_range(text: str, name: str | None) -> tuple[int, int]:
    """Return start and length of a name that a mask lists; None is the whole text."""
    ranges = ((it.start(), len(it[0])) for it in _TERM.finditer(text) if it[0] == name)
    return next(ranges, (0, len(text)))


def _fact(name: str, value: str) -> str:
    return f"  {name:<19}  {safe(value)}"


def _names(mask: Mask) -> str:
    """Return the names that a mask selects, as a phrase."""
    listed = ", ".join(mask.listed)
    if mask.has_star:
        return f"all except {listed}" if listed else "all"
    return listed or "none"
