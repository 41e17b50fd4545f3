"""Masks: answers to texts of masks as diagnostics, as text, and as data for a JSON report.

A text with its position and the answer to it go in. `python -m statserver_actions mask` of the
generated package prints the same text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.cli.facts import as_block, as_columns
from statserver_bindgen.cli.filters import read_object_types, read_term
from statserver_bindgen.cli.inputs import STANDARD_INPUT
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_diagnostics import find_hint, problem_rule, reason_rule
from statserver_bindgen.diagnostics import Span
from statserver_bindgen.lines import LINE_BREAK, Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_items import Item
    from statserver_bindgen.conformance.mask_texts import Answer, Selection
    from statserver_bindgen.diagnostics import Diagnostic, Severity

REGULAR: Final = "regular"


class Source(NamedTuple):
    """The text of a mask with its position.

    Attributes:
        text: the text.
        name: the name of the mask, for readers.
        file: the name of the file, as diagnostics print it.
        lines: the lines of the file.
        line: the line of the file on which the text starts.
    """

    text: str
    name: str
    file: str
    lines: Lines
    line: int = 1


def from_arguments(texts: Sequence[str]) -> list[Source]:
    """Return the masks that arguments contain."""
    if len(texts) == 1:
        return [Source(texts[0], "<mask>", "<mask>", Lines(texts[0]))]
    return [
        Source(text, f"<mask {number}>", f"<mask {number}>", Lines(text))
        for number, text in enumerate(texts, 1)
    ]


def from_lines(text: str) -> list[Source]:
    """Return the masks of a text that has one on each line."""
    texts = LINE_BREAK.split(text)
    if not texts[-1]:
        del texts[-1]
    every_line = Lines(text)
    return [
        Source(line, f"{STANDARD_INPUT}:{number}", STANDARD_INPUT, every_line, number)
        for number, line in enumerate(texts, 1)
    ]


def read_objects(
    index: CatalogIndex, object_types: Sequence[str], mode: str | None
) -> ObjectsInMode | None:
    """Return the objects in the mode that options name, or None if they name none.

    Raises:
        click.BadParameter: the catalog does not have a value.
    """
    if not object_types:
        return None
    catalog = index.catalog
    chosen = read_object_types(catalog, "--objects", object_types)
    modes = read_term(catalog.modes, "mode", "--mode", REGULAR if mode is None else mode)
    in_order = tuple(it.id for it in catalog.object_types if it in chosen)
    return ObjectsInMode(index, in_order, modes[0].id)


# Diagnostics


def diagnostics(source: Source, answer: Answer) -> Iterator[Diagnostic]:
    """Yield the problems of a text, and then its findings, as diagnostics."""
    lines = Lines(source.text)
    for problem in answer.problems:
        span = _span(source, lines, problem.start, problem.length)
        severity: Severity = "error" if problem.severity == "error" else "warning"
        yield problem_rule(problem).at(span, problem.message, find_hint(problem), severity=severity)
    for finding in answer.selection.findings if answer.selection else ():
        span = _span(source, lines, *_find_range(source.text, answer.items, finding.name))
        yield reason_rule(finding.reason).at(span, finding.message, severity="warning")


def _find_range(text: str, items: Iterable[Item], name: str | None) -> tuple[int, int]:
    """Return start and length of the first term that means a name; None is the whole text."""
    ranges = ((it.term_start, len(it.term)) for it in items if it.name == name)
    return next(ranges, (0, len(text)))


def _span(source: Source, lines: Lines, start: int, length: int) -> Span:
    line, column = lines.position(start)
    end_line, end_column = lines.position(start + length)
    return Span(source.file, source.line + line, column + 1, source.line + end_line, end_column + 1)


# Text and data


def as_text(source: Source, answer: Answer) -> str | None:
    """Return what a mask selects, or None if the text is not a mask."""
    if answer.canonical is None:
        return None
    facts = [("canonical text", answer.canonical or "(empty)")]
    selection = answer.selection
    if selection is None:
        return as_block(source.name, [*facts, ("names", _names(answer))])
    facts += [
        ("shortest text", selection.shortest or "(empty)"),
        ("object types", ", ".join(selection.objects.object_types)),
        ("mode", selection.objects.mode),
        *(
            ("statuses", f"{object_type}: {', '.join(names) or 'none'}")
            for object_type, names in selection.statuses.items()
        ),
        ("actions", str(len(selection.actions))),
    ]
    rows = as_columns([(it.label, it.timing.id) for it in selection.actions])
    return "\n".join([as_block(source.name, facts), *rows])


def _names(answer: Answer) -> str:
    """Return the names that a mask selects, as a phrase."""
    listed = ", ".join(answer.listed)
    if answer.mask is not None and answer.mask.has_star:
        return f"all except {listed}" if listed else "all"
    return listed or "none"


def as_data(source: Source, answer: Answer) -> dict[str, object]:
    """Return the answer to a text as data."""
    return {
        "name": source.name,
        "text": source.text,
        "problems": [it._asdict() for it in answer.problems],
        "canonical": answer.canonical,
        "names": None if answer.canonical is None else answer.names,
        "selection": None if answer.selection is None else _selection_data(answer.selection),
    }


def _selection_data(selection: Selection) -> dict[str, object]:
    return {
        "object_types": selection.objects.object_types,
        "mode": selection.objects.mode,
        "actions": [it.id for it in selection.actions],
        "shortest": selection.shortest,
        "statuses": selection.statuses,
        "findings": [
            {
                "name": finding.name,
                "reason": finding.reason,
                "object_types": finding.object_types,
                "message": finding.message,
            }
            for finding in selection.findings
        ],
    }
