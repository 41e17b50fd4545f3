"""The keys of a spec: their order, and the type of their values, as the schema defines them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from statserver_bindgen import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.yaml_source.positions import DataPath


def key_order(path: DataPath) -> tuple[str, ...]:
    """Return the keys of the mapping at a path, in the order in which the schema lists them."""
    return tuple(definition(path).get("properties", ()))


def required_keys(path: DataPath) -> frozenset[str]:
    """Return the keys that the mapping at a path must have."""
    return frozenset(definition(path).get("required", ()))


def definition(path: DataPath) -> Mapping[str, Any]:
    """Return the part of the schema that describes the value at a path; empty if none does."""
    schema = _schema()
    current: Mapping[str, Any] = schema
    for step in path:
        if isinstance(step, int):
            current = current.get("items", {})
        else:
            properties: Mapping[str, Any] = current.get("properties", {})
            current = properties.get(step) or current.get("additionalProperties") or {}
        if "$ref" in current:
            current = schema["$defs"][current["$ref"].rpartition("/")[2]]
    return current


@cache
def _schema() -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(resources.spec_schema().read_bytes())
    return schema
