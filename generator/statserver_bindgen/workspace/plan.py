"""The plan of a run in an output directory: the writes and removals it intends. Pure.

`make_plan` compares three things: the planned manifest (from the artifacts of this run), the
recorded manifest (manifest.json as it is on disk) and the sha256 of each file on disk.

File states. "Recorded" means in `files` or `pending` of the recorded manifest; "on disk" compares
the file with the planned sha256, else with the recorded ones. A file is converted if it equals one
of them with LF instead of CR LF as line endings. `IRREGULAR` counts as other.

    planned  recorded  on disk      state      check  generate  --force
    yes      yes       as planned   -          -      keep      keep
    yes      yes       absent       missing    error  write     write
    yes      yes       as recorded  stale      error  write     write
    yes      yes       converted    stale      error  write     write
    yes      yes       other        edited     error  refuse    overwrite
    yes      no        as planned   -          -      keep      keep
    yes      no        absent       missing    error  write     write
    yes      no        converted    stale      error  write     write
    yes      no        other        untracked  error  refuse    overwrite
    no       yes       absent       -          -      forget    forget
    no       yes       as recorded  orphaned   error  remove    remove
    no       yes       hidden       orphaned   note   forget    forget
    no       yes       converted    edited     note   forget    forget
    no       yes       other        edited     note   forget    forget

`refuse` stops the run in all output directories. `forget` keeps what is on disk and leaves the path
out of the new manifest. A path that is neither planned nor recorded is not looked at. `hidden` on
disk is as recorded, but hidden or in a hidden directory: a manifest that lists
`.git/config` with its sha256 removes nothing.

States of manifest.json itself:

    on disk                              state        check  generate  --force
    as planned                           -            -      keep      keep
    absent                               missing      error  write     write
    another manifest                     stale        error  write     write
    converted                            stale        error  write     write
    a manifest with `pending`            interrupted  error  write     write
    unreadable, with the tool's name     edited       error  write     write
    unreadable, without the tool's name  untracked    error  refuse    overwrite

An unreadable manifest with the tool's name usually has merge-conflict markers in it. Nothing of
value is lost in it, so it is written again without --force.

A manifest from a newer version of the tool or of the catalog is a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.artifact_paths import MANIFEST, fold, is_hidden
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.workspace import file_states
from statserver_bindgen.workspace.file_states import IRREGULAR, FileState, PathDiagnostic
from statserver_bindgen.workspace.manifest import Manifest, RecordedManifest
from statserver_bindgen.workspace.versions import version_warnings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.workspace.file_states import DiagnosticTemplate


class Plan(Frozen):
    """The writes and removals that a run intends in an output directory.

    Attributes:
        diagnostics: the differences between the disk and the plan.
        write: paths of files to write: missing or stale ones.
        overwrite: paths of files that only --force overwrites: edited or untracked ones.
        remove: paths of files to remove: orphaned ones.
        clear: paths whose temporary file an interrupted run may have left.
        unchanged: how many files are as planned, the manifest excluded.
        interim: the manifest during the run.
        manifest: the manifest at the end.
        has_manifest: whether the manifest on disk is already the one at the end.
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
        """The paths of all files that get other bytes, the manifest included."""
        return self.write if self.has_manifest else (*self.write, MANIFEST)

    @property
    def touched(self) -> tuple[str, ...]:
        """The paths of all files that are written or removed; empty if there is nothing to do."""
        paths = {*self.written, *self.remove}
        return tuple(sorted(paths | {MANIFEST})) if paths else ()

    @property
    def blocking(self) -> tuple[PathDiagnostic, ...]:
        """The diagnostics that make `generate` refuse the run."""
        return tuple(it for it in self.diagnostics if it.template.blocks)

    @property
    def warnings(self) -> tuple[PathDiagnostic, ...]:
        """The warnings and notes: `generate` reports them, and carries the plan out."""
        return tuple(it for it in self.diagnostics if it.template.severity != "error")

    @property
    def unrecognized(self) -> tuple[str, ...]:
        """The paths of edited and untracked files; their line endings may be converted."""
        states = {FileState.EDITED, FileState.UNTRACKED}
        return tuple(
            diagnostic.path
            for diagnostic in self.diagnostics
            if diagnostic.template.state in states and diagnostic.path != MANIFEST
        )

    def forced(self) -> Plan:
        """Return the plan of `generate --force`, which nothing blocks."""
        return self.replace(
            diagnostics=tuple(it for it in self.diagnostics if not it.template.blocks),
            write=tuple(sorted((*self.write, *self.overwrite))),
            overwrite=(),
        )


