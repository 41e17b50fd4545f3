# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Facts that are not legible in the source of the table."""

from __future__ import annotations

from ._vocabulary import Inference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._pydantic import Handler


class Inferred(tuple[str, Inference]):
    """A fact that is not legible in the source of the table and was filled in.

    A tuple of field and reason.
    """

    __slots__ = ()

    def __new__(cls, field: str, reason: Inference) -> Inferred:
        """Make one from the name of an attribute of `Action` and the reason."""
        return super().__new__(cls, (field, reason))

    def __getnewargs__(self) -> tuple[str, Inference]:
        """Return the arguments of `__new__` for a copy."""
        return self[0], self[1]

    def __repr__(self) -> str:
        """Return an expression that makes an equal value."""
        return f"Inferred({self.field!r}, {self.reason!r})"

    @property
    def field(self) -> str:
        """The attribute of the action whose value is inferred."""
        return self[0]

    @property
    def reason(self) -> Inference:
        """The reason for the value."""
        return self[1]

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
