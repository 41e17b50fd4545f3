"""File states in an output directory, and the diagnostics that report them.

A `DiagnosticTemplate` has the rule, message and hint for a state; a `PathDiagnostic` adds the path.
The table of all states is in the docstring of `plan`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Span, in_order
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.rules import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

    from statserver_bindgen.diagnostics import Diagnostic, Rule, Severity


IRREGULAR: Final = "not a regular file"
"""In place of a sha256: a symlink, a directory or a device is at the path."""

TOO_LARGE: Final = "larger than any artifact"
"""In place of a sha256: the file is not read to its end."""

_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
_MOST_DIAGNOSTICS: Final = 1_000
_GENERATE: Final = "run generate"


class FileState(Enum):
    """The state of a file in an output directory that is not as planned."""

    MISSING = "missing"
    STALE = "stale"
    EDITED = "edited"
    ORPHANED = "orphaned"
    UNTRACKED = "untracked"
    INTERRUPTED = "interrupted"


class DiagnosticTemplate(Frozen):
    """A diagnostic without its path.

    Attributes:
        rule: the rule that reports it.
        message: the problem; the path precedes it.
        hint: what to do about it, or None.
        state: the file state that it reports, or None.
        severity: `warning` or `note` if the file need not change.
        blocks: whether `generate` without --force refuses to run.
    """

    rule: Rule
    message: str
    hint: str | None
    state: FileState | None = None
    severity: Severity = "error"
    blocks: bool = False


MISSING: Final = DiagnosticTemplate(
    files.FILE_MISSING, "is planned, but missing", _GENERATE, FileState.MISSING
)
STALE: Final = DiagnosticTemplate(
    files.FILE_STALE,
    "was generated from another spec or other templates",
    _GENERATE,
    FileState.STALE,
)
LINE_ENDINGS: Final = STALE.replace(
    message="line endings were converted: CR LF instead of LF",
    hint="run generate to write the file again, and add `* text eol=lf` to .gitattributes",
)
EDITED: Final = DiagnosticTemplate(
    files.FILE_EDITED,
    "was edited since it was generated",
    "make the change in the spec or in a template; to overwrite the file, run generate --force",
    FileState.EDITED,
    blocks=True,
)
UNTRACKED: Final = DiagnosticTemplate(
    files.FILE_UNTRACKED,
    "is not from this tool, and is at the path of a planned file",
    "move it, or give the target another directory; to overwrite it, run generate --force",
    FileState.UNTRACKED,
    blocks=True,
)
ORPHANED: Final = DiagnosticTemplate(
    files.FILE_ORPHANED,
    "was generated earlier, and is no longer planned",
    "run generate to remove it",
    FileState.ORPHANED,
)
EDITED_UNPLANNED: Final = DiagnosticTemplate(
    files.FILE_LEFT_ALONE,
    "was edited since it was generated, and is no longer planned; it is kept",
    "remove it if it is no longer needed",
    FileState.EDITED,
    severity="note",
)
HIDDEN_UNPLANNED: Final = EDITED_UNPLANNED.replace(
    message="is hidden, and is no longer planned; it is kept",
    state=FileState.ORPHANED,
)
INTERRUPTED: Final = DiagnosticTemplate(
    files.RUN_INTERRUPTED,
    "records a run that has not ended",
    "run generate to continue it",
    FileState.INTERRUPTED,
)
MISSING_MANIFEST: Final = MISSING
STALE_MANIFEST: Final = DiagnosticTemplate(
    files.MANIFEST_STALE,
    "does not match the spec and the templates",
    _GENERATE,
    FileState.STALE,
)
CONVERTED_MANIFEST: Final = LINE_ENDINGS.replace(rule=files.MANIFEST_STALE)
UNTRACKED_MANIFEST: Final = DiagnosticTemplate(
    files.MANIFEST_UNREADABLE,
    "can't be read",
    "restore it, or move it if it is not from this tool; to write a new one, run generate --force",
    FileState.UNTRACKED,
    blocks=True,
)
DAMAGED_MANIFEST: Final = UNTRACKED_MANIFEST.replace(
    hint="run generate to write a new one",
    state=FileState.EDITED,
    blocks=False,
)
OLDER_TOOL: Final = DiagnosticTemplate(
    files.TOOL_OLDER,
    "was written by a newer version of the tool",
    "install that version or a newer one; to keep this one, run generate",
    severity="warning",
)
OLDER_CATALOG: Final = DiagnosticTemplate(
    files.CATALOG_OLDER,
    "was generated from a newer version of the catalog",
    "update the spec; to return to the older version, run generate",
    severity="warning",
)


class PathDiagnostic(NamedTuple):
    """A diagnostic about a path in an output directory.

    Attributes:
        template: its rule, message and hint.
        path: the path in the output directory.
        detail: what to add to the message, or None.
        line: the line in the file, or 0 if unknown.
        column: the column in the file, or 0 if unknown.
    """

    template: DiagnosticTemplate
    path: str
    detail: str | None = None
    line: int = 0
    column: int = 0

    def in_directory(self, directory: PurePath) -> Diagnostic:
        """Return the diagnostic with the path of the output directory."""
        template, line, column = self.template, self.line, self.column
        end = (line, column + 1) if line else (0, 0)
        message = template.message if self.detail is None else f"{template.message}: {self.detail}"
        span = Span(str(directory / self.path), line, column, *end)
        return template.rule.at(span, message, template.hint, severity=template.severity)


def in_directory(
    directory: PurePath, diagnostics: Iterable[PathDiagnostic]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of an output directory or of a copy, sorted.

    A manifest may name any number of files: of more than a thousand diagnostics, the most severe
    are returned, and a last note with the number of the others.
    """
    by_severity = sorted(diagnostics, key=lambda it: _SEVERITIES.index(it.template.severity))
    listed = in_order(it.in_directory(directory) for it in by_severity[:_MOST_DIAGNOSTICS])
    if not (count := len(by_severity[_MOST_DIAGNOSTICS:])):
        return listed
    message = f"{count:,} more problems are not listed"
    hint = "fix the listed problems, then run the command again"
    return (*listed, files.UNLISTED_PROBLEMS.at(Span(str(directory)), message, hint))
