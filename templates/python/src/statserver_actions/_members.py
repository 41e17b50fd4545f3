# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The arguments of queries as members: of one value, or of several."""

from __future__ import annotations

from ._errors import UnknownValueError
from ._text_enum import describe_members, reject_value
from ._vocabulary import ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from ._text_enum import TextEnum

    Member = TypeVar("Member", bound=TextEnum)
    Entry = TypeVar("Entry")

# Iterables that are no lists of values.
_SINGLE = (str, bytes, bytearray, dict)


def read_member(enum: type[Member], value: object) -> Member:
    """Return the member that a value is, or that has this text.

    Raises:
        UnknownValueError: it is not the text of a member.
    """
    if not isinstance(value, str):
        # Not compared with the members: values of some types cannot be.
        raise reject_value(enum, value)
    return enum(value)


def read_members(enum: type[Member], values: str | Iterable[str]) -> frozenset[Member]:
    """Return the members of one value, or of several.

    Raises:
        UnknownValueError: one is not the text of a member, or there are none.
    """
    if isinstance(values, str):
        return frozenset({read_member(enum, values)})
    entries = _entries(values)
    if entries is None:
        return frozenset({read_member(enum, values)})
    if not entries:
        raise UnknownValueError(_message_of_none(enum), values)
    return frozenset(read_member(enum, it) for it in entries)


def read_list(values: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a list of names or rows.

    Raises:
        UnknownValueError: it is a text, or not iterable.
    """
    entries = _entries(values)
    if entries is None:
        from ._mask_messages import not_a_list  # noqa: PLC0415 - rarely needed

        raise UnknownValueError(not_a_list(values), values)
    return entries


def _entries(values: Iterable[Entry]) -> list[Entry] | None:
    """Return the entries of a list, or None if it is a single value."""
    if isinstance(values, _SINGLE):
        return None
    try:
        iterator = iter(values)
    except TypeError:
        return None
    return list(iterator)


def _message_of_none(enum: type[TextEnum]) -> str:
    if enum is ObjectType:
        from ._mask_messages import no_object_type  # noqa: PLC0415 - rarely needed

        return no_object_type()
    return f"expected at least one {describe_members(enum)}"
