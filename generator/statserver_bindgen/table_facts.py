"""The facts of a row in the table, apart from its name: many rows have the same.

Rows with equal facts share one object, so that a template writes what it says about them once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from statserver_bindgen.vocabulary import Inferred, ObjectClass, ObjectType, Source, Timing


class TableFacts(Frozen):
    """What the columns of the table say about a row.

    Attributes:
        object_class: the column that is ticked.
        timing: durable, momentary or retrospective.
        interaction_related: the guide's Ixn-Related column.
        restricted_cluster: whether the action works in restricted cluster mode.
        inferred: the fields whose cells are not legible in the source.
        source: the document that the row comes from.
    """

    object_class: ObjectClass
    timing: Timing
    interaction_related: bool
    restricted_cluster: bool
    inferred: tuple[Inferred, ...]
    source: Source

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def restricted_cluster_object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur in restricted cluster mode."""
        types = self.object_class.restricted_cluster_object_types
        return types if self.restricted_cluster else ()

    @cached_property
    def occurrence(self) -> str:
        """The object types of the row in a sentence."""
        return f"Object types: {', '.join(it.id for it in self.object_types)}."

    @cached_property
    def details(self) -> str:
        """The facts in a few sentences, the same in every language."""
        where = "regular and restricted cluster mode" if self.restricted_cluster else "regular mode"
        relation = "related" if self.interaction_related else "not related"
        kind = "instantaneous, " if self.timing.instantaneous else ""
        text = (
            f"{self.timing.title} ({kind}{relation} to an interaction); {self.object_class.title}; "
            f"works in {where}."
        )
        for fact in self.inferred:
            text += f" Inferred, not legible in the source: {fact.field}."
        if not self.source.is_default:
            text += f" Source: {self.source.title}."
        return text
