"""The questions about the table, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Final

from statserver_bindgen.conformance.answers import action_facts, answered, ids, rejected
from statserver_bindgen.conformance.mask_samples import MaskSamples
from statserver_bindgen.conformance.row_sample import sample_rows
from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statserver_bindgen.conformance.answers import Question
    from statserver_bindgen.conformance.catalog_index import CatalogIndex

_SAMPLED: Final = 100


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
        """Ask for ids as they are in data; unknown ids are kept."""
        actions = self.index.catalog.actions
        first = actions[0].id
        others = (self.index.names[0], first.lower(), f"{first} ", f"{first}\0", "CALL_TELEPORTED")
        for text in (*(actions[it].id for it in self._rows), *others, "", "\u202e", "É"):
            yield answered({"text": text}, text)

    def select(self) -> Iterator[Question]:
        """Ask for each value of a filter, each pair, and a hundred of the other combinations."""
        catalog = self.index.catalog
        values: dict[str, Sequence[object]] = {
            "object_type": self.index.object_types,
            "object_class": [it.id for it in catalog.object_classes],
            "timing": [it.id for it in catalog.timings],
            "mode": [it.id for it in catalog.modes],
            "interaction_related": [True, False],
        }
        choices = [
            dict(zip(keys, chosen, strict=True))
            for count in range(len(values) + 1)
            for keys in combinations(values, count)
            for chosen in product(*(values[key] for key in keys))
        ]
        few = [it for it in choices if len(it) <= 2]  # noqa: PLR2004 - single values and pairs
        many = choices[len(few) :]
        for filters in few + many[:: max(1, len(many) // _SAMPLED)][:_SAMPLED]:
            yield answered(filters, ids(self.index, self.index.select(filters)))
        for key, valid in values.items():
            for text in _misspell(valid):
                suggestion = closest(text, map(str, valid))
                yield rejected({key: text}, "unknown-value", suggestion=suggestion)

    def named(self) -> Iterator[Question]:
        """Ask for names, and for unknown names."""
        for name in self._names:
            yield answered({"name": name}, ids(self.index, self.index.rows_by_name[name]))
        for text in self._unknown_names():
            suggestion = self.index.suggest_name(text)
            yield rejected({"name": text}, "unknown-value", suggestion=suggestion)

    def resolve(self) -> Iterator[Question]:
        """Ask for names on one object type of each class, and for unknown names and types."""
        types = list(
            dict.fromkeys(it.object_types[0].id for it in self.index.catalog.object_classes)
        )
        for on in types:
            here = {*self.index.rows_on([on])}
            for name in self._names:
                rows = [it for it in self.index.rows_by_name[name] if it in here]
                yield answered({"name": name, "object_type": on}, ids(self.index, rows))
        for text in islice(self._unknown_names(), 3):
            ask = {"name": text, "object_type": types[0]}
            suggestion = self.index.suggest_name(text)
            yield rejected(ask, "unknown-value", suggestion=suggestion)
        for text in _misspell(self.index.object_types):
            ask = {"name": self.index.names[0], "object_type": text}
            suggestion = self.index.suggest_object_type(text)
            yield rejected(ask, "unknown-value", suggestion=suggestion)

    @cached_property
    def _rows(self) -> list[int]:
        return sample_rows(self.index.catalog)

    @cached_property
    def _names(self) -> list[str]:
        """The names of the rows, in table order."""
        actions = self.index.catalog.actions
        return [*dict.fromkeys(actions[row].name for row in self._rows)]

    def _unknown_names(self) -> Iterator[str]:
        invalid = MaskSamples(self.index).invalid_items.values()
        yield from (it for it in invalid if it not in self.index.rank)
        yield from ("\0", "\U0001f4de", "x" * 200)


def _misspell(values: Sequence[object]) -> Iterator[str]:
    """Yield texts that resemble the first values and are not among them."""
    texts = [value for value in values if isinstance(value, str)]
    for text in texts[:2]:
        changed = (text.upper(), text.lower(), text[:-1], text[1:], f"{text}s", f" {text}")
        yield from (it for it in changed if it not in texts)
    if texts:
        yield "Zzyzx"
