"""Reads the rows of a spec as actions and tombstones.

The vocabulary of the catalog and the rows of a valid spec go in; actions and tombstones come out,
each in table order.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from statserver_bindgen.action import (
    Action,
    Alias,
    Deprecation,
    RemovedAction,
    action_id,
    label_of,
)
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.table_facts import TableFacts
from statserver_bindgen.vocabulary import Inferred

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.outside_facts import FactReader
    from statserver_bindgen.vocabulary import ObjectClass, Scope, Source, Term, Timing


class RowReader(Frozen):
    """Builds the actions of a spec from its rows.

    Attributes:
        classes: the object classes by id.
        scopes: the scopes by id.
        timings: the timings by id.
        inferences: the reasons for inferred values by id.
        sources: the sources by id.
        default_source: the source of rows that name none.
        outside_facts: the reader of meanings.
    """

    classes: Mapping[str, ObjectClass]
    scopes: Mapping[str, Scope]
    timings: Mapping[str, Timing]
    inferences: Mapping[str, Term]
    sources: Mapping[str, Source]
    default_source: Source
    outside_facts: FactReader

    def rows(
        self, rows: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[Action, ...], tuple[RemovedAction, ...]]:
        """Return the actions and the tombstones of rows, each in table order."""
        deprecated = [index for index, row in enumerate(rows) if "deprecated" in row]
        later = {*deprecated}
        actions = {
            index: self._action(index, row, None)
            for index, row in enumerate(rows)
            if index not in later
        }
        # An action that replaces another one is not deprecated, so all of these are complete.
        replacements = {it.id: it for it in actions.values()} if deprecated else {}
        removed: list[RemovedAction] = []
        for index in deprecated:
            row = rows[index]
            action = self._action(index, row, _deprecation(row["deprecated"], replacements))
            if "removed" in row:
                removed.append(RemovedAction(action, row["removed"]["since"]))
            else:
                actions[index] = action
        return tuple(actions[index] for index in sorted(actions)), tuple(removed)

    def inferred(self, entry: Mapping[str, Any]) -> tuple[Inferred, ...]:
        """Return the inferred fields of a row, or of the catalog; few rows have any."""
        fields = entry.get("inferred")
        if not fields:
            return ()
        return tuple(Inferred(field, self.inferences[key]) for field, key in fields.items())

    def _action(
        self, index: int, row: Mapping[str, Any], deprecation: Deprecation | None
    ) -> Action:
        name, key = row["name"], row.get("scope")
        scope = None if key is None else self.scopes[key]
        facts = self._facts(row)
        return Action(
            id=action_id(name, key),
            name=name,
            scope=scope,
            label=label_of(name, scope),
            object_class=facts.object_class,
            timing=facts.timing,
            interaction_related=facts.interaction_related,
            restricted_cluster=facts.restricted_cluster,
            inferred=facts.inferred,
            source=facts.source,
            facts=facts,
            meaning=self.outside_facts.meaning(row),
            since=row.get("since"),
            deprecation=deprecation,
            formerly=tuple(map(self._alias, row["formerly"])) if "formerly" in row else (),
            row=index,
        )

    def _facts(self, row: Mapping[str, Any]) -> TableFacts:
        """Return the facts of a row, one object for all rows with equal ones."""
        object_class, timing, source = row["object_class"], row["timing"], row.get("source")
        related, restricted = row["interaction_related"], row["restricted_cluster"]
        own = row.get("inferred", {})
        key = (object_class, timing, related, restricted, source, *own.items())
        facts = self._shared_facts.get(key)
        if facts is None:
            facts = self._shared_facts[key] = TableFacts(
                self.classes[object_class],
                self.timings[timing],
                related,
                restricted,
                self.inferred(row),
                self.default_source if source is None else self.sources[source],
            )
        return facts

    @cached_property
    def _shared_facts(self) -> dict[tuple[object, ...], TableFacts]:
        return {}

    def _alias(self, entry: Mapping[str, Any]) -> Alias:
        name, key = entry["name"], entry.get("scope")
        scope = None if key is None else self.scopes[key]
        return Alias(action_id(name, key), name, scope, label_of(name, scope))


def _deprecation(entry: Mapping[str, Any], replacements: Mapping[str, Action]) -> Deprecation:
    replaced_by = replacements.get(entry.get("replaced_by", ""))
    return Deprecation(entry["since"], entry["reason"], replaced_by)
