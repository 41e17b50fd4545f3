"""The spec compared with its releases: a version that is too small, refused changes, `since`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.changes.comparison import compare_artifacts, compare_sides
from statserver_bindgen.changes.sides import Side
from statserver_bindgen.changes.verdict import verdict
from statserver_bindgen.diagnostics import Related, Span
from statserver_bindgen.releases.origins import find_origin, find_origins, rows
from statserver_bindgen.releases.snapshots import PENDING, find_pending, find_snapshots
from statserver_bindgen.rules.releases import (
    CHANGE_REFUSED,
    RELEASE_INTERRUPTED,
    SINCE_DIFFERS,
    VERSION_TOO_SMALL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.change import Change
    from statserver_bindgen.changes.comparison import Comparison
    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.releases.origins import Origins
    from statserver_bindgen.yaml_source.positions import DataPath

_MOST: Final = 20  # changes that a diagnostic lists


class Releases(NamedTuple):
    """The releases of a catalog, as far as the next one depends on them.

    Attributes:
        newest: the newest release.
        first: the version of the first release.
        origins: the version that had each row of the newest release first.
    """

    newest: Side
    first: str
    origins: Origins


def read_releases(directory: Path | None) -> Releases | None:
    """Return the releases in a directory, or None if there are none.

    Raises:
        SpecError: a snapshot can't be read.
    """
    sides = [it.read() for it in find_snapshots(directory)]
    if not sides:
        return None
    catalogs = [it.catalog for it in sides]
    return Releases(sides[-1], catalogs[0].version, find_origins(catalogs))


def check_releases(catalog: Catalog, artifacts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return how a catalog contradicts its releases; nothing if there are none.

    Args:
        catalog: the catalog of a spec, with its spans.
        artifacts: the sha256 of each generated file by target and path.

    Raises:
        SpecError: a snapshot can't be read.
    """
    directory = catalog.releases_directory
    diagnostics = [*check_pending(directory)]
    releases = read_releases(directory)
    if releases is not None:
        comparison = compare_with(releases.newest, catalog, artifacts)
        diagnostics += check_changes(comparison)
        diagnostics += check_since(catalog, releases)
    return tuple(diagnostics)


def compare_with(newest: Side, catalog: Catalog, artifacts: Mapping[str, str]) -> Comparison:
    """Return the comparison of a catalog with its newest release.

    If facts and version are equal, the generated files are compared.
    """
    comparison = compare_sides(newest, Side(newest.name, catalog))
    if comparison.changes or newest.artifacts is None or newest.catalog.version != catalog.version:
        return comparison
    changes = compare_artifacts(newest.artifacts, artifacts)
    result = verdict(changes, newest.catalog.version, catalog.version)
    return comparison._replace(changes=changes, verdict=result)


def check_pending(directory: Path | None) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each release that was interrupted."""
    for file in find_pending(directory):
        version = file.name.removesuffix(f".json{PENDING}")
        yield RELEASE_INTERRUPTED.at(
            Span(str(file)),
            f"the release {version} was interrupted",
            f"run `release {version}` again, or remove the file",
        )


def check_changes(comparison: Comparison) -> Iterator[Diagnostic]:
    """Yield the refused changes, and whether the version is too small for the others."""
    new = comparison.new.catalog
    version_span = value_span(new, ("catalog", "version"))
    for change in comparison.verdict.refused:
        before = () if change.old_span is None else (Related("before", change.old_span),)
        yield CHANGE_REFUSED.at(
            change.new_span or version_span,
            f"{change.subject}: {change.message} [{change.rule.id}]",
            change.hint,
            related=before,
        )
    old = comparison.old.catalog.version
    accepted = [it for it in comparison.changes if it.rule.bump != "refused"]
    result = verdict(accepted, old, new.version)
    if not result.sufficient:
        required = result.required
        changes = [it for it in accepted if it.rule.bump == required]
        verb = "require" if len(changes) > 1 else "requires"
        reason = f"{_count(changes, required)} since {old} {verb}" if changes else f"{old} is"
        limit = f"{result.smallest} or later" if changes else "released"
        yield VERSION_TOO_SMALL.at(
            version_span,
            f"the version {new.version} is too small: {reason} {limit}",
            f"set it to {result.smallest}, or run `release`, which does so",
            related=_related(changes, version_span),
        )


def _count(changes: list[Change], bump: str | None) -> str:
    return f"{len(changes)} {bump} change{'s' * (len(changes) > 1)}"


def _related(changes: list[Change], version_span: Span) -> Iterator[Related]:
    for change in changes[:_MOST]:
        span = change.new_span or change.old_span or version_span
        yield Related(_description(change), span)
    if len(changes) > _MOST:
        yield Related(f"{len(changes) - _MOST} more changes: `diff` lists them", version_span)


def _description(change: Change) -> str:
    """Return the change, the consumers that notice it, and what they do about it."""
    text = f"{change.subject}: {change.message} [{change.rule.id}]"
    if change.rule.audiences:
        text += f"; affects: {', '.join(change.rule.audiences)}"
    if change.migration is not None:
        text += f"; migration: {change.migration.removesuffix('.')}"
    return text


def check_since(catalog: Catalog, releases: Releases) -> Iterator[Diagnostic]:
    """Yield the rows whose `since` is not the version of the first release that has them."""
    is_unreleased = catalog.version != releases.newest.catalog.version
    unreleased: set[str | None] = {None, catalog.version} if is_unreleased else {None}
    for row in sorted(rows(catalog), key=lambda it: it.row):
        origin = find_origin(row, releases.origins)
        expected: set[str | None] = {origin} if origin else unreleased
        if row.since not in expected and not (row.since is None and origin == releases.first):
            yield _differing_since(catalog, row, origin)


def _differing_since(catalog: Catalog, row: Action, origin: str | None) -> Diagnostic:
    entry: DataPath = ("actions", row.row)
    path: DataPath = (*entry, "name") if row.since is None else (*entry, "since")
    if origin is None:
        message = f"{row.id} is since {row.since}, and no release has it"
        hint = "remove since: `release` writes it"
    elif row.since is None:
        message = f"{row.id} has no since, and {origin} is the first release that has it"
        hint = f"add since: {origin}"
    else:
        message = f"{row.id} is since {row.since}, and {origin} is the first release that has it"
        hint = f"set since to {origin}"
    return SINCE_DIFFERS.at(value_span(catalog, path), message, hint)


def value_span(catalog: Catalog, path: DataPath) -> Span:
    """Return the span of a value of a spec."""
    return Span("") if catalog.spans is None else catalog.spans.value_span(path)
