# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The types of terms that are known or not, for annotations. Loaded by `literals`."""

from __future__ import annotations

from typing import Annotated, Any, Union

from ._unknown_term import UnknownTerm
from ._vocabulary import Inference, Mode, ObjectClass, ObjectType, Scope, Timing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._term import Term


class _AnyTermSchema:
    """Gives pydantic the schema of a type such as `AnyTiming`."""

    def __init__(self, enum: type[Term]) -> None:
        self._enum = enum

    def __get_pydantic_core_schema__(
        self, source: object, handler: object
    ) -> dict[str, Any]:
        from ._pydantic import any_term_schema  # noqa: PLC0415 - rarely needed

        return any_term_schema(self._enum)

    @staticmethod
    def __get_pydantic_json_schema__(schema: object, handler: object) -> dict[str, Any]:
        from ._pydantic import any_term_json_schema  # noqa: PLC0415 - rarely needed

        return any_term_json_schema()


AnyObjectType = Annotated[Union[ObjectType, UnknownTerm], _AnyTermSchema(ObjectType)]
"""An `ObjectType`, or an `UnknownTerm`."""

AnyObjectClass = Annotated[Union[ObjectClass, UnknownTerm], _AnyTermSchema(ObjectClass)]
"""An `ObjectClass`, or an `UnknownTerm`."""

AnyScope = Annotated[Union[Scope, UnknownTerm], _AnyTermSchema(Scope)]
"""A `Scope`, or an `UnknownTerm`."""

AnyTiming = Annotated[Union[Timing, UnknownTerm], _AnyTermSchema(Timing)]
"""A `Timing`, or an `UnknownTerm`."""

AnyMode = Annotated[Union[Mode, UnknownTerm], _AnyTermSchema(Mode)]
"""A `Mode`, or an `UnknownTerm`."""

AnyInference = Annotated[Union[Inference, UnknownTerm], _AnyTermSchema(Inference)]
"""An `Inference`, or an `UnknownTerm`."""
