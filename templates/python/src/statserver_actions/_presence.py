# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The rows that are present on object types in a mode."""

from __future__ import annotations

from ._rows import ROWS
from ._vocabulary import Mode, ObjectClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ._row import Row
    from ._vocabulary import ObjectType


def rows_on(
    object_types: Collection[ObjectType], mode: Mode | None = None
) -> list[Row]:
    """Return the rows that are present on one of the object types, in table order.

    Args:
        object_types: the object types.
        mode: a mode that the object type has and in which the row works; None for all
            rows that can occur.
    """
    supported = {it for it in object_types if mode is None or mode in it.modes}
    classes = {it for it in ObjectClass if not supported.isdisjoint(it.object_types)}
    return [
        row
        for row in ROWS.values()
        if row.object_class in classes
        and (mode is not Mode.RESTRICTED_CLUSTER or row.restricted_cluster)
    ]
