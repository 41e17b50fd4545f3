# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The type of actions that are known or not, for annotations. Loaded by `literals`."""

from __future__ import annotations

from typing import Annotated, Any, Union

from ._action import Action
from ._unknown_action import UnknownAction


class _AnyActionSchema:
    """Gives pydantic the schema of `AnyAction`."""

    @staticmethod
    def __get_pydantic_core_schema__(source: object, handler: object) -> dict[str, Any]:
        from ._pydantic import any_action_schema  # noqa: PLC0415 - rarely needed

        return any_action_schema()

    @staticmethod
    def __get_pydantic_json_schema__(schema: object, handler: object) -> dict[str, Any]:
        from ._pydantic import any_action_json_schema  # noqa: PLC0415 - rarely needed

        return any_action_json_schema()


AnyAction = Annotated[Union[Action, UnknownAction], _AnyActionSchema()]
"""An `Action`, or an `UnknownAction`: the type of what `Action.parse` returns."""
