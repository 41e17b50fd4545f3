"""Reports of a comparison: text, a section of release notes in Markdown, data, and diagnostics.

The keys of the data:

    old, new    name and version of each side
    changes     rule, bump, subject, message, audiences, migration, hint, old and new span or null
    verdict     required (patch, minor, major or null), smallest version, sufficient, refused
                (number of refused changes), accepted
    notes       what was not compared
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from statserver_bindgen.diagnostics import Diagnostic, Related, Rule, Span
from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.changes.change import Change
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.changes.sides import Side
    from statserver_bindgen.diagnostics import Severity
    from statserver_bindgen.rules.change_rule import Bump

HEADINGS: Final[Mapping[Bump, str]] = {
    "refused": "Refused",
    "major": "Breaking changes",
    "minor": "New",
    "patch": "Corrections",
}
"""The heading of the changes of each bump in release notes."""
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")


def as_text(comparison: Comparison) -> str:
    """Return a line for each change, grouped by bump, then the verdict."""
    return f"{list_changes(comparison)}{conclusion(comparison)}"


def list_changes(comparison: Comparison) -> str:
    """Return a line for each change, grouped by bump, and the notes."""
    lines: list[str] = []
    for bump, changes in groupby(comparison.changes, _bump):
        lines.append(f"{bump}:")
        for change in changes:
            lines.extend(_lines(change))
        lines.append("")
    lines += [f"note: {note}" for note in comparison.notes]
    return "".join(f"{line}\n" for line in lines)


def conclusion(comparison: Comparison) -> str:
    """Return the verdict as one sentence."""
    old, new, result = comparison.old, comparison.new, comparison.verdict
    before, after = safe(old.catalog.version), safe(new.catalog.version)
    if result.refused:
        count = len(result.refused)
        return f"refused: no version allows {count} of the changes since {before}"
    if result.required is None:
        state = "no changes" if result.sufficient else "no changes, but an older version"
        return f"{state}: {before} to {after}"
    enough = f"{after} is enough" if result.sufficient else f"{after} is too small"
    return f"{result.required}: {before} requires {result.smallest} or later; {enough}"


def _bump(change: Change) -> Bump:
    return change.rule.bump


def _lines(change: Change) -> Iterator[str]:
    """Yield the line of a change, and what its consumers and the keeper of the spec need."""
    spans = [f"{it}" for it in (change.old_span, change.new_span) if it is not None]
    where = f" ({' -> '.join(spans)})" if spans else ""
    yield f"  {safe(change.subject)}: {safe(change.message)} [{change.rule.id}]{where}"
    if change.rule.audiences:
        yield f"    affects: {', '.join(change.rule.audiences)}"
    if change.migration is not None:
        yield f"    migration: {safe(change.migration)}"
    if change.hint is not None:
        yield f"    hint: {safe(change.hint)}"


def as_markdown(comparison: Comparison) -> str:
    """Return a section of release notes: the changes by bump, with migrations."""
    lines = [f"## {_escaped(comparison.new.catalog.version)}", ""]
    for bump, changes in groupby(comparison.changes, _bump):
        lines += [f"### {HEADINGS[bump]}", ""]
        for change in changes:
            lines.append(f"- {_escaped(change.subject)}: {_escaped(change.message)}.")
            if change.rule.audiences:
                lines.append(f"  Affects {', '.join(change.rule.audiences)}.")
            if change.migration is not None:
                lines.append(f"  {_escaped(change.migration)}")
        lines.append("")
    if not comparison.changes:
        lines += ["No changes.", ""]
    return "\n".join(lines).rstrip()


def _escaped(text: str) -> str:
    """Return text that Markdown prints as it is, without links, markup and mentions."""
    return _MARKDOWN.sub(r"\\\1", safe(text)).replace("@", "@<!-- -->").replace("://", ":\\/\\/")


def as_data(comparison: Comparison) -> dict[str, object]:
    """Return the comparison with the keys that this module documents."""
    result = comparison.verdict
    return {
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "changes": [_change(it) for it in comparison.changes],
        "verdict": {
            "required": result.required,
            "smallest": result.smallest,
            "sufficient": result.sufficient,
            "refused": len(result.refused),
            "accepted": result.is_accepted,
        },
        "notes": [*comparison.notes],
    }


def _side(side: Side) -> dict[str, str]:
    return {"name": side.name, "version": side.catalog.version}


def _change(change: Change) -> dict[str, object]:
    return {
        "rule": change.rule.id,
        "bump": change.rule.bump,
        "subject": change.subject,
        "message": change.message,
        "audiences": [*change.rule.audiences],
        "migration": change.migration,
        "hint": change.hint,
        "old": change.old_span and change.old_span._asdict(),
        "new": change.new_span and change.new_span._asdict(),
    }


def as_diagnostics(comparison: Comparison) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each change: an error if the new version is too small for it."""
    return tuple(_diagnostic(it, comparison) for it in comparison.changes)


def _diagnostic(change: Change, comparison: Comparison) -> Diagnostic:
    rule = change.rule
    span = change.new_span or Span(comparison.new.name)
    related = () if change.old_span is None else (Related("before", change.old_span),)
    return Diagnostic(
        Rule(rule.id, rule.title, rule.reason),
        _severity(change, comparison),
        f"{change.subject}: {change.message} ({rule.bump})",
        span,
        change.hint or change.migration,
        related,
    )


def _severity(change: Change, comparison: Comparison) -> Severity:
    result = comparison.verdict
    if change.rule.bump == "refused":
        return "error"
    is_decisive = change.rule.bump == result.required
    return "error" if is_decisive and not result.sufficient else "note"
