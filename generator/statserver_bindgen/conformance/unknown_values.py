"""Explanations of unknown action names and object types: a message, and a suggestion if one is due.

docs/masks.md, steps 6.2 and 6.4 to 6.9, and section "Closest".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.conformance.evident_name import evident_name
from statserver_bindgen.conformance.explanations import Explanation, join_names
from statserver_bindgen.suggestions import closest, lower

if TYPE_CHECKING:
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.outside_facts import KnownName

EVERYDAY_WORDS: Final = ("everyday_word", "ambiguous_word")
"""The messages of everyday words, which masks never keep."""


def explain_name(index: CatalogIndex, text: str, *, look_up: bool = True) -> Explanation:
    """Return the explanation of a text that is not an action name.

    Args:
        index: the index of the catalog.
        text: the text.
        look_up: whether to look for the evident name of a text about which nothing is known.
    """
    letters = lower(text)
    if explanation := index.earlier_names.get(text) or _explain_text_of_row(index, letters):
        return explanation
    if known_name := index.known_names.get(letters):
        return _explain_known_name(index, text, known_name)
    return Explanation("unknown_name", evident_name(text, index.near_names) if look_up else None)


def _explain_text_of_row(index: CatalogIndex, letters: str) -> Explanation | None:
    """Return the explanation of the label, a name or the id of a row, in any case."""
    if label := index.by_lower_label.get(letters):
        return Explanation("label", label)
    if letters in index.names_by_lower:
        return Explanation("wrong_case", _common_meaning(index, letters))
    if names := index.earlier_names_by_lower.get(letters):
        return _explain_other_case(index, names[0])
    name = index.by_lower_id.get(letters)
    return Explanation("id", name) if name else None


def _explain_other_case(index: CatalogIndex, name: str) -> Explanation:
    """Return the explanation of an earlier name that is written in another case."""
    entry = index.earlier_names[name]
    message = "former_name" if entry.message == "renamed" else entry.message
    return Explanation(message, _common_meaning(index, lower(name)), entry.values)


def _common_meaning(index: CatalogIndex, letters: str) -> str | None:
    """Return the name to which all names with the same letters lead, or None."""
    earlier = index.earlier_names_by_lower.get(letters, ())
    names = {
        *index.names_by_lower.get(letters, ()),
        *(index.earlier_names[it].suggestion for it in earlier),
    }
    return names.pop() if len(names) == 1 else None


def _explain_known_name(index: CatalogIndex, text: str, entry: KnownName) -> Explanation:
    values = {
        "known_name": entry.name,
        "names": join_names(entry.actions),
        "release": entry.release or "",
        "catalog_release": index.catalog.release,
    }
    if entry.kind == "everyday_word":
        first, *others = entry.actions
        if others:
            return Explanation("ambiguous_word", None, values)
        return Explanation("everyday_word", first, values)
    if entry.kind == "other_name":
        return Explanation("other_name", entry.actions[0], values)
    has_release = entry.kind != "later_release" or entry.release is not None
    message = entry.kind if has_release else "some_later_release"
    return Explanation(message, None if text == entry.name else entry.name, values)


def explain_object_type(index: CatalogIndex, text: str) -> Explanation:
    """Return the explanation of a text that is not an object type of the catalog."""
    letters = lower(text)
    if object_type := index.object_types_by_spelling.get(letters):
        return Explanation(None, object_type)
    if known_type := index.known_object_types.get(letters):
        return Explanation("known_object_type", None, {"known_name": known_type.id})
    return Explanation(None, closest(text, index.object_types))
