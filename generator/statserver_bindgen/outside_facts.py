"""Facts from outside the table, each with its evidence and its sources, frozen.

The data of a valid spec and its vocabulary go into `FactReader`; meanings, known names, known
object types, spellings and statuses come out. A catalog may have none of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from statserver_bindgen.vocabulary import EvidenceKind, Source

KnownNameKind = Literal[
    "variant", "later_release", "same_release", "other_name", "campaign_action", "everyday_word"
]
Confidence = Literal["high", "medium", "low"]
NOT_DOCUMENTED: Final = "The meaning is not documented."


class SourceReference(Frozen):
    """A source of a fact.

    Attributes:
        source: the document or program.
        note: what it contributes, or where it differs; None if that is plain from the fact.
    """

    source: Source
    note: str | None


class Basis(Frozen):
    """The evidence and the sources of a fact; facts with equal ones share one object.

    Attributes:
        evidence: the kind of evidence for the fact.
        sources: its sources, at least one.
    """

    evidence: EvidenceKind
    sources: tuple[SourceReference, ...]

    @cached_property
    def provenance(self) -> str:
        """The evidence and the sources, e.g. `Documentation (A guide; A program)`."""
        titles = "; ".join(it.source.title for it in self.sources)
        return f"{self.evidence.title} ({titles})"


class Fact(Frozen):
    """A fact with its evidence and its sources; the base of the facts below.

    Attributes:
        basis: its evidence and its sources.
    """

    basis: Basis

    @property
    def evidence(self) -> EvidenceKind:
        """The kind of evidence for the fact."""
        return self.basis.evidence

    @property
    def sources(self) -> tuple[SourceReference, ...]:
        """The sources of the fact, at least one."""
        return self.basis.sources

    @property
    def provenance(self) -> str:
        """The evidence and the sources, e.g. `Documentation (A guide; A program)`."""
        return self.basis.provenance


class Meaning(Fact):
    """What an action means, in one sentence.

    Attributes:
        text: the sentence, with its full stop.
        confidence: `high`, `medium` or `low`.
        sentence: the text as readers see it: "Presumably: " is before an inferred one.
    """

    text: str
    confidence: Confidence
    sentence: str

    @property
    def is_printed(self) -> bool:
        """Whether readers see it; with low confidence, the action is not documented."""
        return self.confidence != "low"

    @property
    def is_inferred(self) -> bool:
        """Whether it is inferred rather than stated by a source."""
        return self.evidence.inferred

    @property
    def explanation(self) -> str:
        """The meaning with its evidence; with low confidence, the action is not documented."""
        if not self.is_printed:
            return NOT_DOCUMENTED
        return f"{self.sentence} Evidence: {self.basis.provenance}."


class KnownName(Fact):
    """A name that masks contain but the table does not, e.g. `CallWaitInbound`.

    Attributes:
        name: the name; everyday words match in any case.
        kind: why the table does not have it.
        actions: the action names that it refers to: one for a variant and for another name, one or
            more readings for an everyday word, else none.
        release: the release of Stat Server that has the name, for a later release that is known.
    """

    name: str
    kind: KnownNameKind
    actions: tuple[str, ...]
    release: str | None


class KnownObjectType(Fact):
    """An object type of Stat Server on which no action of the table occurs, e.g. `Tenant`.

    Attributes:
        id: the name in configuration.
        description: one or two sentences for readers.
    """

    id: str
    description: str


class ObjectTypeSpelling(Fact):
    """Another spelling of an object type, e.g. `AgentPlace` for `Place`.

    Attributes:
        id: the spelling.
        object_type: the id of the object type.
    """

    id: str
    object_type: str


class Rank(NamedTuple):
    """The rank of a status on an object type: the highest of the ongoing ones is the status."""

    object_type: str
    rank: int


class Status(Fact):
    """A status of an object: the durable action with the highest rank of those that are ongoing.

    Attributes:
        name: the action name.
        number: the number of the status in client programs.
        ranks: the rank on each object type with a documented order; 1 is the lowest.
        unranked: the ids of the object types on which the status occurs without a known rank.
    """

    name: str
    number: int
    ranks: tuple[Rank, ...]
    unranked: tuple[str, ...]

    def rank_on(self, object_type: str) -> int | None:
        """Return the rank on the object type with this id, or None if it has none there."""
        return dict(self.ranks).get(object_type)


class FactReader(Frozen):
    """Builds the facts of a spec.

    Attributes:
        evidence_kinds: the kinds of evidence by id.
        sources: the sources by id.
        names: the action names of the table.
    """

    evidence_kinds: Mapping[str, EvidenceKind]
    sources: Mapping[str, Source]
    names: Collection[str]

    def meaning(self, row: Mapping[str, Any]) -> Meaning | None:
        """Return the meaning in the data of a row, or None."""
        entry = row.get("meaning")
        if entry is None:
            return None
        basis = self._basis(entry)
        text = entry["text"]
        sentence = f"Presumably: {self._continued(text)}" if basis.evidence.inferred else text
        return Meaning(basis, text, entry["confidence"], sentence)

    def known_names(self, data: Mapping[str, Any]) -> tuple[KnownName, ...]:
        """Return the known names in the data of a spec."""
        return tuple(
            KnownName(
                self._basis(entry),
                name,
                entry["kind"],
                tuple(entry.get("actions", ())),
                entry.get("release"),
            )
            for name, entry in data.get("known_names", {}).items()
        )

    def known_object_types(self, data: Mapping[str, Any]) -> tuple[KnownObjectType, ...]:
        """Return the known object types in the data of a spec."""
        return tuple(
            KnownObjectType(self._basis(entry), key, entry["description"])
            for key, entry in data.get("known_object_types", {}).items()
        )

    def object_type_spellings(self, data: Mapping[str, Any]) -> tuple[ObjectTypeSpelling, ...]:
        """Return the spellings of object types in the data of a spec."""
        return tuple(
            ObjectTypeSpelling(self._basis(entry), key, entry["object_type"])
            for key, entry in data.get("object_type_spellings", {}).items()
        )

    def statuses(self, data: Mapping[str, Any]) -> tuple[Status, ...]:
        """Return the statuses in the data of a spec."""
        entries: Mapping[str, Mapping[str, Any]] = data.get("statuses", {})
        return tuple(self._status(name, entry) for name, entry in entries.items())

    def _status(self, name: str, entry: Mapping[str, Any]) -> Status:
        return Status(
            basis=self._basis(entry),
            name=name,
            # The schema accepts 4.0 as a whole number, too.
            number=int(entry["number"]),
            ranks=tuple(Rank(key, int(rank)) for key, rank in entry["ranks"].items()),
            unranked=tuple(entry.get("unranked", ())),
        )

    def _continued(self, text: str) -> str:
        """Return the text with a small first letter, unless it begins with a name."""
        first, _, rest = text.partition(" ")
        is_name = first in self.names or first[1:] != first[1:].lower() or rest[:1].isupper()
        return text if is_name else text[:1].lower() + text[1:]

    def _basis(self, entry: Mapping[str, Any]) -> Basis:
        """Return the evidence and the sources in the data of a fact."""
        references: Sequence[Mapping[str, str]] = entry["sources"]
        evidence = entry["evidence"]
        keys = tuple((it["source"], it.get("note")) for it in references)
        basis = self._bases.get((evidence, keys))
        if basis is None:
            sources = tuple(self._reference(source, note) for source, note in keys)
            basis = Basis(self.evidence_kinds[evidence], sources)
            self._bases[evidence, keys] = basis
        return basis

    def _reference(self, source: str, note: str | None) -> SourceReference:
        """Return the reference to a source, which all facts with an equal one share."""
        reference = self._references.get((source, note))
        if reference is None:
            reference = SourceReference(self.sources[source], note)
            self._references[source, note] = reference
        return reference

    @cached_property
    def _bases(self) -> dict[tuple[str, tuple[tuple[str, str | None], ...]], Basis]:
        return {}

    @cached_property
    def _references(self) -> dict[tuple[str, str | None], SourceReference]:
        return {}
