"""The catalog: the whole table with its vocabulary and the facts from outside it, frozen.

`build_catalog` takes the data of a valid spec and returns a `Catalog`, which templates see next to
the target. Rows are in table order. Names follow the guide's table; ids and values are those of
every language. Objects compare by identity, because a catalog contains each of them once.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from statserver_bindgen.action_names import ActionName, FormerNames, action_names, former_names
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.links import Links, read_links
from statserver_bindgen.outside_facts import FactReader
from statserver_bindgen.row_reader import RowReader
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
    from pathlib import Path

    from statserver_bindgen.action import Action, RemovedAction
    from statserver_bindgen.action_names import FormerName, RemovedName, SplitName
    from statserver_bindgen.diagnostics import Spans
    from statserver_bindgen.name_index import IndexLetter
    from statserver_bindgen.names_on_object_types import NameOnObjectType
    from statserver_bindgen.outside_facts import (
        Basis,
        KnownName,
        KnownObjectType,
        ObjectTypeSpelling,
        Status,
    )
    from statserver_bindgen.table_facts import TableFacts


class ActionGroup(Frozen):
    """The rows of an object class that have a timing.

    Attributes:
        actions: the rows in table order; there may be none.
    """

    object_class: ObjectClass
    timing: Timing
    actions: tuple[Action, ...]


class Catalog(Frozen):
    """The whole table with its vocabulary, its version and the release that it describes.

    Attributes:
        actions: the rows in table order, without the removed ones.
        removed: the tombstones of removed rows, in table order.
        digest: sha256 of the canonical JSON of the data: equal for equal facts and texts, however
            the spec is formatted.
        spans: the spans of the spec, for diagnostics; None if the catalog was built from data.
        releases_directory: the directory with the snapshots of its releases; None if there is none.
    """

    id: str
    title: str
    description: str
    version: str
    release: str
    links: Links
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
    removed: tuple[RemovedAction, ...]
    known_names: tuple[KnownName, ...]
    known_object_types: tuple[KnownObjectType, ...]
    object_type_spellings: tuple[ObjectTypeSpelling, ...]
    statuses: tuple[Status, ...]
    digest: str
    spans: Spans | None = None
    releases_directory: Path | None = None

    @property
    def release_inferred(self) -> bool:
        """Whether the release is inferred rather than named by the source."""
        return any(it.field == "release" for it in self.inferred)

    @property
    def source(self) -> Source:
        """The document that rows come from if they name no source."""
        return next(it for it in self.sources if it.is_default)

    @cached_property
    def facts(self) -> tuple[TableFacts, ...]:
        """The facts of all rows, each once: in the order of the first rows that have them."""
        return tuple(dict.fromkeys(it.facts for it in self.actions))

    @cached_property
    def bases(self) -> tuple[Basis, ...]:
        """The evidence and sources of the meanings, each once, in table order."""
        return tuple(dict.fromkeys(it.meaning.basis for it in self.actions if it.meaning))

    @cached_property
    def groups(self) -> tuple[ActionGroup, ...]:
        """The rows by object class and timing: a group for each pair, in the order of the spec."""
        pairs = product(self.object_classes, self.timings)
        rows: dict[tuple[ObjectClass, Timing], list[Action]] = {it: [] for it in pairs}
        for action in self.actions:
            rows[action.object_class, action.timing].append(action)
        return tuple(ActionGroup(*pair, tuple(actions)) for pair, actions in rows.items())

    @cached_property
    def names(self) -> tuple[ActionName, ...]:
        """The action names in table order, each with its rows."""
        return action_names(self.actions)

    @property
    def former_names(self) -> tuple[FormerName, ...]:
        """The names that one name of the table has replaced."""
        return self._former_names.renamed

    @property
    def split_names(self) -> tuple[SplitName, ...]:
        """The former names without one successor."""
        return self._former_names.split

    @property
    def removed_names(self) -> tuple[RemovedName, ...]:
        """The names whose rows are all removed."""
        return self._former_names.removed

    @property
    def index(self) -> tuple[IndexLetter, ...]:
        """Every name of the table and from outside it, in alphabetical order by letter."""
        from statserver_bindgen.name_index import index_names

        return index_names(self)

    @cached_property
    def _former_names(self) -> FormerNames:
        return former_names(self.names, self.actions, self.removed)

    @cached_property
    def names_on_object_types(self) -> tuple[NameOnObjectType, ...]:
        """Each name on each object type on which it occurs; former names are last."""
        from statserver_bindgen.names_on_object_types import names_on_object_types

        return names_on_object_types(self.names, self._former_names, self.object_types)

    def actions_of(self, record: Term | TableFacts) -> tuple[Action, ...]:
        """Return the rows that have the term or the facts, in table order."""
        return self._rows.get(record, ())

    @cached_property
    def _rows(self) -> Mapping[Term | TableFacts, tuple[Action, ...]]:
        """The rows of each term and of all facts that any row has."""
        rows: dict[Term | TableFacts, list[Action]] = {}
        terms = {facts: _terms(facts, self.modes) for facts in self.facts}
        for action in self.actions:
            evidence = None if action.meaning is None else action.meaning.evidence
            for record in (action.facts, *terms[action.facts], action.scope, evidence):
                if record is not None:
                    rows.setdefault(record, []).append(action)
        return {record: tuple(actions) for record, actions in rows.items()}


def _terms(facts: TableFacts, modes: Iterable[Mode]) -> tuple[Term, ...]:
    """Return the terms of the facts, each of them once."""
    return (
        *dict.fromkeys(facts.object_types),
        *(it for it in modes if facts.restricted_cluster or it.id == "regular"),
        *dict.fromkeys(it.reason for it in facts.inferred),
        *(facts.object_class, facts.timing, facts.source),
    )


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


def build_catalog(
    data: Mapping[str, Any], spans: Spans | None = None, releases_directory: Path | None = None
) -> Catalog:
    """Return the catalog that a spec's data describes.

    Args:
        data: the spec as plain data that satisfies the schema and the rules.
        spans: the spans of the spec.
        releases_directory: the directory with the snapshots of its releases.
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
    facts = FactReader(evidence_kinds, sources, {row["name"] for row in data["actions"]})
    reader = RowReader(classes, scopes, timings, inferences, sources, sources[default], facts)
    actions, removed = reader.rows(data["actions"])

    catalog = data["catalog"]
    return Catalog(
        id=catalog["id"],
        title=catalog["title"],
        description=catalog["description"],
        version=catalog["version"],
        release=catalog["release"],
        links=read_links(data),
        inferred=reader.inferred(catalog),
        modes=tuple(modes.values()),
        object_types=tuple(types.values()),
        object_classes=tuple(classes.values()),
        scopes=tuple(scopes.values()),
        timings=tuple(timings.values()),
        inferences=tuple(inferences.values()),
        sources=tuple(sources.values()),
        evidence_kinds=tuple(evidence_kinds.values()),
        actions=actions,
        removed=removed,
        known_names=facts.known_names(data),
        known_object_types=facts.known_object_types(data),
        object_type_spellings=facts.object_type_spellings(data),
        statuses=facts.statuses(data),
        digest=catalog_digest(data),
        spans=spans,
        releases_directory=releases_directory,
    )
