"""How a path in a target directory can stand to the plan, and what is told of it.

What goes out: the states, each with its rule and its words; and diagnostics, which say where.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Span
from statserver_bindgen.rules import files

if TYPE_CHECKING:
    from pathlib import PurePath

    from statserver_bindgen.diagnostics import Diagnostic, Rule, Severity

_GENERATE: Final = "run generate"


@dataclass(frozen=True)
class DiagnosticTemplate:
    """How a path stands to the plan.

    Attributes:
        rule: what the rule reference says of it.
        message: what is told of a path in this state.
        hint: what to do about it, or None where there is nothing to do.
        severity: `note` where nothing needs to be done.
        blocks: whether `generate` stops at it, unless forced.
    """

    rule: Rule
    message: str
    hint: str | None
    severity: Severity = "error"
    blocks: bool = False


MISSING: Final = DiagnosticTemplate(
    files.FILE_MISSING,
    "is planned, but not there",
    _GENERATE,
)
STALE: Final = DiagnosticTemplate(
    files.FILE_STALE,
    "was generated from another spec, or by other templates",
    _GENERATE,
)
EDITED: Final = DiagnosticTemplate(
    files.FILE_EDITED,
    "was edited since it was generated",
    "make the change in the spec or in a template; generate --force overwrites the file",
    blocks=True,
)
UNTRACKED: Final = DiagnosticTemplate(
    files.FILE_UNTRACKED,
    "is in the way: it is not from this tool, and not what is planned",
    "move it, or give the target another folder; generate --force overwrites the file",
    blocks=True,
)
ORPHANED: Final = DiagnosticTemplate(
    files.FILE_ORPHANED,
    "was generated earlier, and is no longer planned",
    "run generate, which removes it",
)
EDITED_UNPLANNED: Final = DiagnosticTemplate(
    files.FILE_LEFT_ALONE,
    "was generated once, edited since, and is no longer planned: it is left alone",
    "remove it if nobody needs it",
    severity="note",
)
INTERRUPTED: Final = DiagnosticTemplate(
    files.RUN_INTERRUPTED,
    "tells of a run that did not end, or has not yet",
    "run generate, which goes on",
)
UNREADABLE: Final = DiagnosticTemplate(
    files.MANIFEST_UNREADABLE,
    "can't be read",
    "restore it, or move it if it is not from this tool; generate --force writes a new one",
    blocks=True,
)
MANIFEST_DAMAGED: Final = replace(
    UNREADABLE, hint="run generate, which writes a new one", blocks=False
)
MANIFEST_STALE: Final = DiagnosticTemplate(
    files.MANIFEST_STALE,
    "does not say what spec and templates give now",
    _GENERATE,
)


class PathDiagnostic(NamedTuple):
    """A path whose state is to be told, with details and the place in the file where known."""

    template: DiagnosticTemplate
    path: str
    detail: str | None = None
    line: int = 0
    column: int = 0

    def diagnostic(self, directory: PurePath) -> Diagnostic:
        """Return what to tell a person of it."""
        template, line, column = self.template, self.line, self.column
        end = (line, column + 1) if line else (0, 0)
        message = template.message if self.detail is None else f"{template.message}: {self.detail}"
        span = Span(str(directory / self.path), line, column, *end)
        return template.rule.at(span, message, template.hint, severity=template.severity)
