"""The comparison of the rows that both catalogs have: attribute by attribute, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.changes.order import find_moved
from statserver_bindgen.changes.values import (
    Pair,
    compare_inferences,
    compare_value,
    references_of,
)
from statserver_bindgen.rules import row_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.changes.change import ChangeList
    from statserver_bindgen.yaml_source.positions import DataPath


def path_of(action: Action) -> DataPath:
    """Return the path of a row in its spec."""
    return ("actions", action.row)


def compare_row(
    changes: ChangeList, old: Action, new: Action, unknown: Collection[str] = ()
) -> None:
    """Add the changes of the attributes of a row.

    Args:
        changes: the list of changes.
        old: the old row.
        new: the new row.
        unknown: the keys of rows that a side does not know; they are not compared.
    """
    pair = Pair(new.id, path_of(old), path_of(new))
    timings = old.timing.id, new.timing.id
    compare_value(changes, pair, "timing", row_changes.TIMING_CHANGED, timings)
    classes = old.object_class.id, new.object_class.id
    compare_value(changes, pair, "object_class", row_changes.OBJECT_CLASS_CHANGED, classes)
    flags = old.interaction_related, new.interaction_related
    rule = row_changes.INTERACTION_RELATED_CHANGED
    compare_value(changes, pair, "interaction_related", rule, flags)
    works = old.restricted_cluster, new.restricted_cluster
    lost, gained = row_changes.RESTRICTED_CLUSTER_LOST, row_changes.RESTRICTED_CLUSTER_GAINED
    compare_value(changes, pair, "restricted_cluster", lost if works[0] else gained, works)
    if "source" not in unknown:
        sources = old.source.id, new.source.id
        compare_value(changes, pair, "source", row_changes.SOURCE_CHANGED, sources)
    if (old.inferred or new.inferred) and "inferred" not in unknown:
        compare_inferences(changes, pair, old.inferred, new.inferred)
    if (old.meaning or new.meaning) and "meaning" not in unknown:
        _compare_meaning(changes, pair, old, new, unknown)


def compare_order(changes: ChangeList, pairs: Sequence[tuple[Action, Action]]) -> None:
    """Add a change for each row that moved, as few as possible."""
    in_new_order = sorted(pairs, key=lambda pair: pair[1].row)
    for index in find_moved([old.row for old, _ in in_new_order]):
        old, new = in_new_order[index]
        changes.add(
            row_changes.ORDER_CHANGED,
            new.id,
            "moved",
            old_path=(*path_of(old), "name"),
            new_path=(*path_of(new), "name"),
        )


def _compare_meaning(
    changes: ChangeList, pair: Pair, old: Action, new: Action, unknown: Collection[str]
) -> None:
    before, after = (dict(_meaning_of(it, unknown)) for it in (old, new))
    if before == after:
        return
    if before and after:
        message = "meaning changed: " + ", ".join(
            key for key in before if before[key] != after[key]
        )
    else:
        message = "meaning removed" if before else "meaning added"
    pair.add(changes, row_changes.MEANING_CHANGED, "meaning", message)


def _meaning_of(action: Action, unknown: Collection[str]) -> Iterator[tuple[str, object]]:
    meaning = action.meaning
    if meaning is None or ("low_confidence" in unknown and not meaning.is_printed):
        return
    yield "text", meaning.text
    yield "evidence", meaning.evidence.id
    yield "confidence", meaning.confidence
    yield "sources", references_of(meaning)
