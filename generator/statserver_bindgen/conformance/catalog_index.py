"""An index of a catalog, for the answers that the bindings are compared with.

Rows are numbers in table order. Templates use nothing of this package but the corpus, so that the
bindings and their answers share no code.
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
class CatalogIndex:
    """A catalog with its names and rows by the values that questions contain."""

    catalog: Catalog
    _suggestions: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The action names in table order."""
        return tuple(it.name for it in self.catalog.names)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The position of each name in table order."""
        return {name: position for position, name in enumerate(self.names)}

    @cached_property
    def rows_by_name(self) -> Mapping[str, tuple[int, ...]]:
        """The rows of each name."""
        rows: dict[str, list[int]] = {}
        for number, action in enumerate(self.catalog.actions):
            rows.setdefault(action.name, []).append(number)
        return {name: tuple(numbers) for name, numbers in rows.items()}

    @cached_property
    def by_lower_name(self) -> Mapping[str, str]:
        """The first name with these letters, in lower case."""
        return {lower(name): name for name in reversed(self.names)}

    @cached_property
    def by_lower_id(self) -> Mapping[str, str]:
        """The name of the first row with an id, in lower case."""
        return {lower(it.id): it.name for it in reversed(self.catalog.actions)}

    @cached_property
    def by_lower_label(self) -> Mapping[str, str]:
        """The name of the first row with a label that has a bracket, in lower case."""
        rows = [it for it in self.catalog.actions if it.scope is not None]
        return {lower(it.label): it.name for it in reversed(rows)}

    @cached_property
    def object_types(self) -> tuple[str, ...]:
        """The object types in the order of the vocabulary."""
        return tuple(it.id for it in self.catalog.object_types)

    def rows_on(self, object_types: Collection[str], mode: str | None = None) -> list[int]:
        """Return the rows that can occur on one of the object types and work in the mode."""
        return [
            number
            for number, action in enumerate(self.catalog.actions)
            if any(it.id in object_types for it in action.object_types) and works(action, mode)
        ]

    @cached_property
    def rows_by_value(self) -> Mapping[tuple[str, object], set[int]]:
        """The rows with a value, by the name of the filter and the value."""
        rows: dict[tuple[str, object], set[int]] = {}
        for number, action in enumerate(self.catalog.actions):
            values: list[tuple[str, object]] = [
                *(("object_type", it.id) for it in action.object_types),
                ("object_class", action.object_class.id),
                ("timing", action.timing.id),
                *(("mode", it.id) for it in self.catalog.modes if works(action, it.id)),
                ("interaction_related", action.interaction_related),
            ]
            for value in values:
                rows.setdefault(value, set()).add(number)
        return rows

    def select(self, filters: Mapping[str, object]) -> list[int]:
        """Return the rows that match all filters."""
        every_row = {*range(len(self.catalog.actions))}
        matches = (self.rows_by_value.get(value, ()) for value in filters.items())
        return sorted(every_row.intersection(*matches))

    def suggest_name(self, text: str) -> str | None:
        """Return the name to suggest for an unknown name."""
        if text not in self._suggestions:
            letters = lower(text)
            name = self.by_lower_label.get(letters) or self.by_lower_id.get(letters)
            self._suggestions[text] = name or closest(text, self.names)
        return self._suggestions[text]


def works(action: Action, mode: str | None) -> bool:
    """Return whether an action works in a mode; in regular mode, every action does."""
    return mode != RESTRICTED or action.restricted_cluster
