# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of all enums of this package."""

from __future__ import annotations

from enum import Enum, EnumMeta

from ._errors import UnknownValueError
from ._text_type import TextType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


class TextEnumType(TextType, EnumMeta):
    """The type of all enums of this package."""

    def __dir__(cls) -> list[str]:
        """Return the members, and the public attributes that the package defines."""
        return sorted({*cls.__members__, *super().__dir__()})


class TextEnum(str, Enum, metaclass=TextEnumType):
    """An enum whose members are texts.

    Python versions differ in the results of `str` and `format` for such members. Here,
    both return the text on every version.
    """

    _value_: str

    def __str__(self) -> str:
        """Return the text."""
        return self._value_

    def __format__(self, format_spec: str) -> str:
        """Return the text, formatted like any `str`."""
        return format(self._value_, format_spec)

    if not TYPE_CHECKING:
        # Type checkers reject assignments only to classes without these methods.

        def __setattr__(self, name: str, value: object) -> None:
            """Raise: members are immutable as soon as the enum lists them."""
            if self.__dict__.get("_name_") in type(self)._member_map_:
                raise AttributeError(f"{type(self).__name__} is immutable: {name:.100}")
            super().__setattr__(name, value)

        def __delattr__(self, name: str) -> NoReturn:
            """Raise: members are immutable."""
            raise AttributeError(f"{type(self).__name__} is immutable: {name:.100}")

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        """Reject a value that is not the text of a member.

        Raises:
            UnknownValueError: always, with a suggestion if a member is close.
        """
        raise cls._reject(value) from None

    @classmethod
    def _reject(cls, value: object) -> UnknownValueError:
        """Return the error for a value that is not the text of a member."""
        suggestion = None
        if isinstance(value, str):
            from ._suggestion import closest  # noqa: PLC0415 - only an error needs it

            suggestion = closest(value, [member._value_ for member in cls])
        return reject_value(cls, value, suggestion)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: object
    ) -> dict[str, Any]:
        """Return the schema for pydantic 2."""
        from ._pydantic import enum_schema  # noqa: PLC0415 - rarely needed

        return enum_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: object, handler: object
    ) -> dict[str, Any]:
        """Return the JSON Schema for pydantic 2."""
        from ._pydantic import enum_json_schema  # noqa: PLC0415 - rarely needed

        return enum_json_schema(cls, getattr(handler, "mode", "validation"))


def reject_value(
    enum: type[TextEnum], value: object, suggestion: str | None = None
) -> UnknownValueError:
    """Return the error for a value that is not the text of a member of an enum."""
    valid = [member.value for member in enum]
    return UnknownValueError.about(value, describe_members(enum), suggestion, valid)


def describe_members(enum: type[TextEnum]) -> str:
    """Return what one of the members of an enum is: `object type` for `ObjectType`."""
    name = enum.__name__
    return "".join(f" {it.lower()}" if it.isupper() else it for it in name).strip()
