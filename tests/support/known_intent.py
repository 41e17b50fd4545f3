"""The names that people write in masks, and what each of them means in a catalog."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from statserver_bindgen.suggestions import distance, fold, lower

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog


class Names:
    """The action names and the known names of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.actions = tuple(it.name for it in catalog.names)
        self.known_names = {it.name: it for it in catalog.known_names}
        self.every_name = (*self.actions, *self.known_names)

    @cached_property
    def by_lower(self) -> dict[str, str]:
        """All names in lower case."""
        return {lower(it): it for it in self.every_name}

    @cached_property
    def letters(self) -> dict[str, bytes]:
        """The letters of each name."""
        return {it: fold(it) for it in self.every_name}

    def is_name(self, text: str) -> bool:
        """Return whether a text is a name in any case, other than an everyday word."""
        name = self.by_lower.get(lower(text))
        return name is not None and not self.is_everyday_word(name)

    def is_everyday_word(self, name: str) -> bool:
        """Return whether a name is a known name of this kind, which a mask never keeps."""
        return name in self.known_names and self.known_names[name].kind == "everyday_word"

    def readings(self, name: str) -> frozenset[str]:
        """Return what a name means: the action for another name of it, else the name itself."""
        entry = self.known_names.get(name)
        if entry is None or entry.kind not in {"other_name", "everyday_word"}:
            return frozenset({name})
        if len(entry.actions) > 1:
            return frozenset()
        return frozenset(
            {*entry.actions} if entry.kind == "everyday_word" else {*entry.actions, name}
        )

    def readings_in_other_case(self, name: str, text: str) -> frozenset[str]:
        """Return what a name means in another case; a known name may be meant literally."""
        is_literal = name in self.known_names and not self.is_everyday_word(name)
        return self.readings(name) | ({text} if is_literal else frozenset[str]())

    def readings_of_typo(self, name: str, text: str) -> frozenset[str]:
        """Return what a text with one wrong letter means: only itself if two names are near."""
        near = {it for it in self.every_name if distance(fold(text), self.letters[it], 1) <= 1}
        is_clear = near == {name} and name in self.actions
        return frozenset({name, text} if is_clear else {text})
