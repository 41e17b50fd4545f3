"""A release as a whole: prepared in memory, then written.

The snapshot is written first, under a name that marks it as pending, and gets its name last. In
between, the spec, the CHANGELOG and the output directories are written. An interrupted release is
recognized by the pending snapshot: the same release makes the same one again, and continues.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from statserver_bindgen.errors import CatalogRejectedError, WriteInterrupted
from statserver_bindgen.planned_outputs import find_outputs, ignore
from statserver_bindgen.releases.snapshots import find_pending, snapshot_path
from statserver_bindgen.releasing.preparation import Refused, Request, pending_name, prepare
from statserver_bindgen.releasing.result import ReleaseResult
from statserver_bindgen.rules.files import FILE_ORPHANED
from statserver_bindgen.workspace import filesystem, locking, writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.planned_outputs import OnStep, Outputs, StrPath
    from statserver_bindgen.releasing.preparation import Prepared
    from statserver_bindgen.validation.specs import ReadIdentifiers


def release(  # noqa: PLR0913 - one parameter for each choice
    spec: StrPath,
    outputs: Outputs,
    version: str | None,
    *,
    date: str,
    read_identifiers: ReadIdentifiers,
    dry_run: bool = False,
    on_wait: Callable[[Path], object] = ignore,
    on_step: OnStep = ignore,
) -> ReleaseResult:
    """Release a spec: see `pipeline.release`."""
    with filesystem.TemporaryStore() as store:
        request = Request(
            *(Path(spec), find_outputs(outputs), version, date),
            *(read_identifiers, store.keep, on_step),
        )
        try:
            prepared = prepare(request)
        except Refused as refusal:
            return refusal.result
        except CatalogRejectedError as error:
            return ReleaseResult(diagnostics=error.diagnostics, is_refused=True)
        if prepared.result.is_released:
            return prepared.result
        if dry_run:
            return _preview(prepared)
        return _write(request, prepared, on_wait)


def _preview(prepared: Prepared) -> ReleaseResult:
    """Return what a release would do."""
    planned = writer.check(prepared.planned).diagnostics
    written = tuple(it.span.file for it in planned if it.rule is not FILE_ORPHANED)
    removed = tuple(it.span.file for it in planned if it.rule is FILE_ORPHANED)
    return prepared.result._replace(written=written, removed=removed)


def _write(
    request: Request, prepared: Prepared, on_wait: Callable[[Path], object]
) -> ReleaseResult:
    version = prepared.result.version or ""
    directory, pending = request.releases_directory, pending_name(version)

    is_begun = False

    def write_sources() -> None:
        nonlocal is_begun
        for edit in prepared.edits:
            filesystem.refuse_unreplaceable(edit.file, edit.before)
        request.on_step("write")
        is_begun = True
        for file in find_pending(directory):
            if file.name != pending:
                filesystem.remove_file(directory, file.name)
        filesystem.remove_temporary_file(directory, pending)
        filesystem.write_file(directory, pending, [prepared.snapshot])
        for edit in prepared.edits:
            filesystem.replace_file(*edit)

    try:
        with locking.hold([request.spec.absolute().parent], on_wait):
            written = writer.generate(prepared.planned, on_wait=on_wait, on_write=write_sources)
            if not written.refused:
                filesystem.rename_file(directory, pending, snapshot_path(Path(), version).name)
    except KeyboardInterrupt as interrupt:
        if not is_begun:
            raise
        raise WriteInterrupted("release") from interrupt
    return prepared.result._replace(
        diagnostics=written.diagnostics,
        is_refused=written.refused,
        written=written.written,
        removed=written.removed,
    )
