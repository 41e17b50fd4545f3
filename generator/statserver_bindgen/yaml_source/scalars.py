"""Plain scalars: what a word without quotes means.

What comes in: the text of a plain scalar. What goes out: the value it has for everybody (text, a
whole number, a number, true, false, nothing), or what YAML readers would turn it into behind one's
back.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any, Final, NamedTuple

import yaml

_BOOLEANS: Final = {"true": True, "false": False}
# Canonical numbers are what they look like. Longer ones lose digits in most languages.
_INTEGER: Final = re.compile(r"-?[1-9][0-9]{0,14}\Z|0\Z")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
# What can only be text: neither the words nor the first characters of anything that YAML 1.1 or the
# core schema of YAML 1.2 gives a type of its own.
_MAY_CHANGE: Final = re.compile(
    r"[-+.0-9]|[~=]\Z|<<\Z|(?:true|false|yes|no|on|off|null)\Z", re.IGNORECASE
)
# YAML 1.2 reads these as numbers, YAML 1.1 only some of them.
_CORE_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_CORE_NUMBER: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_KINDS: Final = {
    "bool": "true or false",
    "float": "a number",
    "int": "a number",
    "merge": "the merge sign",
    "null": "nothing",
    "timestamp": "a date",
    "value": "the sign for a default",
}
_LONGEST_SHOWN: Final = 30


class Changing(NamedTuple):
    """A plain scalar that YAML readers turn into something else.

    Attributes:
        text: the scalar as it stands.
        becomes: what they make of it, e.g. `the number 90`.
        instead: what to write where that is meant, e.g. `true`, or None.
    """

    text: str
    becomes: str
    instead: str | None = None


def plain(text: str) -> str | float | bool | Changing | None:
    """Return what a plain scalar means; the empty one means nothing."""
    if not text:
        return None
    if _MAY_CHANGE.match(text) is None:
        return text
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text):
        return float(text)
    return _judge(text)


def _judge(text: str) -> str | Changing:
    """Ask PyYAML, which reads YAML 1.1, and the core schema of YAML 1.2."""
    resolver: Any = yaml.resolver.Resolver()
    tag: str = resolver.resolve(yaml.ScalarNode, text, (True, False))
    kind = tag.rpartition(":")[2]
    if kind == "str":
        if _CORE_INTEGER.match(text) or _CORE_NUMBER.match(text):
            return Changing(text, "a number for some readers and text for others")
        return text
    if kind == "bool":
        word = "true" if text.lower() in {"true", "yes", "on"} else "false"
        return Changing(text, word, word)
    if kind in {"int", "float"}:
        number = _number(kind, text)
        if number == text:
            return Changing(text, "a number that many languages round")
        return Changing(text, f"the number {number}" if number else "a number", number)
    return Changing(text, _KINDS[kind])


def _number(kind: str, text: str) -> str | None:
    """Return the number that PyYAML makes of a scalar, where it can and that is short enough."""
    if len(text) > _LONGEST_SHOWN:
        return None
    constructor: Any = yaml.constructor.SafeConstructor()
    construct = {"int": constructor.construct_yaml_int, "float": constructor.construct_yaml_float}
    try:
        number = construct[kind](yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text))
    except ValueError:  # 0x_, which PyYAML itself trips over
        return None
    return str(number) if isfinite(number) else None
