"""The preparation of a release, in memory.

spec ─ version, since ─→ edited spec ─→ catalog ─→ artifacts ─→ snapshot
└─ changes since the newest release ─→ section of the CHANGELOG
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.changes.comparison import compare_sides
from statserver_bindgen.changes.sides import Side
from statserver_bindgen.changes.snapshots import write_snapshot
from statserver_bindgen.diagnostics import in_order
from statserver_bindgen.editing.edited_text import edit_text
from statserver_bindgen.editing.layout import read_layout
from statserver_bindgen.errors import SpecError
from statserver_bindgen.planned_outputs import digest_outputs, plan_outputs
from statserver_bindgen.releases import changelog
from statserver_bindgen.releases.checks import (
    check_changes,
    check_since,
    compare_with,
    read_releases,
)
from statserver_bindgen.releases.snapshots import PENDING, snapshot_path
from statserver_bindgen.releasing.edits import release_edits
from statserver_bindgen.releasing.result import ReleaseResult
from statserver_bindgen.releasing.version import check_version, choose_version
from statserver_bindgen.rules.releases import CHANGE_REFUSED
from statserver_bindgen.validation.specs import RELEASES, load_spec
from statserver_bindgen.workspace import diff, reading, writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.artifact import Keep
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.planned_outputs import OnStep
    from statserver_bindgen.releases.checks import Releases
    from statserver_bindgen.rendering.targets import Target
    from statserver_bindgen.validation.specs import LoadedSpec, ReadIdentifiers
    from statserver_bindgen.workspace.writer import PlannedOutput


class Request(NamedTuple):
    """What is to be released.

    Attributes:
        spec: the path of the spec.
        outputs: the output directory of each target.
        version: the version, or None for that of the spec or the smallest allowed.
        date: the date in the CHANGELOG, YYYY-MM-DD.
        read_identifiers: returns the identifier rules that the names must fit.
        keep: keeps the contents of artifacts.
        on_step: called with the name of each step when it starts.
    """

    spec: Path
    outputs: list[tuple[Target, Path]]
    version: str | None
    date: str
    read_identifiers: ReadIdentifiers
    keep: Keep
    on_step: OnStep

    @property
    def releases_directory(self) -> Path:
        """The directory of the snapshots, which need not exist."""
        return self.spec.parent / RELEASES


class Edit(NamedTuple):
    """A file that is to be edited: its path, and its content before and after."""

    file: Path
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """The unified diff of the edit."""
        return diff.unified(str(self.file), self.before, [self.after])


class Prepared(NamedTuple):
    """A release that can be written.

    Attributes:
        result: the result if the release is written.
        edits: the edits of the spec and of the CHANGELOG, without those that change nothing.
        planned: what each output directory is to contain.
        snapshot: the bytes of the snapshot.
    """

    result: ReleaseResult
    edits: tuple[Edit, ...]
    planned: tuple[PlannedOutput, ...]
    snapshot: bytes


class Refused(Exception):  # noqa: N818 - it carries a result
    """A release is refused; nothing is written."""

    def __init__(self, result: ReleaseResult) -> None:
        super().__init__()
        self.result = result


def prepare(request: Request) -> Prepared:
    """Return the release that a request makes.

    Raises:
        Refused: the release is refused.
    """
    loaded = load_spec(request.spec, request.read_identifiers, on_step=request.on_step)
    catalog = _catalog(loaded)
    releases = read_releases(request.releases_directory)
    planned = _plan(request, catalog)
    digests = digest_outputs(request.outputs, planned)
    comparison = compare_with(releases.newest, catalog, digests) if releases else None
    result = ReleaseResult(texts={loaded.file: loaded.text})
    version = choose_version(catalog, request.version, comparison)
    result = result._replace(version=version)
    _refuse(result, _problems(catalog, version, releases, comparison))
    if comparison and not comparison.changes and version == comparison.old.catalog.version:
        return Prepared(result._replace(is_released=True), (), (), b"")

    edited, facts = _edit(request, loaded, version, releases)
    new_catalog = _catalog(edited)
    text_is_changed = edited.text != loaded.text
    new_planned = _plan(request, new_catalog) if text_is_changed else planned
    snapshot = write_snapshot(facts, digest_outputs(request.outputs, new_planned))
    if not _is_pending(request, version, snapshot):
        request.on_step("plan")
        _refuse(result, [it for it in writer.check(planned).diagnostics if it.severity == "error"])
    edits = [Edit(_real(request.spec), loaded.text.encode(), edited.text.encode())]
    new_comparison = compare_sides(releases.newest, Side("", new_catalog)) if releases else None
    log = changelog.find_changelog(request.spec)
    if log is not None:
        edits.append(_edit_changelog(log, version, request.date, new_comparison))
    edits = [it for it in edits if it.before != it.after]
    result = result._replace(
        edits=tuple(it.diff for it in edits),
        changelog=None if log is None else str(log),
        snapshot=str(snapshot_path(request.releases_directory, version)),
    )
    return Prepared(result, tuple(edits), new_planned, snapshot)


def _catalog(loaded: LoadedSpec) -> Catalog:
    if loaded.catalog is None:
        texts = {loaded.file: loaded.text}
        raise Refused(ReleaseResult(None, loaded.diagnostics, is_refused=True, texts=texts))
    return loaded.catalog


def _refuse(result: ReleaseResult, diagnostics: list[Diagnostic]) -> None:
    if diagnostics:
        raise Refused(result._replace(diagnostics=in_order(diagnostics), is_refused=True))


def _problems(
    catalog: Catalog, version: str, releases: Releases | None, comparison: Comparison | None
) -> list[Diagnostic]:
    """Return why the spec can't be released."""
    if releases is None or comparison is None:
        return []
    too_small = check_version(catalog, version, comparison)
    refused = [it for it in check_changes(comparison) if it.rule is CHANGE_REFUSED]
    return [*([too_small] if too_small else []), *refused, *check_since(catalog, releases)]


