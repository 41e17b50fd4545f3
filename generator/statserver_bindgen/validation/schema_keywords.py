"""The errors of jsonschema in a document, found at low cost.

Data and a schema go in; the errors of jsonschema come out, one by one. Some keywords have a
function here: those of jsonschema build messages that contain all unknown keys or the whole list,
for example, while `schema_errors` needs only the keyword and the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from statserver_bindgen.validation.fast_accept import (
    Schema,
    accepts,
    compile_pattern,
    is_list,
    is_mapping,
)
from statserver_bindgen.validation.schema_errors import unknown_keys
from statserver_bindgen.validation.schema_messages import repeated_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def find_errors(data: object, schema: Schema) -> Iterator[ValidationError]:
    """Yield the errors of data against a schema of draft 2020-12."""
    errors: Iterator[ValidationError] = _VALIDATOR(schema).iter_errors(data)
    return errors


def _additional(
    validator: Any, rest: Schema, data: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    if not is_mapping(data):
        return
    for key in unknown_keys(schema, data):
        if rest is False:
            yield ValidationError("has unknown keys")
            return
        yield from validator.descend(data[key], rest, path=key)


def _items(
    validator: Any, each: Schema, data: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Skip the items that `accepts` accepts."""
    if is_list(data):
        for index in range(len(schema.get("prefixItems", ())), len(data)):
            if not accepts(data[index], each):
                yield from validator.descend(data[index], each, path=index)


def _pattern(_: Any, pattern: str, data: object, __: Schema) -> Iterator[ValidationError]:
    if isinstance(data, str) and compile_pattern(pattern).search(data) is None:
        yield ValidationError(f"does not match {pattern}")


def _unique(
    _: Any, required: object, data: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Skip a list with too many items: `maxItems` reports it."""
    if not required or not is_list(data) or len(data) > schema.get("maxItems", len(data)):
        return
    if next(repeated_items(data), None) is not None:
        yield ValidationError("has repeated items")


# The stubs of jsonschema have no types for `extend`.
_untyped: Any = validators
_VALIDATOR: Final = _untyped.extend(
    Draft202012Validator,
    {
        "additionalProperties": _additional,
        "items": _items,
        "pattern": _pattern,
        "uniqueItems": _unique,
    },
)
