"""Diagnostics about a copy: the states of its files, and its comparison with another manifest.

Unlike the templates of `file_states`, these can't refer to a spec or to templates: a copy has none.
"""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules import copies, files
from statserver_bindgen.workspace import file_states
from statserver_bindgen.workspace.file_states import DiagnosticTemplate

_RESTORE: Final = "copy or install it again, or run the generator there"
NOT_STRICT: Final = (
    "copy or install the files again, or pass the manifest of the same version to --against"
)
"""The hint of a difference in provenance that is an error only with --strict."""

MISSING: Final = file_states.MISSING.replace(message="is missing", hint=_RESTORE)
EDITED: Final = file_states.EDITED.replace(hint=_RESTORE, blocks=False)
LINE_ENDINGS: Final = EDITED.replace(
    message=file_states.LINE_ENDINGS.message,
    hint="add `* text eol=lf` to .gitattributes there, and check the file out again",
)
INTERRUPTED: Final = file_states.INTERRUPTED.replace(
    hint="run the generator there again to continue it, or copy or install the files again",
)
OLD: Final = file_states.INTERRUPTED.replace(
    message="is as before the interrupted run",
    hint=None,
    severity="note",
)
NEW: Final = OLD.replace(message="is as the interrupted run planned it")
UNREADABLE_MANIFEST: Final = file_states.UNTRACKED_MANIFEST.replace(
    hint="copy it again, or run the generator there; if it is not from this tool, verify another "
    "directory",
    blocks=False,
)
MISSING_MANIFEST: Final = DiagnosticTemplate(
    files.MANIFEST_MISSING,
    "is missing, so nothing can be verified",
    "copy it again, or run the generator there",
)
UNTRACKED: Final = DiagnosticTemplate(
    files.FILE_UNTRACKED,
    "is not from this tool",
    None,
    severity="note",
)
UNTRACKED_DIRECTORY: Final = UNTRACKED.replace(
    message="is a directory without files from this tool"
)
ALLOWED: Final = UNTRACKED.replace(message="is not from this tool, and --strict allows it")

OLDER: Final = DiagnosticTemplate(
    copies.COPY_OLDER,
    "is outdated",
    "copy or install the newer version, or run the generator there",
)
NEWER: Final = DiagnosticTemplate(
    copies.COPY_NEWER,
    "is newer",
    None,
    severity="note",
)
DIFFERENT: Final = DiagnosticTemplate(
    copies.COPY_DIFFERS,
    "has the same version, but not the same content",
    "raise the version of the catalog that was changed, or copy or install the files again",
)
OTHER_CATALOG: Final = DiagnosticTemplate(
    copies.COPY_OF_ANOTHER_CATALOG,
    "is of another catalog",
    "pass a manifest of the same catalog to --against",
)
OTHER_TARGET: Final = DiagnosticTemplate(
    copies.COPY_OF_ANOTHER_TARGET,
    "is of another target",
    None,
    severity="note",
)
OTHER_GENERATOR: Final = DiagnosticTemplate(
    copies.COPY_BY_ANOTHER_GENERATOR,
    "was made by another version of the tool",
    None,
    severity="note",
)
OTHER_FORMATTER: Final = DiagnosticTemplate(
    copies.COPY_BY_ANOTHER_FORMATTER,
    "was formatted differently",
    None,
    severity="note",
)
UNKNOWN_VERSION: Final = DiagnosticTemplate(
    copies.COPY_VERSION_UNKNOWN,
    "has a version that can't be compared",
    "correct the version in the spec and run the generator again",
)
OUTDATED_BUILD: Final = DiagnosticTemplate(
    copies.BUILD_OUTDATED,
    "is of another version than the files it is built from",
    "build it again",
)
NOT_COMPARED: Final = DiagnosticTemplate(
    copies.COPY_NOT_COMPARED,
    "has no counterpart to compare with",
    None,
    severity="note",
)
