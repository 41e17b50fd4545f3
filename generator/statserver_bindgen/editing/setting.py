"""Setting: KEY=VALUE becomes operations on a row or on the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.editing.operations import RemoveValue, SetValue, apply_to, value_at
from statserver_bindgen.editing.released import set_version
from statserver_bindgen.editing.rows import ACTIONS, find_row, read_rows
from statserver_bindgen.editing.spec_keys import definition, key_order, required_keys
from statserver_bindgen.errors import EditError
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.yaml_source.positions import DataPath

CATALOG: Final = "catalog"
_BOOLEANS: Final = {"true": True, "false": False}
_BRACKETED: Final = {"object": (dict, "{KEY: VALUE, …}"), "array": (list, "[VALUE, …]")}


def set_values(
    data: Mapping[str, Any], name: str | None, assignments: Iterable[str], newest: Released | None
) -> list[Operation]:
    """Return the operations of several `KEY=VALUE`, one after the other.

    Args:
        data: the data of the spec.
        name: the id, name or label of one row, or None for the catalog.
        assignments: the texts `KEY=VALUE`.
        newest: the newest release.

    Raises:
        EditError: a row or key is unknown, a name has several rows, or a value is not valid.
    """
    around = (CATALOG,) if name is None else find_row(read_rows(data), name).path()
    operations: list[Operation] = []
    for assignment in assignments:
        following = set_value(data, around, assignment)
        match following:
            case [SetValue(("catalog", "version"), version)] if version_numbers(version):
                following = set_version(data, version, newest)
            case _:
                pass
        for operation in following:
            data = apply_to(data, operation)
        operations += following
    return operations


def set_value(data: Mapping[str, Any], around: DataPath, assignment: str) -> list[Operation]:
    """Return the operation of `KEY=VALUE`, or of `KEY=`, which removes the key; none if it is set.

    A dot in KEY leads into a mapping: `meaning.text`. VALUE has the type that the schema gives the
    key: a text, `true` or `false`, or YAML in brackets.

    Args:
        data: the data of the spec.
        around: the path of the row, or of the catalog.
        assignment: the text `KEY=VALUE`.

    Raises:
        EditError: the key is unknown or required, or the value has another type.
    """
    key, equals, text = assignment.partition("=")
    if not equals:
        raise EditError(
            f"{quoted(assignment)} has no value; write KEY=VALUE, or KEY= to remove the key"
        )
    path = around
    for name in key.split("."):
        _refuse_unknown(path, name, len(around))
        path = (*path, name)
    if not text:
        return _remove(data, path, len(around))
    value = _read_value(path, key, text)
    if value_at(data, path) == value:
        return []
    while len(path) > len(around) + 1 and value_at(data, path[:-1]) is None:
        value, path = {path[-1]: value}, path[:-1]
    return [SetValue(path, value, key_order(path[:-1]))]


def _refuse_unknown(path: DataPath, key: str, depth: int) -> None:
    keys = key_order(path)
    if key in keys:
        return
    where = ".".join(map(str, path[depth:])) or ("a row" if path[0] == ACTIONS else "the catalog")
    if not keys:
        raise EditError(f"{where} has no keys of its own; write {where}=VALUE")
    hint = did_you_mean(key, keys) or f"use one of: {listed([*keys], len(keys))}"
    raise EditError(f"unknown key {quoted(key)} of {where}; {hint}")


def _remove(data: Mapping[str, Any], path: DataPath, depth: int) -> list[Operation]:
    """Return the operation that removes a key, and the mappings that are empty without it."""
    if value_at(data, path) is None:
        return []
    while len(path) > depth + 1 and len(value_at(data, path[:-1])) == 1:
        path = path[:-1]
    if path[-1] in required_keys(path[:-1]):
        raise EditError(f"the key {'.'.join(map(str, path[depth:]))} is required; give it a value")
    return [RemoveValue(path)]


def _read_value(path: DataPath, key: str, text: str) -> Any:
    """Return the value of a text, by the type of the key."""
    kind = definition(path).get("type", "string")
    if kind == "boolean":
        if text not in _BOOLEANS:
            raise EditError(f"invalid value {quoted(text)} of {key}; use true or false")
        return _BOOLEANS[text]
    if kind in _BRACKETED:
        return _read_yaml(key, text, *_BRACKETED[kind])
    return text


def _read_yaml(key: str, text: str, expected: type, form: str) -> Any:
    from statserver_bindgen.yaml_source.document import read_document

    document = read_document("", text.encode(errors="replace"))
    if not document.complete or document.diagnostics or not isinstance(document.data, expected):
        raise EditError(f"invalid value {quoted(text)} of {key}; write it as {form}")
    return document.data
