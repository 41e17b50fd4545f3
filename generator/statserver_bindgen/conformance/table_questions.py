"""The questions about the table, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.conformance import history_samples
from statserver_bindgen.conformance.answers import (
    action_facts,
    answered,
    ids,
    rejected,
    unknown_name,
    unknown_object_type,
    wrong_value,
)
from statserver_bindgen.conformance.row_sample import sample_rows
from statserver_bindgen.conformance.unknown_samples import (
    WRONG_FLAGS,
    WRONG_TEXTS,
    misspell,
    unknown_names,
    unknown_object_types,
)
from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statserver_bindgen.conformance.answers import Question
    from statserver_bindgen.conformance.catalog_index import CatalogIndex

_SAMPLED: Final = 100
_FLAGS: Final = ("instantaneous", "interaction_related")


@dataclass(frozen=True)
class TableQuestions:
    """The questions about a catalog; each public method yields the questions of one kind."""

    index: CatalogIndex

    def action(self) -> Iterator[Question]:
        """Ask for every attribute of rows."""
        for row in self._rows:
            action = self.index.catalog.actions[row]
            yield answered({"id": action.id}, action_facts(action))

    def parse(self) -> Iterator[Question]:
        """Ask for ids as they are in data, former ones, too; unknown ids are kept."""
        actions = self.index.catalog.actions
        first = actions[0].id
        others = (self.index.names[0], first.lower(), f"{first} ", f"{first}\0", "CALL_TELEPORTED")
        for text in (*(actions[it].id for it in self._rows), *others, "", "\u202e", "É"):
            yield answered({"text": text}, text)
        for removed in self.index.catalog.removed[:_SAMPLED]:
            yield answered({"text": removed.action.id}, removed.action.id)
        for former_id in history_samples.former_ids(self.index):
            row = self.index.row_by_former_id[former_id]
            yield answered({"text": former_id}, actions[row].id)

    def select(self) -> Iterator[Question]:
        """Ask for each value of a filter, each pair, and a hundred of the other combinations."""
        values = self._filter_values
        choices = [
            dict(zip(keys, chosen, strict=True))
            for count in range(len(values) + 1)
            for keys in combinations(values, count)
            for chosen in product(*(values[key] for key in keys))
        ]
        few = [it for it in choices if len(it) <= 2]  # noqa: PLR2004 - single values and pairs
        many = choices[len(few) :]
        several = [
            {key: [*valid[::-2], valid[-1]], other: valid_others[:1]}
            for (key, valid), (other, valid_others) in permutations(values.items(), 2)
            if key not in _FLAGS and other not in _FLAGS
        ]
        for filters in few + many[:: max(1, len(many) // _SAMPLED)][:_SAMPLED] + several:
            yield answered(filters, ids(self.index, self.index.select(filters)))
        for key, valid in values.items():
            if key in _FLAGS:
                yield from (wrong_value({key: it}) for it in WRONG_FLAGS)
                continue
            yield from (self._misspelt(key, it) for it in misspell(valid))
            wrong: tuple[Any, ...] = (5, True, {}, [], [None], [valid[0], 5])
            yield from (wrong_value({key: it}) for it in wrong)

    def named(self) -> Iterator[Question]:
        """Ask for names, for former names, and for unknown names."""
        for name in self._names:
            yield answered({"name": name}, ids(self.index, self.index.rows_by_name[name]))
        for name, new_name in self._new_names.items():
            yield answered({"name": name}, ids(self.index, self.index.rows_by_name[new_name]))
        for text in unknown_names(self.index):
            yield unknown_name(self.index, {"name": text}, text)
        for value in (*WRONG_TEXTS, [self.index.names[0]]):
            yield wrong_value({"name": value})

    def resolve(self) -> Iterator[Question]:
        """Ask for names on one object type of each class, and for unknown names and types."""
        index = self.index
        types = list(dict.fromkeys(it.object_types[0].id for it in index.catalog.object_classes))
        for on in types:
            for name in self._names:
                rows = index.resolve(name, on)
                yield answered({"name": name, "object_type": on}, ids(index, rows))
            for name, new_name in self._new_names.items():
                rows = index.resolve(new_name, on)
                yield answered({"name": name, "object_type": on}, ids(index, rows))
        modes = [it.id for it in index.catalog.modes]
        for name, on, mode in product(self._names[::8], index.object_types, modes):
            rows = index.resolve(name, on, mode)
            ask = {"name": name, "object_type": on, "mode": mode}
            yield answered(ask, ids(index, rows))
        for text in unknown_names(index):
            yield unknown_name(index, {"name": text, "object_type": types[0]}, text)
        name = index.names[0]
        for text in unknown_object_types(index):
            yield unknown_object_type(index, {"name": name, "object_type": text}, text)
        for value in WRONG_TEXTS:
            yield wrong_value({"name": name, "object_type": value})
            yield wrong_value({"name": value, "object_type": types[0]})
        for text in misspell(modes):
            ask = {"name": name, "object_type": types[0], "mode": text}
            yield rejected(ask, "unknown-value", suggestion=closest(text, modes))

    def status(self) -> Iterator[Question]:
        """Ask for the status of each number, and of numbers that no status has."""
        statuses = self.index.catalog.statuses
        for status in statuses:
            facts = {
                "name": status.name,
                "evidence": status.evidence.id,
                "ranks": dict(status.ranks),
                "unranked": [it for it in self.index.object_types if it in status.unranked],
            }
            yield answered({"number": status.number}, facts)
        if statuses:
            unused = max(it.number for it in statuses) + 1
            wrong: tuple[Any, ...] = (-1, unused, None, True, "", "4", 0.5, {}, [])
            for value in wrong:
                yield wrong_value({"number": value})

    def _misspelt(self, key: str, text: str) -> Question:
        if key == "object_type":
            return unknown_object_type(self.index, {key: text}, text)
        valid = map(str, self._filter_values[key])
        return rejected({key: text}, "unknown-value", suggestion=closest(text, valid))

    @cached_property
    def _filter_values(self) -> Mapping[str, Sequence[object]]:
        catalog = self.index.catalog
        return {
            "object_type": self.index.object_types,
            "object_class": [it.id for it in catalog.object_classes],
            "timing": [it.id for it in catalog.timings],
            "mode": [it.id for it in catalog.modes],
            "instantaneous": [True, False],
            "interaction_related": [True, False],
        }

    @cached_property
    def _rows(self) -> list[int]:
        return sample_rows(self.index.catalog)

    @cached_property
    def _names(self) -> list[str]:
        """The names of the rows, in table order."""
        actions = self.index.catalog.actions
        return [*dict.fromkeys(actions[row].name for row in self._rows)]

    @cached_property
    def _new_names(self) -> Mapping[str, str]:
        """The new names of former names."""
        new_names = self.index.new_names
        return {it: new_names[it] for it in history_samples.names(self.index) if it in new_names}
