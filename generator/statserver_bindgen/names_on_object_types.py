"""Action names on object types: what the numbers of a report of Stat Server belong to.

The names of a catalog and its object types go in. Out comes each name on each object type on which
it occurs, with the facts of its rows there. Former names are included: reports contain them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.frozen import Frozen
from statserver_bindgen.versions import version_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from statserver_bindgen.action import Action
    from statserver_bindgen.action_names import ActionName, FormerNames
    from statserver_bindgen.vocabulary import Inferred, ObjectClass, ObjectType, Timing


class NameOnObjectType(Frozen):
    """An action name on an object type, with the facts that its rows there have in common.

    Several rows of a name can occur on one object type, e.g. those of mediation DNs and of virtual
    queues on Queue. The facts are those of the first one; `difference` reports others.

    Attributes:
        name: a name of the table, or a former name.
        object_type: the object type.
        actions: the rows of the name that occur on the object type, in table order.
        is_former: whether it is a former name.
    """

    name: str
    object_type: ObjectType
    actions: tuple[Action, ...]
    is_former: bool

    @property
    def timing(self) -> Timing:
        """The timing of the rows."""
        return self.actions[0].timing

    @property
    def interaction_related(self) -> bool:
        """Whether the rows are interaction-related."""
        return self.actions[0].interaction_related

    @property
    def in_restricted_cluster(self) -> bool:
        """Whether the name occurs on the object type in restricted cluster mode."""
        return self.actions[0].occurs_on(self.object_type, "restricted_cluster")

    @property
    def inferred(self) -> tuple[Inferred, ...]:
        """What is inferred of any row, each field once."""
        return tuple({it.field: it for row in self.actions for it in row.inferred}.values())

    @property
    def object_classes(self) -> tuple[ObjectClass, ...]:
        """The object classes of the rows, each once."""
        return tuple(dict.fromkeys(it.object_class for it in self.actions))

    @property
    def current_names(self) -> tuple[str, ...]:
        """The names that the rows have now: the name itself, unless it is a former one."""
        return tuple(dict.fromkeys(it.name for it in self.actions))

    @property
    def deprecated_since(self) -> str | None:
        """The version in which the last of the rows was deprecated; None if one is not."""
        versions = [it.deprecation.since for it in self.actions if it.deprecation]
        return max(versions, key=_order) if len(versions) == len(self.actions) else None

    @property
    def difference(self) -> str | None:
        """The rows and the facts in which they differ, in a sentence; None if they agree."""
        if len(self.actions) == 1:
            return None
        mode = "restricted_cluster"
        facts: Mapping[str, Collection[object]] = {
            "timing": {it.timing for it in self.actions},
            "interaction_related": {it.interaction_related for it in self.actions},
            "in_restricted_cluster": {it.occurs_on(self.object_type, mode) for it in self.actions},
        }
        names = [name for name, values in facts.items() if len(values) > 1]
        if not names:
            return None
        rows = " and ".join(it.id for it in self.actions)
        return f"{self.name} on {self.object_type.id}: {rows} differ in {' and '.join(names)}"


def names_on_object_types(
    names: Iterable[ActionName], former: FormerNames, object_types: Iterable[ObjectType]
) -> tuple[NameOnObjectType, ...]:
    """Return each name on each object type on which it occurs, in the order of the arguments.

    Args:
        names: the names of the table.
        former: the names that are not in the table; removed ones occur nowhere.
        object_types: the object types of the catalog.
    """
    types = tuple(object_types)
    rows = [(it.name, it.actions, False) for it in names]
    for name, successors in (
        *((it.name, (it.action_name,)) for it in former.renamed),
        *((it.name, it.action_names) for it in former.split),
    ):
        current = (row for it in successors for row in it.actions)
        had = (row for row in current if name in {alias.name for alias in row.formerly})
        rows.append((name, tuple(had), True))
    return tuple(
        NameOnObjectType(name, object_type, present, is_former)
        for name, actions, is_former in rows
        for object_type in types
        if (present := tuple(it for it in actions if object_type in it.object_types))
    )


def _order(version: str) -> tuple[int, ...]:
    return version_numbers(version) or ()
