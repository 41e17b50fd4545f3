"""How a path in a target directory can stand to the plan, and what is told of it.

What goes out: the states, each with its rule and its words; and diagnostics, which say where.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from statserver_bindgen.diagnostics import Diagnostic, Rule, Span

if TYPE_CHECKING:
    from pathlib import PurePath

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
    severity: Literal["error", "note"] = "error"
    blocks: bool = False


MISSING: Final = DiagnosticTemplate(
    Rule(
        "file-missing",
        "Every planned file is on disk.",
        "Who takes the folder of a target, takes all of it.",
    ),
    "is planned, but not there",
    _GENERATE,
)
STALE: Final = DiagnosticTemplate(
    Rule(
        "file-stale",
        "Every file is what spec and templates give now.",
        "A file from before a change tells its readers what is no longer so.",
    ),
    "was generated from another spec, or by other templates",
    _GENERATE,
)
EDITED: Final = DiagnosticTemplate(
    Rule(
        "file-edited",
        "Generated files are not edited.",
        "The edit would be lost with the next run, so the tool refuses to run over it; nor does it "
        "reach the other languages.",
    ),
    "was edited since it was generated",
    "make the change in the spec or in a template; generate --force overwrites the file",
    blocks=True,
)
UNTRACKED: Final = DiagnosticTemplate(
    Rule(
        "file-not-ours",
        "Nothing else stands where a file is planned.",
        "What the tool did not write, it does not overwrite.",
    ),
    "is in the way: it is not from this tool, and not what is planned",
    "move it, or give the target another folder; generate --force overwrites the file",
    blocks=True,
)
ORPHANED: Final = DiagnosticTemplate(
    Rule(
        "file-orphaned",
        "Generated files that are no longer planned are gone.",
        "Whatever still uses one works with a table that nobody keeps.",
    ),
    "was generated earlier, and is no longer planned",
    "run generate, which removes it",
)
EDITED_UNPLANNED: Final = DiagnosticTemplate(
    Rule(
        "file-left-alone",
        "A file that was edited and is no longer planned belongs to who edited it.",
        "The tool removes only what it wrote. It tells of such a file once and forgets it.",
    ),
    "was generated once, edited since, and is no longer planned: it is left alone",
    "remove it if nobody needs it",
    severity="note",
)
INTERRUPTED: Final = DiagnosticTemplate(
    Rule(
        "run-interrupted",
        "Every run comes to its end.",
        "Of a run that was killed, some files are written and some are not; each of them is whole.",
    ),
    "tells of a run that did not end, or has not yet",
    "run generate, which goes on",
)
UNREADABLE: Final = DiagnosticTemplate(
    Rule(
        "manifest-unreadable",
        "The manifest of a target can be read.",
        "Without it the tool can't tell its own files from those of others, and keeps off all that "
        "differ from the plan. A manifest that still names the tool is written anew; what looks "
        "like somebody else's is not touched.",
    ),
    "can't be read",
    "restore it, or move it if it is not from this tool; generate --force writes a new one",
    blocks=True,
)
MANIFEST_DAMAGED: Final = replace(
    UNREADABLE, hint="run generate, which writes a new one", blocks=False
)
MANIFEST_STALE: Final = DiagnosticTemplate(
    Rule(
        "manifest-stale",
        "The manifest says what the artifacts are made of.",
        "By it a copy in another repository is verified.",
    ),
    "does not say what spec and templates give now",
    _GENERATE,
)
STATES: Final = (
    *(MISSING, STALE, EDITED, UNTRACKED, ORPHANED, EDITED_UNPLANNED),
    *(INTERRUPTED, UNREADABLE, MANIFEST_DAMAGED, MANIFEST_STALE),
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
        return Diagnostic(
            template.rule.id,
            template.severity,
            message,
            Span(str(directory / self.path), line, column, *end),
            template.hint,
        )