def make_plan(
    planned: Manifest,
    recorded: RecordedManifest,
    on_disk: Mapping[str, str | None],
    with_lf: Mapping[str, str | None] | None = None,
) -> Plan:
    """Return the plan of an output directory.

    Args:
        planned: the manifest of the artifacts of this run.
        recorded: the manifest.json on disk.
        on_disk: for each path in either manifest, the sha256 of the file, `IRREGULAR`, or None.
        with_lf: for each `unrecognized` path of the plan without this argument, the sha256 of the
            file with LF instead of CR LF as line endings.
    """
    before = recorded.manifest or Manifest(planned.provenance, {})
    recorded_digests = _recorded_digests(before)
    with_lf = with_lf or {}
    templates: dict[str, DiagnosticTemplate | None] = {}
    for path, digest in planned.files.items():
        expected = recorded_digests.get(fold(path))
        is_converted = with_lf.get(path) in {digest, *(expected or ())}
        templates[path] = (
            file_states.LINE_ENDINGS
            if is_converted
            else _planned_state(digest, on_disk[path], expected)
        )
    for path in before.paths:
        if path not in planned.files:
            templates[path] = _unplanned_state(path, on_disk[path], recorded_digests[fold(path)])
    planned_templates = {path: templates[path] for path in planned.files}
    overwrite = _select(planned_templates, file_states.EDITED, file_states.UNTRACKED)
    remove = _select(templates, file_states.ORPHANED)
    # Where case is ignored, removing Name.py removes name.py: so name.py is written in any case.
    removed = {fold(path) for path in remove}
    write = {
        *_select(
            planned_templates, file_states.MISSING, file_states.STALE, file_states.LINE_ENDINGS
        ),
        *(path for path in planned.files if fold(path) in removed),
    }.difference(overwrite)
    manifest_diagnostics = _manifest_diagnostics(planned, recorded)
    return Plan(
        diagnostics=(
            *(PathDiagnostic(it, path) for path, it in sorted(templates.items()) if it),
            *manifest_diagnostics,
            *version_warnings(planned.provenance, before.provenance),
        ),
        write=tuple(sorted(write)),
        overwrite=overwrite,
        remove=remove,
        clear=tuple(
            path
            for path, digest in on_disk.items()
            if digest != IRREGULAR and (path in planned.files or not is_hidden(path))
        ),
        unchanged=len(planned.files) - len(write) - len(overwrite),
        interim=_interim_manifest(planned, before, on_disk, recorded_digests),
        manifest=planned,
        has_manifest=not manifest_diagnostics,
    )


def _recorded_digests(manifest: Manifest) -> dict[str, set[str]]:
    """Return, by folded path, the sha256 of each version of a file that the tool may have written.

    Paths are folded because a name may change only its case between two runs: where case is
    ignored, the old file is then at the new path.
    """
    digests: dict[str, set[str]] = {}
    for files in (manifest.files, manifest.pending or {}):
        for path, digest in files.items():
            digests.setdefault(fold(path), set()).add(digest)
    return digests


def _planned_state(
    planned: str, on_disk: str | None, recorded: set[str] | None
) -> DiagnosticTemplate | None:
    if on_disk == planned:
        return None
    if on_disk is None:
        return file_states.MISSING
    if recorded is None:
        return file_states.UNTRACKED
    return file_states.STALE if on_disk in recorded else file_states.EDITED


def _unplanned_state(
    path: str, on_disk: str | None, recorded: set[str]
) -> DiagnosticTemplate | None:
    if on_disk is None:
        return None
    if on_disk not in recorded:
        return file_states.EDITED_UNPLANNED
    return file_states.HIDDEN_UNPLANNED if is_hidden(path) else file_states.ORPHANED


def _manifest_diagnostics(
    planned: Manifest, recorded: RecordedManifest
) -> tuple[PathDiagnostic, ...]:
    template = _manifest_state(planned, recorded)
    if template is None:
        return ()
    problem = (recorded.problem, recorded.line, recorded.column)
    return (PathDiagnostic(template, MANIFEST, *problem),)


def _manifest_state(planned: Manifest, recorded: RecordedManifest) -> DiagnosticTemplate | None:
    raw = planned.to_bytes()
    if recorded.raw == raw:
        return None
    if recorded.problem is not None:
        return (
            file_states.UNTRACKED_MANIFEST
            if recorded.is_untracked
            else file_states.DAMAGED_MANIFEST
        )
    if recorded.raw is None or recorded.manifest is None:
        return file_states.MISSING
    if recorded.manifest.pending is not None:
        return file_states.INTERRUPTED
    is_converted = recorded.raw.replace(b"\r\n", b"\n") == raw
    return file_states.CONVERTED_MANIFEST if is_converted else file_states.STALE_MANIFEST


def _interim_manifest(
    planned: Manifest,
    before: Manifest,
    on_disk: Mapping[str, str | None],
    recorded_digests: Mapping[str, set[str]],
) -> Manifest:
    """Return the manifest during the run.

    This run may be interrupted before it writes a file that an earlier, interrupted run has written
    for another spec. So `files` has the sha256 on disk of each file that the tool wrote, rather
    than the recorded one.
    """
    files = {**before.files}
    for path in before.paths:
        digest = on_disk[path]
        if digest is not None and digest in recorded_digests[fold(path)]:
            files[path] = digest
    # The formatter applies to all files, so with two formatters the manifest names none.
    formatter = planned.provenance.formatter
    is_same = before.provenance.formatter == formatter
    provenance = before.provenance._replace(formatter=formatter if is_same else None)
    return Manifest(provenance, files, planned.files)


def _select(
    templates: Mapping[str, DiagnosticTemplate | None], *selected: DiagnosticTemplate
) -> tuple[str, ...]:
    return tuple(sorted(path for path, template in templates.items() if template in selected))
