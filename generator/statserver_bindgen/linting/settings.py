"""The settings of `lint`: disabled rules, and severities that differ from those of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from statserver_bindgen.diagnostics import Diagnostic, Severity

NO_SEVERITIES: Final[Mapping[str, Severity]] = {}


class LintSettings(Frozen):
    """The settings of `lint`.

    Attributes:
        disabled: the ids of rules, kinds of problems and reasons of findings that are not reported.
        severities: the severity of all diagnostics of a rule, by its id.
    """

    disabled: Collection[str] = frozenset()
    severities: Mapping[str, Severity] = NO_SEVERITIES

    def apply(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """Return a diagnostic with its severity, or None if its rule is disabled."""
        rule = diagnostic.rule.id
        if rule in self.disabled:
            return None
        return diagnostic._replace(severity=self.severities.get(rule, diagnostic.severity))
