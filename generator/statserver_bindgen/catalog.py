"""The catalog: the whole table with its vocabulary, frozen, in table order.

What comes in: data that schema and rules found nothing wrong with. What goes out: a `Catalog`, the
one input of every template, beside the target. Words as in the guide's table; ids and values as
every language shows them. Things are compared by identity: one catalog has each of them once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from statserver_bindgen.identifiers import upper_snake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, eq=False)
class Term:
    """A word of the vocabulary, e.g. a reason for an inference.

    Attributes:
        id: the value that languages show, e.g. `restricted_cluster` or `RoutePoint`.
        title: a few words for people.
        description: a sentence or two for people.
    """

    id: str
    title: str
    description: str


@dataclass(frozen=True, eq=False)
class Mode(Term):
    """A mode of Stat Server; every action exists in the regular one."""


@dataclass(frozen=True, eq=False)
class ObjectType(Term):
    """A type of object that a stat type can name, e.g. `GroupAgents`."""


@dataclass(frozen=True, eq=False)
class ObjectClass(Term):
    """A column of the table: a kind of object, with the object types and modes of its actions."""

    object_types: tuple[ObjectType, ...]
    modes: tuple[Mode, ...]


@dataclass(frozen=True, eq=False)
class Scope(Term):
    """The bracket behind a doubled name; all rows that have it are of one object class."""

    object_class: ObjectClass


@dataclass(frozen=True, eq=False)
class Timing(Term):
    """How an action lies in time; momentary and retrospective actions are instantaneous."""

    instantaneous: bool


@dataclass(frozen=True, eq=False)
class Inferred:
    """A fact that is not legible in the source: which field, and why its value is believed."""

    field: str
    reason: Term


@dataclass(frozen=True, eq=False)
class Action:
    """One row of the table.

    Attributes:
        id: UPPER_SNAKE of name and scope, unique, e.g. `CALL_ANSWERED_REGULAR_DN`.
        name: what one writes in a mask, e.g. `CallAnswered`.
        scope: the bracket of a doubled name, else None.
        label: name and scope as the guide prints them.
        object_class: the column that is ticked.
        timing: durable, momentary or retrospective.
        interaction_related: the guide's Ixn-Related column.
        restricted_cluster: whether it works in restricted cluster mode.
        inferred: the fields whose cells are not legible in the source.
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

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def details(self) -> str:
        """The facts of the row as one or two sentences, the same words in every language."""
        where = "regular and restricted cluster mode" if self.restricted_cluster else "regular mode"
        relation = "related" if self.interaction_related else "not related"
        kind = "instantaneous, " if self.timing.instantaneous else ""
        text = (
            f"{self.timing.title} ({kind}{relation} to an interaction); {self.object_class.title}; "
            f"works in {where}."
        )
        for it in self.inferred:
            text += f" Inferred, not legible in the source: {it.field}."
        return text


@dataclass(frozen=True, eq=False)
class ActionName:
    """A name as one writes it in a mask, and its rows: one, two or three.

    Attributes:
        id: UPPER_SNAKE of the name.
        name: the name.
        actions: its rows, in table order.
    """

    id: str
    name: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, eq=False)
class Catalog:
    """The whole table with its vocabulary, its version and the release that it describes.

    Attributes:
        release_inferred: whether the release is inferred rather than named by the source.
        digest: sha256 of the canonical JSON of the data: facts and texts, whatever the layout.
    """

    id: str
    title: str
    description: str
    version: str
    release: str
    inferred: tuple[Inferred, ...]
    modes: tuple[Mode, ...]
    object_types: tuple[ObjectType, ...]
    object_classes: tuple[ObjectClass, ...]
    scopes: tuple[Scope, ...]
    timings: tuple[Timing, ...]
    inferences: tuple[Term, ...]
    actions: tuple[Action, ...]
    digest: str

    @property
    def release_inferred(self) -> bool:
        """Whether the release is inferred rather than named by the source."""
        return any(it.field == "release" for it in self.inferred)

    @property
    def names(self) -> tuple[ActionName, ...]:
        """The action names in table order, each with its rows."""
        rows: dict[str, list[Action]] = {}
        for action in self.actions:
            rows.setdefault(action.name, []).append(action)
        return tuple(
            ActionName(upper_snake(name), name, tuple(them)) for name, them in rows.items()
        )

    def actions_of(self, term: Term) -> tuple[Action, ...]:
        """Return the rows that have the term, in table order."""
        belongs: dict[type[Term], Callable[[Action], bool]] = {
            ObjectType: lambda it: term in it.object_types,
            ObjectClass: lambda it: it.object_class is term,
            Scope: lambda it: it.scope is term,
            Timing: lambda it: it.timing is term,
            Mode: lambda it: it.restricted_cluster or term.id == "regular",
            Term: lambda it: any(one.reason is term for one in it.inferred),
        }
        return tuple(filter(belongs[type(term)], self.actions))


def action_id(name: str, scope: str | None) -> str:
    """Return the id of the row with this name and scope id, e.g. `CALL_ANSWERED_REGULAR_DN`."""
    return upper_snake(name) if scope is None else upper_snake(f"{name}_{scope}")


def catalog_digest(data: Mapping[str, Any]) -> str:
    """Return the sha256 of the canonical JSON of a spec's data, in hexadecimal."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def build_catalog(data: Mapping[str, Any]) -> Catalog:
    """Return the catalog that a spec's data describes.

    Args:
        data: the spec as plain data, known to satisfy the schema and the rules.
    """
    modes = {key: Mode(key, **it) for key, it in data["modes"].items()}
    types = {key: ObjectType(key, **it) for key, it in data["object_types"].items()}
    classes = {
        key: ObjectClass(
            key,
            it["title"],
            it["description"],
            tuple(types[name] for name in it["object_types"]),
            tuple(modes[name] for name in it["modes"]),
        )
        for key, it in data["object_classes"].items()
    }
    scopes = {
        key: Scope(key, it["title"], it["description"], classes[it["object_class"]])
        for key, it in data["scopes"].items()
    }
    timings = {key: Timing(key, **it) for key, it in data["timings"].items()}
    inferences = {key: Term(key, **it) for key, it in data["inferences"].items()}

    def inferred(entry: Mapping[str, Any]) -> tuple[Inferred, ...]:
        return tuple(
            Inferred(field, inferences[why]) for field, why in entry.get("inferred", {}).items()
        )

    def action(row: Mapping[str, Any]) -> Action:
        name, key = row["name"], row.get("scope")
        scope = None if key is None else scopes[key]
        return Action(
            id=action_id(name, key),
            name=name,
            scope=scope,
            label=name if scope is None else f"{name} ({scope.title})",
            object_class=classes[row["object_class"]],
            timing=timings[row["timing"]],
            interaction_related=row["interaction_related"],
            restricted_cluster=row["restricted_cluster"],
            inferred=inferred(row),
        )

    catalog = data["catalog"]
    return Catalog(
        id=catalog["id"],
        title=catalog["title"],
        description=catalog["description"],
        version=catalog["version"],
        release=catalog["release"],
        inferred=inferred(catalog),
        modes=tuple(modes.values()),
        object_types=tuple(types.values()),
        object_classes=tuple(classes.values()),
        scopes=tuple(scopes.values()),
        timings=tuple(timings.values()),
        inferences=tuple(inferences.values()),
        actions=tuple(action(row) for row in data["actions"]),
        digest=catalog_digest(data),
    )
