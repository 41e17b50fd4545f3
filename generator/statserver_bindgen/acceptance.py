"""A quick yes: whether data satisfies a JSON Schema beyond doubt.

What comes in: data, and a schema. What goes out: True where each keyword of the schema is known here and
satisfied, else False, which means no more than that `jsonschema` has to look. It is the judge of all that
is wrong; but its import alone takes longer than reading the whole table, and nearly always nothing is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Schema = Any
"""A JSON Schema: a mapping, True or False."""

ANNOTATIONS: Final = frozenset(
    {"$comment", "$schema", "default", "deprecated", "description", "examples", "title"}
)
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
_DOLLAR: Final = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", re.DOTALL)


@cache
def ecma(pattern: str) -> re.Pattern[str]:
    """Return a pattern as JSON Schema means it: `$` is the end, not also a line break before it."""
    return re.compile(_DOLLAR.sub(lambda it: it[1] or r"\Z", pattern))


def accepts(data: object, schema: Schema) -> bool:
    """Return whether data satisfies a schema beyond doubt."""
    if not isinstance(schema, dict):
        return schema is True
    for keyword, argument in schema.items():
        known = _KEYWORDS.get(keyword)
        if known is None:
            if keyword not in ANNOTATIONS and keyword != "$defs":
                return False
        elif not known(data, argument, schema):
            return False
    return True


def _type(data: object, names: Any, _: Schema) -> bool:
    exact = type(data)
    if isinstance(names, str):
        return exact in _TYPES[names]
    return any(exact in _TYPES[name] for name in names)


def _properties(data: Any, schemas: Mapping[str, Schema], _: Schema) -> bool:
    if isinstance(data, dict):
        for key, schema in schemas.items():
            if key in data and not accepts(data[key], schema):
                return False
    return True


def _additional(data: Any, rest: Schema, schema: Schema) -> bool:
    if isinstance(data, dict):
        known = schema.get("properties", ())
        return all(key in known or accepts(data[key], rest) for key in data)
    return True


def _names(data: Any, schema: Schema, _: Schema) -> bool:
    return not isinstance(data, dict) or all(accepts(key, schema) for key in data)


def _required(data: Any, keys: list[str], _: Schema) -> bool:
    return not isinstance(data, dict) or all(key in data for key in keys)


def _items(data: Any, schema: Schema, _: Schema) -> bool:
    return not isinstance(data, list) or all(accepts(item, schema) for item in data)


def _contains(data: Any, schema: Schema, _: Schema) -> bool:
    return not isinstance(data, list) or any(accepts(item, schema) for item in data)


def _unique(data: Any, wanted: bool, _: Schema) -> bool:  # noqa: FBT001 - as all keywords
    if not wanted or not isinstance(data, list):
        return True
    return all(type(item) is str for item in data) and len(set(data)) == len(data)


def _pattern(data: object, pattern: str, _: Schema) -> bool:
    return not isinstance(data, str) or ecma(pattern).search(data) is not None


def _enum(data: object, values: list[object], _: Schema) -> bool:
    return any(_const(data, value, _) for value in values)


def _const(data: object, value: object, _: Schema) -> bool:
    # 1 and 1.0 are equal in JSON Schema, 1 and true are not: what has other types is in doubt.
    return type(data) is type(value) and isinstance(data, str | bool) and data == value


def _size(kind: type, *, least: bool) -> Callable[[Any, int, Schema], bool]:
    def fits(data: Any, size: int, _: Schema) -> bool:
        return not isinstance(data, kind) or (len(data) >= size if least else len(data) <= size)

    return fits


_KEYWORDS: Final[Mapping[str, Callable[[Any, Any, Schema], bool]]] = {
    "additionalProperties": _additional,
    "const": _const,
    "contains": _contains,
    "enum": _enum,
    "items": _items,
    "maxItems": _size(list, least=False),
    "maxLength": _size(str, least=False),
    "maxProperties": _size(dict, least=False),
    "minItems": _size(list, least=True),
    "minLength": _size(str, least=True),
    "minProperties": _size(dict, least=True),
    "pattern": _pattern,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
