"""Diagnostics and rules: what the tool reports, as values.

Every diagnostic is made by a `Rule`: `DUPLICATE_KEY.at(span, message, hint)`. The rules are defined
once, in `rules`. Diagnostics are collected, sorted and printed once, by `report`; nothing here
prints or raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "note"]


class Span(NamedTuple):
    """A range of a file, or the file as a whole.

    Lines and columns count from 1, columns in code points; the end is exclusive. Line 0 means the
    file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, or the file as a whole, safe for a terminal."""
        from statserver_bindgen.terminal_text import safe

        return safe(f"{self.file}:{self.line}:{self.column}" if self.line else self.file)


class Spans(Protocol):
    """The spans of a spec, by data path: a `Document`."""

    def value_span(self, path: tuple[str | int, ...], /) -> Span:
        """Return the span of the value at a path."""
        ...

    def key_span(self, path: tuple[str | int, ...], /) -> Span:
        """Return the span of the key at a path."""
        ...


class Related(NamedTuple):
    """A second span that explains a diagnostic, e.g. the first of two equal keys."""

    message: str
    span: Span


class Example(NamedTuple):
    """Two pieces of a spec, made of top-level sections: one breaks a rule, one follows it."""

    bad: str
    good: str


class Rule(NamedTuple):
    """A documented check.

    Attributes:
        id: in kebab case, and stable: users search for it.
        title: the requirement, as one sentence.
        reason: why the rule exists.
        example: how the rule is broken and followed, or None where a text can't show it.
        severity: that of its diagnostics, unless a check gives another.
    """

    id: str
    title: str
    reason: str
    example: Example | None = None
    severity: Severity = "error"

    def at(
        self,
        span: Span,
        message: str,
        hint: str | None = None,
        *,
        related: Iterable[Related] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Return a diagnostic of this rule.

        Args:
            span: the range of the file that has to change.
            message: the problem, without a full stop.
            hint: what to do about it, as an imperative.
            related: other spans that explain it.
            severity: the severity where it differs from that of the rule.
        """
        return Diagnostic(self, severity or self.severity, message, span, hint, tuple(related))


class Diagnostic(NamedTuple):
    """One error, warning or note.

    Attributes:
        rule: the rule that reports it.
        severity: `error` makes the command exit with 1; `warning` and `note` do not.
        message: the problem, without a full stop.
        span: its range.
        hint: what to do about it, or None.
        related: other spans that explain it.
    """

    rule: Rule
    severity: Severity
    message: str
    span: Span
    hint: str | None = None
    related: tuple[Related, ...] = ()

    def __str__(self) -> str:
        """Return the diagnostic on one line, safe for a terminal."""
        from statserver_bindgen.terminal_text import safe

        return f"{self.span}: {self.severity}: {safe(self.message)} [{self.rule.id}]"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by span, then by rule, without repetitions."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda diagnostic: (diagnostic.span, diagnostic.rule.id, diagnostic.message),
        )
    )
