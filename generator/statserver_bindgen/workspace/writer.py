"""Runs: compare output directories with their plans, and carry the plans out.

A run takes a `PlannedOutput` for each target and returns a `RunResult`. It is all or nothing: the
plans of all output directories are made, under their locks, before any of them is carried out; and
if one of them can't be, none is. `filesystem` does the writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError, WriteInterrupted
from statserver_bindgen.workspace import locking, overlaps, reading
from statserver_bindgen.workspace.file_states import in_directory
from statserver_bindgen.workspace.output_directory import OutputDirectory

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
    dry_run: bool = False,
    on_wait: Callable[[Path], object] = lambda _: None,
    on_write: Callable[[], object] = lambda: None,
) -> RunResult:
    """Write output directories as planned: all of them, or none if one has a file in the way.

    Args:
        outputs: the planned contents of each output directory.
        force: overwrite edited and untracked files at planned paths. An edited file that is no
            longer planned is kept in any case.
        dry_run: change nothing, not even for a moment: no lock is taken. The result and the errors
            are the same, as far as they can be known before.
        on_wait: is called with an output directory before waiting for another run in it.
        on_write: is called before the first output directory is written.

    Raises:
        WorkspaceError: a directory can't be used, a path is refused, or the system fails. In the
            last case some files may be written; `check` then reports an interrupted run, and the
            next `generate` continues it.
        WriteInterrupted: the user interrupts the run after the first write.
    """
    directories = _output_directories(outputs)
    paths = [directory.path for directory in directories]
    with locking.simulate(paths) if dry_run else locking.hold(paths, on_wait):
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
        if not dry_run:
            on_write()
            _carry_out(directories, plans)
    return RunResult(
        _diagnostics(directories, (plan.warnings for plan in plans)),
        _paths(directories, (plan.written for plan in plans)),
        _paths(directories, (plan.remove for plan in plans)),
        _count_unchanged(plans),
    )


def _carry_out(directories: Iterable[OutputDirectory], plans: Iterable[Plan]) -> None:
    """Carry out the plan of each output directory.

    Raises:
        WorkspaceError: the system fails.
        WriteInterrupted: the user interrupts the run.
    """
    try:
        for directory, plan in zip(directories, plans, strict=True):
            directory.carry_out(plan)
    except KeyboardInterrupt as interrupt:
        raise WriteInterrupted from interrupt


def list_files(outputs: Sequence[PlannedOutput]) -> tuple[tuple[str, ...], ...]:
    """Return the paths of the files that each output directory is to contain, sorted.

    Raises:
        WorkspaceError: a path is refused, or two outputs share a path.
    """
    return tuple(
        tuple(sorted((*directory.contents, artifact_paths.MANIFEST), key=lambda it: it.split("/")))
        for directory in _output_directories(outputs)
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
            current = reading.read_beginning(file, diff.LARGEST + 1)
            if current is not None:
                yield diff.unified(str(file), current, directory.contents[path].blocks())


def _output_directories(outputs: Sequence[PlannedOutput]) -> list[OutputDirectory]:
    """Return the output directories, after checking their paths.

    Raises:
        WorkspaceError: a path is refused, or two outputs share a path.
    """
    for output in outputs:
        paths = [artifact.path for artifact in output.artifacts]
        if refusal := artifact_paths.find_refusal(paths):
            raise WorkspaceError(f"{output.directory}: {refusal}")
    directories = [OutputDirectory(output) for output in outputs]
    overlaps.refuse_overlaps(it.paths() for it in directories)
    return directories


def _plans(directories: Sequence[OutputDirectory]) -> list[Plan]:
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
    directories: Iterable[OutputDirectory], diagnostics: Iterable[tuple[PathDiagnostic, ...]]
) -> tuple[Diagnostic, ...]:
    lists = sorted(
        (str(directory.path), in_directory(directory.path, own))
        for directory, own in zip(directories, diagnostics, strict=True)
    )
    return tuple(diagnostic for _, own in lists for diagnostic in own)


def _paths(
    directories: Iterable[OutputDirectory], paths: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(
        str(directory.path / path)
        for directory, own in zip(directories, paths, strict=True)
        for path in own
    )
