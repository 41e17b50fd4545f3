"""Answers about masks on given objects in a mode: docs/masks.md, section "Answers".

`ObjectsInMode` takes masks as sets of names; rows are numbers in table order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.conformance.mask_findings import Finding, build_finding
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex


class Selection(NamedTuple):
    """The names and rows that a mask selects on given objects in a mode."""

    names: list[str]
    rows: list[int]
    mixed: bool


@dataclass(frozen=True)
class ObjectsInMode:
    """The object types, in the order of the vocabulary, and the mode of a question."""

    index: CatalogIndex
    object_types: tuple[str, ...]
    mode: str

    @cached_property
    def rows(self) -> dict[int, None]:
        """The rows there: those present on one of the object types."""
        return dict.fromkeys(self.index.rows_on(self.object_types, [self.mode]))

    def select(self, mask: Mask) -> Selection:
        """Return the names and rows that the mask selects."""
        actions = self.index.catalog.actions
        rows = [row for row in self.rows if mask.selects(actions[row].name)]
        names = list(dict.fromkeys(actions[row].name for row in rows))
        names.sort(key=self.index.rank.__getitem__)
        return Selection(names, rows, len({actions[row].timing.instantaneous for row in rows}) > 1)

    def compare(self, one: Mask, other: Mask) -> tuple[list[int], list[int]]:
        """Return the rows that only the first mask selects, and those that only the second does."""
        first, second = self.select(one).rows, self.select(other).rows
        both = {*first} & {*second}
        return [row for row in first if row not in both], [row for row in second if row not in both]

    def find_statuses(self, mask: Mask) -> list[str] | None:
        """Return the names of the statuses that the mask selects, the lowest rank first.

        The result is None unless the question is about one object type with an order of statuses.
        """
        statuses = self.index.catalog.statuses
        (object_type, *others) = self.object_types
        if others or all(it.rank_on(object_type) is None for it in statuses):
            return None
        here = {self.index.catalog.actions[row].name for row in self.rows}
        selected = [it for it in statuses if it.name in here and mask.selects(it.name)]
        ranked = [(it.rank_on(object_type), it.name) for it in selected]
        unranked = [it.name for it in selected if object_type in it.unranked]
        in_order = sorted((rank, name) for rank, name in ranked if rank is not None)
        return [*(name for _, name in in_order), *unranked]

    def check(self, mask: Mask) -> Iterator[Finding]:
        """Yield the findings about the objects, and those about each listed name."""
        if len(self.object_types) > 1 and not any(
            {*self.object_types} <= {it.id for it in object_class.object_types}
            for object_class in self.index.catalog.object_classes
        ):
            yield self._finding("separate_objects", None, self.object_types)
        modes = self.index.modes_by_object_type
        unsupported = [it for it in self.object_types if self.mode not in modes[it]]
        if unsupported:
            yield self._finding("mode_not_on_objects", None, unsupported)
        for name in order(self.index, mask.listed):
            if name in self.index.rank:
                yield from self._check_name(name)
            else:
                message = "unknown_excluded" if mask.has_star else "unknown_included"
                yield self._finding(message, name, self.object_types)

    def _check_name(self, name: str) -> Iterator[Finding]:
        absent = [it for it in self.object_types if not self.index.resolve(name, it)]
        others = [it for it in self.object_types if it not in absent]
        supported = [it for it in others if self.mode in self.index.modes_by_object_type[it]]
        idle = [it for it in supported if not self.index.resolve(name, it, self.mode)]
        if absent:
            yield self._finding("not_on_objects", name, absent)
        if idle:
            yield self._finding("not_in_mode", name, idle)

    def find_shortest(self, names: Iterable[str], rows: Iterable[int]) -> Mask | list[Finding]:
        """Return the mask with the shortest text for names and rows, or why none exists."""
        requested = {name: {self.index.rows_by_name[name]} for name in names}
        for row in rows:
            requested.setdefault(self.index.catalog.actions[row].name, set()).add((row,))
        findings: list[Finding] = []
        for name in order(self.index, requested):
            findings += self._find_absent(name, requested[name])
            here = {row for row in self.index.rows_by_name[name] if row in self.rows}
            extra = here.difference(*requested[name])
            if extra and extra != here:
                findings.append(self._shared(name, sorted(extra)))
        if findings:
            return findings
        others = {self.index.catalog.actions[row].name for row in self.rows}.difference(requested)
        inclusions = Mask(has_star=False, listed=frozenset(requested))
        exclusions = Mask(has_star=True, listed=frozenset(others))
        masks = (inclusions, exclusions)
        return min(masks, key=lambda mask: len(format_canonical(self.index, mask)))

    def _find_absent(self, name: str, requested: Iterable[tuple[int, ...]]) -> Iterator[Finding]:
        """Yield the findings of a name of whose requested rows none is there."""
        absent = [{*rows} for rows in requested if not {*rows} & self.rows.keys()]
        for message, is_in_other_mode in (("not_on_objects", False), ("not_in_mode", True)):
            if any(bool(rows & self._anywhere) == is_in_other_mode for rows in absent):
                yield self._finding(message, name, self.object_types)

    @cached_property
    def _anywhere(self) -> frozenset[int]:
        """The rows on the object types in any mode."""
        return frozenset(self.index.rows_on(self.object_types))

    def _shared(self, name: str, rows: Sequence[int]) -> Finding:
        return self._finding("shared_name", name, self.object_types, rows)

    def _finding(
        self,
        message: str,
        name: str | None,
        object_types: Sequence[str],
        rows: Sequence[int] = (),
    ) -> Finding:
        ids = ", ".join(self.index.catalog.actions[row].id for row in rows)
        return build_finding(message, name, object_types, rows, actions=ids)
