"""Runs: compare output directories with their plans, and carry the plans out.

A run takes a `PlannedOutput` for each target and returns a `RunResult`. It is all or nothing: the
plans of all output directories are made, under their locks, before any of them is carried out; and
if one of them can't be, none is. `filesystem` does the writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError, WriteInterrupted
from statserver_bindgen.workspace import digests, filesystem, locking, obstacles, overlaps
from statserver_bindgen.workspace.file_states import IRREGULAR, in_directory
from statserver_bindgen.workspace.manifest import LARGEST, Manifest
from statserver_bindgen.workspace.overlaps import OutputPaths
from statserver_bindgen.workspace.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from statserver_bindgen.artifact import Artifact
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.workspace.file_states import PathDiagnostic
    from statserver_bindgen.workspace.manifest import Provenance
    from statserver_bindgen.workspace.plan import Plan


class PlannedOutput(NamedTuple):
    """What an output directory is to contain.

    Attributes:
        directory: the output directory, which need not exist.
        provenance: the target, catalog, tool and formatter of the artifacts.
        artifacts: all artifacts of the target, formatted.
    """

    directory: Path
    provenance: Provenance
    artifacts: tuple[Artifact, ...]


class RunResult(NamedTuple):
    """What a run did, or what `check` reports.

    Attributes:
        diagnostics: the diagnostics of all output directories, sorted.
        written: the files that were written, manifests included.
        removed: the files that were removed.
        unchanged: how many files are as planned and were not written, manifests included.
        refused: whether `generate` wrote nothing because of edited or untracked files, or because
            a target rejects the catalog; `diagnostics` has the reasons.
        diffs: a unified diff of each existing file that differs from its artifact, if `check` was
            called for diffs.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: bool = False
    diffs: tuple[str, ...] = ()


def check(outputs: Sequence[PlannedOutput]) -> RunResult:
    """Return how output directories differ from their plans. Writes nothing and needs no lock.

    Raises:
        WorkspaceError: a directory can't be used, a path is refused, or a file can't be read.
    """
    directories = _output_directories(outputs)
    plans = _plans(directories)
    return RunResult(
        _diagnostics(directories, (plan.diagnostics for plan in plans)),
        unchanged=_count_unchanged(plans),
    )


def generate(
    outputs: Sequence[PlannedOutput],
    *,
    force: bool = False,
    on_wait: Callable[[Path], object] = lambda _: None,
    on_write: Callable[[], object] = lambda: None,
) -> RunResult:
    """Write output directories as planned: all of them, or none if one has a file in the way.

    Args:
        outputs: the planned contents of each output directory.
        force: overwrite edited and untracked files at planned paths. An edited file that is no
            longer planned is kept in any case.
        on_wait: is called with an output directory before waiting for another run in it.
        on_write: is called before the first output directory is written.

    Raises:
        WorkspaceError: a directory can't be used, a path is refused, or the system fails. In the
            last case some files may be written; `check` then reports an interrupted run, and the
            next `generate` continues it.
        WriteInterrupted: the user interrupts the run after the first write.
    """
    directories = _output_directories(outputs)
    with locking.hold([directory.path for directory in directories], on_wait):
        plans = _plans(directories)
        if force:
            plans = [plan.forced() for plan in plans]
        if any(plan.blocking for plan in plans):
            return RunResult(
                _diagnostics(directories, (plan.blocking + plan.warnings for plan in plans)),
                unchanged=_count_unchanged(plans),
                refused=True,
            )
        for directory, plan in zip(directories, plans, strict=True):
            directory.refuse_unwritable(plan)
        on_write()
        try:
            for directory, plan in zip(directories, plans, strict=True):
                directory.carry_out(plan)
        except KeyboardInterrupt as interrupt:
            raise WriteInterrupted from interrupt
    return RunResult(
        _diagnostics(directories, (plan.warnings for plan in plans)),
        _paths(directories, (plan.written for plan in plans)),
        _paths(directories, (plan.remove for plan in plans)),
        _count_unchanged(plans),
    )


def diffs(outputs: Sequence[PlannedOutput]) -> Iterator[str]:
    """Yield a unified diff for each existing file that differs from its artifact.

    Raises:
        WorkspaceError: see `check`.
    """
    from statserver_bindgen.workspace import diff

    for directory in _output_directories(outputs):
        plan = directory.plan()
        for path in sorted({*plan.write, *plan.overwrite}):
            file = directory.path / path
            current = filesystem.read_beginning(file, diff.LARGEST + 1)
            if current is not None:
                yield diff.unified(str(file), current, directory.contents[path].blocks())


