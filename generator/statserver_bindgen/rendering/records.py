"""Records: the objects of the catalog whose attributes templates read by name.

Templates see the objects themselves. Copies of them would take more time and memory than all else
in a run with many rows.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen.action import Action, Alias, Deprecation, RemovedAction
from statserver_bindgen.action_names import (
    ActionName,
    FormerName,
    NameDeprecation,
    RemovedName,
    SplitName,
)
from statserver_bindgen.catalog import ActionGroup, Catalog
from statserver_bindgen.frozen import Frozen
from statserver_bindgen.links import Link, Links
from statserver_bindgen.name_index import IndexEntry, IndexLetter
from statserver_bindgen.names_on_object_types import NameOnObjectType
from statserver_bindgen.outside_facts import (
    Basis,
    KnownName,
    KnownObjectType,
    Meaning,
    ObjectTypeSpelling,
    SourceReference,
    Status,
)
from statserver_bindgen.releases.records import Release, ReleasedChange
from statserver_bindgen.rendering.examples import Example
from statserver_bindgen.table_facts import TableFacts
from statserver_bindgen.vocabulary import (
    EvidenceKind,
    Inferred,
    Mode,
    ObjectClass,
    ObjectType,
    Scope,
    Source,
    Term,
    Timing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECTIONS: Final[Mapping[type, str | None]] = {
    Action: "actions",
    ActionGroup: None,
    ActionName: "names",
    Alias: None,
    Basis: None,
    Catalog: None,
    Deprecation: None,
    EvidenceKind: "evidence_kinds",
    Example: None,
    FormerName: None,
    IndexEntry: None,
    IndexLetter: None,
    Inferred: None,
    KnownName: "known_names",
    KnownObjectType: "known_object_types",
    Link: None,
    Links: None,
    Meaning: None,
    Mode: "modes",
    NameDeprecation: None,
    NameOnObjectType: None,
    ObjectClass: "object_classes",
    ObjectType: "object_types",
    ObjectTypeSpelling: "object_type_spellings",
    Release: None,
    ReleasedChange: None,
    RemovedAction: None,
    RemovedName: None,
    Scope: "scopes",
    Source: "sources",
    SourceReference: None,
    SplitName: None,
    Status: "statuses",
    TableFacts: None,
    Term: "inferences",
    Timing: "timings",
}
"""The classes of records, each with the section of the spec whose entries they are; `names` has the
action names."""

_INTERNAL: Final = frozenset({"row", "spans", "releases_directory"})
"""Attributes that lead from a catalog to its spec and its releases."""


@cache
def attribute_names(kind: type) -> tuple[str, ...]:
    """Return the attributes that templates see of the records of a class."""
    return tuple(_attribute_names(kind))


def _attribute_names(kind: type) -> Iterator[str]:
    if issubclass(kind, Frozen):
        yield from (it for it in kind.field_names if it not in _INTERNAL)
    for owner in kind.__mro__:
        for name, member in vars(owner).items():
            if isinstance(member, property | cached_property) and not name.startswith("_"):
                yield name
    if issubclass(kind, Term | TableFacts):
        yield "actions"
