"""Planning: what is to be written and removed in a target directory, and what to tell of it. Pure.

What comes in: the manifest that the artifacts of a run give, what manifest.json says now, and the
sha256 of each file on disk. What goes out: a `Plan`. `check` tells its diagnostics, `generate` carries
it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact_paths import MANIFEST, fold
from statserver_bindgen.workspace import file_states
from statserver_bindgen.workspace.file_states import DiagnosticTemplate, PathDiagnostic
from statserver_bindgen.workspace.manifest import Manifest, RecordedManifest

if TYPE_CHECKING:
    from collections.abc import Mapping


IRREGULAR: Final = "not a regular file"
"""Stands in place of a sha256 for what is no file of ours: a symlink, a folder, a device."""


@dataclass(frozen=True)
class Plan:
    """What a run does in a target directory.

    Attributes:
        diagnostics: what is not as planned.
        write: paths of files that are missing or ours, and differ from the plan.
        overwrite: paths of files that are edited or not ours, and differ from the plan.
        remove: paths of files of ours that are no longer planned.
        clear: paths beside which a run that died may have left what it was writing.
        unchanged: how many files are as planned, manifest.json not among them.
        interim: what manifest.json says while the run is under way.
        manifest: what it says in the end.
        has_manifest: whether it says so already.
    """

    diagnostics: tuple[PathDiagnostic, ...]
    write: tuple[str, ...]
    overwrite: tuple[str, ...]
    remove: tuple[str, ...]
    clear: tuple[str, ...]
    unchanged: int
    interim: Manifest
    manifest: Manifest
    has_manifest: bool

    @property
    def written(self) -> tuple[str, ...]:
        """The paths of all files that get other bytes, manifest.json among them."""
        return self.write if self.has_manifest else (*self.write, MANIFEST)

    @property
    def touched(self) -> tuple[str, ...]:
        """The paths of all files that the plan has to do with; none where all is as planned."""
        paths = {*self.written, *self.remove}
        return tuple(sorted(paths | {MANIFEST})) if paths else ()

    @property
    def blocking(self) -> tuple[PathDiagnostic, ...]:
        """The diagnostics at which `generate` stops, unless forced."""
        return tuple(it for it in self.diagnostics if it.template.blocks)

    @property
    def notes(self) -> tuple[PathDiagnostic, ...]:
        """The diagnostics about which nothing needs to be done."""
        return tuple(it for it in self.diagnostics if it.template.severity == "note")

    def forced(self) -> Plan:
        """Return the plan that lets nothing stop it: files in the way are written as all others."""
        return replace(
            self,
            diagnostics=tuple(it for it in self.diagnostics if not it.template.blocks),
            write=tuple(sorted((*self.write, *self.overwrite))),
            overwrite=(),
        )


def make(planned: Manifest, recorded: RecordedManifest, disk: Mapping[str, str | None]) -> Plan:
    """Return the plan of a target.

    Args:
        planned: the manifest as it is to be, with the sha256 of each artifact.
        recorded: what stands at manifest.json.
        disk: for each path that either of them knows of, the sha256 of the file there, `IRREGULAR`,
            or None where nothing is.
    """
    known = recorded.manifest or Manifest(planned.provenance, {})
    ours = _digests(known)
    found = {
        **{
            path: _of_planned(it, disk[path], ours.get(fold(path)))
            for path, it in planned.files.items()
        },
        **{
            path: _of_unplanned(disk[path], ours[fold(path)])
            for path in known.paths
            if path not in planned.files
        },
    }
    remove = _in(found, file_states.ORPHANED)
    # On a system that ignores case, removing Name.py removes name.py: that is written in any case.
    gone = {fold(path) for path in remove}
    rewrite = {path for path in planned.files if fold(path) in gone}
    overwrite = _in(found, file_states.EDITED, file_states.UNTRACKED)
    write = sorted({*_in(found, file_states.MISSING, file_states.STALE), *rewrite} - {*overwrite})
    of_manifest = _of_manifest(planned, recorded)
    diagnostics = [
        PathDiagnostic(state, path) for path, state in found.items() if state is not None
    ]
    return Plan(
        diagnostics=(*sorted(diagnostics, key=lambda it: it.path), *of_manifest),
        write=tuple(write),
        overwrite=overwrite,
        remove=remove,
        clear=tuple(path for path, found in disk.items() if found != IRREGULAR),
        unchanged=len(planned.files) - len(write) - len(overwrite),
        interim=_interim(planned, known, disk, ours),
        manifest=planned,
        has_manifest=not of_manifest,
    )


def _digests(known: Manifest) -> dict[str, set[str]]:
    """Return what we may have written at each path: it is ours if it is still that.

    By folded paths: where a change of the templates changes the case of a name, the old file stands
    at the new path on a system that ignores case.
    """
    digests: dict[str, set[str]] = {}
    for files in (known.files, known.pending or {}):
        for path, digest in files.items():
            digests.setdefault(fold(path), set()).add(digest)
    return digests


def _of_planned(digest: str, found: str | None, ours: set[str] | None) -> DiagnosticTemplate | None:
    if found == digest:
        return None
    if found is None:
        return file_states.MISSING
    if ours is None:
        return file_states.UNTRACKED
    return file_states.STALE if found in ours else file_states.EDITED


def _of_unplanned(found: str | None, ours: set[str]) -> DiagnosticTemplate | None:
    if found is None:
        return None
    return file_states.ORPHANED if found in ours else file_states.EDITED_UNPLANNED


def _of_manifest(planned: Manifest, recorded: RecordedManifest) -> tuple[PathDiagnostic, ...]:
    if recorded.problem is not None:
        state = file_states.UNREADABLE if recorded.is_untracked else file_states.MANIFEST_DAMAGED
        return (PathDiagnostic(state, MANIFEST, recorded.problem, recorded.line, recorded.column),)
    if recorded.manifest is None:
        return (PathDiagnostic(file_states.MISSING, MANIFEST),)
    if recorded.manifest.pending is not None:
        return (PathDiagnostic(file_states.INTERRUPTED, MANIFEST),)
    return (
        ()
        if recorded.raw == planned.to_bytes()
        else (PathDiagnostic(file_states.MANIFEST_STALE, MANIFEST),)
    )


def _interim(
    planned: Manifest,
    known: Manifest,
    disk: Mapping[str, str | None],
    ours: Mapping[str, set[str]],
) -> Manifest:
    """Return the manifest of a run that is under way.

    A run may die before it touches what an earlier one, that died too, has written for another
    spec: so `files` says what is on disk now, where that is ours, and not what it said before.
    """
    files = {**known.files}
    for path in known.paths:
        found = disk[path]
        if found is not None and found in ours[fold(path)]:
            files[path] = found
    # The formatter speaks for all files: where two runs differ in it, none can.
    same = known.provenance.formatter == planned.provenance.formatter
    provenance = replace(known.provenance, formatter=planned.provenance.formatter if same else None)
    return Manifest(provenance, files, planned.files)


def _in(
    found: Mapping[str, DiagnosticTemplate | None], *wanted: DiagnosticTemplate
) -> tuple[str, ...]:
    return tuple(sorted(path for path, state in found.items() if state in wanted))
