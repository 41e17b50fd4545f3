"""What a broken keyword of a JSON Schema says to a person.

What comes in: the keyword, its argument, and the value that breaks it. What goes out: the rule, and
the message in the user's words. Everything here is a plain function of values; places are added
elsewhere.
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
from statserver_bindgen.terminal_text import listed, quoted, safe
from statserver_bindgen.validation.data import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from statserver_bindgen.diagnostics import Rule

_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
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


class Wording(NamedTuple):
    """What is said of a value.

    Attributes:
        rule: the rule.
        message: what is wrong.
        advice: what to do about it beyond what the schema's description says, or None.
    """

    rule: Rule
    message: str
    advice: str | None = None


class Broken(NamedTuple):
    """A keyword that a value breaks.

    Attributes:
        keyword: e.g. `maxLength`.
        argument: what the schema has for it, e.g. 200.
        value: the value.
        written: the value as it stands in the file, where it stands on one line, e.g. `1.10`.
        message: what jsonschema says of it.
    """

    keyword: str
    argument: Any
    value: object
    written: str
    message: str


def describe(broken: Broken) -> Wording:
    """Return what to say of a broken keyword; of an unfamiliar one, what jsonschema says."""
    told = _KEYWORDS.get(broken.keyword)
    return told(broken) if told else Wording(SCHEMA, safe(broken.message[:_LONGEST]))


def repeated(items: Sequence[object]) -> list[tuple[int, int]]:
    """Return the index of each item that equals an earlier one, and the index of that one."""
    seen: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        first = seen.setdefault(json.dumps(item, sort_keys=True), index)
        if first != index:
            found.append((index, first))
    return found


def _meant(word: str | None) -> str | None:
    return f"did you mean {safe(word)}?" if word else None


def _shown(it: Broken) -> str:
    if is_mapping(it.value):
        return "a mapping"
    if is_list(it.value):
        return "a list"
    if isinstance(it.value, str):
        return f"the text {quoted(it.value)}"
    if it.value is None:
        return "nothing"
    return safe(it.written) if isinstance(it.value, bool) else f"the number {safe(it.written)}"


def _type(it: Broken) -> Wording:
    wanted: list[str] = [it.argument] if isinstance(it.argument, str) else it.argument
    advice = None
    if "string" in wanted and isinstance(it.value, bool | int | float):
        advice = f'put it into double quotes where it is text: "{safe(it.written)}"'
    elif "boolean" in wanted and isinstance(it.value, str):
        advice = _meant(closest(it.value, ["true", "false"]))
    elif "object" in wanted and isinstance(it.value, str) and re.match(r"[\w-]+:\S", it.value):
        advice = "put a space after the colon"
    words = " or ".join(_TYPES[name] for name in wanted)
    return Wording(WRONG_TYPE, f"expected {words}, found {_shown(it)}", advice)


def _value(it: Broken) -> Wording:
    allowed: list[object] = [it.argument] if it.keyword == "const" else it.argument
    words = [one if isinstance(one, str) else json.dumps(one) for one in allowed]
    shown = quoted(it.value) if isinstance(it.value, str) else _shown(it)
    meant = closest(it.value, words) if isinstance(it.value, str) else None
    one_of = "one of " if len(words) > 1 else ""
    return Wording(WRONG_VALUE, f"{shown} is not {one_of}{listed(words)}", _meant(meant))


def _form(it: Broken) -> Wording:
    if not it.value:
        return Wording(EMPTY_VALUE, "the text is empty")
    return Wording(WRONG_FORM, f"{quoted(str(it.value))} does not have the right form")


def _too_small(it: Broken) -> Wording:
    kind, unit = _MEASURES[it.keyword.removeprefix("min")]
    size = _size(it.value)
    if size:
        message = f"the {kind} has {size} {unit}; at least {it.argument} are needed"
        return Wording(EMPTY_VALUE, message)
    return Wording(EMPTY_VALUE, f"the {kind} is empty")


def _too_large(it: Broken) -> Wording:
    kind, unit = _MEASURES[it.keyword.removeprefix("max")]
    message = f"the {kind} has {_size(it.value)} {unit}; at most {it.argument} are allowed"
    return Wording(TOO_LONG, message)


def _size(value: object) -> int:
    return len(value) if isinstance(value, str) or is_list(value) or is_mapping(value) else 0


def _lacking(it: Broken) -> Wording:
    word = it.argument.get("const") if is_mapping(it.argument) else None
    what = quoted(word) if isinstance(word, str) else "an item that it needs"
    return Wording(MISSING_ITEM, f"the list lacks {what}")


_KEYWORDS: Final[Mapping[str, Callable[[Broken], Wording]]] = {
    "const": _value,
    "contains": _lacking,
    "enum": _value,
    "maxItems": _too_large,
    "maxLength": _too_large,
    "maxProperties": _too_large,
    "minItems": _too_small,
    "minLength": _too_small,
    "minProperties": _too_small,
    "pattern": _form,
    "type": _type,
}
