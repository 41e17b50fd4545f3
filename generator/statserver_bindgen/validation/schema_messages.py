"""The messages of schema errors: a violated keyword and a value, to a rule and a message.

These are pure functions of values. `schema_errors` adds the spans.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.rules.schema import (
    EMPTY_VALUE,
    MISSING_ITEM,
    SCHEMA,
    TOO_LONG,
    WRONG_FORM,
    WRONG_TYPE,
    WRONG_VALUE,
)
from statserver_bindgen.suggestions import closest
from statserver_bindgen.terminal_text import listed, quoted, safe, shortened
from statserver_bindgen.validation.fast_accept import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from statserver_bindgen.diagnostics import Rule

_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}
_MEASURES: Final = {
    "Items": ("list", "items"),
    "Length": ("text", "characters"),
    "Properties": ("mapping", "keys"),
}
_LONGEST: Final = 200


class SchemaMessage(NamedTuple):
    """The message of a schema error.

    Attributes:
        rule: its rule.
        text: the problem.
        advice: a hint that the description in the schema does not give, or None.
    """

    rule: Rule
    text: str
    advice: str | None = None


class KeywordViolation(NamedTuple):
    """A keyword of a schema and a value that violates it.

    Attributes:
        keyword: e.g. `maxLength`.
        argument: its argument in the schema, e.g. 200.
        value: the value.
        written: a value on one line as it is written in the file, e.g. `1.10`.
        message: the message of jsonschema.
    """

    keyword: str
    argument: Any
    value: object
    written: str
    message: str


def describe(violation: KeywordViolation) -> SchemaMessage:
    """Return the message of a violated keyword; that of jsonschema if the keyword has none here."""
    describe_keyword = _KEYWORDS.get(violation.keyword)
    if describe_keyword is None:
        return SchemaMessage(SCHEMA, safe(violation.message[:_LONGEST]))
    return describe_keyword(violation)


def repeated_items(items: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield the index of each item that equals an earlier one, and the index of that one."""
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        first = seen.setdefault(json.dumps(item, sort_keys=True), index)
        if first != index:
            yield index, first


def _did_you_mean(suggestion: str | None) -> str | None:
    return f"did you mean {safe(suggestion)}?" if suggestion else None


def _shown(violation: KeywordViolation) -> str:
    value = violation.value
    if is_mapping(value):
        return "a mapping"
    if is_list(value):
        return "a list"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if value is None:
        return "null"
    written = shortened(violation.written)
    return written if isinstance(value, bool) else f"the number {written}"


def _type(violation: KeywordViolation) -> SchemaMessage:
    value, types = violation.value, violation.argument
    expected: list[str] = [types] if isinstance(types, str) else types
    advice = None
    if "string" in expected and isinstance(value, bool | int | float):
        advice = f"put it into double quotes: {quoted(violation.written)}"
    elif "boolean" in expected and isinstance(value, str):
        advice = _did_you_mean(closest(value, ["true", "false"]))
    elif "object" in expected and isinstance(value, str) and re.match(r"[\w-]+:\S", value):
        advice = "put a space after the colon"
    names = " or ".join(_TYPES[name] for name in expected)
    return SchemaMessage(WRONG_TYPE, f"expected {names}, found {_shown(violation)}", advice)


def _value(violation: KeywordViolation) -> SchemaMessage:
    allowed: list[object] = (
        [violation.argument] if violation.keyword == "const" else violation.argument
    )
    choices = [item if isinstance(item, str) else json.dumps(item) for item in allowed]
    shown = quoted(violation.value) if isinstance(violation.value, str) else _shown(violation)
    suggestion = closest(violation.value, choices) if isinstance(violation.value, str) else None
    one_of = "one of " if len(choices) > 1 else ""
    return SchemaMessage(
        WRONG_VALUE, f"{shown} is not {one_of}{listed(choices)}", _did_you_mean(suggestion)
    )


def _number(violation: KeywordViolation) -> SchemaMessage:
    bound = "at least" if violation.keyword == "minimum" else "at most"
    message = f"{shortened(violation.written)} is not {bound} {violation.argument}"
    return SchemaMessage(WRONG_VALUE, message)


def _form(violation: KeywordViolation) -> SchemaMessage:
    if not violation.value:
        return SchemaMessage(EMPTY_VALUE, "the text is empty")
    text = str(violation.value)
    advice = None
    if text[-1] in "\"'" and text[0] != text[-1]:
        advice = "add the opening quote, or remove the closing one"
    return SchemaMessage(WRONG_FORM, f"{quoted(text)} has an invalid format", advice)


def _too_small(violation: KeywordViolation) -> SchemaMessage:
    kind, unit = _MEASURES[violation.keyword.removeprefix("min")]
    size = _size(violation.value)
    if size:
        message = f"the {kind} has {size} {unit}; at least {violation.argument} are needed"
        return SchemaMessage(EMPTY_VALUE, message)
    return SchemaMessage(EMPTY_VALUE, f"the {kind} is empty")


def _too_large(violation: KeywordViolation) -> SchemaMessage:
    kind, unit = _MEASURES[violation.keyword.removeprefix("max")]
    message = (
        f"the {kind} has {_size(violation.value)} {unit}; at most {violation.argument} are allowed"
    )
    return SchemaMessage(TOO_LONG, message)


def _size(value: object) -> int:
    return len(value) if isinstance(value, str) or is_list(value) or is_mapping(value) else 0


def _missing_item(violation: KeywordViolation) -> SchemaMessage:
    item = violation.argument.get("const") if is_mapping(violation.argument) else None
    missing = quoted(item) if isinstance(item, str) else "a required item"
    return SchemaMessage(MISSING_ITEM, f"{missing} is missing from the list")


_KEYWORDS: Final[Mapping[str, Callable[[KeywordViolation], SchemaMessage]]] = {
    "const": _value,
    "contains": _missing_item,
    "enum": _value,
    "maxItems": _too_large,
    "maxLength": _too_large,
    "maxProperties": _too_large,
    "maximum": _number,
    "minItems": _too_small,
    "minLength": _too_small,
    "minProperties": _too_small,
    "minimum": _number,
    "pattern": _form,
    "type": _type,
}
