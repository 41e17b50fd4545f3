"""A published actions.json becomes the data of a spec.

An older file lacks keys, and a later one has more. The keys that are missing are listed, so that
nothing is compared that one side does not know. What the file has is checked like a spec.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.action import action_id
from statserver_bindgen.rules.table import NAME_TIMINGS
from statserver_bindgen.validation.fast_accept import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SECTIONS: Final = (
    *("modes", "object_types", "object_classes", "scopes", "timings", "inferences"),
    *("evidence_kinds", "sources"),
    *("known_names", "known_object_types", "object_type_spellings", "statuses"),
)
_OPTIONAL: Final = frozenset(
    {"evidence_kinds", "known_names", "known_object_types", "object_type_spellings", "statuses"}
)
_REQUIRED_OF_ROW: Final = (
    *("name", "scope", "object_class", "timing", "interaction_related", "restricted_cluster"),
)
_ADDED_TO_ROW: Final = ("source", "inferred", "meaning", "since", "deprecated", "formerly")
# Keys of a fact that other keys of the file imply.
_DERIVED: Final = frozenset({"label", "id", "object_types", "evidence_inferred"})


class PublishedData(NamedTuple):
    """The content of an actions.json.

    Attributes:
        data: the data of a spec, not yet checked.
        unknown: the keys of the spec that the file does not have.
        wrong_ids: the index and the id of each row whose id is not that of its name and scope.
    """

    data: dict[str, Any]
    unknown: frozenset[str]
    wrong_ids: tuple[tuple[int, str], ...]


def is_published(content: Mapping[str, Any]) -> bool:
    """Return whether the content of a JSON file is that of an actions.json."""
    return "catalog" in content and "actions" in content


def read_published(content: Mapping[str, Any]) -> PublishedData:
    """Return the content of an actions.json as the data of a spec.

    Values of another type than expected are left as they are: the check of the data reports them.
    """
    unknown: set[str] = {*_OPTIONAL} - {*content}
    data = {key: _section(key, content[key]) for key in _SECTIONS if _has(content, key)}
    data["catalog"] = _catalog(content.get("catalog"), unknown)
    rows = [*_objects(content.get("actions"))]
    unknown |= {key for key in _ADDED_TO_ROW if any(key not in it for it in rows)}
    if "removed" not in content:
        unknown.add("removed")
    data["actions"] = [_row(it) for it in _list(content.get("actions"))]
    data["actions"] += [_tombstone(it, content) for it in _list(content.get("removed", []))]
    # The file has neither meanings of low confidence nor the facts of removed rows.
    unknown |= {"low_confidence", "facts_of_removed"}
    return PublishedData(data, frozenset(unknown), tuple(_wrong_ids(content)))


def _has(content: Mapping[str, Any], key: str) -> bool:
    """Return whether the spec has a section: those of facts are not empty."""
    return key in content and not (key in _OPTIONAL and content[key] == {})


def _catalog(value: Any, unknown: set[str]) -> Any:
    if not is_mapping(value):
        return value
    keys = ("id", "title", "description", "version", "release", "source")
    catalog = {key: value[key] for key in keys if key in value}
    if "inferred" not in value:
        unknown.add("catalog.inferred")
    elif value["inferred"]:
        catalog["inferred"] = _inferred(value["inferred"])
    if "links" not in value:
        unknown.add("catalog.links")
    elif links := _without_null(value["links"]):
        catalog["links"] = links
    return catalog


def _section(key: str, value: Any) -> Any:
    if not is_mapping(value):
        return value
    return {name: _entry(key, entry) for name, entry in value.items()}


def _entry(section: str, value: Any) -> Any:
    """Return an entry without the keys that the spec omits."""
    if not is_mapping(value):
        return value
    entry = {key: it for key, it in value.items() if it is not None}
    if section == "object_types" and "source" not in entry:
        entry.pop("modes", None)  # all modes
    if section in {"known_names", "statuses"}:
        entry = {key: it for key, it in entry.items() if it != [] or key == "sources"}
    return _with_sources(entry)


def _with_sources(entry: dict[str, Any]) -> dict[str, Any]:
    sources = entry.get("sources")
    if is_list(sources):
        entry["sources"] = [_without_null(it) for it in sources]
    return entry


def _row(value: Any) -> Any:
    if not is_mapping(value):
        return value
    keys = (*_REQUIRED_OF_ROW, *_ADDED_TO_ROW)
    row = {key: value[key] for key in keys if value.get(key) is not None and value[key] != []}
    if "inferred" in row:
        row["inferred"] = _inferred(row["inferred"])
    if is_mapping(row.get("meaning")):
        meaning = {key: it for key, it in row["meaning"].items() if key != "inferred"}
        row["meaning"] = _with_sources(meaning)
    if is_mapping(row.get("deprecated")):
        row["deprecated"] = _without_null(row["deprecated"])
    if is_list(row.get("formerly")):
        former = [_without_null(it) for it in row["formerly"]]
        row["formerly"] = [_without(it, _DERIVED) for it in former]
    return row


def _tombstone(value: Any, content: Mapping[str, Any]) -> Any:
    """Return the row of a tombstone, with any facts that a row of its name and scope can have."""
    row = _row(value)
    if not is_mapping(row):
        return row
    name, scope = str(row.get("name")), row.get("scope")
    classes, scopes = content.get("object_classes"), content.get("scopes")
    object_class = next(iter(classes), None) if is_mapping(classes) else None
    if is_mapping(scopes) and is_mapping(scopes.get(str(scope))):
        object_class = scopes[str(scope)].get("object_class")
    timings = (it for pattern, it in NAME_TIMINGS.items() if fnmatchcase(name, pattern))
    facts: dict[str, Any] = {"object_class": object_class, "timing": next(timings, "durable")}
    flags = {"interaction_related": False, "restricted_cluster": False}
    return facts | flags | row | {"removed": value.get("removed")}


def _inferred(value: Any) -> Any:
    """Return `{field: reason}` for a list of inferred fields with their reasons."""
    if not is_list(value) or not all(is_mapping(it) for it in value):
        return value
    return {str(it.get("field")): it.get("reason") for it in value}


def _without_null(value: Any) -> Any:
    if not is_mapping(value):
        return value
    return {key: it for key, it in value.items() if it is not None}


def _without(value: Any, keys: frozenset[str]) -> Any:
    if not is_mapping(value):
        return value
    return {key: it for key, it in value.items() if key not in keys}


def _list(value: Any) -> list[Any]:
    return value if is_list(value) else [value]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    items: Iterable[Any] = value if is_list(value) else ()
    yield from (it for it in items if is_mapping(it))


def _wrong_ids(content: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for index, row in enumerate(_list(content.get("actions"))):
        if is_mapping(row) and isinstance(row.get("name"), str):
            scope = row.get("scope")
            expected = action_id(row["name"], scope if isinstance(scope, str) else None)
            if row.get("id") != expected:
                yield index, expected
