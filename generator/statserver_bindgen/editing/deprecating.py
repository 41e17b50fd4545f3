"""Deprecating: rows get a version, a reason and a replacement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.editing.operations import SetValue
from statserver_bindgen.editing.released import next_version, set_version
from statserver_bindgen.editing.renaming import follow_replacements
from statserver_bindgen.editing.rows import find_rows, list_ids, read_rows
from statserver_bindgen.editing.spec_keys import key_order
from statserver_bindgen.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.editing.rows import Row


def deprecate_rows(
    data: Mapping[str, Any],
    name: str,
    reason: str,
    replaced_by: str | None,
    newest: Released | None,
) -> list[Operation]:
    """Return the operations that deprecate an action name with all its rows, or one row.

    Rows that are deprecated already keep the version since which they are. Rows that these rows
    replace get the new replacement.

    Args:
        data: the data of the spec.
        name: an action name, or the id or label of one row.
        reason: the reason, as a sentence.
        replaced_by: the replacement: an id, name or label. Of a name with several rows, each row is
            replaced by the one with its scope, else by the one with its object class.
        newest: the newest release.

    Raises:
        EditError: a row is unknown or a tombstone, or a row has no single replacement.
    """
    rows = read_rows(data)
    selected = find_rows(rows, name)
    if removed := [row for row in selected if row.is_removed]:
        raise EditError(f"{list_ids(removed)} is removed already")
    candidates = () if replaced_by is None else find_rows(rows, replaced_by)
    version = next_version(data["catalog"]["version"], newest, "minor")
    is_new = any("deprecated" not in row.data for row in selected)
    operations = set_version(data, version, newest) if is_new else []
    ids: dict[str, str | None] = {}
    for row in selected:
        replacement = _replacement(row, candidates)
        if replacement is not None:
            ids[row.id] = replacement.id
        operations += _deprecate(row, version, reason, replacement)
    return [*operations, *follow_replacements([it for it in rows if it not in selected], ids)]


def _replacement(row: Row, candidates: Sequence[Row]) -> Row | None:
    """Return the candidate that replaces a row, or None if there are no candidates.

    Raises:
        EditError: none of several candidates has the same scope or the same object class.
    """
    if len(candidates) <= 1:
        return next(iter(candidates), None)
    same_scope = [it for it in candidates if it.scope == row.scope]
    same_class = [it for it in candidates if it.data["object_class"] == row.data["object_class"]]
    for matching in (same_scope, same_class):
        if len(matching) == 1:
            return matching[0]
    raise EditError(f"name the one row that replaces {row.id}: {list_ids(candidates)}")


def _deprecate(row: Row, version: str, reason: str, replacement: Row | None) -> list[Operation]:
    current = row.data.get("deprecated")
    path = row.path("deprecated")
    values = {
        "since": version if current is None else None,
        "reason": reason,
        "replaced_by": replacement.id if replacement else None,
    }
    given = {key: value for key, value in values.items() if value is not None}
    if current is None:
        return [SetValue(path, given, key_order(row.path()))]
    return [
        SetValue((*path, key), value, key_order(path))
        for key, value in given.items()
        if current.get(key) != value
    ]
