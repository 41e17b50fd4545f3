"""Answers to texts of masks: the problems of a text, the mask, and what it selects.

A text and the objects in question go in; an `Answer` comes out, which the command `mask` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical, order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_findings import Finding
    from statserver_bindgen.conformance.mask_items import Item
    from statserver_bindgen.conformance.mask_problems import Problem


class Selection(NamedTuple):
    """What a mask selects on objects.

    Attributes:
        objects: the object types and the mode.
        findings: what the mask cannot do there.
        actions: the selected actions, in table order.
        shortest: the shortest text of a mask that selects the same actions there.
        statuses: the names of the selected statuses, the lowest rank first, by each object type
            with a documented order of statuses.
    """

    objects: ObjectsInMode
    findings: tuple[Finding, ...]
    actions: tuple[Action, ...]
    shortest: str
    statuses: Mapping[str, Sequence[str]]


class Answer(NamedTuple):
    """The answer to a text.

    Attributes:
        problems: the problems of the text.
        items: the items of the mask as they are written, or none if a problem is an error.
        mask: the mask, or None if a problem is an error.
        canonical: the canonical text of the mask, or None.
        listed: the names that the mask lists, in canonical order.
        names: the names of the catalog that it selects, in table order, and its unknown names.
        selection: what it selects on the objects, or None if none are given.
    """

    problems: tuple[Problem, ...]
    items: tuple[Item, ...] = ()
    mask: Mask | None = None
    canonical: str | None = None
    listed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    selection: Selection | None = None


def answer(
    index: CatalogIndex, text: str, objects: ObjectsInMode | None, *, keep: bool = False
) -> Answer:
    """Return the answer to a text.

    Args:
        index: the catalog.
        text: any text.
        objects: the object types and the mode in question, or None.
        keep: whether unknown names are warnings, and stay in the mask.
    """
    parsed = ParsedMask(index, text, keep)
    problems = tuple(parsed.problems)
    if parsed.is_rejected:
        return Answer(problems)
    mask = Mask.of_items(parsed.items)
    listed = tuple(order(index, mask.listed))
    names = tuple(it for it in index.names if mask.selects(it)) if mask.has_star else listed
    selection = None if objects is None else _select(index, mask, objects)
    canonical = format_canonical(index, mask)
    return Answer(problems, tuple(parsed.items), mask, canonical, listed, names, selection)


def _select(index: CatalogIndex, mask: Mask, objects: ObjectsInMode) -> Selection:
    selected = objects.select(mask)
    statuses = {
        object_type: ObjectsInMode(index, (object_type,), objects.mode).find_statuses(mask)
        for object_type in objects.object_types
    }
    # There is one: the mask itself selects all rows of these names, and no others.
    shortest = cast("Mask", objects.find_shortest(selected.names, ()))
    return Selection(
        objects,
        tuple(objects.check(mask)),
        tuple(index.catalog.actions[row] for row in selected.rows),
        format_canonical(index, shortest),
        {it: names for it, names in statuses.items() if names is not None},
    )
