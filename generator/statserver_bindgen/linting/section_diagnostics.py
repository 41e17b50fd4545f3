"""Diagnostics of sections: each with the section, the key, the fact behind it, and a safe fix.

A check reports a range of a text of the file; `Reporter` makes the diagnostic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.terminal_text import shortened

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Diagnostic, Related, Rule, Severity, Span
    from statserver_bindgen.linting.sections import Section, Setting, SettingText, SourceFile
    from statserver_bindgen.stat_type_facts import Basis


class Fix(NamedTuple):
    """A replacement that does not change what the author means.

    Attributes:
        text: the text of the file that changes.
        start: the offset in the text.
        length: the number of characters to reat.
        replacement: the characters instead.
    """

    text: SettingText
    start: int
    length: int
    replacement: str

    @property
    def before(self) -> str:
        """The characters that are replaced."""
        return self.text.text[self.start : self.start + self.length]


class SectionDiagnostic(NamedTuple):
    """A diagnostic of a section.

    Attributes:
        diagnostic: the diagnostic, whose message has section, key and basis.
        section: the name of the section.
        key: the key as it is written, or the usual spelling of one that is missing.
        basis: the fact behind it, e.g. `documented: RTME 8.5.1 CreateDef`.
        fix: the fix, or None.
        text: the characters that the span contains, as they are read.
    """

    diagnostic: Diagnostic
    section: str
    key: str
    basis: str
    fix: Fix | None
    text: str


class TextRange(NamedTuple):
    """A range of a text, and the key that the text belongs to; without a length, the whole text."""

    text: SettingText
    key: str
    start: int = 0
    length: int | None = None

    @property
    def characters(self) -> str:
        """The characters of the range."""
        end = None if self.length is None else self.start + self.length
        return self.text.text[self.start : end]


@dataclass
class Reporter:
    """Collects the diagnostics of a section.

    Attributes:
        source: the file.
        section: the section.
        diagnostics: what is reported so far.
    """

    source: SourceFile
    section: Section
    diagnostics: list[SectionDiagnostic] = field(default_factory=list[SectionDiagnostic])

    def add(  # noqa: PLR0913 - one parameter for each part of a diagnostic
        self,
        rule: Rule,
        at: TextRange,
        message: str,
        basis: Basis | str,
        hint: str | None = None,
        *,
        severity: Severity | None = None,
        fix: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Report a problem.

        Args:
            rule: its rule.
            at: the range that has to change.
            message: the problem, without a full stop.
            basis: the fact behind it; with an inferred one, the diagnostic is a note.
            hint: what to do about it.
            severity: the severity where it differs from that of the rule.
            fix: the characters that can replace the range without a change of the meaning.
            related: other spans that explain it.
        """
        if not isinstance(basis, str) and basis.is_inferred:
            severity = "note"
        owner = f"[{shortened(self.section.name)}] {shortened(at.key)}: "
        diagnostic = rule.at(
            self.span(at), f"{owner}{message} ({basis})", hint, related=related, severity=severity
        )
        change = None
        if fix is not None:
            change = Fix(at.text, at.start, len(at.characters), fix)
        name = self.section.name
        entry = SectionDiagnostic(diagnostic, name, at.key, str(basis), change, at.characters)
        self.diagnostics.append(entry)

    def span(self, at: TextRange) -> Span:
        """Return the span of a range in the file."""
        return self.source.span(at.text, at.start, at.length)


def of_key(setting: Setting) -> TextRange:
    """Return the position of a key."""
    return TextRange(setting.key_text, setting.key)
