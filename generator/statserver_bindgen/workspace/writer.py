"""Target roots, held against their plan, and written. The only module that writes files.

What comes in: jobs, each the artifacts of a target and the folder they belong in. What goes out: an
`RunResult`. All plans of a run are made before any of them is carried out, under a lock on each directory,
and if one can't be, none is. Each file is written beside its place and moved there, so that whoever
looks, and whenever a run dies, finds whole files. (There is no fsync: after a power failure `check`
tells by the sha256 what did not reach the disk.)
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import artifact_paths
from statserver_bindgen.artifact import digest
from statserver_bindgen.diagnostics import in_order
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import filesystem, locking, plan
from statserver_bindgen.workspace.filesystem import workspace_error
from statserver_bindgen.workspace.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from statserver_bindgen.artifact import Artifact
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.workspace.file_states import PathDiagnostic
    from statserver_bindgen.workspace.manifest import Provenance
    from statserver_bindgen.workspace.plan import Plan


class PlannedOutput(NamedTuple):
    """One target of a run.

    Attributes:
        directory: the folder of the target, which need not exist.
        provenance: what the artifacts are made of.
        artifacts: the whole of what the directory is to hold, formatted.
    """

    directory: Path
    provenance: Provenance
    artifacts: tuple[Artifact, ...]


class RunResult(NamedTuple):
    """What a run did, or would have to do.

    Attributes:
        diagnostics: what there is to tell, in order; with an error among them nothing was written.
        written: the files that were written, manifests among them.
        removed: the files that were removed.
        unchanged: how many files were as planned, manifests among them.
        refused: whether edited or untracked files, among `diagnostics`, stopped `generate`.
        diffs: the unified difference of each stale or edited file, if `check` was asked for it.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: bool = False
    diffs: tuple[str, ...] = ()


def check(jobs: Sequence[PlannedOutput]) -> RunResult:
    """Return how the target roots stand to the plan. Writes nothing, and needs no lock.

    Raises:
        WorkspaceError: a directory can't be used, a path is refused, or a file can't be read.
        TemplateError: an artifact can't be encoded.
    """
    roots = _target_roots(jobs)
    plans = [it.plan() for it in roots]
    return RunResult(
        _told(roots, (it.diagnostics for it in plans)),
        unchanged=sum(it.unchanged + it.has_manifest for it in plans),
    )


def generate(
    jobs: Sequence[PlannedOutput],
    *,
    force: bool = False,
    on_wait: Callable[[Path], object] = lambda _: None,
) -> RunResult:
    """Make the target roots as planned: all of them, or none where a file is in the way in one.

    Args:
        jobs: what is to be where.
        force: overwrite files in the way. What was edited and is no longer planned stays anyhow.
        on_wait: is called with a target directory before a wait for another run that is at work there.

    Raises:
        WorkspaceError: a directory can't be used, a path is refused, or the system fails. In the last
            case some files may be written; `check` then tells of an interrupted run, and the next
            one goes on.
        TemplateError: an artifact can't be encoded.
    """
    roots = _target_roots(jobs)
    with locking.hold([it.path for it in roots], on_wait):
        plans = [it.plan() for it in roots]
        if force:
            plans = [it.forced() for it in plans]
        if any(it.blocking for it in plans):
            return RunResult(_told(roots, (it.blocking + it.notes for it in plans)), refused=True)
        for directory, it in zip(roots, plans, strict=True):
            directory.refuse_unwritable(it)
        for directory, it in zip(roots, plans, strict=True):
            directory.carry_out(it)
    return RunResult(
        _told(roots, (it.notes for it in plans)),
        _shown(roots, (it.written for it in plans)),
        _shown(roots, (it.remove for it in plans)),
        sum(it.unchanged + it.has_manifest for it in plans),
    )


def diffs(jobs: Sequence[PlannedOutput]) -> Iterator[str]:
    """Yield for each file that is there and not as planned how it differs, as a unified diff.

    Raises:
        WorkspaceError: see `check`.
        TemplateError: see `check`.
    """
    from statserver_bindgen.workspace import diff

    for directory in _target_roots(jobs):
        it = directory.plan()
        for path in sorted({*it.write, *it.overwrite}):
            if (
                found := filesystem.read_beginning(directory.path / path, diff.LARGEST + 1)
            ) is not None:
                yield diff.unified(str(directory.path / path), found, directory.contents[path])


