"""Plain scalars: the value of a text without quotes.

A plain scalar is text, a number, true, false or null if every YAML parser agrees. Otherwise it is a
`TypeChangingScalar`, and the file is rejected.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any, Final, NamedTuple

import yaml

_BOOLEANS: Final = {"true": True, "false": False}
# Longer numbers lose digits in most languages.
_INTEGER: Final = re.compile(r"-?[1-9][0-9]{0,14}\Z|0\Z")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
# Any other text starts with no character, and is no keyword, of a typed value in YAML 1.1 or in the
# core schema of YAML 1.2.
_MAY_CHANGE: Final = re.compile(
    r"[-+.0-9]|[~=]\Z|<<\Z|(?:true|false|yes|no|on|off|null)\Z", re.IGNORECASE
)
# Numbers of YAML 1.2, of which YAML 1.1 reads only some as numbers. Compiled on first use.
_CORE_INTEGER: Final = r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z"
_CORE_NUMBER: Final = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"
_KINDS: Final = {
    "bool": "true or false",
    "float": "a number",
    "int": "a number",
    "merge": "a merge key",
    "null": "null",
    "timestamp": "a date",
    "value": "a default value",
}
_LONGEST_SHOWN: Final = 30


class TypeChangingScalar(NamedTuple):
    """A plain scalar that YAML parsers convert to another value.

    Attributes:
        text: the scalar as it is written.
        result: the converted value, e.g. `the number 90`.
        replacement: the spelling of that value which all parsers agree on, e.g. `true`, or None.
    """

    text: str
    result: str
    replacement: str | None = None


def resolve_plain(text: str) -> str | float | bool | TypeChangingScalar | None:
    """Return the value of a plain scalar; that of an empty one is None."""
    if not text:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _MAY_CHANGE.match(text) is None:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text) and _decimal(float(text)) == text:
        return float(text)
    return _compare_parsers(text)


def _compare_parsers(text: str) -> str | TypeChangingScalar:
    """Resolve a scalar by PyYAML, which implements YAML 1.1, and by the core schema of YAML 1.2."""
    resolver: Any = yaml.resolver.Resolver()
    tag: str = resolver.resolve(yaml.ScalarNode, text, (True, False))
    kind = tag.rpartition(":")[2]
    if kind == "str":
        if re.match(_CORE_INTEGER, text) or re.match(_CORE_NUMBER, text):
            return TypeChangingScalar(text, "a number for some parsers and text for others")
        return text
    if kind == "bool":
        boolean = "true" if text.lower() in {"true", "yes", "on"} else "false"
        return TypeChangingScalar(text, boolean, boolean)
    if kind in {"int", "float"}:
        return _changing_number(kind, text)
    return TypeChangingScalar(text, _KINDS[kind])


def _changing_number(kind: str, text: str) -> TypeChangingScalar:
    number = _number(kind, text)
    if number is None:
        return TypeChangingScalar(text, "a number")
    if number == text:
        return TypeChangingScalar(text, "a number that many languages round")
    agreed = number if _INTEGER.match(number) or _NUMBER.match(number) else None
    return TypeChangingScalar(text, f"the number {number}", agreed)


def _number(kind: str, text: str) -> str | None:
    """Return the number that PyYAML constructs from a short, valid scalar."""
    if len(text) > _LONGEST_SHOWN:
        return None
    constructor: Any = yaml.constructor.SafeConstructor()
    construct = {"int": constructor.construct_yaml_int, "float": constructor.construct_yaml_float}
    try:
        number = construct[kind](yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text))
    except ValueError:  # PyYAML resolves 0x_ as a number, but can't construct it
        return None
    if not isfinite(number):
        return None
    shown = _decimal(number) if isinstance(number, float) else str(number)
    return shown if len(shown) <= _LONGEST_SHOWN else None


def _decimal(number: float) -> str:
    """Return the shortest text of a number without an exponent."""
    shortest = repr(number)
    if "e" not in shortest:
        return shortest
    from decimal import Decimal  # slow to import, and hardly ever needed

    return format(Decimal(shortest), "f")
