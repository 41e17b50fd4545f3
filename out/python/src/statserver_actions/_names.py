# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The action names, and the name to suggest for an unknown text."""

from __future__ import annotations

from ._rows import ROWS
from ._suggestion import closest
from ._vocabulary import SCOPE_TITLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def lower(text: str) -> str:
    """Return the text with the letters A to Z, and no others, in lower case."""
    return text.translate(_LOWER)


_NAMES = dict.fromkeys(it.action_name for it in ROWS.values())

RANKS = {name: rank for rank, name in enumerate(_NAMES)}
"""The rank of each action name in table order."""

BY_LOWER = {lower(name): name for name in reversed([*RANKS])}
"""Each action name by its text in lower case."""

BY_ID = {lower(it.id): it.action_name for it in reversed([*ROWS.values()])}
"""The action name of each row by its id in lower case."""

BY_LABEL = {
    lower(f"{row.action_name} ({SCOPE_TITLES[row.scope]})"): row.action_name
    for row in reversed([*ROWS.values()])
    if row.scope
}
"""The action name of each row with a scope by its label in lower case."""


def suggested_name(text: str) -> str | None:
    """Return the name for an unknown text: of a label, of an id, or the closest one."""
    key = lower(text)
    return BY_LABEL.get(key) or BY_ID.get(key) or closest(text, RANKS)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in table order; unknown ones come last, by code point."""
    return sorted(names, key=lambda it: (RANKS.get(it, len(RANKS)), it))
