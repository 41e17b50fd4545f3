"""The catalog: the whole table with its vocabulary and the facts from outside it, frozen.

`build_catalog` takes the data of a valid spec and returns a `Catalog`, which templates see next to
the target. Rows are in table order. Names follow the guide's table; ids and values are those of
every language. Objects compare by identity, because a catalog contains each of them once.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.frozen import Frozen
from statserver_bindgen.identifiers import upper_snake
from statserver_bindgen.outside_facts import NOT_DOCUMENTED, FactReader
from statserver_bindgen.vocabulary import (
    EvidenceKind,
    Inferred,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    Source,
    Term,
    Timing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from statserver_bindgen.diagnostics import Spans
    from statserver_bindgen.outside_facts import (
        KnownName,
        KnownObjectType,
        Meaning,
        ObjectTypeSpelling,
        Status,
    )


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
        meaning: what the action means, or None if that is not known.
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
    meaning: Meaning | None

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def restricted_cluster_object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur in restricted cluster mode."""
        types = self.object_class.restricted_cluster_object_types
        return types if self.restricted_cluster else ()

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
    def explanation(self) -> str:
        """The meaning with its evidence, as readers see it, the same in every language."""
        return self.meaning.explanation if self.meaning else NOT_DOCUMENTED

    @property
    def occurrence(self) -> str:
        """The object types of the row in a sentence."""
        return f"Object types: {', '.join(it.id for it in self.object_types)}."

    @property
    def details(self) -> str:
        """The facts of the row in a few sentences, the same in every language."""
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


class ActionName(Frozen):
    """An action name and its rows: one, two or three.

    Attributes:
        id: UPPER_SNAKE of the name.
        name: the name that a mask contains.
        actions: the rows of the name, in table order.
    """

    id: str
    name: str
    actions: tuple[Action, ...]


class Catalog(Frozen):
    """The whole table with its vocabulary, its version and the release that it describes.

    Attributes:
        digest: sha256 of the canonical JSON of the data: equal for equal facts and texts, however
            the spec is formatted.
        spans: the spans of the spec, for diagnostics; None if the catalog was built from data.
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
    sources: tuple[Source, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    actions: tuple[Action, ...]
    known_names: tuple[KnownName, ...]
    known_object_types: tuple[KnownObjectType, ...]
    object_type_spellings: tuple[ObjectTypeSpelling, ...]
    statuses: tuple[Status, ...]
    digest: str
    spans: Spans | None = None

    @property
    def release_inferred(self) -> bool:
        """Whether the release is inferred rather than named by the source."""
        return any(it.field == "release" for it in self.inferred)

    @property
    def source(self) -> Source:
        """The document that rows come from if they name no source."""
        return next(it for it in self.sources if it.is_default)

    @cached_property
    def names(self) -> tuple[ActionName, ...]:
        """The action names in table order, each with its rows."""
        rows: dict[str, list[Action]] = {}
        for action in self.actions:
            rows.setdefault(action.name, []).append(action)
        return tuple(
            ActionName(upper_snake(name), name, tuple(actions)) for name, actions in rows.items()
        )

    def actions_of(self, term: Term) -> tuple[Action, ...]:
        """Return the rows that have the term, in table order."""
        return self._rows.get(term, ())

    @cached_property
    def _rows(self) -> Mapping[Term, tuple[Action, ...]]:
        """The rows of each term that any row has."""
        rows: dict[Term, list[Action]] = {}
        for action in self.actions:
            for term in _terms(action, self.modes):
                rows.setdefault(term, []).append(action)
        return {term: tuple(actions) for term, actions in rows.items()}


def _terms(action: Action, modes: Iterable[Mode]) -> Iterator[Term]:
    """Yield the terms that a row has, each of them once."""
    yield from dict.fromkeys(action.object_types)
    yield from (it for it in modes if action.restricted_cluster or it.id == "regular")
    yield from dict.fromkeys(fact.reason for fact in action.inferred)
    yield from (action.object_class, action.timing, action.source)
    if action.scope is not None:
        yield action.scope
    if action.meaning is not None:
        yield action.meaning.evidence


def action_id(name: str, scope: str | None) -> str:
    """Return the id of the row with this name and scope id, e.g. `CALL_ANSWERED_REGULAR_DN`."""
    return upper_snake(name) if scope is None else upper_snake(f"{name}_{scope}")


def catalog_digest(data: Mapping[str, Any]) -> str:
    """Return the sha256 of the canonical JSON of a spec's data, in hexadecimal."""
    sha256 = hashlib.sha256()
    for text in _canonical(data):
        sha256.update(text.encode())
    return sha256.hexdigest()


def _canonical(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield canonical JSON, a list item by item: as one text, a large table needs much memory."""
    encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    start = "{"
    for key, value in sorted(data.items()):
        yield f"{start}{encoder.encode(key)}:"
        start = ","
        if isinstance(value, list) and value:
            yield "["
            for index, item in enumerate(cast("Sequence[Any]", value)):
                yield ("," if index else "") + encoder.encode(item)
            yield "]"
        else:
            yield encoder.encode(value)
    yield "}"


def build_catalog(data: Mapping[str, Any], spans: Spans | None = None) -> Catalog:
    """Return the catalog that a spec's data describes.

    Args:
        data: the spec as plain data that satisfies the schema and the rules.
        spans: the spans of the spec.
    """
    default = data["catalog"]["source"]
    sources = {
        key: Source(key, **entry, is_default=key == default)
        for key, entry in data["sources"].items()
    }
    modes = {key: Mode(key, **it) for key, it in data["modes"].items()}
    types = {
        key: ObjectType(
            key,
            entry["title"],
            entry["description"],
            tuple(modes[name] for name in entry.get("modes", modes)),
            sources[entry["source"]] if "source" in entry else None,
        )
        for key, entry in data["object_types"].items()
    }
    classes = {
        key: ObjectClass(
            key,
            entry["title"],
            entry["description"],
            tuple(types[name] for name in entry["object_types"]),
            tuple(modes[name] for name in entry["modes"]),
        )
        for key, entry in data["object_classes"].items()
    }
    scopes = {
        key: Scope(key, entry["title"], entry["description"], classes[entry["object_class"]])
        for key, entry in data["scopes"].items()
    }
    timings = {key: Timing(key, **it) for key, it in data["timings"].items()}
    inferences = {key: Term(key, **it) for key, it in data["inferences"].items()}
    evidence_kinds = {
        key: EvidenceKind(key, **entry) for key, entry in data.get("evidence_kinds", {}).items()
    }
    names = {row["name"] for row in data["actions"]}
    facts = FactReader(evidence_kinds, sources, names)

    def inferred(entry: Mapping[str, Any]) -> tuple[Inferred, ...]:
        # Few of the rows have any.
        fields = entry.get("inferred")
        return tuple(Inferred(it, inferences[key]) for it, key in fields.items()) if fields else ()

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
            source=sources[row.get("source", default)],
            meaning=facts.meaning(row),
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
        sources=tuple(sources.values()),
        evidence_kinds=tuple(evidence_kinds.values()),
        actions=tuple(action(row) for row in data["actions"]),
        known_names=facts.known_names(data),
        known_object_types=facts.known_object_types(data),
        object_type_spellings=facts.object_type_spellings(data),
        statuses=facts.statuses(data),
        digest=catalog_digest(data),
        spans=spans,
    )