def _plan(request: Request, catalog: Catalog) -> tuple[PlannedOutput, ...]:
    return plan_outputs(
        catalog, request.outputs, formatted=True, keep=request.keep, on_step=request.on_step
    )


def _edit(
    request: Request, loaded: LoadedSpec, version: str, releases: Releases | None
) -> tuple[LoadedSpec, Mapping[str, Any]]:
    """Return the spec as it is released, and its data."""
    layout = read_layout(loaded.text)
    catalog = _catalog(loaded)
    text = edit_text(layout, release_edits(layout.data, catalog, version, releases))
    directory = request.releases_directory
    edited = load_spec(
        BytesIO(text.encode()),
        request.read_identifiers,
        name=loaded.file,
        releases_directory=directory if catalog.releases_directory else None,
    )
    return edited, read_layout(text).data


def _edit_changelog(log: Path, version: str, date: str, comparison: Comparison | None) -> Edit:
    try:
        raw = log.read_bytes()
        text = raw.decode()
    except OSError as error:
        raise SpecError(f"{log} can't be read: {error.strerror}") from error
    except UnicodeError as error:
        raise SpecError(f"{log} is not UTF-8") from error
    after = changelog.write_section(text, version, date, comparison)
    return Edit(_real(log), raw, after.encode())


def _real(file: Path) -> Path:
    """Return the file that a symlink leads to, or the path itself."""
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def pending_name(version: str) -> str:
    """Return the name of a snapshot during its release."""
    return f"{snapshot_path(Path(), version)}{PENDING}"


def _is_pending(request: Request, version: str, snapshot: bytes) -> bool:
    """Return whether an interrupted release wrote this snapshot."""
    file = request.releases_directory / pending_name(version)
    return reading.read_beginning(file, len(snapshot) + 1) == snapshot
