"""A fast check whether data satisfies a JSON Schema.

`accepts` returns True if every keyword of the schema is known here and satisfied. False means that
`jsonschema` must decide. Its import alone takes longer than reading the whole table, and most files
are valid. The schema becomes a function once, which calls those of its keywords for each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeGuard

Schema = Any
"""A JSON Schema: a mapping, True or False."""
Check = Callable[[Any], bool]
"""Returns whether data certainly satisfies a keyword, or all those of a schema."""

ANNOTATIONS: Final = frozenset(
    {"$comment", "$id", "$schema", "default", "deprecated", "description", "examples", "title"}
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
    return _check_of(schema)(data)


def _check_of(schema: Schema) -> Check:
    if not is_mapping(schema):
        return lambda _: schema is True
    checks: list[Check] = []
    for keyword, argument in schema.items():
        check_of = _KEYWORDS.get(keyword)
        if check_of is not None:
            checks.append(check_of(argument, schema))
        elif keyword not in ANNOTATIONS and keyword != "$defs":
            return lambda _: False
    if len(checks) == 1:
        return checks[0]

    def satisfies_all(data: Any) -> bool:
        for check in checks:  # noqa: SIM110 - a generator takes twice as long
            if not check(data):
                return False
        return True

    return satisfies_all


def _type(names: str | list[str], _: Schema) -> Check:
    types = [it for name in ([names] if isinstance(names, str) else names) for it in _TYPES[name]]
    if len(types) == 1:
        return lambda data: data.__class__ is types[0]
    return lambda data: data.__class__ in types


def _properties(schemas: Mapping[str, Schema], _: Schema) -> Check:
    checks = {key: _check_of(schema) for key, schema in schemas.items()}

    def check(data: Any) -> bool:
        if is_mapping(data):
            for key, value in data.items():
                if key in checks and not checks[key](value):
                    return False
        return True

    return check


def _additional(rest: Schema, schema: Schema) -> Check:
    named = frozenset(schema.get("properties", ()))
    if rest is False:
        return lambda data: not is_mapping(data) or named.issuperset(data)
    accepts_rest = _check_of(rest)

    def check(data: Any) -> bool:
        return not is_mapping(data) or all(
            key in named or accepts_rest(value) for key, value in data.items()
        )

    return check


def _names(schema: Schema, _: Schema) -> Check:
    check = _check_of(schema)
    return lambda data: not is_mapping(data) or all(map(check, data))


def _required(keys: list[str], _: Schema) -> Check:
    required = frozenset(keys)
    return lambda data: not is_mapping(data) or required <= data.keys()


def _dependent(keys: Mapping[str, list[str]], _: Schema) -> Check:
    def check(data: Any) -> bool:
        return not is_mapping(data) or all(
            key not in data or data.keys() >= {*others} for key, others in keys.items()
        )

    return check


def _items(schema: Schema, _: Schema) -> Check:
    check = _check_of(schema)
    return lambda data: not is_list(data) or all(map(check, data))


def _contains(schema: Schema, _: Schema) -> Check:
    check = _check_of(schema)
    return lambda data: not is_list(data) or any(map(check, data))


def _unique(required: bool, _: Schema) -> Check:  # noqa: FBT001 - as all keywords
    def check(data: Any) -> bool:
        if not required or not is_list(data):
            return True
        return all(type(item) is str for item in data) and len(set(data)) == len(data)

    return check


def _pattern(pattern: str, _: Schema) -> Check:
    # Compiled on first use: few files have texts for all of the patterns.
    return lambda data: (
        not isinstance(data, str) or compile_pattern(pattern).search(data) is not None
    )


def _enum(values: list[object], schema: Schema) -> Check:
    texts = frozenset(it for it in values if isinstance(it, str))
    others = [_const(it, schema) for it in values if not isinstance(it, str)]

    def check(data: Any) -> bool:
        return data in texts if data.__class__ is str else any(it(data) for it in others)

    return check


def _const(value: object, _: Schema) -> Check:
    # In JSON Schema 1 equals 1.0, but not true: `jsonschema` decides if the types differ.
    if not isinstance(value, str | bool):
        return lambda _: False
    return lambda data: data.__class__ is value.__class__ and data == value


def _size(is_measured: Callable[[object], bool], *, least: bool) -> Callable[[int, Schema], Check]:
    def fits(size: int, _: Schema) -> Check:
        if least:
            return lambda data: not is_measured(data) or len(data) >= size
        return lambda data: not is_measured(data) or len(data) <= size

    return fits


def _minimum(least: float, _: Schema) -> Check:
    return lambda data: type(data) is int and data >= least


def _maximum(most: float, _: Schema) -> Check:
    return lambda data: type(data) is int and data <= most


def _is_text(data: object) -> bool:
    return isinstance(data, str)


_KEYWORDS: Final[Mapping[str, Callable[[Any, Schema], Check]]] = {
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
