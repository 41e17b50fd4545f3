"""The example of a catalog: values that make READMEs and docstrings true of any catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.vocabulary import ObjectType


class Example(Frozen):
    """What the examples show, and what they print.

    Attributes:
        name: an action name with several rows, or the first name of a catalog without one. Names
            without deprecated rows are preferred, then names that are not deprecated.
        rows: the rows of the name.
        action: the first of them that is not deprecated, if there is one.
        object_type: the first object type on which that row can occur.
        resolved: the rows of the name on that object type.
        durable: the durable rows on it.
        durable_restricted: those of them that work in restricted cluster mode.
        other_names: the other action names on it.
        absent_name: an action name that does not occur on it, or None.
        is_exclusion_shortest: whether `*,~name` is the shortest mask of these other names, and not
            the list of them.
        end_of_wrong_mask: the length of `*,!name,`, where the empty item is.
        id_width: the length of the longest id among the rows of the name.
    """

    name: str
    rows: tuple[Action, ...]
    action: Action
    object_type: ObjectType
    resolved: tuple[Action, ...]
    durable: tuple[Action, ...]
    durable_restricted: tuple[Action, ...]
    other_names: tuple[str, ...]
    absent_name: str | None
    is_exclusion_shortest: bool
    end_of_wrong_mask: int
    id_width: int


def example(catalog: Catalog) -> Example:
    """Return the example of a catalog."""
    without_deprecated = [
        name for name in catalog.names if not any(it.deprecation for it in name.actions)
    ]
    current = [it for it in catalog.names if it.deprecation is None]
    candidates = without_deprecated or current or catalog.names
    shown = next((it for it in candidates if len(it.actions) > 1), candidates[0])
    name = shown.name
    action = next((it for it in shown.actions if not it.deprecation), shown.actions[0])
    object_type = action.object_types[0]
    present = catalog.actions_of(object_type)
    names = dict.fromkeys(it.name for it in present)
    others = tuple(it for it in names if it != name)
    durable = tuple(it for it in present if it.timing.id == "durable")
    return Example(
        name=name,
        rows=shown.actions,
        action=action,
        object_type=object_type,
        resolved=tuple(it for it in present if it.name == name),
        durable=durable,
        durable_restricted=tuple(
            row for row in durable if row.occurs_on(object_type, "restricted_cluster")
        ),
        other_names=others,
        absent_name=next((it.name for it in catalog.names if it.name not in names), None),
        is_exclusion_shortest=len(f"*,~{name}") < len(",".join(others)),
        end_of_wrong_mask=len(f"*,!{name},"),
        id_width=max(len(it.id) for it in shown.actions),
    )
