"""The comparison of all that is not a row: the catalog, its vocabulary, and outside facts.

Each section of the spec is described by data: its entries, their attributes and their rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.changes.order import find_moved
from statserver_bindgen.changes.values import (
    Pair,
    compare_inferences,
    compare_provenance,
    compare_set,
    compare_text,
    compare_value,
)
from statserver_bindgen.links import NAMES
from statserver_bindgen.rules import fact_changes, row_changes, vocabulary_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from statserver_bindgen.changes.change import ChangeList
    from statserver_bindgen.links import Links
    from statserver_bindgen.outside_facts import (
        KnownName,
        KnownObjectType,
        ObjectTypeSpelling,
        Status,
    )
    from statserver_bindgen.rules.change_rule import ChangeRule
    from statserver_bindgen.vocabulary import (
        EvidenceKind,
        ObjectClass,
        ObjectType,
        Scope,
        Term,
        Timing,
    )

    Compare = Callable[[ChangeList, Pair, Any, Any], None]


class Section(NamedTuple):
    """A section of the spec.

    Attributes:
        key: its key in the spec, and the attribute of a catalog with its entries.
        noun: what one entry is called.
        rules: the rule of an added entry, and of a removed one.
        compare: compares the attributes of two entries.
    """

    key: str
    noun: str
    rules: tuple[ChangeRule, ChangeRule]
    compare: Compare


def compare_catalogs(changes: ChangeList, unknown: Collection[str]) -> None:
    """Add the changes of the section `catalog`, but for the version.

    Args:
        changes: the list of changes.
        unknown: keys that a side does not know; `catalog.inferred` is one of the section.
    """
    old, new = changes.old, changes.new
    pair = Pair("catalog", ("catalog",), ("catalog",))
    compare_value(changes, pair, "id", vocabulary_changes.CATALOG_ID_CHANGED, (old.id, new.id))
    compare_text(changes, pair, "title", old.title, new.title)
    compare_text(changes, pair, "description", old.description, new.description)
    release = vocabulary_changes.RELEASE_CHANGED
    compare_value(changes, pair, "release", release, (old.release, new.release))
    if "catalog.inferred" not in unknown:
        compare_inferences(changes, pair, old.inferred, new.inferred)
    source = old.source.id, new.source.id
    compare_value(changes, pair, "source", row_changes.SOURCE_CHANGED, source)
    if "catalog.links" not in unknown:
        _compare_links(changes, old.links, new.links)


def _compare_links(changes: ChangeList, old: Links, new: Links) -> None:
    """Add a change for each link; its span is that of the links if one side lacks it."""
    for name in NAMES:
        urls = getattr(old, name), getattr(new, name)
        if urls[0] != urls[1]:
            paths = [
                None if not links.listed else ("catalog", "links", *((name,) if url else ()))
                for links, url in zip((old, new), urls, strict=True)
            ]
            changes.add(
                vocabulary_changes.LINKS_CHANGED,
                "catalog",
                f"link {name} changed from {urls[0] or 'none'} to {urls[1] or 'none'}",
                old_path=paths[0],
                new_path=paths[1],
            )


def compare_sections(changes: ChangeList, unknown: Collection[str]) -> None:
    """Add the changes of all sections but `catalog` and `actions`.

    Args:
        changes: the list of changes.
        unknown: the sections that a side does not know; they are not compared.
    """
    for section in SECTIONS:
        if section.key not in unknown:
            _compare_section(changes, section)


def _compare_section(changes: ChangeList, section: Section) -> None:
    # The entries of some sections are named like actions, and renamed with them.
    renamed = changes.renamed if section.key == "statuses" else {}
    old_keys = {renamed.get(key, key): key for key in _entries(section, changes.old)}
    old, new = _entries(section, changes.old), _entries(section, changes.new)
    added, removed = section.rules
    for key, old_key in old_keys.items():
        subject, old_path = f"{section.noun} {key}", (section.key, old_key)
        if key in new:
            pair = Pair(subject, old_path, (section.key, key))
            section.compare(changes, pair, old[old_key], new[key])
        else:
            message = f"{section.noun} removed"
            changes.add(removed, subject, message, old_path=old_path, at_key=True)
    for key in new:
        if key not in old_keys:
            subject, path = f"{section.noun} {key}", (section.key, key)
            message = f"{section.noun} added"
            changes.add(added, subject, message, new_path=path, at_key=True)
    positions = {key: position for position, key in enumerate(old_keys)}
    both = [key for key in new if key in old_keys]
    for index in find_moved([positions[key] for key in both]):
        key = both[index]
        changes.add(
            row_changes.ORDER_CHANGED,
            f"{section.noun} {key}",
            "moved",
            old_path=(section.key, old_keys[key]),
            new_path=(section.key, key),
            at_key=True,
        )


def _entries(section: Section, catalog: object) -> Mapping[str, Any]:
    """Return the entries of a section by id; names are the ids of names."""
    entries = getattr(catalog, section.key)
    return {getattr(it, "id", None) or it.name: it for it in entries}


def _compare_term(changes: ChangeList, pair: Pair, old: Term, new: Term) -> None:
    compare_text(changes, pair, "title", old.title, new.title)
    compare_text(changes, pair, "description", old.description, new.description)


def _compare_object_type(changes: ChangeList, pair: Pair, old: ObjectType, new: ObjectType) -> None:
    _compare_term(changes, pair, old, new)
    _compare_modes(changes, pair, old, new)
    sources = old.source and old.source.id, new.source and new.source.id
    compare_value(changes, pair, "source", row_changes.SOURCE_CHANGED, sources)


def _compare_class(changes: ChangeList, pair: Pair, old: ObjectClass, new: ObjectClass) -> None:
    _compare_term(changes, pair, old, new)
    rule = vocabulary_changes.OBJECT_TYPES_CHANGED
    types = [it.id for it in old.object_types], [it.id for it in new.object_types]
    compare_set(changes, pair, "object_types", (rule, rule), types)
    _compare_modes(changes, pair, old, new)


def _compare_modes(
    changes: ChangeList,
    pair: Pair,
    old: ObjectType | ObjectClass,
    new: ObjectType | ObjectClass,
) -> None:
    rules = vocabulary_changes.MODE_LOST, vocabulary_changes.MODE_GAINED
    modes = [it.id for it in old.modes], [it.id for it in new.modes]
    compare_set(changes, pair, "modes", rules, modes)


def _compare_scope(changes: ChangeList, pair: Pair, old: Scope, new: Scope) -> None:
    _compare_term(changes, pair, old, new)
    classes = old.object_class.id, new.object_class.id
    compare_value(changes, pair, "object_class", vocabulary_changes.SCOPE_CLASS_CHANGED, classes)


def _compare_timing(changes: ChangeList, pair: Pair, old: Timing, new: Timing) -> None:
    _compare_term(changes, pair, old, new)


def _compare_evidence_kind(
    changes: ChangeList, pair: Pair, old: EvidenceKind, new: EvidenceKind
) -> None:
    _compare_term(changes, pair, old, new)
    rule = vocabulary_changes.EVIDENCE_CHANGED
    compare_value(changes, pair, "inferred", rule, (old.inferred, new.inferred))


def _compare_known_name(changes: ChangeList, pair: Pair, old: KnownName, new: KnownName) -> None:
    rule = fact_changes.KNOWN_NAME_CHANGED
    compare_value(changes, pair, "kind", rule, (old.kind, new.kind))
    actions = [changes.renamed.get(it, it) for it in old.actions]
    compare_set(changes, pair, "actions", (rule, rule), (actions, [*new.actions]))
    compare_value(changes, pair, "release", rule, (old.release, new.release))
    compare_provenance(changes, pair, old, new)


def _compare_known_type(
    changes: ChangeList, pair: Pair, old: KnownObjectType, new: KnownObjectType
) -> None:
    compare_text(changes, pair, "description", old.description, new.description)
    compare_provenance(changes, pair, old, new)


def _compare_spelling(
    changes: ChangeList, pair: Pair, old: ObjectTypeSpelling, new: ObjectTypeSpelling
) -> None:
    types = old.object_type, new.object_type
    compare_value(changes, pair, "object_type", fact_changes.SPELLING_CHANGED, types)
    compare_provenance(changes, pair, old, new)


def _compare_status(changes: ChangeList, pair: Pair, old: Status, new: Status) -> None:
    rule = fact_changes.STATUS_CHANGED
    compare_value(changes, pair, "number", rule, (old.number, new.number))
    ranks, new_ranks = dict(old.ranks), dict(new.ranks)
    compare_set(changes, pair, "ranks", (rule, rule), ([*ranks], [*new_ranks]))
    for object_type, rank in ranks.items():
        new_rank = new_ranks.get(object_type, rank)
        if new_rank != rank:
            message = f"rank on {object_type} changed from {rank} to {new_rank}"
            pair.add(changes, rule, "ranks", message, old=f"{rank}", new=f"{new_rank}")
    compare_set(changes, pair, "unranked", (rule, rule), (old.unranked, new.unranked))
    compare_provenance(changes, pair, old, new)


_VOCABULARY: Final = vocabulary_changes.ENTRY_ADDED, vocabulary_changes.ENTRY_REMOVED
SECTIONS: Final = (
    Section("modes", "mode", _VOCABULARY, _compare_term),
    Section("object_types", "object type", _VOCABULARY, _compare_object_type),
    Section("object_classes", "object class", _VOCABULARY, _compare_class),
    Section("scopes", "scope", _VOCABULARY, _compare_scope),
    Section("timings", "timing", _VOCABULARY, _compare_timing),
    Section("inferences", "inference", _VOCABULARY, _compare_term),
    Section("evidence_kinds", "evidence kind", _VOCABULARY, _compare_evidence_kind),
    Section(
        "sources",
        "source",
        (vocabulary_changes.SOURCES_CHANGED, vocabulary_changes.SOURCES_CHANGED),
        _compare_term,
    ),
    Section(
        "known_names",
        "known name",
        (fact_changes.KNOWN_NAME_ADDED, fact_changes.KNOWN_NAME_REMOVED),
        _compare_known_name,
    ),
    Section(
        "known_object_types",
        "known object type",
        (fact_changes.KNOWN_OBJECT_TYPE_ADDED, fact_changes.KNOWN_OBJECT_TYPE_REMOVED),
        _compare_known_type,
    ),
    Section(
        "object_type_spellings",
        "spelling",
        (fact_changes.SPELLING_ADDED, fact_changes.SPELLING_REMOVED),
        _compare_spelling,
    ),
    Section(
        "statuses",
        "status",
        (fact_changes.STATUS_ADDED, fact_changes.STATUS_REMOVED),
        _compare_status,
    ),
)
"""The sections of a spec with entries by id."""
