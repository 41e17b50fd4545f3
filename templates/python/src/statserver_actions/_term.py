# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of the enums of the vocabulary, whose members have texts for readers."""

from __future__ import annotations

from ._text_enum import TextEnum, reject_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # Type checkers have it, installed or not.
    from typing_extensions import Self

    from ._unknown_term import UnknownTerm


class Term(TextEnum):
    """A term of the vocabulary."""

    @classmethod
    def parse(cls, text: str) -> Self | UnknownTerm:
        """Return the member with this text, or the text as an `UnknownTerm`.

        Use it for data that may be newer than this package. `is_known` distinguishes
        the two.

        Raises:
            UnknownValueError: `text` is not a `str`.
        """
        from ._unknown_term import UnknownTerm  # noqa: PLC0415 - rarely needed

        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise reject_value(cls, text)
        return next((it for it in cls if it == text), None) or UnknownTerm(text)

    @property
    def is_known(self) -> Literal[True]:
        """True: the vocabulary has the term. False for an `UnknownTerm`."""
        return True

    @property
    def label(self) -> str:
        """The short name for readers."""
        from ._term_texts import TERM_TEXTS  # noqa: PLC0415 - rarely needed

        return TERM_TEXTS[type(self).__name__][self][0]

    @property
    def description(self) -> str:
        """One or two sentences for readers."""
        from ._term_texts import TERM_TEXTS  # noqa: PLC0415 - rarely needed

        return TERM_TEXTS[type(self).__name__][self][1]
