"""Lookup: the entries of a catalog that arguments name.

Texts of arguments go in; entries come out, or the reason why there are none. Case is ignored,
unless an entry has exactly the given text.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.cli.filters import Filters, matching, spelled_object_type
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from typing import TypeAlias

    from statserver_bindgen.action import Action, RemovedAction
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.outside_facts import KnownName, KnownObjectType, Status
    from statserver_bindgen.vocabulary import ObjectClass, ObjectType

    Entry: TypeAlias = (
        "Action | ObjectTypeActions | Status | ExplainedName | KnownObjectType | RemovedAction"
    )

_WILDCARDS: Final = frozenset("*?[")
EVERYTHING: Final = "*"
"""The pattern of all actions."""


class ObjectTypeActions(NamedTuple):
    """An object type with its object classes, and the accepted actions that occur on it."""

    object_type: ObjectType
    object_classes: tuple[ObjectClass, ...]
    actions: tuple[Action, ...]


class ExplainedName(NamedTuple):
    """A known name with its explanation, a sentence without a full stop."""

    known_name: KnownName
    message: str


def find_entries(catalog: Catalog, text: str, filters: Filters) -> tuple[Entry, ...]:
    """Return the entries of a catalog that a text names.

    Args:
        catalog: the catalog.
        text: an object type, the number of a status, a known name, the name, id or label that an
            action has or had, or a pattern of the last three.
        filters: the filters, which accept only some of the actions.
    """
    object_types = matching(catalog.object_types, text, lambda it: (it.id,))
    known_names = matching(catalog.known_names, text, lambda it: (it.name,))
    numbered = {it.name for it in catalog.statuses if str(it.number) == text}
    referred = numbered.union(*(it.actions for it in known_names))
    direct = {*_matching_actions(catalog, text)}
    actions = [it for it in catalog.actions if it in direct or it.name in referred]
    accepted = [*filter(filters.accepts, actions)]
    names = {it.name for it in accepted if not _is_pattern(text)}
    return (
        *(_on_object_type(catalog, it, filters) for it in object_types),
        *matching(catalog.known_object_types, text, lambda it: (it.id,)),
        *(ExplainedName(it, _explain(catalog, it)) for it in known_names),
        *accepted,
        *matching(catalog.removed, text, lambda it: _every_text(it.action)),
        *(it for it in catalog.statuses if it.name in names),
    )


def _explain(catalog: Catalog, known_name: KnownName) -> str:
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_problems import build_message
    from statserver_bindgen.conformance.unknown_values import explain_name

    name = known_name.name
    explanation = explain_name(CatalogIndex(catalog), name)
    return build_message(explanation.message or "unknown_name", text=name, **explanation.values)


def _on_object_type(
    catalog: Catalog, object_type: ObjectType, filters: Filters
) -> ObjectTypeActions:
    here = filters._replace(object_types=(object_type,))
    return ObjectTypeActions(
        object_type,
        tuple(it for it in catalog.object_classes if object_type in it.object_types),
        tuple(it for it in catalog.actions if filters.accepts(it) and here.accepts(it)),
    )


def _matching_actions(catalog: Catalog, text: str) -> tuple[Action, ...]:
    actions = matching(catalog.actions, text, _texts)
    if not actions:
        actions = matching(catalog.actions, text, _every_text)
    if actions or not _is_pattern(text):
        return actions
    pattern = text.casefold()
    return tuple(
        action
        for action in catalog.actions
        if any(fnmatchcase(it.casefold(), pattern) for it in _texts(action))
    )


class Unmatched(NamedTuple):
    """A text that names no entry: the text, the problem, and "did you mean …?" or None."""

    name: str
    message: str
    hint: str | None = None


def explain_unmatched(catalog: Catalog, text: str) -> Unmatched:
    """Return the reason why `find_entries` returns nothing for a text."""
    if text == EVERYTHING:
        return Unmatched(text, "no action matches the filters")
    if find_entries(catalog, text, Filters()):
        return Unmatched(text, f"no action matches {quoted(text)} and the filters")
    if _is_pattern(text):
        return Unmatched(text, f"no action matches {quoted(text)}")
    candidates = [name for it in catalog.actions for name in _every_text(it)]
    candidates += [it.id for it in catalog.object_types]
    hint = spelled_object_type(catalog, text) or did_you_mean(text, candidates)
    return Unmatched(text, f"unknown action {quoted(text)}", hint)


def _is_pattern(text: str) -> bool:
    return not _WILDCARDS.isdisjoint(text)


def _texts(action: Action) -> tuple[str, ...]:
    return action.name, action.id, action.label


def _every_text(action: Action) -> tuple[str, ...]:
    """Return the texts that name an action, or named it before it was renamed."""
    former = (text for it in action.formerly for text in (it.name, it.id, it.label))
    return *_texts(action), *former