class _TargetRoot:
    """The folder of a target, and what it is to hold.

    Attributes:
        path: the folder.
        contents: the bytes of each artifact by path.
        planned: the manifest that it is to have.
    """

    def __init__(self, job: PlannedOutput) -> None:
        self.path = job.directory
        self.contents = {it.path: it.encode() for it in job.artifacts}
        self.planned = Manifest(
            job.provenance, {it: digest(raw) for it, raw in self.contents.items()}
        )

    def plan(self) -> Plan:
        """Return what is to be done, as things stand on disk now."""
        filesystem.directory_exists(self.path)
        recorded = filesystem.read_manifest_in(self.path)
        known = recorded.manifest
        if known is not None and known.provenance.target != self.planned.provenance.target:
            raise WorkspaceError(
                f"{self.path} holds the target {known.provenance.target}, as its manifest.json says; "
                f"give {self.planned.provenance.target} another folder"
            )
        found = filesystem.survey(
            self.path, self.contents, known.paths if known is not None else ()
        )
        return plan.make(self.planned, recorded, found)

    def refuse_unwritable(self, it: Plan) -> None:
        """Do nothing where a plan can be carried out, as far as that can be known before.

        Raises:
            WorkspaceError: a folder is not ours to write in, or stands in place of the manifest.
        """
        if it.touched:
            filesystem.refuse_obstacle(self.path, artifact_paths.MANIFEST)
        for path in it.touched:
            folder = (self.path / path).parent
            while not folder.exists():
                folder = folder.parent
            if not os.access(folder, os.W_OK | os.X_OK):
                raise WorkspaceError(f"{folder} can't be written to: there is no permission")

    def carry_out(self, it: Plan) -> None:
        """Remove and write what a plan says, after what a run that died here has left."""
        for path in map(artifact_paths.temporary_path, (*it.clear, artifact_paths.MANIFEST)):
            if os.path.lexists(self.path / path):
                self._remove(path)
        if it.write or it.remove:
            self._write(artifact_paths.MANIFEST, it.interim.to_bytes())
        # Removing comes first: a new name may differ from an old one by its case alone.
        for path in it.remove:
            self._remove(path)
        for path in it.write:
            self._write(path, self.contents[path])
        if it.touched:
            self._write(artifact_paths.MANIFEST, it.manifest.to_bytes())

    def _write(self, path: str, content: bytes) -> None:
        file, beside = self.path / path, self.path / artifact_paths.temporary_path(path)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with beside.open("xb") as stream:
                    stream.write(content)
                beside.replace(file)
            except BaseException:
                with suppress(OSError):
                    beside.unlink()
                raise
        except OSError as error:
            raise workspace_error(file, "written", error) from error

    def _remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        try:
            (self.path / path).unlink(missing_ok=True)
        except OSError as error:
            raise workspace_error(self.path / path, "removed", error) from error
        with suppress(OSError):  # something else is in a folder
            for folder in reversed(artifact_paths.parents(path)):
                (self.path / folder).rmdir()


def _target_roots(jobs: Sequence[PlannedOutput]) -> list[_TargetRoot]:
    """Return the target roots of jobs, once it is known that their paths can be.

    Raises:
        WorkspaceError: a path is refused, or two jobs share a directory.
    """
    taken: dict[str, PlannedOutput] = {}
    for job in jobs:
        if problem := artifact_paths.find_refusal([it.path for it in job.artifacts]):
            raise WorkspaceError(f"{job.directory}: {problem}")
        other = taken.setdefault(locking.canonical_name(job.directory), job)
        if other is not job:
            raise WorkspaceError(
                f"the targets {other.provenance.target} and {job.provenance.target} both go to {job.directory}; "
                "give each a folder of its own"
            )
    return [_TargetRoot(job) for job in jobs]


def _told(
    roots: Iterable[_TargetRoot], diagnostics: Iterable[tuple[PathDiagnostic, ...]]
) -> tuple[Diagnostic, ...]:
    return in_order(
        it.diagnostic(directory.path)
        for directory, of_root in zip(roots, diagnostics, strict=True)
        for it in of_root
    )


def _shown(roots: Iterable[_TargetRoot], names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        str(directory.path / it)
        for directory, of_root in zip(roots, names, strict=True)
        for it in of_root
    )
