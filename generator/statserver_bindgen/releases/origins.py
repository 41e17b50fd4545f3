"""Origins: the release that had each row first, from the snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.changes.row_match import former_keys, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.row_match import RowKey

    Origins = Mapping[RowKey, str]


def find_origins(releases: Sequence[Catalog]) -> Origins:
    """Return the version that had each row of the newest release first, by the key of the row.

    The first snapshot may be that of a later version: its rows are as old as it says.

    Args:
        releases: the catalogs of all releases, the oldest first.
    """
    origins: Origins = {}
    for number, catalog in enumerate(releases):
        origins = {
            key_of(row): find_origin(row, origins)
            or (row.since if number == 0 and row.since else catalog.version)
            for row in rows(catalog)
        }
    return origins


def find_origin(row: Action, origins: Origins) -> str | None:
    """Return the version that had a row first, under this or a former name, or None."""
    return next((origins[key] for key in (key_of(row), *former_keys(row)) if key in origins), None)


def rows(catalog: Catalog) -> Iterator[Action]:
    """Yield the rows of a catalog, those of tombstones last."""
    yield from catalog.actions
    yield from (it.action for it in catalog.removed)
