# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of immutable values with named attributes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    # Type checkers have it, installed or not.
    from typing_extensions import dataclass_transform

    from ._pydantic import Handler
else:

    def dataclass_transform(**_: object) -> object:
        return lambda it: it


# Type checkers then reject assignments to attributes.
@dataclass_transform(eq_default=False, frozen_default=True)
class Record:
    """An immutable value with named attributes, equal to others with equal ones."""

    __slots__: tuple[str, ...] = ()

    def _fill(self, *values: object) -> None:
        for name, value in zip(self.__slots__, values):
            object.__setattr__(self, name, value)

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Raise: records are immutable."""
        raise AttributeError(f"{type(self).__name__} is immutable: {name:.100}")

    def __delattr__(self, name: str) -> NoReturn:
        """Raise: records are immutable."""
        raise AttributeError(f"{type(self).__name__} is immutable: {name:.100}")

    def __eq__(self, other: object) -> bool:
        """Return whether the other record has the same type and equal values."""
        if not isinstance(other, Record) or type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """Return the same number for equal records."""
        return hash(self._values())

    def __repr__(self) -> str:
        """Return an expression that makes an equal record."""
        values = ", ".join(f"{it}={getattr(self, it)!r}" for it in self.__slots__)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Return the type and the arguments that make a copy."""
        return type(self), self._values()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: Handler
    ) -> dict[str, Any]:
        """Return the schema for pydantic 2."""
        from ._pydantic import record_schema  # noqa: PLC0415 - rarely needed

        return record_schema(cls, handler)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: object, handler: Handler
    ) -> dict[str, Any]:
        """Return the JSON Schema for pydantic 2."""
        from ._pydantic import record_json_schema  # noqa: PLC0415 - rarely needed

        return record_json_schema(cls, schema, handler)
