"""Two catalogs become the changes between them, in the order of their bumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.changes.change import Change, ChangeList
from statserver_bindgen.changes.entries import compare_catalogs, compare_sections
from statserver_bindgen.changes.lifecycle import compare_rows
from statserver_bindgen.rules.change_rule import BUMPS

if TYPE_CHECKING:
    from collections.abc import Collection

    from statserver_bindgen.catalog import Catalog


def compare(
    old: Catalog,
    new: Catalog,
    *,
    unknown: Collection[str] = frozenset(),
    between: Collection[str] = frozenset(),
) -> tuple[Change, ...]:
    """Return the changes between two catalogs: the largest bump first, then in table order.

    The version is not among them: `verdict` compares it with the changes.

    Args:
        old: the old catalog.
        new: the new catalog.
        unknown: keys of the spec that a side does not know, e.g. `meaning`; they are not compared.
            `low_confidence` and `facts_of_removed` are parts of meanings and of tombstones.
        between: the versions that were released between the two: each of them may have deprecated
            what the new catalog removes.
    """
    changes = ChangeList(old, new)
    compare_catalogs(changes, unknown)
    compare_rows(changes, unknown, between)
    compare_sections(changes, unknown)
    return tuple(sorted(changes.changes, key=lambda change: -BUMPS.index(change.rule.bump)))
