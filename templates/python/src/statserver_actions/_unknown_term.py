# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The texts that `parse` of a vocabulary keeps although it does not have them."""

from __future__ import annotations

from ._text_type import TextType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


class UnknownTerm(str, metaclass=TextType):
    """A term that is not in this package's vocabulary.

    It prints, compares and serializes to JSON as its text, so newer data passes through
    a program unchanged. `Timing.parse` makes it, and `parse` of the other enums.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return an expression that makes an equal value."""
        return f"UnknownTerm({str(self)!r})"

    @property
    def is_known(self) -> Literal[False]:
        """False: the vocabulary does not have the term. True for a member."""
        return False

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: object
    ) -> dict[str, Any]:
        """Return the schema for pydantic 2."""
        from ._pydantic import unknown_term_schema  # noqa: PLC0415 - rarely needed

        return unknown_term_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: object, handler: object
    ) -> dict[str, Any]:
        """Return the JSON Schema for pydantic 2."""
        from ._pydantic import any_term_json_schema  # noqa: PLC0415 - rarely needed

        return any_term_json_schema()
