# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""A row of the table, read from its line."""

from __future__ import annotations


class Row:
    """What the table says of one action, as text.

    Attributes:
        id: the action's id.
        action_name: what one writes in a mask.
        scope: the bracket behind the name, or empty text.
        object_class: the kind of object on which the action exists.
        timing: how the action lies in time.
        interaction_related: whether it relates to an interaction.
        restricted_cluster: whether it works in restricted cluster mode.
        inferred: pairs of a field that is not legible in the source, and the reason.
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
        """Read a line: the attributes in their order, with bars between them."""
        cells = line.split("|")
        self.id, self.action_name, self.scope = cells[:3]
        self.object_class, self.timing = cells[3:5]
        self.interaction_related = cells[5] == "yes"
        self.restricted_cluster = cells[6] == "yes"
        words = cells[7].split()
        self.inferred = tuple(zip(words[::2], words[1::2]))
