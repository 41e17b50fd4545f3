"""A fast check whether data satisfies a JSON Schema.

`accepts` returns True if every keyword of the schema is known here and satisfied. False means that
`jsonschema` must decide. Its import alone takes longer than reading the whole table, and most files
are valid.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeGuard

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


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a value is a mapping; the keys of a document are text."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether a value is a list."""
    return isinstance(value, list)


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of JSON Schema, where `$` matches at the end of the text only."""
    return re.compile(_DOLLAR.sub(lambda match: match[1] or r"\Z", pattern))


def accepts(data: object, schema: Schema) -> bool:
    """Return whether data certainly satisfies a schema."""
    if not is_mapping(schema):
        return schema is True
    for keyword, argument in schema.items():
        check = _KEYWORDS.get(keyword)
        if check is None:
            if keyword not in ANNOTATIONS and keyword != "$defs":
                return False
        elif not check(data, argument, schema):
            return False
    return True


def _type(data: object, names: str | list[str], _: Schema) -> bool:
    exact = type(data)
    if isinstance(names, str):
        return exact in _TYPES[names]
    return any(exact in _TYPES[name] for name in names)


def _properties(data: object, schemas: Mapping[str, Schema], _: Schema) -> bool:
    if is_mapping(data):
        for key, schema in schemas.items():
            if key in data and not accepts(data[key], schema):
                return False
    return True


def _additional(data: object, rest: Schema, schema: Schema) -> bool:
    if is_mapping(data):
        properties = schema.get("properties", ())
        return all(key in properties or accepts(data[key], rest) for key in data)
    return True


def _names(data: object, schema: Schema, _: Schema) -> bool:
    return not is_mapping(data) or all(accepts(key, schema) for key in data)


def _required(data: object, keys: list[str], _: Schema) -> bool:
    return not is_mapping(data) or all(key in data for key in keys)


def _dependent(data: object, keys: Mapping[str, list[str]], _: Schema) -> bool:
    return not is_mapping(data) or all(
        key not in data or _required(data, others, _) for key, others in keys.items()
    )


def _items(data: object, schema: Schema, _: Schema) -> bool:
    return not is_list(data) or all(accepts(item, schema) for item in data)


def _contains(data: object, schema: Schema, _: Schema) -> bool:
    return not is_list(data) or any(accepts(item, schema) for item in data)


def _unique(data: object, required: bool, _: Schema) -> bool:  # noqa: FBT001 - as all keywords
    if not required or not is_list(data):
        return True
    return all(type(item) is str for item in data) and len(set(data)) == len(data)


def _pattern(data: object, pattern: str, _: Schema) -> bool:
    return not isinstance(data, str) or compile_pattern(pattern).search(data) is not None


def _enum(data: object, values: list[object], _: Schema) -> bool:
    return any(_const(data, value, _) for value in values)


def _const(data: object, value: object, _: Schema) -> bool:
    # In JSON Schema 1 equals 1.0, but not true: `jsonschema` decides if the types differ.
    return type(data) is type(value) and isinstance(data, str | bool) and data == value


def _size(
    is_measured: Callable[[object], bool], *, least: bool
) -> Callable[[Any, int, Schema], bool]:
    def fits(data: Any, size: int, _: Schema) -> bool:
        return not is_measured(data) or (len(data) >= size if least else len(data) <= size)

    return fits


def _minimum(data: object, least: float, _: Schema) -> bool:
    return type(data) is int and data >= least


def _maximum(data: object, most: float, _: Schema) -> bool:
    return type(data) is int and data <= most


def _is_text(data: object) -> bool:
    return isinstance(data, str)


_KEYWORDS: Final[Mapping[str, Callable[[Any, Any, Schema], bool]]] = {
    "additionalProperties": _additional,
    "const": _const,
    "contains": _contains,
    "dependentRequired": _dependent,
    "enum": _enum,
    "items": _items,
    "maxItems": _size(is_list, least=False),
    "maxLength": _size(_is_text, least=False),
    "maxProperties": _size(is_mapping, least=False),
    "maximum": _maximum,
    "minItems": _size(is_list, least=True),
    "minLength": _size(_is_text, least=True),
    "minProperties": _size(is_mapping, least=True),
    "minimum": _minimum,
    "pattern": _pattern,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
