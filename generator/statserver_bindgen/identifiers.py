"""Identifiers: how names become the names of symbols.

The one place that splits and joins words. Everything is ASCII: the schema lets nothing else in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

# DNActive -> DN Active, ACWCompleted -> ACW Completed, OrigDNCallWait -> Orig DN Call Wait
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, as they are written there, e.g. `("Orig", "DN", "Call")`."""
    return tuple(_WORD.findall(name))


def upper_snake(name: str) -> str:
    """Return `CALL_ANSWERED` for `CallAnswered`; text in UPPER_SNAKE stays as it is."""
    return "_".join(words(name)).upper()


def snake(name: str) -> str:
    """Return `call_answered` for `CallAnswered`."""
    return "_".join(words(name)).lower()


def kebab(name: str) -> str:
    """Return `call-answered` for `CallAnswered`."""
    return "-".join(words(name)).lower()


def pascal(name: str) -> str:
    """Return `DnActive` for `DNActive`: each word with one capital, so that words stay visible."""
    return "".join(word.capitalize() for word in words(name))


def camel(name: str) -> str:
    """Return `dnActive` for `DNActive`."""
    first, *rest = words(name)
    return first.lower() + "".join(word.capitalize() for word in rest)


CASES: Final = {
    "upper_snake": upper_snake,
    "snake": snake,
    "kebab": kebab,
    "pascal": pascal,
    "camel": camel,
}


class Identifiers(NamedTuple):
    """How a target names symbols.

    Attributes:
        case: one of `CASES`.
        reserved: identifiers that rows can't have, because the language or the target needs them.
    """

    case: str
    reserved: frozenset[str]
