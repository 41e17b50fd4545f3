"""The list of object types: its separators and items, and the groups to which the types belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from statserver_bindgen import stat_type_facts
from statserver_bindgen.linting.checks.quotes import read_value, trim
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.linting.stat_types import Objects
from statserver_bindgen.rules import stat_types
from statserver_bindgen.stat_type_facts import Basis
from statserver_bindgen.suggestions import closest, lower
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.stat_types import StatType
    from statserver_bindgen.stat_type_facts import Confidence

_OTHER_SEPARATORS: Final = re.compile(r"[;|/+&\s]+")
_MANY: Final = 2
_MOST_CATALOGS: Final = 2
_DOCUMENTED: Final = "doc"
# Requests of clients have the spellings of client libraries.
_CLIENT_FORMATS: Final = frozenset({"statistics"})


def read_objects(stat_type: StatType, index: CatalogIndex, reporter: Reporter) -> Objects:
    """Return the object types of a stat type, and report the problems of their list."""
    setting = stat_type.settings.get("objects")
    given = stat_type.section.given_objects
    if setting is not None:
        whole = TextRange(setting.value, setting.key)
    elif given is not None:
        whole = TextRange(given, "Objects")
    else:
        return Objects()
    reader = _ListReader(index, reporter)
    if not whole.characters.strip():
        if setting is not None:
            at = TextRange(setting.key_text, setting.key)
            message = "the list of object types is empty"
            rule, hint = stat_types.OBJECT_LIST, "name an object type"
            reporter.add(rule, at, message, reader.basis, hint, severity="error")
        return Objects()
    value = read_value(whole, reporter)
    reader.read(value)
    is_certain = reader.is_certain and "objects" not in stat_type.repeated
    types = [it for it in index.object_types if it in reader.object_types]
    others = [it for it in reader.object_types if it not in types]
    objects = Objects((*types,), (*others,), is_certain, value)
    if is_certain and not _are_compatible(objects, reporter):
        objects.is_certain = False
    return objects


def _are_compatible(objects: Objects, reporter: Reporter) -> bool:
    """Return whether object types can be together, and report if they can't."""
    groups = stat_type_facts.load().group_by_object_type
    by_group: dict[str, list[str]] = {}
    for name in objects.every_type:
        if name in groups:
            by_group.setdefault(groups[name].title, []).append(name)
    if len(by_group) < _MANY or objects.at is None:
        return True
    parts = " and ".join(f"{listed(names)} ({title})" for title, names in by_group.items())
    reporter.add(
        stat_types.INCOMPATIBLE_OBJECTS,
        objects.at,
        f"{parts} cannot be in one stat type",
        next(iter(groups.values())).basis,
        "write a stat type for each group",
    )
    return False


@dataclass
class _ListReader:
    """Reads a list of object types."""

    index: CatalogIndex
    reporter: Reporter
    object_types: dict[str, None] = field(default_factory=dict[str, None])
    is_certain: bool = True

    @property
    def basis(self) -> Basis:
        """The fact that Objects is a list."""
        return stat_type_facts.load().keys[0].basis

    def read(self, value: TextRange) -> None:
        """Read the items of a list."""
        for item in self._items(value):
            if not item.characters:
                message = "no object type before or after a comma"
                rule, hint = stat_types.OBJECT_LIST, "remove the comma"
                self.reporter.add(rule, item, message, self.basis, hint)
                continue
            name = self._read_item(item)
            if name is None:
                self.is_certain = False
            elif name in self.object_types:
                message = f"{quoted(item.characters)} occurs twice"
                self.reporter.add(
                    stat_types.OBJECT_LIST, item, message, self.basis, "remove one", severity="note"
                )
            else:
                self.object_types[name] = None

    def _items(self, value: TextRange) -> Iterator[TextRange]:
        """Yield the items between commas, and those of an item with other separators."""
        start = value.start
        for piece in value.characters.split(","):
            item = trim(value._replace(start=start, length=len(piece)))
            start += len(piece) + 1
            parts = [it for it in _OTHER_SEPARATORS.split(item.characters) if it]
            if len(parts) < _MANY or not all(map(self._is_known, parts)):
                yield item
                continue
            self.reporter.add(
                stat_types.OBJECT_LIST,
                item,
                "the object types are not joined by commas",
                self.basis,
                f"write {quoted(','.join(parts))} instead",
            )
            offset = item.start
            for part in parts:
                offset = item.text.text.index(part, offset)
                yield item._replace(start=offset, length=len(part))
                offset += len(part)

    def _is_known(self, text: str) -> bool:
        return lower(text) in self._names or lower(text) in self.index.object_types_by_spelling

    @property
    def _names(self) -> Mapping[str, str]:
        return _object_types_by_lower(self.index)

    def _read_item(self, item: TextRange) -> str | None:
        """Return the object type that an item means, or None, and report its problem."""
        text = item.characters
        names = self._names
        name = names.get(lower(text))
        if name == text:
            return name
        if text in {it.id for it in self.index.catalog.object_type_spellings}:
            name = None
        if name is not None:
            message = f"the documentation spells the object type {name}"
            hint = f"write {name}"
            self.reporter.add(stat_types.VALUE_CASE, item, message, self.basis, hint, fix=name)
            return name
        if spelled := self.index.object_types_by_spelling.get(lower(text)):
            self._report_spelling(item, spelled)
            return spelled
        types = [*dict.fromkeys(names.values())]
        nearest = closest(text, types)
        self.reporter.add(
            stat_types.UNKNOWN_OBJECT_TYPE,
            item,
            f"unknown object type {quoted(text)}",
            self.basis,
            f"did you mean {nearest}?" if nearest else f"use one of: {listed(types, len(types))}",
        )
        return None

    def _report_spelling(self, item: TextRange, spelled: str) -> None:
        """Report another spelling of an object type, with the evidence of the catalog."""
        if self.reporter.section.file_format in _CLIENT_FORMATS:
            return
        letters = lower(item.characters)
        spellings = self.index.catalog.object_type_spellings
        spelling = next(it for it in spellings if lower(it.id) == letters)
        # Only documentation gives more than a note; programs and trade usage do not.
        is_documented = spelling.evidence.id == _DOCUMENTED
        confidence: Confidence = "documented" if is_documented else "inferred"
        self.reporter.add(
            stat_types.OBJECT_TYPE_SPELLING,
            item,
            f"{quoted(item.characters)} is another name of {spelled}",
            Basis(confidence, spelling.provenance),
            f"write {spelled}",
            fix=spelled,
        )


@lru_cache(maxsize=_MOST_CATALOGS)
def _object_types_by_lower(index: CatalogIndex) -> Mapping[str, str]:
    """Return the object types of Stat Server by their `lower`."""
    known_types = [it.id for it in index.catalog.known_object_types]
    groups = stat_type_facts.load().group_by_object_type
    return {lower(it): it for it in (*groups, *known_types, *index.object_types)}
