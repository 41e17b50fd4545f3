"""An index of a catalog, for the answers that the bindings are compared with.

Rows are numbers in table order. Templates use nothing of this package but the corpus, so that the
bindings and their answers share no code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.conformance import earlier_names, evident_name, unknown_values
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.explanations import Explanation
    from statserver_bindgen.outside_facts import KnownName, KnownObjectType


@dataclass(frozen=True)
class CatalogIndex:
    """A catalog with its names and rows by the values that questions contain."""

    catalog: Catalog

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
    def name_by_id(self) -> Mapping[str, str]:
        """The name of each row, by the id of the row and by its former ids."""
        rows = self.catalog.actions
        former = {id_: rows[row].name for id_, row in self.row_by_former_id.items()}
        return {**former, **{it.id: it.name for it in rows}}

    @cached_property
    def row_by_former_id(self) -> Mapping[str, int]:
        """The row of each former id."""
        rows = enumerate(self.catalog.actions)
        return {alias.id: number for number, row in rows for alias in row.aliases}

    # Names with a lifecycle.

    @cached_property
    def deprecated_names(self) -> Mapping[str, Explanation]:
        """The deprecated names of the table."""
        return earlier_names.explain_deprecated_names(self.catalog)

    @cached_property
    def earlier_names(self) -> Mapping[str, Explanation]:
        """The former, split and removed names."""
        return earlier_names.explain_earlier_names(self.catalog)

    @cached_property
    def new_names(self) -> Mapping[str, str]:
        """The new name of each former name."""
        return {it.name: it.action_name.name for it in self.catalog.former_names}

    def find_name(self, text: str) -> str | None:
        """Return the action name that a text means, if that is an action name or a former name."""
        return text if text in self.rank else self.new_names.get(text)

    # Texts that are not action names, by their `lower`.

    @cached_property
    def names_by_lower(self) -> Mapping[str, tuple[str, ...]]:
        """The action names with the same letters, in table order."""
        return _by_lower(self.names)

    @cached_property
    def earlier_names_by_lower(self) -> Mapping[str, tuple[str, ...]]:
        """The earlier names with the same letters: former, split, then removed names."""
        return _by_lower(self.earlier_names)

    def is_valid_in_any_case(self, text: str) -> bool:
        """Return whether a text is an action name or a former name, in any case."""
        letters = lower(text)
        return letters in self.names_by_lower or letters in self._former_letters

    @cached_property
    def _former_letters(self) -> frozenset[str]:
        return frozenset(map(lower, self.new_names))

    @cached_property
    def by_lower_id(self) -> Mapping[str, str]:
        """The name of the first row with an id, else of the first that had it."""
        rows = self.catalog.actions
        ids = [(it.id, it.name) for it in rows]
        ids += [(alias.id, it.name) for it in rows for alias in it.aliases]
        return {lower(id_): name for id_, name in reversed(ids)}

    @cached_property
    def by_lower_label(self) -> Mapping[str, str]:
        """The name of the first row with a label that has a bracket, else of the first with it."""
        rows = self.catalog.actions
        labels = [(it.label, it.name) for it in rows if it.scope is not None]
        labels += [(former.label, it.name) for it in rows for former in it.formerly if former.scope]
        return {lower(label): name for label, name in reversed(labels)}

    @cached_property
    def known_names(self) -> Mapping[str, KnownName]:
        """The known names."""
        return {lower(it.name): it for it in self.catalog.known_names}

    @cached_property
    def known_object_types(self) -> Mapping[str, KnownObjectType]:
        """The known object types."""
        return {lower(it.id): it for it in self.catalog.known_object_types}

    @cached_property
    def object_types_by_spelling(self) -> Mapping[str, str]:
        """The object type of each other spelling."""
        return {lower(it.id): it.object_type for it in self.catalog.object_type_spellings}

    @cached_property
    def near_names(self) -> tuple[evident_name.Candidate, ...]:
        """The names that an unknown name is compared with."""
        known_names = [it.name for it in self.catalog.known_names]
        others = [it for it in self.earlier_names if it not in self.new_names]
        return evident_name.candidates(self.names, [*known_names, *others], self.new_names)

    def suggest_name(self, text: str) -> str | None:
        """Return the suggestion for an unknown action name."""
        return unknown_values.explain_name(self, text).suggestion

    def suggest_object_type(self, text: str) -> str | None:
        """Return the suggestion for an unknown object type."""
        return unknown_values.explain_object_type(self, text).suggestion

    # Rows.

    @cached_property
    def object_types(self) -> tuple[str, ...]:
        """The object types in the order of the vocabulary."""
        return tuple(it.id for it in self.catalog.object_types)

    @cached_property
    def modes_by_object_type(self) -> Mapping[str, frozenset[str]]:
        """The modes of each object type."""
        return {it.id: frozenset(mode.id for mode in it.modes) for it in self.catalog.object_types}

    @cached_property
    def _rows_present(self) -> Mapping[tuple[str, str | None], frozenset[int]]:
        """The rows present on each object type in each mode, and in any mode (None)."""
        modes = (None, *(it.id for it in self.catalog.modes))
        return {
            (object_type.id, mode): frozenset(
                number
                for number, action in enumerate(self.catalog.actions)
                if action.occurs_on(object_type, mode)
            )
            for object_type in self.catalog.object_types
            for mode in modes
        }

    def rows_on(
        self, object_types: Iterable[str], modes: Iterable[str | None] = (None,)
    ) -> list[int]:
        """Return the rows present on one of the object types in one of the modes; None is any."""
        modes = list(modes)
        present = (self._rows_present[one, mode] for one in object_types for mode in modes)
        return sorted(frozenset[int]().union(*present))

    def resolve(self, name: str, object_type: str, mode: str | None = None) -> list[int]:
        """Return the rows of a name on an object type, in a mode or in any."""
        here = self._rows_present[object_type, mode]
        return [row for row in self.rows_by_name[name] if row in here]

    @cached_property
    def rows_by_value(self) -> Mapping[tuple[str, object], set[int]]:
        """The rows with a value, by the name of the filter and the value."""
        rows: dict[tuple[str, object], set[int]] = {}
        for number, action in enumerate(self.catalog.actions):
            values: list[tuple[str, object]] = [
                ("object_class", action.object_class.id),
                ("timing", action.timing.id),
                ("interaction_related", action.interaction_related),
                ("instantaneous", action.timing.instantaneous),
            ]
            for value in values:
                rows.setdefault(value, set()).add(number)
        return rows

    def select(self, filters: Mapping[str, Any]) -> list[int]:
        """Return the rows that match all filters; a filter has a value or a list of values."""
        values = {name: _as_list(value) for name, value in filters.items()}
        object_types = values.pop("object_type", self.object_types)
        rows = {*self.rows_on(object_types, values.pop("mode", (None,)))}
        for name, any_of in values.items():
            rows &= {row for it in any_of for row in self.rows_by_value.get((name, it), ())}
        return sorted(rows)


def _by_lower(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return names by their letters, in the same order."""
    by_lower: dict[str, list[str]] = {}
    for name in names:
        by_lower.setdefault(lower(name), []).append(name)
    return {letters: tuple(group) for letters, group in by_lower.items()}


def _as_list(value: Any) -> list[Any]:
    return [*cast("Iterable[Any]", value)] if isinstance(value, list | tuple) else [value]
