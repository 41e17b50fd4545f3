"""Facts: entries of a catalog as text for `show`, and as data for its JSON report.

The data of an action has the keys and values of `actions.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.action import Action, Alias, RemovedAction
from statserver_bindgen.cli.lookup import ExplainedName, ObjectTypeActions
from statserver_bindgen.outside_facts import KnownObjectType, Status
from statserver_bindgen.terminal_text import safe, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.cli.lookup import Entry
    from statserver_bindgen.outside_facts import KnownName, SourceReference

_GROUPS: Final[dict[type, str]] = {
    ObjectTypeActions: "object_types",
    KnownObjectType: "known_object_types",
    ExplainedName: "known_names",
    Status: "statuses",
    Action: "actions",
    RemovedAction: "removed",
}
"""The key of each kind of entry in a JSON report."""


def as_text(entry: Entry) -> str:
    """Return the facts of an entry: a heading, and one fact on each line after it."""
    match entry:
        case Action():
            return as_block(entry.label, _action_facts(entry))
        case ObjectTypeActions():
            rows = as_columns([(it.label, it.timing.id) for it in entry.actions])
            heading = f"{entry.object_type.id} (object type)"
            return "\n".join([as_block(heading, _object_type_facts(entry)), *rows])
        case KnownObjectType():
            return as_block(f"{entry.id} (object type)", _known_object_type_facts(entry))
        case ExplainedName():
            return as_block(f"{entry.known_name.name} (known name)", _known_name_facts(entry))
        case Status():
            return as_block(f"{entry.name} (status)", _status_facts(entry))
        case RemovedAction():
            return as_block(f"{entry.action.label} (removed)", _removed_action_facts(entry))


def _action_facts(action: Action) -> Iterator[tuple[str, str]]:
    yield "id", action.id
    meaning = action.meaning
    if meaning and meaning.is_printed:
        yield "meaning", meaning.sentence
        yield "evidence", meaning.provenance
    else:
        yield "meaning", "not documented"
    yield "object class", f"{action.object_class.id} ({action.object_class.title})"
    yield "object types", ", ".join(it.id for it in action.object_types)
    instantaneous = " (instantaneous)" if action.timing.instantaneous else ""
    yield "timing", action.timing.id + instantaneous
    yield "interaction-related", "yes" if action.interaction_related else "no"
    yield "restricted cluster", _restricted_cluster(action)
    for inferred in action.inferred:
        yield "inferred", f"{inferred.field}: {inferred.reason.description}"
    if not action.source.is_default:
        yield "source", f"{action.source.id} ({action.source.title})"
    if action.since:
        yield "since", f"version {action.since}"
    if action.deprecation:
        yield "deprecated", action.deprecation.sentence.removeprefix("Deprecated ")
    yield from _former_names(action)


def _former_names(action: Action) -> Iterator[tuple[str, str]]:
    if action.formerly:
        yield "formerly", ", ".join(it.label for it in action.formerly)


def _removed_action_facts(entry: RemovedAction) -> Iterator[tuple[str, str]]:
    yield "id", entry.action.id
    yield "removed", entry.sentence.removeprefix("Removed ")
    yield from _former_names(entry.action)


def _restricted_cluster(action: Action) -> str:
    """Return whether an action works in that mode, with its object types if these are not all."""
    types = action.restricted_cluster_object_types
    if not action.restricted_cluster or types == action.object_types:
        return "yes" if action.restricted_cluster else "no"
    return f"yes, on {', '.join(it.id for it in types)}"


def _object_type_facts(entry: ObjectTypeActions) -> Iterator[tuple[str, str]]:
    yield "description", entry.object_type.description
    yield "object classes", ", ".join(f"{it.id} ({it.title})" for it in entry.object_classes)
    source = entry.object_type.source
    modes = ", ".join(it.id for it in entry.object_type.modes)
    yield "modes", modes + (f" (source: {source.title})" if source else "")
    yield "actions", str(len(entry.actions))


def _known_object_type_facts(entry: KnownObjectType) -> Iterator[tuple[str, str]]:
    yield "description", entry.description
    yield "actions", "none in this catalog"
    yield from _provenance_facts(entry)


def _known_name_facts(entry: ExplainedName) -> Iterator[tuple[str, str]]:
    yield "explanation", entry.message
    yield from _provenance_facts(entry.known_name)


def _status_facts(entry: Status) -> Iterator[tuple[str, str]]:
    yield "number", str(entry.number)
    if entry.ranks:
        yield "ranks", ", ".join(f"{it.object_type} {it.rank}" for it in entry.ranks)
    if entry.unranked:
        yield "rank not documented", ", ".join(entry.unranked)
    yield from _provenance_facts(entry)


def _provenance_facts(entry: KnownObjectType | KnownName | Status) -> Iterator[tuple[str, str]]:
    yield "evidence", entry.evidence.title
    for reference in entry.sources:
        note = f" ({reference.note})" if reference.note else ""
        yield "source", reference.source.title + note


def as_groups(entries: Iterable[Entry]) -> dict[str, list[dict[str, object]]]:
    """Return the facts of entries as data, by the kind of entry."""
    groups: dict[str, list[dict[str, object]]] = {key: [] for key in _GROUPS.values()}
    for entry in entries:
        groups[_GROUPS[type(entry)]].append(as_data(entry))
    return groups


def as_data(entry: Entry) -> dict[str, object]:
    """Return the facts of an entry as data."""
    match entry:
        case Action():
            return _action_data(entry)
        case ObjectTypeActions():
            return _object_type_data(entry)
        case KnownObjectType():
            return {"id": entry.id, "description": entry.description, **_provenance_data(entry)}
        case ExplainedName():
            return _known_name_data(entry)
        case Status():
            return {
                "name": entry.name,
                "number": entry.number,
                "ranks": dict(entry.ranks),
                "unranked": entry.unranked,
                **_provenance_data(entry),
            }
        case RemovedAction():
            return _removed_action_data(entry)


def _removed_action_data(entry: RemovedAction) -> dict[str, object]:
    """Return the facts of a tombstone with the keys and values of `actions.json`."""
    row = _action_data(entry.action)
    keys = ("id", "name", "scope", "label", "deprecated")
    removed = {"removed": {"since": entry.since}, "formerly": row["formerly"]}
    return {key: row[key] for key in keys} | removed


def _known_name_data(entry: ExplainedName) -> dict[str, object]:
    known_name = entry.known_name
    return {
        "name": known_name.name,
        "kind": known_name.kind,
        "explanation": entry.message,
        "actions": known_name.actions,
        "release": known_name.release,
        **_provenance_data(known_name),
    }


def _provenance_data(entry: KnownObjectType | KnownName | Status) -> dict[str, object]:
    return {"evidence": entry.evidence.id, "sources": _source_data(entry.sources)}


def _action_data(action: Action) -> dict[str, object]:
    """Return the facts of a row with the keys and values of `actions.json`."""
    return {
        "id": action.id,
        "name": action.name,
        "scope": action.scope.id if action.scope else None,
        "label": action.label,
        "object_class": action.object_class.id,
        "object_types": [it.id for it in action.object_types],
        "timing": action.timing.id,
        "interaction_related": action.interaction_related,
        "restricted_cluster": action.restricted_cluster,
        "inferred": [{"field": it.field, "reason": it.reason.id} for it in action.inferred],
        "source": action.source.id,
        "meaning": _meaning_data(action),
        "since": action.since,
        "deprecated": _deprecation_data(action),
        "formerly": [_alias_data(it) for it in action.formerly],
    }


def _deprecation_data(action: Action) -> dict[str, object] | None:
    """Return the deprecation of an action with the keys and values of `actions.json`."""
    deprecation = action.deprecation
    if deprecation is None:
        return None
    return {
        "since": deprecation.since,
        "reason": deprecation.reason,
        "replaced_by": deprecation.replaced_by.id if deprecation.replaced_by else None,
    }


def _alias_data(alias: Alias) -> dict[str, object]:
    return {
        "id": alias.id,
        "name": alias.name,
        "scope": alias.scope.id if alias.scope else None,
        "label": alias.label,
    }


def _meaning_data(action: Action) -> dict[str, object] | None:
    """Return the meaning of an action with the keys and values of `actions.json`."""
    meaning = action.meaning
    if meaning is None or not meaning.is_printed:
        return None
    return {
        "text": meaning.text,
        "inferred": meaning.is_inferred,
        "evidence": meaning.evidence.id,
        "confidence": meaning.confidence,
        "sources": _source_data(meaning.sources),
    }


def _source_data(sources: Iterable[SourceReference]) -> list[dict[str, object]]:
    return [{"source": it.source.id, "note": it.note} for it in sources]


def _object_type_data(entry: ObjectTypeActions) -> dict[str, object]:
    """Return the facts of an object type, with the ids of its actions."""
    return {
        "id": entry.object_type.id,
        "title": entry.object_type.title,
        "description": entry.object_type.description,
        "object_classes": [it.id for it in entry.object_classes],
        "modes": [it.id for it in entry.object_type.modes],
        "actions": [it.id for it in entry.actions],
    }


def as_block(heading: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return a heading, and one fact on each line after it."""
    lines = (f"  {name:<19}  {safe(value)}" for name, value in facts)
    return "\n".join([safe(heading), *lines])


def as_columns(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each row, with its texts in two columns."""
    cells = [(safe(one), safe(other)) for one, other in rows]
    column = max((width(one) for one, _ in cells), default=0)
    return (f"    {one}{' ' * (column - width(one))}  {other}" for one, other in cells)
