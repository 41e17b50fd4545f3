# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The facts of a status, parsed from its line."""

from __future__ import annotations


class StatusFacts:
    """The facts of one status, as text and numbers.

    Attributes:
        name: the action name.
        number: its number.
        evidence: the id of the evidence for the number.
        ranks: its rank by object type.
        unranked: the object types on which it occurs without a documented rank.
    """

    __slots__ = ("evidence", "name", "number", "ranks", "unranked")

    def __init__(self, line: str) -> None:
        """Parse a line: the attributes in this order, with `|` between them."""
        self.name, number, self.evidence, ranks, unranked = line.split("|")
        self.number = int(number)
        pairs = ranks.split()
        self.ranks = dict(zip(pairs[::2], map(int, pairs[1::2])))
        self.unranked = unranked.split()
