"""Two sides, compared: their changes, the verdict, and what was not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.changes.change import Change
from statserver_bindgen.changes.compare import compare
from statserver_bindgen.changes.verdict import Verdict, verdict
from statserver_bindgen.rules.vocabulary_changes import CODE_CHANGED
from statserver_bindgen.terminal_text import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    changes = compare(old.catalog, new.catalog, unknown=unknown)
    if not changes and old.artifacts is not None and new.artifacts is not None:
        changes = compare_artifacts(old.artifacts, new.artifacts)
    notes = tuple(note for note in (old.note, new.note) if note is not None)
    judged = verdict(changes, old.catalog.version, new.catalog.version)
    return Comparison(old, new, changes, judged, notes)


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
