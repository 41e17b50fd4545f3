"""Edits of a spec that is released: its version, and the versions in rows that no release has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.editing.operations import SetValue, value_at
from statserver_bindgen.editing.spec_keys import key_order
from statserver_bindgen.releases.origins import find_origin, rows
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.releases.checks import Releases
    from statserver_bindgen.yaml_source.positions import DataPath


def release_edits(
    data: Mapping[str, Any], catalog: Catalog, version: str, releases: Releases | None
) -> Iterator[SetValue]:
    """Yield the operations that make the data of a spec that of a release.

    New rows get `since`; rows of the first release need none. Versions of rows that are later than
    the newest release become that of this one.

    Args:
        data: the data of the spec.
        catalog: the catalog of that data.
        version: the version of the release.
        releases: the releases before, or None if this is the first one.
    """
    if catalog.version != version:
        yield SetValue(("catalog", "version"), version)
    if releases is None:
        return
    newest = version_numbers(releases.newest.catalog.version) or ()
    for row in sorted(rows(catalog), key=lambda it: it.row):
        entry: DataPath = ("actions", row.row)
        if row.since is None and find_origin(row, releases.origins) is None:
            yield SetValue((*entry, "since"), version, key_order(entry))
        for path in (entry, (*entry, "deprecated"), (*entry, "removed")):
            written = value_at(data, (*path, "since"))
            if written not in (None, version) and (version_numbers(written) or ()) > newest:
                yield SetValue((*path, "since"), version)
