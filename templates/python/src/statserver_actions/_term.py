# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of the enums of the vocabulary, whose members have texts for readers."""

from __future__ import annotations

from ._text_enum import TextEnum


class Term(TextEnum):
    """A term of the vocabulary."""

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
