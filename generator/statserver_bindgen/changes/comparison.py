"""Two sides, compared: their changes, the verdict, and what was not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.changes.change import Change
from statserver_bindgen.changes.compare import compare
from statserver_bindgen.changes.verdict import Verdict, verdict
from statserver_bindgen.rules.vocabulary_changes import CODE_CHANGED
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.sides import Side


class Comparison(NamedTuple):
    """The result of a comparison.

    Attributes:
        old: the old side.
        new: the new side.
        changes: the changes, the largest bump first.
        verdict: whether the version of the new side is large enough.
        notes: what was not compared, and why.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    verdict: Verdict
    notes: tuple[str, ...]


def compare_sides(old: Side, new: Side) -> Comparison:
    """Return the comparison of two sides."""
    unknown = old.unknown | new.unknown
    between = frozenset(_versions_between(old.catalog, new.catalog))
    changes = compare(old.catalog, new.catalog, unknown=unknown, between=between)
    if not changes and old.artifacts is not None and new.artifacts is not None:
        changes = compare_artifacts(old.artifacts, new.artifacts)
    notes = tuple(note for note in (old.note, new.note) if note is not None)
    judged = verdict(changes, old.catalog.version, new.catalog.version)
    return Comparison(old, new, changes, judged, notes)


def _versions_between(old: Catalog, new: Catalog) -> Iterator[str]:
    """Yield the versions that were released between two catalogs.

    Next to a spec are its releases. A published catalog is a release itself: the versions in its
    tombstones are those of releases.
    """
    directory = new.releases_directory
    if directory is not None:
        versions = {file.stem for file in directory.glob("*.json")}
    else:
        versions = {it.action.deprecation.since for it in new.removed if it.action.deprecation}
    first, last = version_numbers(old.version) or (), version_numbers(new.version) or ()
    yield from (it for it in versions if first < (version_numbers(it) or ()) < last)


def compare_artifacts(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the change of generated code, if a file differs; the facts are equal.

    Args:
        old: the old sha256 of each file by target and path, e.g. `python/README.md`.
        new: the new ones. Targets that only one of the two has are not compared.
    """
    targets = {it.partition("/")[0] for it in old} & {it.partition("/")[0] for it in new}
    paths = sorted(it for it in {*old, *new} if it.partition("/")[0] in targets)
    differing = [it for it in paths if old.get(it) != new.get(it)]
    if not differing:
        return ()
    message = f"{len(differing)} of {len(paths)} files differ: {listed(differing, 3)}"
    return (Change(CODE_CHANGED, "generated code", message),)
