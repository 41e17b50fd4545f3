"""The comparison of what happens to rows: added, renamed, deprecated and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.changes.names import compare_names
from statserver_bindgen.changes.rename_offers import find_offers
from statserver_bindgen.changes.row_match import former_keys, index_tombstones, key_of, match_rows
from statserver_bindgen.changes.rows import compare_order, compare_row, path_of
from statserver_bindgen.changes.values import Pair, compare_value
from statserver_bindgen.rules import lifecycle_changes, row_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from statserver_bindgen.action import Action, Deprecation, RemovedAction
    from statserver_bindgen.changes.change import ChangeList
    from statserver_bindgen.changes.row_match import RowKey


def compare_rows(
    changes: ChangeList, unknown: Collection[str] = (), between: Collection[str] = ()
) -> None:
    """Add the changes of rows and tombstones.

    Args:
        changes: the list of changes.
        unknown: the keys of rows that a side does not know; they are not compared.
        between: the versions that were released between the two catalogs.
    """
    rows = match_rows(changes.old, changes.new)
    _add_gone(changes, rows.gone, rows.added)
    for action, tombstone in rows.buried:
        later = tombstone.action.deprecation
        is_announced = (
            action.deprecation is not None
            or "deprecated" in unknown
            or (later is not None and later.since in between)
        )
        _add_buried(changes, action, tombstone, is_announced=is_announced)
    _add_added(changes, rows.added)
    for old, new in rows.both:
        _compare_name(changes, old, new, unknown)
        _compare_lifecycle(changes, old, new, unknown)
        compare_row(changes, old, new, unknown)
    if "formerly" not in unknown:
        compare_names(changes, rows)
    compare_order(changes, rows.both)
    if "removed" not in unknown:
        _compare_tombstones(changes, unknown)


def _add_gone(changes: ChangeList, gone: Sequence[Action], added: Sequence[Action]) -> None:
    offers = find_offers(gone, added)
    for action in gone:
        offered = offers.get(action.id)
        hint = None
        if offered is not None:
            scope = f", scope: {action.scope.id}" if action.scope else ""
            former = f"formerly: [{{name: {action.name}{scope}}}]"
            hint = f"if the row is now {offered.id}, add `{former}` to it"
        rule = lifecycle_changes.ACTION_REMOVED
        message = "action removed that was not deprecated"
        if action.deprecation is not None:
            rule = lifecycle_changes.TOMBSTONE_MISSING
            message = "deprecated action removed without a tombstone"
        changes.add(rule, action.id, message, old_path=(*path_of(action), "name"), hint=hint)


def _add_buried(
    changes: ChangeList, action: Action, tombstone: RemovedAction, *, is_announced: bool
) -> None:
    rule = (
        lifecycle_changes.DEPRECATED_ACTION_REMOVED
        if is_announced
        else lifecycle_changes.ACTION_REMOVED
    )
    changes.add(
        rule,
        action.id,
        "deprecated action removed" if is_announced else "action removed that was not deprecated",
        old_path=(*path_of(action), "name"),
        new_path=(*path_of(tombstone.action), "removed"),
        new=_replacement(tombstone.action.deprecation),
    )


def _add_added(changes: ChangeList, added: Sequence[Action]) -> None:
    tombstones = [it.action for it in changes.old.removed]
    ids = {it.id for it in tombstones} | {it.id for row in tombstones for it in row.formerly}
    names = {it.name for it in changes.old.removed_names} if tombstones else ()
    for action in added:
        path = (*path_of(action), "name")
        if action.id in ids or action.name in names:
            rule = lifecycle_changes.ACTION_NAME_REUSED
            message = "the id or the name of a removed row is used again"
        else:
            rule, message = row_changes.ACTION_ADDED, "action added"
        changes.add(rule, action.id, message, new_path=path)


def _compare_name(changes: ChangeList, old: Action, new: Action, unknown: Collection[str]) -> None:
    pair = Pair(new.id, path_of(old), path_of(new))
    old_key, new_key = key_of(old), key_of(new)
    if old_key != new_key:
        rule = lifecycle_changes.ACTION_RENAMED
        pair.add(changes, rule, "name", f"renamed from {old.label}", old=old.id, new=new.id)
    if "formerly" in unknown or not (old.formerly or new.formerly):
        return
    before, after = [*former_keys(old)], [*former_keys(new)]
    for key in before:
        if key not in (*after, new_key):
            message = f"former name {_shown(key)} dropped"
            rule = lifecycle_changes.ALIAS_DROPPED
            pair.add(changes, rule, "formerly", message, old=key[0], new=new.name)
    for key in after:
        if key not in (*before, old_key):
            message = f"former name {_shown(key)} added"
            pair.add(changes, lifecycle_changes.ALIAS_ADDED, "formerly", message)
    if [it for it in before if it in after] != [it for it in after if it in before]:
        message = "former names are in another order"
        pair.add(changes, row_changes.ORDER_CHANGED, "formerly", message)


def _compare_lifecycle(
    changes: ChangeList, old: Action, new: Action, unknown: Collection[str]
) -> None:
    pair = Pair(new.id, path_of(old), path_of(new))
    if "since" not in unknown:
        versions = old.since, new.since
        compare_value(changes, pair, "since", lifecycle_changes.SINCE_CHANGED, versions)
    before, after = old.deprecation, new.deprecation
    if "deprecated" in unknown or _facts_of(before) == _facts_of(after):
        return
    if before is None:
        rule, message = lifecycle_changes.ACTION_DEPRECATED, "action deprecated"
    elif after is None:
        rule, message = lifecycle_changes.DEPRECATION_WITHDRAWN, "deprecation withdrawn"
    else:
        rule, message = lifecycle_changes.DEPRECATION_CHANGED, "deprecation changed"
    pair.add(changes, rule, "deprecated", message, new=_replacement(after))


def _compare_tombstones(changes: ChangeList, unknown: Collection[str]) -> None:
    has_facts = "facts_of_removed" not in unknown
    old, new = changes.old.removed, index_tombstones(changes.new.removed)
    continued: set[RemovedAction] = set()
    current = {key_of(it) for it in changes.new.actions}
    for tombstone in old:
        action, key = tombstone.action, key_of(tombstone.action)
        after = new.get(key)
        if after is not None:
            continued.add(after)
            facts = [_facts_of_removal(it, has_facts=has_facts) for it in (tombstone, after)]
            if facts[0] != facts[1]:
                pair = Pair(after.action.id, path_of(action), path_of(after.action))
                rule = lifecycle_changes.TOMBSTONE_CHANGED
                pair.add(changes, rule, "removed", "facts of the tombstone changed")
        elif key not in current:
            rule = lifecycle_changes.TOMBSTONE_MISSING
            path = (*path_of(action), "name")
            changes.add(rule, action.id, "tombstone removed", old_path=path)
    buried = {key_of(it) for it in changes.old.actions}
    for tombstone in changes.new.removed:
        action = tombstone.action
        if tombstone not in continued and buried.isdisjoint((*former_keys(action), key_of(action))):
            rule = lifecycle_changes.TOMBSTONE_CHANGED
            path = (*path_of(action), "name")
            changes.add(rule, action.id, "tombstone added", new_path=path)


def _facts_of_removal(tombstone: RemovedAction, *, has_facts: bool) -> tuple[object, ...]:
    action, meaning = tombstone.action, tombstone.action.meaning
    lifecycle = (
        tombstone.since,
        _facts_of(action.deprecation),
        key_of(action),
        [*former_keys(action)],
    )
    if not has_facts:
        return lifecycle
    return (
        *lifecycle,
        action.since,
        action.object_class.id,
        action.timing.id,
        action.interaction_related,
        action.restricted_cluster,
        action.source.id,
        [(it.field, it.reason.id) for it in action.inferred],
        meaning
        and (
            meaning.text,
            meaning.evidence.id,
            meaning.confidence,
            [(it.source.id, it.note) for it in meaning.sources],
        ),
    )


def _facts_of(deprecation: Deprecation | None) -> tuple[object, ...]:
    if deprecation is None:
        return ()
    replaced_by = deprecation.replaced_by
    return deprecation.since, deprecation.reason, replaced_by and replaced_by.id


def _replacement(deprecation: Deprecation | None) -> str:
    """Return the sentence of a migration that names the replacement."""
    if deprecation is None or deprecation.replaced_by is None:
        return "There is no replacement."
    return f"Use {deprecation.replaced_by.id} instead."


def _shown(key: RowKey) -> str:
    name, scope = key
    return name if scope is None else f"{name} ({scope})"
