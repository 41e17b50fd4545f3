"""The vocabulary of a catalog: the terms that its rows and facts refer to, frozen.

Each class is an entry of one section of the spec. Objects compare by identity, because a catalog
contains each of them once.
"""

from __future__ import annotations

from functools import cached_property

from statserver_bindgen.frozen import Frozen


class Term(Frozen):
    """An entry of the vocabulary, e.g. a reason for an inference.

    Attributes:
        id: the value in every language, e.g. `restricted_cluster` or `RoutePoint`.
        title: a short name for readers.
        description: one or two sentences for readers.
    """

    id: str
    title: str
    description: str


class Mode(Term):
    """A mode of Stat Server; every action exists in regular mode."""


class Source(Term):
    """A document or a program that rows or facts come from.

    Attributes:
        is_default: whether rows that name no source come from this one.
    """

    is_default: bool


class EvidenceKind(Term):
    """A kind of evidence for facts from outside the table.

    Attributes:
        inferred: whether a fact with this evidence is inferred rather than stated by a source.
    """

    inferred: bool


class ObjectType(Term):
    """A type of object that a stat type can name, e.g. `GroupAgents`.

    Attributes:
        modes: the modes that support objects of the type; all modes unless the spec lists them.
        source: the source of the modes if the spec lists them, else None.
    """

    modes: tuple[Mode, ...]
    source: Source | None


class ObjectClass(Term):
    """A column of the table: a kind of object, with the object types and modes of its actions."""

    object_types: tuple[ObjectType, ...]
    modes: tuple[Mode, ...]

    @cached_property
    def restricted_cluster_object_types(self) -> tuple[ObjectType, ...]:
        """The object types that restricted cluster mode supports."""
        return tuple(
            object_type
            for object_type in self.object_types
            if "restricted_cluster" in {mode.id for mode in object_type.modes}
        )


class Scope(Term):
    """The bracket after a shared name; all its rows have the same object class."""

    object_class: ObjectClass


class Timing(Term):
    """Durable, momentary or retrospective; the last two are instantaneous."""

    instantaneous: bool


class Inferred(Frozen):
    """A fact that the source does not show: the field, and the reason for its value."""

    field: str
    reason: Term
