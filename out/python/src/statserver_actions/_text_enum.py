# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of all enums of this package."""

from __future__ import annotations

from enum import Enum

from ._errors import UnknownValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class TextEnum(str, Enum):
    """An enum whose members are their texts.

    Pythons differ in what `str` and `format` make of such members. These give the text
    on every one.
    """

    _value_: str

    def __str__(self) -> str:
        """Return the text."""
        return self._value_

    def __format__(self, format_spec: str) -> str:
        """Return the text, formatted as text is."""
        return format(self._value_, format_spec)

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        """Refuse a value that is no member's text.

        Raises:
            UnknownValueError: always; it names what was probably meant.
        """
        suggestion = cls._closest(value) if isinstance(value, str) else None
        known = [member._value_ for member in cls]
        kind = _in_words(cls.__name__)
        raise UnknownValueError.about(value, kind, suggestion, known) from None

    @classmethod
    def _closest(cls, text: str) -> str | None:
        """Return the text of the member that was probably meant by a wrong one."""
        from ._suggestion import closest  # noqa: PLC0415 - only an error needs it

        return closest(text, [member._value_ for member in cls])


def _in_words(name: str) -> str:
    """Return `object type` for `ObjectType`."""
    spaced = "".join(f" {it.lower()}" if it.isupper() else it for it in name)
    return spaced.strip()
