"""What a problem is: a value with a rule, a severity, a message and a place.

Problems are collected, sorted by place and shown once, by `report`. Nothing here prints or raises.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_BREAK: Final = re.compile(r"\r\n?|\n")
"""What ends a line of a file, as spans count lines."""

Severity = Literal["error", "warning", "note"]


class Span(NamedTuple):
    """A place: a file, and a stretch of it where one is known.

    Lines and columns count from 1, columns in code points; the end is exclusive. Line 0 means the
    file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Related(NamedTuple):
    """A second place that explains a problem, e.g. where a key stood first."""

    message: str
    span: Span


class Diagnostic(NamedTuple):
    """One problem.

    Attributes:
        rule: id of the rule that found it, e.g. `duplicate-key`; the rule reference explains each.
        severity: `error` makes the command exit with 1; `warning` and `note` do not.
        message: what is wrong, in the user's words, without a full stop.
        span: where.
        hint: what to do about it, or None.
        related: other places that explain it.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    hint: str | None = None
    related: tuple[Related, ...] = ()


class Example(NamedTuple):
    """How a rule is broken and kept: top-level sections of a spec, in YAML."""

    bad: str
    good: str


class Rule(NamedTuple):
    """What the rule reference says of a rule.

    Attributes:
        id: kebab-case, stable: people search for it.
        title: what the rule asks for, as one sentence.
        reason: why it is asked.
        example: a bad and a good piece of a spec, or None where a file can't show it as text.
    """

    id: str
    title: str
    reason: str
    example: Example | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, then rule, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda it: (it.span, it.rule, it.message)))
