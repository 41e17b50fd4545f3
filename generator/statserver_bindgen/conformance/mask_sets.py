"""What a mask means, and what it selects: docs/masks.md, answered plainly.

What comes in: a table, and masks as sets of names. What goes out: masks, indices of rows, findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.conformance.catalog_index import works
from statserver_bindgen.conformance.mask_parser import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import Table
    from statserver_bindgen.conformance.mask_parser import Item


class Mask(NamedTuple):
    """A finite set of names, or all names but a finite set."""

    has_star: bool
    listed: frozenset[str]

    @classmethod
    def of_items(cls, items: Iterable[Item]) -> Mask:
        """Return all that is included minus all that is excluded."""
        them = list(items)
        excluded = frozenset(it.word for it in them if it.excluded)
        included = frozenset(it.word for it in them if not it.excluded)
        if "*" in excluded:
            return cls(has_star=False, listed=frozenset())
        if "*" in included:
            return cls(has_star=True, listed=excluded)
        return cls(has_star=False, listed=included - excluded)

    def selects(self, name: str) -> bool:
        """Return whether a name, known or not, belongs to the mask."""
        return (name in self.listed) != self.has_star

    def union(self, other: Mask) -> Mask:
        """Return what belongs to either."""
        return _combined(self, other, has_star=self.has_star or other.has_star)

    def intersection(self, other: Mask) -> Mask:
        """Return what belongs to both."""
        return _combined(self, other, has_star=self.has_star and other.has_star, both=True)

    def difference(self, other: Mask) -> Mask:
        """Return what belongs to this one only."""
        return self.intersection(other._replace(has_star=not other.has_star))


def _combined(one: Mask, other: Mask, *, has_star: bool, both: bool = False) -> Mask:
    """Decide name by name for those that are listed; all others are alike."""
    wanted = all if both else any
    names = one.listed | other.listed
    belong = frozenset(it for it in names if wanted((one.selects(it), other.selects(it))))
    return Mask(has_star, names - belong if has_star else belong)


class Finding(NamedTuple):
    """What a name can't do."""

    name: str
    reason: str
    object_types: tuple[str, ...]
    rows: tuple[int, ...]
    message: str


class Selection(NamedTuple):
    """What a mask selects on objects in a mode."""

    names: list[str]
    rows: list[int]
    mixed: bool


@dataclass(frozen=True)
class At:
    """The objects and the mode that a question is about; `types` in the vocabulary's order."""

    table: Table
    types: tuple[str, ...]
    mode: str

    def select(self, mask: Mask) -> Selection:
        """Return what the mask selects here."""
        rows = self.table.catalog.actions
        chosen = [it for it in self.at_hand if mask.selects(rows[it].name)]
        names = list(dict.fromkeys(rows[it].name for it in chosen))
        names.sort(key=self.table.rank.__getitem__)
        return Selection(names, chosen, len({rows[it].timing.instantaneous for it in chosen}) > 1)

    def check(self, mask: Mask) -> Iterator[Finding]:
        """Yield for each listed name what it can't do here."""
        for name in order(self.table, mask.listed):
            if name not in self.table.rank:
                message = f"{shown(name)} is not in this catalog, so it selects nothing"
                yield Finding(name, "unknown-name", self.types, (), message)
                continue
            rows = self.table.places[name]
            absent = [it for it in self.types if not self._present(rows, [it])]
            idle = [it for it in self.types if it not in absent and not self._working(rows, [it])]
            if absent:
                yield self._absent(name, absent)
            if idle:
                yield self._idle(name, idle)

    def compare(self, one: Mask, other: Mask) -> tuple[list[int], list[int]]:
        """Return the rows that only the one selects, and those that only the other does."""
        first, second = self.select(one).rows, self.select(other).rows
        both = {*first} & {*second}
        return [it for it in first if it not in both], [it for it in second if it not in both]

    def shortest(self, names: Iterable[str], rows: Iterable[int]) -> Mask | list[Finding]:
        """Return the mask for names and rows whose text is the shortest, or why there is none."""
        meant = {name: {self.table.places[name]} for name in names}
        for row in rows:
            meant.setdefault(self.table.catalog.actions[row].name, set()).add((row,))
        findings: list[Finding] = []
        for name in order(self.table, meant):
            findings += self._impossible(name, meant[name])
            here = {it for it in self.table.places[name] if it in self.at_hand}
            spare = here.difference(*meant[name])
            if spare and spare != here:
                findings.append(self._shared(name, sorted(spare)))
        if findings:
            return findings
        others = {self.table.catalog.actions[it].name for it in self.at_hand}.difference(meant)
        few = Mask(has_star=False, listed=frozenset(meant))
        many = Mask(has_star=True, listed=frozenset(others))
        return min(few, many, key=lambda it: len(canonical(self.table, it)))

    def _impossible(self, name: str, wanted: Iterable[tuple[int, ...]]) -> Iterator[Finding]:
        types = [*self.types]
        found = {
            self._idle(name, types) if self._present(rows, types) else self._absent(name, types)
            for rows in wanted
            if not self._working(rows, types)
        }
        yield from sorted(found, key=lambda it: it.reason, reverse=True)

    @cached_property
    def at_hand(self) -> dict[int, None]:
        """The rows that can occur on these objects and work in this mode."""
        return dict.fromkeys(self.table.on(self.types, self.mode))

    def _present(self, rows: Iterable[int], types: Sequence[str]) -> bool:
        actions = self.table.catalog.actions
        return any(it.id in types for row in rows for it in actions[row].object_types)

    def _working(self, rows: Iterable[int], types: Sequence[str]) -> bool:
        working = [it for it in rows if works(self.table.catalog.actions[it], self.mode)]
        return self._present(working, types)

    def _absent(self, name: str, types: Sequence[str]) -> Finding:
        message = f"{shown(name)} does not occur on {', '.join(types)}"
        return Finding(name, "not-on-objects", tuple(types), (), message)

    def _idle(self, name: str, types: Sequence[str]) -> Finding:
        message = f"{shown(name)} does not work in restricted cluster mode on {', '.join(types)}"
        return Finding(name, "not-in-mode", tuple(types), (), message)

    def _shared(self, name: str, rows: Sequence[int]) -> Finding:
        ids = ", ".join(self.table.catalog.actions[it].id for it in rows)
        message = (
            f"{shown(name)} also selects {ids} on {', '.join(self.types)}; "
            "a mask can't tell rows of one name apart"
        )
        return Finding(name, "shared-name", self.types, tuple(rows), message)


def order(table: Table, names: Iterable[str]) -> list[str]:
    """Return names in table order, and unknown ones after them by code point."""
    return sorted(names, key=lambda it: (table.rank.get(it, len(table.rank)), it))


def canonical(table: Table, mask: Mask) -> str:
    """Return the one text of all those that mean the mask."""
    names = order(table, mask.listed)
    if mask.has_star:
        return ",".join(["*", *(f"~{it}" for it in names)])
    return ",".join(names) or "~*"
