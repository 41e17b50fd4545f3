"""The comparison of action names: whether masks with a name still select the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.changes.rows import path_of
from statserver_bindgen.rules.lifecycle_changes import NAME_SPLIT
from statserver_bindgen.terminal_text import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.change import ChangeList
    from statserver_bindgen.changes.row_match import RowMatch


def compare_names(changes: ChangeList, rows: RowMatch) -> None:
    """Add a change for each name that lost rows to other names, or gained rows from them.

    Rows that are added or removed are changes of their own.

    Args:
        changes: the list of changes.
        rows: the rows of the two catalogs, matched.
    """
    if all(old.name == new.name and not old.formerly for old, new in rows.both):
        return
    old_names, new_names = selections(changes.old), selections(changes.new)
    successors = dict(rows.both)
    predecessors = {new: old for old, new in rows.both}
    is_former = {it.name for it in changes.new.split_names} | {*new_names}
    for name, actions in old_names.items():
        if name not in is_former:  # removed rows, or a dropped alias
            continue
        selected = new_names.get(name, ())
        expected = [successors[it] for it in actions if it in successors]
        lost = [it for it in expected if it not in selected]
        gained = [it for it in selected if it not in expected and it in predecessors]
        for verb, differing in (("no longer selects", lost), ("now selects", gained)):
            if differing:
                first = differing[0]
                changes.add(
                    NAME_SPLIT,
                    f"action name {name}",
                    f"{name} {verb} {listed([it.id for it in differing])}",
                    old_path=(*path_of(predecessors[first]), "name"),
                    new_path=(*path_of(first), "name"),
                    old=name,
                    new=listed([*dict.fromkeys(it.name for it in expected)]),
                )


def selections(catalog: Catalog) -> Mapping[str, Sequence[Action]]:
    """Return the rows that each name selects in a mask, former names included."""
    names = {it.name: it.actions for it in catalog.names}
    return {it.name: it.action_name.actions for it in catalog.former_names} | names
