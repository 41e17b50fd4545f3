"""Removing: rows that no release has are deleted; all others become tombstones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.editing.operations import RemoveValue, SetValue
from statserver_bindgen.editing.released import next_version, set_version
from statserver_bindgen.editing.renaming import change_namings, follow_replacements
from statserver_bindgen.editing.rows import find_rows, list_ids, read_rows
from statserver_bindgen.editing.spec_keys import key_order
from statserver_bindgen.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.editing.rows import Row


def remove_rows(data: Mapping[str, Any], name: str, newest: Released | None) -> list[Operation]:
    """Return the operations that remove an action name with all its rows, or one row.

    Rows that these rows replace get their replacement.

    Args:
        data: the data of the spec.
        name: an action name, or the id or label of one row.
        newest: the newest release.

    Raises:
        EditError: a row is unknown or a tombstone, or no release has its deprecation.
    """
    rows = read_rows(data)
    selected = find_rows(rows, name)
    if removed := [row for row in selected if row.is_removed]:
        raise EditError(f"{list_ids(removed)} is removed already")
    released = [row for row in selected if newest is not None and newest.has(row)]
    _refuse_undeprecated(released, newest)
    ids = {row.id: row.data.get("deprecated", {}).get("replaced_by") for row in selected}
    operations = follow_replacements([it for it in rows if it not in selected], ids)
    if released:
        version = next_version(data["catalog"]["version"], newest, "major")
        operations = [*set_version(data, version, newest), *operations]
        for row in released:
            operations.append(
                SetValue(row.path("removed"), {"since": version}, key_order(row.path()))
            )
    deleted = [row for row in selected if row not in released]
    operations += change_namings(data, {}, newest, deleted={row.number for row in deleted})
    return [*operations, *(RemoveValue(row.path()) for row in reversed(deleted))]


def _refuse_undeprecated(released: Sequence[Row], newest: Released | None) -> None:
    """Raise an error for rows whose deprecation no release has."""
    if undeprecated := [row for row in released if "deprecated" not in row.data]:
        raise EditError(
            f"{list_ids(undeprecated)} is released and not deprecated; deprecate it, and remove it "
            "after a release with the deprecation"
        )
    if new := [row for row in released if newest and not newest.has_deprecated(row)]:
        raise EditError(
            f"no release has the deprecation of {list_ids(new)}; remove it after the next release"
        )
