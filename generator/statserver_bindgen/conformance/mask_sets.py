"""Masks as sets of names: docs/masks.md, sections "Meaning" and "Answers" (membership).

`Mask` is the meaning of a parsed mask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.conformance.unknown_values import explain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.explanations import Explanation
    from statserver_bindgen.conformance.mask_items import Item


class Mask(NamedTuple):
    """A finite set of names, or all names but a finite set."""

    has_star: bool
    listed: frozenset[str]

    @classmethod
    def of_items(cls, items: Iterable[Item]) -> Mask:
        """Return the included names minus the excluded names."""
        listed = list(items)
        excluded = frozenset(it.name for it in listed if it.is_excluded)
        included = frozenset(it.name for it in listed if not it.is_excluded)
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


def find_membership(index: CatalogIndex, mask: Mask, text: str) -> bool | Explanation:
    """Return whether a name, or the name of the row with an id, is in a mask; former ones, too.

    The result for any other text that the mask does not list is its explanation.
    """
    name = text if text in mask.listed else index.find_name(text) or index.name_by_id.get(text)
    return explain_name(index, text) if name is None else mask.selects(name)


def order(index: CatalogIndex, names: Iterable[str]) -> list[str]:
    """Return names in table order, followed by unknown names in the order of their code points."""
    return sorted(names, key=lambda name: (index.rank.get(name, len(index.rank)), name))


def format_canonical(index: CatalogIndex, mask: Mask) -> str:
    """Return the canonical text of a mask."""
    names = order(index, mask.listed)
    if mask.has_star:
        return ",".join(["*", *(f"~{name}" for name in names)])
    return ",".join(names)
