"""The rows of the table, frozen: actions, and what the spec records about their past and future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import upper_snake
from statserver_bindgen.outside_facts import NOT_DOCUMENTED

if TYPE_CHECKING:
    from statserver_bindgen.outside_facts import Meaning
    from statserver_bindgen.table_facts import TableFacts
    from statserver_bindgen.vocabulary import (
        Inferred,
        ObjectClass,
        ObjectType,
        Scope,
        Source,
        Timing,
    )


def action_id(name: str, scope: str | None) -> str:
    """Return the id of the row with this name and scope id, e.g. `CALL_ANSWERED_REGULAR_DN`."""
    return upper_snake(name) if scope is None else upper_snake(f"{name}_{scope}")


def label_of(name: str, scope: Scope | None) -> str:
    """Return name and scope as the guide prints them, e.g. `CallAnswered (Regular DNs)`."""
    return name if scope is None else f"{name} ({scope.title})"


class Deprecation(Frozen):
    """The announcement that a later major version removes an action.

    Attributes:
        since: the first version of the catalog in which the action is deprecated.
        reason: why, in one sentence.
        replaced_by: the action to use instead, which is neither deprecated nor removed; or None.
    """

    since: str
    reason: str
    replaced_by: Action | None

    @property
    def sentence(self) -> str:
        """The deprecation as readers see it, the same in every language."""
        use = f" Use {self.replaced_by.label} instead." if self.replaced_by else ""
        return f"Deprecated since version {self.since}: {self.reason}{use}"


class Alias(Frozen):
    """A former name and scope of an action, which stay valid as an alias.

    Attributes:
        id: the former id.
        name: the former action name.
        scope: the former scope, else None.
        label: the former name and scope as the guide printed them.
    """

    id: str
    name: str
    scope: Scope | None
    label: str


class Action(Frozen):
    """One row of the table.

    Attributes:
        id: UPPER_SNAKE of name and scope, unique, e.g. `CALL_ANSWERED_REGULAR_DN`.
        name: the action name that a mask contains, e.g. `CallAnswered`.
        scope: the bracket of a shared name, else None.
        label: name and scope as the guide prints them.
        object_class: the column that is ticked.
        timing: durable, momentary or retrospective.
        interaction_related: the guide's Ixn-Related column.
        restricted_cluster: whether the action works in restricted cluster mode.
        inferred: the fields whose cells are not legible in the source.
        source: the document that the row comes from.
        facts: the values from `object_class` to `source`, which rows with equal ones share.
        meaning: what the action means, or None if that is not known.
        since: the first version of the catalog that has the action; None before it is released.
        deprecation: the announcement of its removal, or None.
        formerly: its former names and scopes, the newest last.
        row: the index of the row in the spec, from 0; removed rows count, too.
    """

    id: str
    name: str
    scope: Scope | None
    label: str
    object_class: ObjectClass
    timing: Timing
    interaction_related: bool
    restricted_cluster: bool
    inferred: tuple[Inferred, ...]
    source: Source
    facts: TableFacts
    meaning: Meaning | None
    since: str | None
    deprecation: Deprecation | None
    formerly: tuple[Alias, ...]
    row: int

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The former names and scopes whose id differs from the id of the action."""
        return tuple(it for it in self.formerly if it.id != self.id)

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def restricted_cluster_object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur in restricted cluster mode."""
        return self.facts.restricted_cluster_object_types

    def occurs_on(self, object_type: ObjectType, mode: str | None = None) -> bool:
        """Return whether the action can occur on an object type.

        Args:
            object_type: the object type.
            mode: the id of a mode, which the action and the object type must both have; None means
                any mode.
        """
        works = self.restricted_cluster or mode != "restricted_cluster"
        is_supported = mode is None or mode in {it.id for it in object_type.modes}
        return works and is_supported and object_type in self.object_types

    @property
    def sentence(self) -> str:
        """The meaning as readers see it, or that it is not documented."""
        meaning = self.meaning
        return meaning.sentence if meaning and meaning.is_printed else NOT_DOCUMENTED

    @property
    def explanation(self) -> str:
        """The meaning with its evidence, as readers see it, the same in every language."""
        return self.meaning.explanation if self.meaning else NOT_DOCUMENTED

    @property
    def occurrence(self) -> str:
        """The object types of the row in a sentence."""
        return self.facts.occurrence

    @property
    def details(self) -> str:
        """The facts of the row in a few sentences, the same in every language."""
        return self.facts.details


class RemovedAction(Frozen):
    """A tombstone: a row that was removed, and whose id and name are never used again.

    Attributes:
        action: the row as it was, with its deprecation; no other list of the catalog has it.
        since: the first version of the catalog without the action.
    """

    action: Action
    since: str

    @property
    def sentence(self) -> str:
        """The removal as readers see it, the same in every language."""
        deprecation = self.action.deprecation
        replaced_by = deprecation.replaced_by if deprecation else None
        use = f" Use {replaced_by.label} instead." if replaced_by else ""
        reason = f": {deprecation.reason}" if deprecation else "."
        return f"Removed in version {self.since}{reason}{use}"
