"""The rows that the corpus asks for: all of a table, or a sample of a very large one.

A sample is the same for equal catalogs. It has the first and the last row, rows at equal distances
between them, and rows with each value of each column, so that it is spread over the whole table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog

MOST_ROWS: Final = 2_000
"""The most rows that the corpus asks for."""
_MOST_VALUES: Final = MOST_ROWS // 2


def sample_rows(catalog: Catalog) -> list[int]:
    """Return the numbers of the rows that the corpus asks for, in table order."""
    count = len(catalog.actions)
    if count <= MOST_ROWS:
        return [*range(count)]
    rows = dict.fromkeys((0, count - 1))
    rows.update(dict.fromkeys([*_first_rows_of_values(catalog)][:_MOST_VALUES]))
    # Rows at equal distances: as many as leave room for all of the others.
    distances = MOST_ROWS - len(rows)
    rows.update(dict.fromkeys(at * (count - 1) // (distances - 1) for at in range(distances)))
    return sorted(rows)


def _first_rows_of_values(catalog: Catalog) -> Iterator[int]:
    """Yield the first row with each value, and all rows of the first name that has several."""
    rows_of_names: dict[str, list[int]] = {}
    first: dict[object, int] = {}
    for number, action in enumerate(catalog.actions):
        rows_of_names.setdefault(action.name, []).append(number)
        for value in _values(action):
            first.setdefault(value, number)
    yield from dict.fromkeys(first.values())
    counts: dict[int, list[int]] = {}
    for rows in rows_of_names.values():
        counts.setdefault(len(rows), rows)
    for rows in counts.values():
        yield from rows


def _values(action: Action) -> Iterator[object]:
    """Yield what a sample represents: each value, and each combination of the flags."""
    yield "object class", action.object_class.id
    yield "timing", action.timing.id
    yield "scope", action.scope and action.scope.id
    yield "source", action.source.id
    yield "flags", action.interaction_related, action.restricted_cluster
    for fact in action.inferred:
        yield "inferred", fact.field, fact.reason.id
