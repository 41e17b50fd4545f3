"""What the newest release has, as far as edits depend on it, and the version of the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.editing.operations import SetValue
from statserver_bindgen.editing.rows import read_rows
from statserver_bindgen.versions import raised, version_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.rows import Row
    from statserver_bindgen.versions import Part


class Released(NamedTuple):
    """The facts of the newest release.

    Attributes:
        version: its version.
        ids: the ids of its actions.
        deprecated: the ids of those that are deprecated.
    """

    version: str
    ids: frozenset[str]
    deprecated: frozenset[str]

    def has(self, row: Row) -> bool:
        """Return whether the release has the action of a row, under this or a former name."""
        return not self.ids.isdisjoint({row.id, *row.former_ids})

    def has_deprecated(self, row: Row) -> bool:
        """Return whether the action of a row is deprecated in the release."""
        return not self.deprecated.isdisjoint({row.id, *row.former_ids})


def facts_of(catalog: Catalog) -> Released:
    """Return the facts of a release by its catalog."""
    removed = {it.action.id for it in catalog.removed}
    deprecated = {it.id for it in catalog.actions if it.deprecation is not None}
    return Released(
        catalog.version,
        frozenset(it.id for it in catalog.actions) | removed,
        frozenset(deprecated | removed),
    )


def next_version(current: str, newest: Released | None, part: Part) -> str:
    """Return the version of the next release, which contains a change.

    Args:
        current: the version of the catalog.
        newest: the newest release, or None if nothing is released.
        part: what the change raises in the version of the newest release.
    """
    if newest is None:
        return current
    return max(current, raised(newest.version, part), key=_numbers)


def set_version(data: Mapping[str, Any], version: str, newest: Released | None) -> list[Operation]:
    """Return the operations that set the version of the catalog.

    Changes that are recorded for its current version, and not released, follow.
    """
    current = data["catalog"]["version"]
    if current == version:
        return []
    operations: list[Operation] = [SetValue(("catalog", "version"), version)]
    if newest is not None and newest.version == current:
        return operations
    operations += [
        SetValue(row.path(key, "since"), version)
        for row in read_rows(data)
        for key in ("deprecated", "removed")
        if row.data.get(key, {}).get("since") == current
    ]
    return operations


def _numbers(version: str) -> tuple[int, ...]:
    return version_numbers(version) or ()
