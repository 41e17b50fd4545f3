# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The items of a mask: what the parser passes on of each."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._unknown_names import Explanation


class Item:
    """An item of a text: a term, and whether it is excluded.

    Attributes:
        start: the start of the item, an index into the text.
        text: the item as it was written.
        is_excluded: whether it begins with a tilde, or with a sign instead of it.
        is_accepted: whether its term is valid, or an unknown name.
        name: the name that its term means: that of a former name is the new one.
        explanation: the problem of its term, or None.
    """

    __slots__ = ("explanation", "is_accepted", "is_excluded", "name", "start", "text")

    def __init__(self, start: int, text: str, *, is_excluded: bool) -> None:
        self.start = start
        self.text = text
        self.is_excluded = is_excluded
        self.is_accepted = False
        self.name = self.term
        self.explanation: Explanation | None = None

    @property
    def term(self) -> str:
        """The item without its sign."""
        return self.text[1:] if self.is_excluded else self.text

    @property
    def term_start(self) -> int:
        """The start of the term, an index into the text."""
        return self.start + self.is_excluded

    @property
    def shown_text(self) -> str:
        """The item with a tilde if it is excluded."""
        return f"~{self.term}" if self.is_excluded else self.term
