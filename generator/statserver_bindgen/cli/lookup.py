"""Lookup: finds actions by name, id or label, and prints their facts.

The facts are printed as text, or as data with the keys and values of `actions.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.catalog import Action, Catalog


def find_actions(catalog: Catalog, text: str) -> tuple[Action, ...]:
    """Return the rows with this name, id or label, in table order."""
    return tuple(it for it in catalog.actions if text in (it.name, it.id, it.label))


def suggest_action(catalog: Catalog, text: str) -> str | None:
    """Return "did you mean …?" for a text that is close to a name, an id or a label, else None."""
    candidates = [name for it in catalog.actions for name in (it.name, it.id, it.label)]
    candidates.sort(key=lambda name: name.casefold() != text.casefold())
    return did_you_mean(text, candidates)


def as_text(action: Action) -> str:
    """Return the facts of a row: its label, and one fact on each line after it."""
    facts = "\n".join(f"  {name:<19}  {safe(value)}" for name, value in _facts(action))
    return f"{safe(action.label)}\n{facts}"


def _facts(action: Action) -> Iterator[tuple[str, str]]:
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


def _restricted_cluster(action: Action) -> str:
    """Return whether an action works in that mode, with its object types if these are not all."""
    types = action.restricted_cluster_object_types
    if not action.restricted_cluster or types == action.object_types:
        return "yes" if action.restricted_cluster else "no"
    return f"yes, on {', '.join(it.id for it in types)}"


def as_data(action: Action) -> dict[str, object]:
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
        "sources": [{"source": it.source.id, "note": it.note} for it in meaning.sources],
    }
