# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""A row of the table, parsed from its line."""

from __future__ import annotations


class Row:
    """The facts of one action, as text.

    Attributes:
        id: the action's id.
        action_name: the name for masks.
        scope: the id of its scope, or an empty text.
        object_class: the id of its object class.
        timing: the id of its timing.
        interaction_related: whether it is interaction-related.
        restricted_cluster: whether it works in restricted cluster mode.
        inferred: the inferred fields, each with the id of its reason.
    """

    __slots__ = (
        "action_name",
        "id",
        "inferred",
        "interaction_related",
        "object_class",
        "restricted_cluster",
        "scope",
        "timing",
    )

    def __init__(self, line: str) -> None:
        """Parse a line: the attributes in this order, with `|` between them."""
        cells = line.split("|")
        self.id, self.action_name, self.scope = cells[:3]
        self.object_class, self.timing = cells[3:5]
        self.interaction_related = cells[5] == "yes"
        self.restricted_cluster = cells[6] == "yes"
        pairs = cells[7].split()
        self.inferred = tuple(zip(pairs[::2], pairs[1::2]))
