"""The index of names: every name that a mask may contain, in alphabetical order, by letter.

Takes a catalog. Returns the names of the table and all others that it explains: former, split and
removed names, and the known names from outside the table. Each has the action names to look up.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from statserver_bindgen.action_names import ActionName
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.outside_facts import KnownNameKind

    IndexKind = Literal["former_name", "split_name", "removed_name"] | KnownNameKind


class IndexEntry(Frozen):
    """A name in the index.

    Attributes:
        name: the name.
        kind: `former_name`, `split_name`, `removed_name` or the kind of a known name; None for a
            name of the table.
        action_names: the names of the table to look up: the name itself, those that replace it, or
            those that a known name refers to. There may be none.
        since: the first version without the name, if it is removed.
        release: the release of Stat Server that has the name, for a later release that is known.
    """

    name: str
    kind: IndexKind | None
    action_names: tuple[ActionName, ...]
    since: str | None
    release: str | None


class IndexLetter(Frozen):
    """The names that begin with a letter.

    Attributes:
        letter: the letter, in upper case.
        entries: the names, in alphabetical order without regard to case.
    """

    letter: str
    entries: tuple[IndexEntry, ...]


def index_names(catalog: Catalog) -> tuple[IndexLetter, ...]:
    """Return the letters with which names begin, in alphabetical order."""
    entries = sorted(_entries(catalog), key=lambda it: (it.name.lower(), it.name, it.kind or ""))
    letters = groupby(entries, lambda it: it.name[0].upper())
    return tuple(IndexLetter(letter, tuple(of_letter)) for letter, of_letter in letters)


def _entries(catalog: Catalog) -> Iterator[IndexEntry]:
    names = {it.name: it for it in catalog.names}
    for name in catalog.names:
        yield IndexEntry(name.name, None, (name,), None, None)
    for former in catalog.former_names:
        yield IndexEntry(former.name, "former_name", (former.action_name,), None, None)
    for split in catalog.split_names:
        yield IndexEntry(split.name, "split_name", split.action_names, None, None)
    for removed in catalog.removed_names:
        yield IndexEntry(removed.name, "removed_name", removed.replacements, removed.since, None)
    for outside in catalog.known_names:
        readings = tuple(names[it] for it in outside.actions if it in names)
        yield IndexEntry(outside.name, outside.kind, readings, None, outside.release)
