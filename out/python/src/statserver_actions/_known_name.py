# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Names that are not simply valid, parsed from their lines."""

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


class EarlierName:
    """A name that a version of the catalog deprecates, or that earlier ones had.

    Attributes:
        name: the name.
        message: the id of the message about it.
        new_name: the name to write instead, or None.
        names: the names that replace it, possibly none.
        version: the version that deprecated or removed it, or an empty text.
    """

    __slots__ = ("message", "name", "names", "new_name", "version")

    def __init__(self, line: str) -> None:
        """Parse a line: the attributes, with `|` between them."""
        self.name, self.message, new_name, names, self.version = line.split("|")
        self.new_name = new_name or None
        self.names = names.split()

    @property
    def is_former(self) -> bool:
        """Whether it is a former name, which means the new one."""
        return self.message == "renamed"
