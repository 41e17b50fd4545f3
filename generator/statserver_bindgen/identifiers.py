"""Identifiers: the names of symbols, made from action names and ids.

Only this module splits names into parts and joins them. Everything is ASCII, because the schema
accepts nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# DNActive -> DN Active, ACWCompleted -> ACW Completed, OrigDNCallWait -> Orig DN Call Wait
_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@lru_cache(maxsize=2**14)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name in their own case, e.g. `("Orig", "DN", "Call", "Wait")`."""
    return tuple(_PART.findall(name))


def upper_snake(name: str) -> str:
    """Return `CALL_ANSWERED` for `CallAnswered`; text in UPPER_SNAKE stays as it is."""
    return "_".join(parts(name)).upper()


def snake(name: str) -> str:
    """Return `call_answered` for `CallAnswered`."""
    return "_".join(parts(name)).lower()


def kebab(name: str) -> str:
    """Return `call-answered` for `CallAnswered`."""
    return "-".join(parts(name)).lower()


def pascal(name: str) -> str:
    """Return `DnActive` for `DNActive`: one capital per part, so that the parts stay visible."""
    return "".join(part.capitalize() for part in parts(name))


def camel(name: str) -> str:
    """Return `dnActive` for `DNActive`."""
    first, *rest = parts(name)
    return first.lower() + "".join(part.capitalize() for part in rest)


CASES: Final = {
    "upper_snake": upper_snake,
    "snake": snake,
    "kebab": kebab,
    "pascal": pascal,
    "camel": camel,
}


class Identifiers(NamedTuple):
    """The naming rules of a target.

    Attributes:
        case: one of `CASES`.
        reserved: identifiers that the language or the target uses itself.
    """

    case: str
    reserved: frozenset[str]
