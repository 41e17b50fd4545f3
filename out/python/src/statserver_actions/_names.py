# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The action names of the table, by their texts and those of their rows."""

from __future__ import annotations

from ._rows import ROWS
from ._vocabulary import SCOPE_TITLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._row import Row

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def lower(text: str) -> str:
    """Return the text with the letters A to Z, and no others, in lower case."""
    return text.translate(_LOWER)


def label_of(row: Row) -> str:
    """Return name and scope as the guide prints them."""
    title = SCOPE_TITLES.get(row.scope)
    return row.action_name if title is None else f"{row.action_name} ({title})"


_NAMES = dict.fromkeys(it.action_name for it in ROWS.values())

RANKS = {name: rank for rank, name in enumerate(_NAMES)}
"""The rank of each action name in table order."""

BY_LOWER: dict[str, tuple[str, ...]] = {}
"""The action names by their text in lower case; most texts have one."""

for _name in RANKS:
    BY_LOWER[lower(_name)] = (*BY_LOWER.get(lower(_name), ()), _name)

BY_ID = {lower(it.id): it.action_name for it in reversed([*ROWS.values()])}
"""The action name of each row by its id in lower case."""

BY_LABEL = {
    lower(label_of(row)): row.action_name
    for row in reversed([*ROWS.values()])
    if row.scope
}
"""The action name of each row with a scope by its label in lower case."""


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in table order; unknown ones come last, by code point."""
    return sorted(names, key=lambda it: (RANKS.get(it, len(RANKS)), it))
