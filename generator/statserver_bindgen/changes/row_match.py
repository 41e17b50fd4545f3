"""Rows of two catalogs, matched: the same row has the same name and scope, or had them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from statserver_bindgen.action import Action, RemovedAction
    from statserver_bindgen.catalog import Catalog

    RowKey = tuple[str, str | None]


class RowMatch(NamedTuple):
    """The rows of two catalogs.

    Attributes:
        both: the old and the new row of each action in both catalogs, in the old order.
        buried: the old row of each action that is a tombstone in the new catalog, with it.
        gone: the old rows of which the new catalog has nothing.
        added: the new rows that are not in the old catalog.
    """

    both: tuple[tuple[Action, Action], ...]
    buried: tuple[tuple[Action, RemovedAction], ...]
    gone: tuple[Action, ...]
    added: tuple[Action, ...]


def match_rows(old: Catalog, new: Catalog) -> RowMatch:
    """Return the rows of two catalogs, matched."""
    current, tombstones = index_rows(new.actions), index_tombstones(new.removed)
    both: list[tuple[Action, Action]] = []
    buried: list[tuple[Action, RemovedAction]] = []
    gone: list[Action] = []
    continued: set[Action] = set()
    for action in old.actions:
        key = key_of(action)
        row = current.get(key)
        if row is not None and row not in continued:
            both.append((action, row))
            continued.add(row)
        elif key in tombstones:
            buried.append((action, tombstones[key]))
        else:
            gone.append(action)
    added = tuple(it for it in new.actions if it not in continued)
    return RowMatch(tuple(both), tuple(buried), tuple(gone), added)


def key_of(action: Action) -> RowKey:
    """Return what identifies a row: its name and the id of its scope."""
    return action.name, action.scope.id if action.scope else None


def former_keys(action: Action) -> Iterator[RowKey]:
    """Yield the keys that a row had before."""
    for alias in action.formerly:
        yield alias.name, alias.scope.id if alias.scope else None


def index_rows(actions: Iterable[Action]) -> Mapping[RowKey, Action]:
    """Return rows by their keys and by the keys that they had before; a present key wins."""
    rows = [*actions]
    before = {key: it for it in rows if it.formerly for key in former_keys(it)}
    return before | {key_of(it): it for it in rows}


def index_tombstones(removed: Iterable[RemovedAction]) -> Mapping[RowKey, RemovedAction]:
    """Return tombstones by the keys of their rows, and by the keys that these had before."""
    return {key: it for it in removed for key in (*former_keys(it.action), key_of(it.action))}
