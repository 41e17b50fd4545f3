"""The actions and statuses that a stat type counts: those of its objects, subject and category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance.mask_answers import ObjectsInMode

if TYPE_CHECKING:
    from statserver_bindgen.action import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.stat_types import StatType
    from statserver_bindgen.stat_type_facts import Requirement

_DN_STATUS: Final = "DNStatus"


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
        return ObjectsInMode(self.index, objects.object_types, self.mode)

    @property
    def requirement(self) -> Requirement | None:
        """The fact about the actions that the category uses, or None."""
        return stat_type_facts.load().find_requirement("actions", self.stat_type.category_name)

    @property
    def object_types(self) -> tuple[str, ...]:
        """The object types in the table, or none if they are not certain."""
        return self.stat_type.objects.object_types if self.objects is not None else ()

    @cached_property
    def rows(self) -> dict[str, list[Action]]:
        """The rows on the objects in the mode by name; all rows if the objects are not certain."""
        actions = self.index.catalog.actions
        numbers = range(len(actions)) if self.objects is None else self.objects.rows
        rows = [actions[number] for number in numbers]
        by_name: dict[str, list[Action]] = {}
        for action in rows:
            by_name.setdefault(action.name, []).append(action)
        return by_name

    @cached_property
    def statuses(self) -> frozenset[str] | None:
        """The names of the statuses that the subject counts, or None if it counts actions.

        A subject of statuses counts every status of the catalog if the objects are not certain.
        """
        subject = self.stat_type.subject
        statuses = self.index.catalog.statuses
        if subject is None or subject.counts != "statuses" or not statuses:
            return None
        types = {it for name in self.object_types for it in self._status_types(name)}
        if not types:
            return frozenset(it.name for it in statuses)
        return frozenset(
            status.name
            for status in statuses
            if any(status.rank_on(it) is not None or it in status.unranked for it in types)
        )

    def _status_types(self, object_type: str) -> list[str]:
        """Return the object types whose statuses are those of an object type with the subject.

        Groups, and places, have the statuses of agents, or those of DNs with the subject DNStatus.
        """
        ranked = {
            name
            for status in self.index.catalog.statuses
            for name in (*(it.object_type for it in status.ranks), *status.unranked)
        }
        here = {
            neighbor.id
            for object_class in self.index.catalog.object_classes
            if object_type in {it.id for it in object_class.object_types}
            for neighbor in object_class.object_types
        }
        usual = "RegDN" if self.stat_type.subject_name == _DN_STATUS else "Agent"
        candidates = ranked & here
        return [usual] if usual in candidates else sorted(candidates)

    def counts(self, action: Action) -> bool:
        """Return whether the stat type counts an action of its objects."""
        fact = self.requirement
        is_ignored = fact is not None and fact.use.startswith("durable")
        is_status = self.statuses is None or action.name in self.statuses
        return is_status and not (is_ignored and action.timing.instantaneous)
