# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""A name outside the table, parsed from its line."""

from __future__ import annotations


class KnownName:
    """A name that masks of other releases or authors contain.

    Attributes:
        name: the name.
        kind: the id of the kind of name, which is that of a message about masks.
        actions: the action names that it refers to, possibly none.
        release: the later release that has the name, or an empty text.
    """

    __slots__ = ("actions", "kind", "name", "release")

    def __init__(self, line: str) -> None:
        """Parse a line: the attributes, with `|` between them."""
        self.name, self.kind, actions, self.release = line.split("|", 3)
        self.actions = actions.split()

    @property
    def is_everyday_word(self) -> bool:
        """Whether it is an everyday word for actions, and no name of Stat Server."""
        return self.kind == "everyday_word"
