"""What the table says of an action, for the terminal.

What comes in: a catalog and what a person typed. What goes out: the rows that are meant, as text or
as data in the words of `actions.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.catalog import Action, Catalog


def find(catalog: Catalog, text: str) -> tuple[Action, ...]:
    """Return the rows that a name, an id or a label means, in table order; maybe none."""
    return tuple(it for it in catalog.actions if text in (it.name, it.id, it.label))


def suggestion(catalog: Catalog, text: str) -> str | None:
    """Return "did you mean …?" for a text that means no row, else None."""
    known = [word for it in catalog.actions for word in (it.name, it.id, it.label)]
    known.sort(key=lambda word: word.casefold() != text.casefold())
    return did_you_mean(text, known)


def as_text(action: Action) -> str:
    """Return the facts of a row, one on a line under its label."""
    facts = "\n".join(f"  {name:<19}  {value}" for name, value in _facts(action))
    return f"{action.label}\n{facts}"


def _facts(action: Action) -> Iterator[tuple[str, str]]:
    yield "id", action.id
    yield "object class", f"{action.object_class.id} ({action.object_class.title})"
    yield "object types", ", ".join(it.id for it in action.object_types)
    instantaneous = " (instantaneous)" if action.timing.instantaneous else ""
    yield "timing", action.timing.id + instantaneous
    yield "interaction-related", "yes" if action.interaction_related else "no"
    yield "restricted cluster", "yes" if action.restricted_cluster else "no"
    for it in action.inferred:
        yield "inferred", f"{it.field}: {it.reason.description}"


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
    }
