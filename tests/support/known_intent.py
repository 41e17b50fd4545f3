"""The names that people write in masks, and what each of them means in a catalog."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from statserver_bindgen.suggestions import distance, fold, lower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.action import Action, Alias
    from statserver_bindgen.catalog import Catalog


class Names:
    """The action names, the known names and the earlier names of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.actions = tuple(it.name for it in catalog.names)
        self.known_names = {it.name: it for it in catalog.known_names}
        self.new_names = {it.name: it.action_name.name for it in catalog.former_names}
        split = (it.name for it in catalog.split_names)
        removed = (it.name for it in catalog.removed_names)
        self.earlier = (*self.new_names, *split, *removed)
        self.every_name = (*self.actions, *self.known_names, *self.earlier)

    @property
    def written(self) -> Sequence[str]:
        """The names that are, or were, names of the table."""
        return (*self.actions, *self.earlier)

    @cached_property
    def equivalents(self) -> Mapping[str, str]:
        """The names that may be written instead of deprecated and removed names."""
        deprecations = ((it.name, it.deprecation) for it in self.catalog.names)
        entries = [(name, it.equivalent) for name, it in deprecations if it]
        entries += [(it.name, it.equivalent) for it in self.catalog.removed_names]
        return {name: equivalent.name for name, equivalent in entries if equivalent}

    @cached_property
    def by_lower(self) -> Mapping[str, Sequence[str]]:
        """All names by their lower case."""
        names: dict[str, list[str]] = {}
        for name in self.every_name:
            names.setdefault(lower(name), []).append(name)
        return names

    @cached_property
    def letters(self) -> dict[str, bytes]:
        """The letters of each name."""
        return {it: fold(it) for it in self.every_name}

    def with_name(self, name: str) -> Sequence[Action | Alias]:
        """Return the rows of a name, or those of a former name as they were."""
        rows = self.catalog.actions
        is_former = name in self.new_names
        former = [it for row in rows for it in row.formerly if is_former and it.name == name]
        return [*(it for it in rows if it.name == name), *former]

    def is_name(self, text: str) -> bool:
        """Return whether a text is a name in any case, other than an everyday word."""
        return any(not self.is_everyday_word(it) for it in self.by_lower.get(lower(text), ()))

    def is_everyday_word(self, name: str) -> bool:
        """Return whether a name is a known name of this kind, which a mask never keeps."""
        return name in self.known_names and self.known_names[name].kind == "everyday_word"

    def intent(self, name: str) -> str:
        """Return the one name that an author means: the action for other names of it."""
        entry = self.known_names.get(name)
        is_other_name = entry is not None and entry.kind in {"other_name", "everyday_word"}
        if entry is not None and is_other_name and len(entry.actions) == 1:
            return entry.actions[0]
        return self.new_names.get(name, name)

    def readings(self, name: str) -> frozenset[str]:
        """Return the names in a mask that mean a name: its intent or the equivalent of that.

        Another name of an action may be meant literally.
        """
        entry = self.known_names.get(name)
        intent = self.intent(name)
        equivalent = {self.equivalents[intent]} if intent in self.equivalents else set[str]()
        if self.is_everyday_word(name):
            is_clear = intent != name
            return frozenset({intent, *equivalent} if is_clear else ())
        is_literal = entry is not None
        return frozenset({intent, *equivalent, *({name} if is_literal else ())})

    def readings_in_other_case(self, name: str, text: str) -> frozenset[str]:
        """Return what a name means in another case; an unknown name may be meant literally."""
        names = self.by_lower[lower(text)]
        is_action_name = any(it in self.actions for it in names)
        is_literal = not is_action_name and not self.is_everyday_word(name)
        return self.readings(name) | ({text} if is_literal else frozenset[str]())

    def readings_of_typo(self, name: str, text: str) -> frozenset[str]:
        """Return what a text with one wrong letter means: only itself if two names are near.

        A text whose letters are those of a name is nearer to it than to all others.
        """
        edits = {it: distance(fold(text), self.letters[it], 1) for it in self.every_name}
        near = {it for it, count in edits.items() if count == min(edits.values())}
        intent = self.new_names.get(name, name)
        is_clear = {self.new_names.get(it, it) for it in near} == {intent} and intent in near
        is_clear = is_clear and intent in self.actions
        return frozenset({*self.readings(intent), text} if is_clear else {text})

    def is_consistent(self, intents: Sequence[str], readings: Sequence[str]) -> bool:
        """Return whether readings replace a name everywhere, and no two names by the same one."""
        intents_by_reading: dict[str, set[str]] = {}
        for intent, reading in zip(intents, readings, strict=True):
            intents_by_reading.setdefault(reading, set()).add(intent)
        are_distinct = all(
            len(group) == 1
            for reading, group in intents_by_reading.items()
            if reading in self.actions
        )
        replaced = {
            name
            for name, equivalent in self.equivalents.items()
            if name in intents_by_reading.get(equivalent, ())
        }
        return are_distinct and replaced.isdisjoint(intents_by_reading)
