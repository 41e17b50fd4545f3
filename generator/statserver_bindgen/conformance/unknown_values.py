"""Explanations of unknown action names and object types: a message, and a suggestion if one is due.

docs/masks.md, steps 6.1, 6.2 and 6.4 to 6.9, and section "Closest".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from statserver_bindgen.conformance.evident_name import evident_name
from statserver_bindgen.suggestions import closest, lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.outside_facts import KnownName

EVERYDAY_WORDS: Final = ("everyday_word", "ambiguous_word")
"""The messages of everyday words, which masks never keep."""


@dataclass(frozen=True)
class Explanation:
    """What an unknown text is.

    Attributes:
        message: the id of its message in the vocabulary; None where the vocabulary has none.
        suggestion: what to write instead.
        values: the values of the message, without `text`.
    """

    message: str | None
    suggestion: str | None = None
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def explain_name(index: CatalogIndex, text: str, *, look_up: bool = True) -> Explanation:
    """Return the explanation of a text that is not an action name.

    Args:
        index: the index of the catalog.
        text: the text.
        look_up: whether to look for the evident name of a text about which nothing is known.
    """
    letters = lower(text)
    if label := index.by_lower_label.get(letters):
        return Explanation("label", label)
    if names := index.names_by_lower.get(letters):
        return Explanation("wrong_case", names[0] if len(names) == 1 else None)
    if name := index.by_lower_id.get(letters):
        return Explanation("id", name)
    if known_name := index.known_names.get(letters):
        return _explain_known_name(index, text, known_name)
    return Explanation("unknown_name", evident_name(text, index.near_names) if look_up else None)


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


def join_names(names: tuple[str, ...]) -> str:
    """Return names joined by commas, and by "or" before the last."""
    *others, last = names or ("",)
    return f"{', '.join(others)} or {last}" if others else last


def explain_object_type(index: CatalogIndex, text: str) -> Explanation:
    """Return the explanation of a text that is not an object type of the catalog."""
    letters = lower(text)
    if object_type := index.object_types_by_spelling.get(letters):
        return Explanation(None, object_type)
    if known_type := index.known_object_types.get(letters):
        return Explanation("known_object_type", None, {"known_name": known_type.id})
    return Explanation(None, closest(text, index.object_types))
