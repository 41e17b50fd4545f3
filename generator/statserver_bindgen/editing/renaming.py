"""Renaming: rows get other names or scopes, and keep the old ones as aliases.

References follow, so that the spec stays valid: known names, statuses, replacements. A row that
remains alone under a name loses its scope, which is a rename, too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from statserver_bindgen.action import action_id
from statserver_bindgen.editing.operations import InsertItems, RemoveValue, RenameKey, SetValue
from statserver_bindgen.editing.rows import find_row, find_rows, list_ids, read_rows
from statserver_bindgen.editing.spec_keys import key_order
from statserver_bindgen.errors import EditError
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.editing.rows import Row


class Naming(NamedTuple):
    """What identifies a row: its action name, and the id of its scope or None."""

    name: str
    scope: str | None

    @property
    def id(self) -> str:
        """The id of the action."""
        return action_id(self.name, self.scope)

    @property
    def alias(self) -> dict[str, str]:
        """The entry of `formerly` for a row that was named so."""
        return {"name": self.name} | ({} if self.scope is None else {"scope": self.scope})


def rename_rows(  # noqa: PLR0913 - one parameter for each choice
    data: Mapping[str, Any],
    old: str,
    new: str,
    *,
    scope: str | None,
    scope_of_other: str | None,
    newest: Released | None,
) -> list[Operation]:
    """Return the operations that rename an action name with all its rows, or one row.

    Args:
        data: the data of the spec.
        old: an action name, or the id or label of one row.
        new: the new action name.
        scope: the new scope of one row; None keeps the scopes.
        scope_of_other: the scope that a row without scope gets, which has the new name.
        newest: the newest release.

    Raises:
        EditError: no row is named `old`, it is a tombstone, or a scope is given for several rows.
    """
    rows = read_rows(data)
    selected = find_rows(rows, old) if scope is None else (find_row(rows, old),)
    if removed := [row for row in selected if row.is_removed]:
        raise EditError(f"{list_ids(removed)} can't be renamed, because it is removed")
    namings = {row.number: Naming(new, scope or row.scope) for row in selected}
    if scope_of_other is not None:
        namings |= scope_other_row(rows, [new], scope_of_other)
    return change_namings(data, namings, newest)


def scope_other_row(rows: Iterable[Row], names: Sequence[str], scope: str) -> dict[int, Naming]:
    """Return the new name and scope of the rows without scope that have one of the names.

    Raises:
        EditError: there are no such rows.
    """
    namings = {
        row.number: Naming(row.name, scope)
        for row in rows
        if row.name in names and row.scope is None
    }
    if not namings:
        raise EditError(f"no row of {listed([*names])} lacks a scope")
    return namings


def change_namings(
    data: Mapping[str, Any],
    namings: Mapping[int, Naming],
    newest: Released | None,
    *,
    added: Iterable[str] = (),
    deleted: Container[int] = (),
) -> list[Operation]:
    """Return the operations that give rows other names or scopes.

    Args:
        data: the data of the spec.
        namings: the new name and scope of rows, by the index of the row.
        newest: the newest release.
        added: the names of rows that another operation adds.
        deleted: the indexes of rows that another operation deletes.
    """
    rows = [row for row in read_rows(data) if row.number not in deleted]
    after = {row.number: namings.get(row.number, Naming(row.name, row.scope)) for row in rows}
    _drop_needless_scopes(after, rows, Counter([*added, *(it.name for it in after.values())]))
    operations: list[Operation] = []
    ids: dict[str, str] = {}
    for row in rows:
        naming = after[row.number]
        if naming != Naming(row.name, row.scope):
            ids[row.id] = naming.id
            operations += _rename_row(row, naming, newest)
    operations += follow_replacements(rows, ids)
    for name, new in _renamed_names(rows, after).items():
        operations += _rename_references(data, name, new)
    return operations


def follow_replacements(rows: Sequence[Row], ids: Mapping[str, str | None]) -> list[Operation]:
    """Return the operations that replace ids of replacements; None removes a replacement."""
    operations: list[Operation] = []
    for row in rows:
        replacement = row.data.get("deprecated", {}).get("replaced_by")
        if replacement not in ids:
            continue
        path, new = row.path("deprecated", "replaced_by"), ids[replacement]
        operations.append(RemoveValue(path) if new is None else SetValue(path, new))
    return operations


def _drop_needless_scopes(
    namings: dict[int, Naming], rows: Sequence[Row], counts: Mapping[str, int]
) -> None:
    """Drop the scopes of rows that are alone under their name; tombstones keep theirs."""
    for row in rows:
        naming = namings[row.number]
        if counts[naming.name] == 1 and not row.is_removed:
            namings[row.number] = naming._replace(scope=None)


def _rename_row(row: Row, naming: Naming, newest: Released | None) -> Iterator[Operation]:
    order = key_order(row.path())
    if naming.name != row.name:
        yield SetValue(row.path("name"), naming.name)
    if naming.scope is None and row.scope is not None:
        yield RemoveValue(row.path("scope"))
    elif naming.scope != row.scope:
        yield SetValue(row.path("scope"), naming.scope, order)
    yield from _set_aliases(row, Naming(row.name, row.scope).alias, naming.alias, newest)


def _set_aliases(
    row: Row, old: dict[str, str], new: dict[str, str], newest: Released | None
) -> Iterator[Operation]:
    """Yield the operations on `formerly` of a row that was named `old` and is now named `new`.

    A row that gets a former name again keeps the name in between only if a release has it.
    """
    aliases: list[dict[str, str]] = [*row.data.get("formerly", ())]
    path = row.path("formerly")
    is_needed = new not in aliases or (newest is not None and row.id in newest.ids)
    added = [old] if is_needed and old not in aliases else []
    if not aliases:
        yield SetValue(path, added, key_order(row.path()))
    elif aliases == [new] and not added:
        yield RemoveValue(path)
    else:
        if added:
            yield InsertItems(path, len(aliases), (old,))
        if new in aliases:
            yield RemoveValue((*path, aliases.index(new)))


def _renamed_names(rows: Sequence[Row], after: Mapping[int, Naming]) -> dict[str, str]:
    """Return the names that no row has any more, each with the name that its rows have now."""
    remaining = {naming.name for naming in after.values()}
    renamed: dict[str, str] = {}
    for row in rows:
        if row.name not in remaining:
            renamed.setdefault(row.name, after[row.number].name)
    return renamed


def _rename_references(data: Mapping[str, Any], old: str, new: str) -> Iterator[Operation]:
    """Yield the operations that rename an action in the statuses and in known names."""
    if old in data.get("statuses", {}):
        if new in data["statuses"]:
            raise EditError(
                f"{quoted(old)} and {quoted(new)} both have a status; remove one of them"
            )
        yield RenameKey(("statuses", old), new)
    for name, entry in data.get("known_names", {}).items():
        actions: list[str] = entry.get("actions", [])
        if old in actions:
            path = ("known_names", name, "actions", actions.index(old))
            yield RemoveValue(path) if new in actions else SetValue(path, new)
