"""Names in masks that the category or the subject does not count, and masks of percentages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.conformance.mask_sets import order
from statserver_bindgen.diagnostics import Related
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.rules import stat_types
from statserver_bindgen.stat_type_facts import Basis
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.checks.masks import CheckedMask
    from statserver_bindgen.linting.counted_actions import CountedActions
    from statserver_bindgen.linting.section_diagnostics import Reporter

_FEW: Final = 4
_MEDIA: Final = "media_channel"


@dataclass
class MaskUses:
    """Checks what a stat type counts of its masks.

    Attributes:
        counted: what the stat type counts.
        reporter: where problems are reported.
    """

    counted: CountedActions
    reporter: Reporter

    def check(self, masks: Iterable[CheckedMask]) -> None:
        """Report the problems of the masks of a stat type."""
        if not self.counted.is_in_table or not self.counted.stat_type.is_consistent:
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

    @property
    def _category(self) -> str | None:
        return self.counted.stat_type.category_name

    @property
    def _index(self) -> CatalogIndex:
        return self.counted.index

    # Statuses

    def _check_statuses(self, checked: CheckedMask) -> None:
        statuses = self.counted.statuses
        if statuses is None:
            return
        basis = stat_type_facts.load().statuses
        for item in checked.items:
            name = item.name
            if name == "*" or name in statuses or name in checked.reported:
                continue
            if name not in self._index.rank:
                continue
            checked.reported.add(name)
            rows = self.counted.rows.get(name) or [
                self._index.catalog.actions[row] for row in self._index.rows_by_name[name]
            ]
            is_media = all(it.object_class.id == _MEDIA for it in rows)
            is_lasting = any(not it.timing.instantaneous for it in rows)
            fact = Basis("inferred", basis.source) if is_media and is_lasting else basis
            message = self._explain_status(name, statuses)
            if item.is_excluded:
                message += "; its exclusion removes nothing"
            self.reporter.add(
                stat_types.NOT_A_STATUS,
                checked.range_of(item),
                message,
                fact,
                "remove it, or use the subject DNAction",
                severity="note" if item.is_excluded else None,
            )

    def _explain_status(self, name: str, statuses: frozenset[str]) -> str:
        subject = self.counted.stat_type.subject_name
        types = listed([*self.counted.object_types])
        if types and len(statuses) <= _FEW:
            names = listed(order(self._index, statuses))
            return f"{quoted(name)} is not a status of {types}; the statuses are {names}"
        if types and name in {it.name for it in self._index.catalog.statuses}:
            return f"{quoted(name)} is not a status of {types} with the subject {subject}"
        return f"{quoted(name)} is not a status; {subject} counts only statuses"

    # Actions

    def _check_custom_values(self, checked: CheckedMask) -> None:
        fact = self.counted.requirement
        if fact is None or not fact.use.endswith("interaction_related"):
            return
        is_durable = fact.use.startswith("durable")
        for item in checked.included:
            rows = self.counted.rows.get(item.name, [])
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
                stat_types.CUSTOM_VALUE_ACTION,
                checked.range_of(item),
                f"{quoted(item.name)} {reason}; {self._category} needs that",
                fact.basis,
                "remove it",
            )

    def _check_timing(self, checked: CheckedMask) -> None:
        fact = self.counted.requirement
        if fact is None or not fact.use.startswith("durable"):
            return
        ignored = [
            item
            for item in checked.included
            if (rows := self.counted.rows.get(item.name))
            and all(it.timing.instantaneous for it in rows)
        ]
        if not ignored:
            return
        names = [it.name for it in ignored]
        checked.reported.update(names)
        start = ignored[0].term_start
        end = ignored[-1].term_start + len(ignored[-1].term)
        value = checked.setting.value
        self.reporter.add(
            stat_types.INSTANTANEOUS_IGNORED,
            TextRange(value, checked.setting.key, start, end - start),
            f"{self._category} ignores instantaneous actions: {listed(names, 20)}",
            fact.basis,
            "remove them, or use a historical category",
        )

    # Whole masks

    def _check_names(self, main: CheckedMask) -> None:
        facts = stat_type_facts.load()
        fact = facts.find_requirement("main_mask_names", self._category)
        if fact is None or not main.is_certain or main.reported:
            return
        others = [it for it in self.counted.rows if main.mask.selects(it) and it not in fact.names]
        missing = [it for it in fact.names if not main.mask.selects(it)]
        if others or missing:
            self.reporter.add(
                stat_types.COMPOUND_MASK,
                main.whole,
                f"{self._category} is computed from {listed([*fact.names])} only",
                fact.basis,
                f"write {','.join(fact.names)}",
            )

    def _check_percentage(self, main: CheckedMask, rel: CheckedMask) -> None:
        fact = stat_type_facts.load().find_requirement("percentages", self._category)
        if fact is None or not (main.is_certain and rel.is_certain):
            return
        outside = [
            name
            for name in self.counted.rows
            if main.mask.selects(name)
            and not rel.mask.selects(name)
            and name not in {*main.reported, *rel.reported}
            and any(map(self.counted.counts, self.counted.rows[name]))
        ]
        if not outside:
            return
        items = [it for it in main.items if it.name in {*outside}]
        at = main.range_of(items[0]) if len(items) == 1 and len(outside) == 1 else main.whole
        rel_span = self.reporter.span(rel.whole)
        self.reporter.add(
            stat_types.MAIN_OUTSIDE_REL,
            at,
            f"MainMask selects {listed(order(self._index, outside), 6)}, which RelMask does not, "
            "so the percentage can be above 100",
            fact.basis,
            "add it to RelMask, or remove it from MainMask",
            related=(Related("RelMask", rel_span),),
        )
