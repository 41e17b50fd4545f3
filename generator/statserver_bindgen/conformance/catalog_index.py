"""The questions to the table, answered plainly.

What comes in: a catalog. What goes out: answers as indices of rows in table order. Nothing here is
shared with a template: the bindings are held against these answers.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from statserver_bindgen.catalog import Action, Catalog

RESTRICTED: Final = "restricted_cluster"
_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def lower(text: str) -> str:
    """Return the text with `A` to `Z` in lower case, and all else as it is."""
    return text.translate(_LOWER)


@dataclass(frozen=True)
class Table:
    """A catalog, and the questions to it."""

    catalog: Catalog
    _meant: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The action names in table order."""
        return tuple(it.name for it in self.catalog.names)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each name in table order."""
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The rows of each name."""
        found: dict[str, list[int]] = {}
        for at, row in enumerate(self.catalog.actions):
            found.setdefault(row.name, []).append(at)
        return {name: tuple(them) for name, them in found.items()}

    @cached_property
    def by_letters(self) -> Mapping[str, str]:
        """The first name in other letters."""
        return {lower(name): name for name in reversed(self.names)}

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The name of the first row with an id, in lower case."""
        return {lower(it.id): it.name for it in reversed(self.catalog.actions)}

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """The name of the first row with a label that has a bracket, in lower case."""
        rows = [it for it in self.catalog.actions if it.scope is not None]
        return {lower(it.label): it.name for it in reversed(rows)}

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The object types in the order of the vocabulary."""
        return tuple(it.id for it in self.catalog.object_types)

    def on(self, types: Collection[str], mode: str | None = None) -> list[int]:
        """Return the rows that can occur on one of the object types, and work in the mode."""
        return [
            at
            for at, row in enumerate(self.catalog.actions)
            if any(it.id in types for it in row.object_types) and works(row, mode)
        ]

    @cached_property
    def having(self) -> Mapping[tuple[str, object], set[int]]:
        """The rows that have a value, by the filter and the value that select them."""
        found: dict[tuple[str, object], set[int]] = {}
        for at, row in enumerate(self.catalog.actions):
            values: list[tuple[str, object]] = [
                *(("object_type", it.id) for it in row.object_types),
                ("object_class", row.object_class.id),
                ("timing", row.timing.id),
                *(("mode", it.id) for it in self.catalog.modes if works(row, it.id)),
                ("interaction_related", row.interaction_related),
            ]
            for value in values:
                found.setdefault(value, set()).add(at)
        return found

    def select(self, wanted: Mapping[str, object]) -> list[int]:
        """Return the rows for which all that is asked holds."""
        everything = {*range(len(self.catalog.actions))}
        return sorted(everything.intersection(*(self.having.get(it, ()) for it in wanted.items())))

    def name_meant(self, text: str) -> str | None:
        """Return the name that was meant by a text that is no name."""
        if text not in self._meant:
            letters = lower(text)
            row = self.by_label.get(letters) or self.by_id.get(letters)
            self._meant[text] = row or closest(text, self.names)
        return self._meant[text]


def works(row: Action, mode: str | None) -> bool:
    """Return whether a row works in a mode: in the regular one, every row does."""
    return mode != RESTRICTED or row.restricted_cluster
