# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The ids that `Action.parse` keeps although the table does not have them."""

from __future__ import annotations

from ._text_type import TextType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


class UnknownAction(str, metaclass=TextType):
    """The id of an action that is not in this package's table.

    It prints, compares and serializes to JSON as its text, so newer data passes through
    a program unchanged. `Action.parse` makes it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return an expression that makes an equal value."""
        return f"UnknownAction({str(self)!r})"

    @property
    def is_known(self) -> Literal[False]:
        """False: the action is not in the table. True for an `Action`."""
        return False

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: object
    ) -> dict[str, Any]:
        """Return the schema for pydantic 2."""
        from ._pydantic import unknown_action_schema  # noqa: PLC0415 - rarely needed

        return unknown_action_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: object, handler: object
    ) -> dict[str, Any]:
        """Return the JSON Schema for pydantic 2."""
        from ._pydantic import any_action_json_schema  # noqa: PLC0415 - rarely needed

        return any_action_json_schema()
