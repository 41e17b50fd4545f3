"""Masks as sets of names, and the rows that they select: docs/masks.md, without optimization.

`Mask` is the meaning of a parsed mask. `ObjectsInMode` answers the questions about a mask on given
objects in a mode, with rows as numbers and findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.conformance.catalog_index import works
from statserver_bindgen.conformance.mask_parser import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_parser import Item


class Mask(NamedTuple):
    """A finite set of names, or all names but a finite set."""

    has_star: bool
    listed: frozenset[str]

    @classmethod
    def of_items(cls, items: Iterable[Item]) -> Mask:
        """Return the included names minus the excluded names."""
        listed = list(items)
        excluded = frozenset(it.name for it in listed if it.excluded)
        included = frozenset(it.name for it in listed if not it.excluded)
        if "*" in excluded:
            return cls(has_star=False, listed=frozenset())
        if "*" in included:
            return cls(has_star=True, listed=excluded)
        return cls(has_star=False, listed=included - excluded)

    def selects(self, name: str) -> bool:
        """Return whether the mask selects a name, which may be unknown."""
        return (name in self.listed) != self.has_star

    def union(self, other: Mask) -> Mask:
        """Return the names in either mask."""
        return _combine(self, other, has_star=self.has_star or other.has_star)

    def intersection(self, other: Mask) -> Mask:
        """Return the names in both masks."""
        return _combine(self, other, has_star=self.has_star and other.has_star, both=True)

    def difference(self, other: Mask) -> Mask:
        """Return the names in this mask and not in the other."""
        return self.intersection(other._replace(has_star=not other.has_star))


def _combine(one: Mask, other: Mask, *, has_star: bool, both: bool = False) -> Mask:
    """Decide each listed name by itself; all other names are alike."""
    decide = all if both else any
    names = one.listed | other.listed
    selected = frozenset(it for it in names if decide((one.selects(it), other.selects(it))))
    return Mask(has_star, names - selected if has_star else selected)


class Finding(NamedTuple):
    """A name that a mask can't use on given objects, with the reason."""

    name: str
    reason: str
    object_types: tuple[str, ...]
    rows: tuple[int, ...]
    message: str


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

    def select(self, mask: Mask) -> Selection:
        """Return the names and rows that the mask selects."""
        actions = self.index.catalog.actions
        rows = [row for row in self.rows if mask.selects(actions[row].name)]
        names = list(dict.fromkeys(actions[row].name for row in rows))
        names.sort(key=self.index.rank.__getitem__)
        return Selection(names, rows, len({actions[row].timing.instantaneous for row in rows}) > 1)

    def check(self, mask: Mask) -> Iterator[Finding]:
        """Yield the findings of each listed name."""
        for name in order(self.index, mask.listed):
            if name not in self.index.rank:
                message = f"{quote(name)} is not in this catalog, so it selects nothing"
                yield Finding(name, "unknown-name", self.object_types, (), message)
                continue
            rows = self.index.rows_by_name[name]
            absent = [it for it in self.object_types if not self._occurs(rows, [it])]
            others = [it for it in self.object_types if it not in absent]
            idle = [it for it in others if not self._works(rows, [it])]
            if absent:
                yield self._absent(name, absent)
            if idle:
                yield self._idle(name, idle)

    def compare(self, one: Mask, other: Mask) -> tuple[list[int], list[int]]:
        """Return the rows that only the first mask selects, and those that only the second does."""
        first, second = self.select(one).rows, self.select(other).rows
        both = {*first} & {*second}
        return [row for row in first if row not in both], [row for row in second if row not in both]

    def find_shortest(self, names: Iterable[str], rows: Iterable[int]) -> Mask | list[Finding]:
        """Return the mask with the shortest text for names and rows, or why none exists."""
        requested = {name: {self.index.rows_by_name[name]} for name in names}
        for row in rows:
            requested.setdefault(self.index.catalog.actions[row].name, set()).add((row,))
        findings: list[Finding] = []
        for name in order(self.index, requested):
            findings += self._impossible(name, requested[name])
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

    def _impossible(self, name: str, requested: Iterable[tuple[int, ...]]) -> Iterator[Finding]:
        """Yield why requested rows of a name can't be selected."""
        types = [*self.object_types]
        findings = {
            self._idle(name, types) if self._occurs(rows, types) else self._absent(name, types)
            for rows in requested
            if not self._works(rows, types)
        }
        yield from sorted(findings, key=lambda finding: finding.reason, reverse=True)

    @cached_property
    def rows(self) -> dict[int, None]:
        """The rows that can occur on these objects and work in this mode."""
        return dict.fromkeys(self.index.rows_on(self.object_types, self.mode))

    def _occurs(self, rows: Iterable[int], types: Sequence[str]) -> bool:
        actions = self.index.catalog.actions
        return any(it.id in types for row in rows for it in actions[row].object_types)

    def _works(self, rows: Iterable[int], types: Sequence[str]) -> bool:
        working = [row for row in rows if works(self.index.catalog.actions[row], self.mode)]
        return self._occurs(working, types)

    def _absent(self, name: str, types: Sequence[str]) -> Finding:
        message = f"{quote(name)} does not occur on {', '.join(types)}"
        return Finding(name, "not-on-objects", tuple(types), (), message)

    def _idle(self, name: str, types: Sequence[str]) -> Finding:
        message = f"{quote(name)} does not work in restricted cluster mode on {', '.join(types)}"
        return Finding(name, "not-in-mode", tuple(types), (), message)

    def _shared(self, name: str, rows: Sequence[int]) -> Finding:
        ids = ", ".join(self.index.catalog.actions[row].id for row in rows)
        message = (
            f"{quote(name)} also selects {ids} on {', '.join(self.object_types)}; "
            "a mask can't tell rows of one name apart"
        )
        return Finding(name, "shared-name", self.object_types, tuple(rows), message)


def order(index: CatalogIndex, names: Iterable[str]) -> list[str]:
    """Return names in table order, followed by unknown names in the order of their code points."""
    return sorted(names, key=lambda name: (index.rank.get(name, len(index.rank)), name))


def format_canonical(index: CatalogIndex, mask: Mask) -> str:
    """Return the canonical text of a mask."""
    names = order(index, mask.listed)
    if mask.has_star:
        return ",".join(["*", *(f"~{name}" for name in names)])
    return ",".join(names) or "~*"
