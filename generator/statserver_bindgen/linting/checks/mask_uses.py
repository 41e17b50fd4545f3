"""Names in masks that the category or the subject does not count, and masks of percentages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance.mask_sets import order
from statserver_bindgen.diagnostics import Related
from statserver_bindgen.linting.checks.masks import is_in_table, objects_of
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.rules import stat_types as rules
from statserver_bindgen.stat_type_facts import Basis
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.action import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.checks.masks import CheckedMask
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.stat_types import StatType

_DN_STATUS: Final = "DNStatus"
_MEDIA: Final = "media_channel"


@dataclass
class MaskUses:
    """Checks what a stat type counts of its masks.

    Attributes:
        stat_type: the stat type.
        index: the catalog.
        mode: the mode.
        reporter: where problems are reported.
    """

    stat_type: StatType
    index: CatalogIndex
    mode: str
    reporter: Reporter

    def check(self, masks: Iterable[CheckedMask]) -> None:
        """Report the problems of the masks of a stat type."""
        if not is_in_table(self.stat_type) or not self.stat_type.is_consistent:
            return
        by_role = {it.role: it for it in masks}
        for checked in by_role.values():
            self._check_statuses(checked)
            self._check_custom_values(checked)
            self._check_timing(checked)
        if "main_mask" in by_role:
            main = by_role["main_mask"]
            self._check_names(main)
            if "rel_mask" in by_role:
                self._check_percentage(main, by_role["rel_mask"])

    # The actions and statuses that count

    @cached_property
    def _objects(self) -> tuple[str, ...]:
        objects = self.stat_type.objects
        return objects.object_types if objects.is_certain else ()

    @cached_property
    def _rows(self) -> dict[str, list[Action]]:
        """The rows on the objects in the mode by name; all rows if the objects are not certain."""
        objects = objects_of(self.stat_type, self.index, self.mode)
        actions = self.index.catalog.actions
        rows = actions if objects is None else [actions[number] for number in objects.rows]
        by_name: dict[str, list[Action]] = {}
        for action in rows:
            by_name.setdefault(action.name, []).append(action)
        return by_name

    @cached_property
    def _statuses(self) -> frozenset[str] | None:
        """The names of the statuses that the subject counts, or None if it counts actions.

        A subject of statuses counts every status of the catalog if the objects are not certain.
        """
        subject = self.stat_type.subject
        statuses = self.index.catalog.statuses
        if subject is None or subject.counts != "statuses" or not statuses:
            return None
        types = {it for name in self._objects for it in self._status_types(name)}
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
            it.id
            for object_class in self.index.catalog.object_classes
            if object_type in {it.id for it in object_class.object_types}
            for it in object_class.object_types
        }
        usual = "RegDN" if self.stat_type.subject_name == _DN_STATUS else "Agent"
        candidates = ranked & here
        return [usual] if usual in candidates else sorted(candidates)

    def _counts(self, name: str) -> bool:
        """Return whether the stat type counts a name."""
        fact = stat_type_facts.load().find_requirement("actions", self.stat_type.category_name)
        is_durable = fact is not None and fact.use.startswith("durable")
        rows = self._rows.get(name, [])
        return (
            bool(rows)
            and (self._statuses is None or name in self._statuses)
            and not (is_durable and all(it.timing.instantaneous for it in rows))
        )

    # Statuses

    def _check_statuses(self, checked: CheckedMask) -> None:
        statuses = self._statuses
        if statuses is None:
            return
        basis = stat_type_facts.load().statuses
        for item in checked.items:
            name = item.name
            if name == "*" or name in statuses or name in checked.reported:
                continue
            if name not in self.index.rank:
                continue
            checked.reported.add(name)
            rows = self._rows.get(name) or [
                self.index.catalog.actions[row] for row in self.index.rows_by_name[name]
            ]
            is_media = all(it.object_class.id == _MEDIA for it in rows)
            is_lasting = any(not it.timing.instantaneous for it in rows)
            fact = Basis("inferred", basis.source) if is_media and is_lasting else basis
            message = self._explain_status(name, statuses)
            if item.is_excluded:
                message += "; its exclusion removes nothing"
            self.reporter.add(
                rules.NOT_A_STATUS,
                checked.range_of(item),
                message,
                fact,
                "remove it, or use the subject DNAction",
                severity="note" if item.is_excluded else None,
            )

    def _explain_status(self, name: str, statuses: frozenset[str]) -> str:
        subject = self.stat_type.subject_name
        if name in {it.name for it in self.index.catalog.statuses}:
            types = f" of {listed([*self._objects])}" if self._objects else ""
            known = listed(order(self.index, statuses), 4)
            if len(statuses) <= 4:  # noqa: PLR2004 - few enough to list
                return f"{quoted(name)} is not a status{types}; the statuses are {known}"
            return f"{quoted(name)} is not a status{types} with the subject {subject}"
        return f"{quoted(name)} is not a status; {subject} counts only statuses"

    # Actions

    def _check_custom_values(self, checked: CheckedMask) -> None:
        fact = stat_type_facts.load().find_requirement("actions", self.stat_type.category_name)
        if fact is None or not fact.use.endswith("interaction_related"):
            return
        is_durable = fact.use.startswith("durable")
        for item in checked.included:
            rows = self._rows.get(item.name, [])
            if not rows or item.name in fact.and_names:
                continue
            reason = None
            if not any(it.interaction_related for it in rows):
                reason = "is not related to interactions"
            elif is_durable and all(it.timing.instantaneous for it in rows):
                reason = "is not durable"
            if reason is None:
                continue
            checked.reported.add(item.name)
            self.reporter.add(
                rules.CUSTOM_VALUE_ACTION,
                checked.range_of(item),
                f"{quoted(item.name)} {reason}; {self.stat_type.category_name} needs that",
                fact.basis,
                "remove it",
            )

    def _check_timing(self, checked: CheckedMask) -> None:
        fact = stat_type_facts.load().find_requirement("actions", self.stat_type.category_name)
        if fact is None or not fact.use.startswith("durable"):
            return
        ignored = [
            item
            for item in checked.included
            if (rows := self._rows.get(item.name)) and all(it.timing.instantaneous for it in rows)
        ]
        if not ignored:
            return
        names = [it.name for it in ignored]
        checked.reported.update(names)
        start = ignored[0].term_start
        end = ignored[-1].term_start + len(ignored[-1].term)
        value = checked.setting.value
        self.reporter.add(
            rules.INSTANTANEOUS_IGNORED,
            TextRange(value, checked.setting.key, start, end - start),
            f"{self.stat_type.category_name} ignores instantaneous actions: {listed(names, 20)}",
            fact.basis,
            "remove them, or use a historical category",
        )

    # Whole masks

    def _check_names(self, main: CheckedMask) -> None:
        facts = stat_type_facts.load()
        fact = facts.find_requirement("main_mask_names", self.stat_type.category_name)
        if fact is None or not main.is_certain or main.reported:
            return
        others = [it for it in self._rows if main.mask.selects(it) and it not in fact.names]
        missing = [it for it in fact.names if not main.mask.selects(it)]
        if others or missing:
            self.reporter.add(
                rules.COMPOUND_MASK,
                main.whole,
                f"{self.stat_type.category_name} is computed from {listed([*fact.names])} only",
                fact.basis,
                f"write {','.join(fact.names)}",
            )

    def _check_percentage(self, main: CheckedMask, rel: CheckedMask) -> None:
        fact = stat_type_facts.load().find_requirement("percentages", self.stat_type.category_name)
        if fact is None or not (main.is_certain and rel.is_certain):
            return
        outside = [
            name
            for name in self._rows
            if main.mask.selects(name)
            and not rel.mask.selects(name)
            and name not in {*main.reported, *rel.reported}
            and self._counts(name)
        ]
        if not outside:
            return
        items = [it for it in main.items if it.name in {*outside}]
        at = main.range_of(items[0]) if len(items) == 1 and len(outside) == 1 else main.whole
        rel_span = self.reporter.span(rel.whole)
        self.reporter.add(
            rules.MAIN_OUTSIDE_REL,
            at,
            f"MainMask selects {listed(order(self.index, outside), 6)}, which RelMask does not, "
            "so the percentage can be above 100",
            fact.basis,
            "add it to RelMask, or remove it from MainMask",
            related=(Related("RelMask", rel_span),),
        )
