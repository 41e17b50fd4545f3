"""The actions and statuses that a stat type counts: those of its objects, subject and category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance.mask_answers import ObjectsInMode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.action import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.stat_types import StatType
    from statserver_bindgen.stat_type_facts import Requirement

_DN_STATUS: Final = "DNStatus"
_MOST_CACHED: Final = 100


@dataclass
class CountedActions:
    """What a stat type counts.

    Attributes:
        stat_type: the stat type.
        index: the catalog.
        mode: the mode of Stat Server.
    """

    stat_type: StatType
    index: CatalogIndex
    mode: str

    @cached_property
    def is_in_table(self) -> bool:
        """Whether the names of the masks are those of the table, as far as is known.

        Campaign actions are another table, and so are the actions of types without rows. The
        subjects of telephony count actions of the table on campaigns, too.
        """
        subject, objects = self.stat_type.subject, self.stat_type.objects
        if subject is not None and subject.counts == "campaign_actions":
            return False
        if not objects.others or objects.object_types:
            return True
        telephony = {*stat_type_facts.load().telephony_on_campaigns}
        return subject is not None and telephony >= {*objects.others}

    @cached_property
    def objects(self) -> ObjectsInMode | None:
        """The objects on which masks are checked, or None if they are not certain."""
        objects = self.stat_type.objects
        if not (self.is_in_table and objects.is_certain and objects.object_types):
            return None
        if not self.stat_type.is_consistent:
            return None
        return _objects_in_mode(self.index, objects.object_types, self.mode)

    @property
    def requirement(self) -> Requirement | None:
        """The fact about the actions that the category uses, or None."""
        return stat_type_facts.load().find_requirement("actions", self.stat_type.category_name)

    @property
    def object_types(self) -> tuple[str, ...]:
        """The object types in the table, or none if they are not certain."""
        return self.stat_type.objects.object_types if self.objects is not None else ()

    @property
    def rows(self) -> Mapping[str, list[Action]]:
        """The rows on the objects in the mode by name; all rows if the objects are not certain."""
        return _rows_by_name(self.index, self.object_types, self.mode)

    @cached_property
    def statuses(self) -> frozenset[str] | None:
        """The names of the statuses that the subject counts, or None if it counts actions.

        A subject of statuses counts every status of the catalog if the objects are not certain.
        """
        subject = self.stat_type.subject
        if subject is None or subject.counts != "statuses" or not self.index.catalog.statuses:
            return None
        usual = "RegDN" if self.stat_type.subject_name == _DN_STATUS else "Agent"
        return _statuses_on(self.index, self.object_types, usual)

    def counts(self, action: Action) -> bool:
        """Return whether the stat type counts an action of its objects."""
        fact = self.requirement
        is_ignored = fact is not None and fact.use.startswith("durable")
        is_status = self.statuses is None or action.name in self.statuses
        return is_status and not (is_ignored and action.timing.instantaneous)


@lru_cache(maxsize=_MOST_CACHED)
def _objects_in_mode(
    index: CatalogIndex, object_types: tuple[str, ...], mode: str
) -> ObjectsInMode:
    return ObjectsInMode(index, object_types, mode)


@lru_cache(maxsize=_MOST_CACHED)
def _rows_by_name(
    index: CatalogIndex, object_types: tuple[str, ...], mode: str
) -> Mapping[str, list[Action]]:
    """Return the rows on object types in a mode by name; all rows without an object type."""
    actions = index.catalog.actions
    rows = _objects_in_mode(index, object_types, mode).rows if object_types else range(len(actions))
    by_name: dict[str, list[Action]] = {}
    for row in rows:
        by_name.setdefault(actions[row].name, []).append(actions[row])
    return by_name


@lru_cache(maxsize=_MOST_CACHED)
def _statuses_on(index: CatalogIndex, object_types: tuple[str, ...], usual: str) -> frozenset[str]:
    """Return the names of the statuses of object types; all without an object type.

    Groups and places have the statuses of the usual object type of their class: of agents, or of
    regular DNs with the subject DNStatus.
    """
    statuses = index.catalog.statuses
    types = {it for name in object_types for it in _status_types(index, name, usual)}
    if not types:
        return frozenset(it.name for it in statuses)
    return frozenset(
        status.name
        for status in statuses
        if any(status.rank_on(it) is not None or it in status.unranked for it in types)
    )


def _status_types(index: CatalogIndex, object_type: str, usual: str) -> list[str]:
    """Return the object types whose statuses are those of an object type."""
    ranked = {
        name
        for status in index.catalog.statuses
        for name in (*(it.object_type for it in status.ranks), *status.unranked)
    }
    here = {
        neighbor.id
        for object_class in index.catalog.object_classes
        if object_type in {it.id for it in object_class.object_types}
        for neighbor in object_class.object_types
    }
    candidates = ranked & here
    return [usual] if usual in candidates else sorted(candidates)