class _OutputDirectory:
    """An output directory and its planned contents.

    Attributes:
        path: the output directory.
        contents: the content of each artifact, by path.
        manifest: the planned manifest.
    """

    def __init__(self, output: PlannedOutput) -> None:
        self.path = output.directory
        self.contents = {artifact.path: artifact.content for artifact in output.artifacts}
        for path, content in self.contents.items():
            if content.size > digests.LARGEST:
                raise WorkspaceError(
                    f"{self.path / path} would be larger than {digests.LARGEST // 1024**2} MiB; "
                    "split the template"
                )
        self.manifest = Manifest(
            output.provenance, {path: content.digest for path, content in self.contents.items()}
        )

    def paths(self, orphaned: Iterable[str] = ()) -> OutputPaths:
        """Return the planned paths, and those of orphaned files."""
        target = self.manifest.provenance.target
        return OutputPaths(target, self.path, (*self.contents, *orphaned))

    def plan(self) -> Plan:
        """Return the plan for the current state of the disk.

        Raises:
            WorkspaceError: the directory can't be used or contains another target, or a file in it
                can't be read.
        """
        filesystem.directory_exists(self.path)
        recorded = filesystem.read_manifest_in(self.path)
        target = self.manifest.provenance.target
        if recorded.manifest is not None and recorded.manifest.provenance.target != target:
            raise WorkspaceError(
                f"{self.path} contains the target {recorded.manifest.provenance.target}, as its "
                f"manifest.json shows; give {target} another directory"
            )
        recorded_paths = recorded.manifest.paths if recorded.manifest is not None else ()
        on_disk = digests.digest_files(self.path, self.contents, recorded_paths)
        plan = make_plan(self.manifest, recorded, on_disk)
        with_lf = {
            path: digests.digest_with_lf(self.path / path)
            for path in plan.unrecognized
            if on_disk[path] != IRREGULAR
        }
        return make_plan(self.manifest, recorded, on_disk, with_lf) if with_lf else plan

    def refuse_unwritable(self, plan: Plan) -> None:
        """Do nothing if a plan can be carried out, as far as permissions show.

        Raises:
            WorkspaceError: a directory is not writable, something is in the way of a file, a name
                is too long, or the manifest is too large.
        """
        if len(plan.interim.to_bytes()) > LARGEST:
            raise WorkspaceError(
                f"{self.path / artifact_paths.MANIFEST} would be larger than "
                f"{LARGEST // 1024**2} MiB; split the target"
            )
        obstacles.refuse_unwritable(self.path, plan.touched)

    def carry_out(self, plan: Plan) -> None:
        """Remove and write files as planned, after the temporary files of an interrupted run.

        Raises:
            WorkspaceError: the system fails.
        """
        for path in (*plan.clear, artifact_paths.MANIFEST):
            filesystem.remove_temporary_file(self.path, path)
        if plan.write or plan.remove:
            self._write_manifest(plan.interim)
        # Files are removed first: the path of a new file may differ from an old one only by case.
        for path in plan.remove:
            filesystem.remove_file(self.path, path)
        for path in plan.write:
            filesystem.write_file(self.path, path, self.contents[path].blocks())
        if plan.touched:
            self._remove_directories_of(plan.clear)
            self._write_manifest(plan.manifest)

    def _remove_directories_of(self, paths: Iterable[str]) -> None:
        """Remove the empty directories of files that are not planned.

        An interrupted run may have removed a file without its directory, or the reverse: created
        a directory without its file.
        """
        for path in paths:
            if path not in self.contents:
                filesystem.remove_empty_directories(
                    self.path / parent for parent in artifact_paths.parents(path)
                )

    def _write_manifest(self, manifest: Manifest) -> None:
        filesystem.write_file(self.path, artifact_paths.MANIFEST, [manifest.to_bytes()])


def _output_directories(outputs: Sequence[PlannedOutput]) -> list[_OutputDirectory]:
    """Return the output directories, after checking their paths.

    Raises:
        WorkspaceError: a path is refused, or two outputs share a path.
    """
    for output in outputs:
        paths = [artifact.path for artifact in output.artifacts]
        if refusal := artifact_paths.find_refusal(paths):
            raise WorkspaceError(f"{output.directory}: {refusal}")
    directories = [_OutputDirectory(output) for output in outputs]
    overlaps.refuse_overlaps(it.paths() for it in directories)
    return directories


def _plans(directories: Sequence[_OutputDirectory]) -> list[Plan]:
    """Return the plan of each output directory.

    Raises:
        WorkspaceError: a directory can't be used, or an orphaned file of one output is at a path of
            another one.
    """
    plans = [directory.plan() for directory in directories]
    if any(plan.remove for plan in plans):  # the planned paths were compared before
        overlaps.refuse_overlaps(
            directory.paths(plan.remove) for directory, plan in zip(directories, plans, strict=True)
        )
    return plans


def _count_unchanged(plans: Iterable[Plan]) -> int:
    return sum(plan.unchanged + plan.has_manifest for plan in plans)


def _diagnostics(
    directories: Iterable[_OutputDirectory], diagnostics: Iterable[tuple[PathDiagnostic, ...]]
) -> tuple[Diagnostic, ...]:
    lists = sorted(
        (str(directory.path), in_directory(directory.path, own))
        for directory, own in zip(directories, diagnostics, strict=True)
    )
    return tuple(diagnostic for _, own in lists for diagnostic in own)


def _paths(
    directories: Iterable[_OutputDirectory], paths: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(
        str(directory.path / path)
        for directory, own in zip(directories, paths, strict=True)
        for path in own
    )
