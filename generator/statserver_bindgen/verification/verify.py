"""Verifying a copy of generated files, wherever it lies, by the manifest that it carries.

What comes in: a folder with a manifest.json: a target directory or a folder of one, copied, unpacked or
installed. What goes out: a `VerifiedCopy`, which says of each file how it is. Needs no spec, no templates
and no lock, and writes nothing.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.diagnostics import in_order
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.verification import copy_states, manifest_comparison, untracked
from statserver_bindgen.workspace import filesystem
from statserver_bindgen.workspace.file_states import DiagnosticTemplate, PathDiagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.workspace.manifest import Manifest, RecordedManifest

CopyState = Literal["intact", "edited", "missing", "old", "new"]


class VerifiedCopy(NamedTuple):
    """A folder of generated files, verified.

    Attributes:
        path: the folder.
        manifest: what its manifest says, or None where it can't be read.
        files: how each file is that the manifest knows, by path. `old` and `new` are found after a
            run that did not end: as they were before it, and as it was to make them.
        untracked: paths of what lies beside those files; a folder that holds nothing else is one,
            with `/` at its end.
        age: how its catalog stands to that of the manifest that it was compared with, or None.
        diagnostics: what there is to tell, in order.
    """

    path: Path
    manifest: Manifest | None
    files: Mapping[str, CopyState]
    untracked: tuple[str, ...]
    age: manifest_comparison.Age | None
    diagnostics: tuple[Diagnostic, ...]

    def paths_in(self, condition: CopyState) -> list[str]:
        """Return the paths of the files that are so, in order."""
        return [path for path, it in self.files.items() if it == condition]


def read_reference_manifest(path: Path) -> Manifest:
    """Return the manifest that copies are compared with: that file, or the one in that folder.

    Raises:
        WorkspaceError: there is none, or it can't be read.
    """
    file = path / MANIFEST if path.is_dir() else path
    recorded = filesystem.read_manifest(Path(os.path.realpath(file)))
    if recorded.manifest is None:
        raise WorkspaceError(f"{file} can't be compared with: {recorded.problem or 'no such file'}")
    return recorded.manifest


def verify_copy(
    directory: Path, *, strict: bool = False, against: Manifest | None = None
) -> VerifiedCopy:
    """Return how the files of a copy are.

    Args:
        directory: the folder, with a manifest.json in it.
        strict: whether what is not from the tool is an error.
        against: the manifest to compare with.

    Raises:
        WorkspaceError: the folder is not there, or something in it can't be read.
    """
    if not filesystem.directory_exists(directory):
        raise WorkspaceError(f"{directory} is not there")
    recorded = filesystem.read_manifest(directory / MANIFEST)
    known = recorded.manifest
    if known is None:
        return VerifiedCopy(
            directory,
            None,
            {},
            (),
            None,
            _told(directory, [_without_manifest(directory, recorded)]),
        )
    found = filesystem.survey(directory, (), known.paths)
    files: dict[str, CopyState] = {
        path: _condition(path, digest, known) for path, digest in found.items()
    }
    beside = untracked.list_untracked(directory, known.paths)
    compared = manifest_comparison.compare(known, against) if against is not None else None
    diagnostics = [
        *_of_run(known, files),
        *_of_files(directory, known, files),
        *(PathDiagnostic(_of_foreign(it, strict=strict), it) for it in beside),
        *(compared.diagnostics if compared else ()),
    ]
    age = compared.age if compared else None
    return VerifiedCopy(directory, known, files, beside, age, _told(directory, diagnostics))


def _told(directory: Path, diagnostics: list[PathDiagnostic]) -> tuple[Diagnostic, ...]:
    return in_order(it.diagnostic(directory) for it in diagnostics)


def _without_manifest(directory: Path, recorded: RecordedManifest) -> PathDiagnostic:
    if recorded.problem is None:
        state = copy_states.NO_MANIFEST
        inside = sorted(str(it.parent) for it in directory.glob(f"*/{MANIFEST}") if _is_ours(it))
        if inside:
            state = replace(state, hint=f"verify a folder that has one: {listed(inside)}")
        return PathDiagnostic(state, MANIFEST)
    return PathDiagnostic(
        copy_states.UNREADABLE, MANIFEST, recorded.problem, recorded.line, recorded.column
    )


def _of_foreign(path: str, *, strict: bool) -> DiagnosticTemplate:
    state = copy_states.UNTRACKED_DIRECTORY if path.endswith("/") else copy_states.UNTRACKED
    if not strict:
        return state
    return replace(state, severity="error", hint="remove it; without --strict this is a note")


def _is_ours(manifest: Path) -> bool:
    try:
        return filesystem.read_manifest(manifest).manifest is not None
    except WorkspaceError:
        return False


def _condition(path: str, found: str | None, known: Manifest) -> CopyState:
    before = known.files.get(path)
    after = before if known.pending is None else known.pending.get(path)
    if found == before == after:
        return "intact"
    if found == after:
        return "new"
    if found == before:
        return "old"
    return "missing" if found is None else "edited"


def _of_run(known: Manifest, files: Mapping[str, CopyState]) -> Iterator[PathDiagnostic]:
    """Yield what there is to tell of a run that did not end."""
    if known.pending is None:
        return
    found = [*files.values()]
    detail = f"files as before it: {found.count('old')}, as it planned them: {found.count('new')}"
    yield PathDiagnostic(copy_states.INTERRUPTED, MANIFEST, detail)
    told = {"old": copy_states.OLD, "new": copy_states.NEW}
    for path, condition in files.items():
        if condition in told:
            yield PathDiagnostic(told[condition], path)


def _of_files(
    directory: Path, known: Manifest, files: Mapping[str, CopyState]
) -> Iterator[PathDiagnostic]:
    for path, condition in files.items():
        if condition == "missing":
            yield PathDiagnostic(copy_states.MISSING, path)
        elif condition == "edited":
            obstacle = filesystem.describe_obstacle(directory, path)
            yield PathDiagnostic(_edited(directory, path, known, obstacle), path, obstacle)


def _edited(
    directory: Path, path: str, known: Manifest, obstacle: str | None
) -> DiagnosticTemplate:
    """Return the state of an edited file: git turns line ends where nobody tells it not to."""
    digests = {known.files.get(path), (known.pending or {}).get(path)} - {None}
    if obstacle is None and filesystem.digest_with_lf(directory / path) in digests:
        return copy_states.LINE_ENDINGS
    return copy_states.EDITED
