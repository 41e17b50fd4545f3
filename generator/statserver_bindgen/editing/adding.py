"""Adding: rows with the same facts become one operation on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.editing.operations import InsertItems, apply_to
from statserver_bindgen.editing.renaming import change_namings, scope_other_row
from statserver_bindgen.editing.rows import ACTIONS, find_rows, read_rows
from statserver_bindgen.editing.setting import set_value
from statserver_bindgen.editing.spec_keys import key_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released
    from statserver_bindgen.editing.rows import Row


def add_rows(  # noqa: PLR0913 - one parameter for each kind of fact
    data: Mapping[str, Any],
    names: Sequence[str],
    facts: Mapping[str, Any],
    assignments: Iterable[str] = (),
    *,
    after: str | None = None,
    scope_of_other: str | None = None,
    newest: Released | None = None,
) -> list[Operation]:
    """Return the operations that add a row for each name.

    The rows follow those of the first name, else the last row of the object class, else the last.

    Args:
        data: the data of the spec.
        names: the action names.
        facts: keys of each row; a value of None is left out.
        assignments: more keys, as `KEY=VALUE`.
        after: the id, name or label of the row that they follow instead.
        scope_of_other: the scope that a row without scope gets, which has one of the names.
        newest: the newest release.

    Raises:
        EditError: there is no row to follow, or no row to get the scope; or a key is unknown.
    """
    rows = read_rows(data)
    if after is not None:
        previous: Sequence[Row] = find_rows(rows, after)
    else:
        same_class = [it for it in rows if it.data["object_class"] == facts["object_class"]]
        previous = [it for it in rows if it.name == names[0]] or same_class or rows
    index = previous[-1].number + 1
    items = tuple(_row({"name": it, **facts}, assignments) for it in dict.fromkeys(names))
    operations: list[Operation] = [InsertItems((ACTIONS,), index, items)]
    if scope_of_other is None:
        return operations
    namings = scope_other_row(rows, names, scope_of_other)
    return [*change_namings(data, namings, newest, added=names), *operations]


def _row(facts: Mapping[str, Any], assignments: Iterable[str]) -> dict[str, Any]:
    """Return a row with its keys in the order of the schema."""
    row = {key: value for key, value in facts.items() if value is not None}
    data: Any = {ACTIONS: [row]}
    for assignment in assignments:
        for operation in set_value(data, (ACTIONS, 0), assignment):
            data = apply_to(data, operation)
    order = key_order((ACTIONS, 0))
    return dict(sorted(data[ACTIONS][0].items(), key=lambda it: order.index(it[0])))
