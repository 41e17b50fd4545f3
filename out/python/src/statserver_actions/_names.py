# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The action names, and whose name is meant by a text that is none."""

from __future__ import annotations

from ._rows import ROWS
from ._suggestion import closest
from ._vocabulary import SCOPE_TITLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def lower(text: str) -> str:
    """Return the text with the letters A to Z in lower case, and no other changed."""
    return text.translate(_LOWER)


_NAMES = dict.fromkeys(it.action_name for it in ROWS.values())

RANKS = {name: at for at, name in enumerate(_NAMES)}
"""The place of each action name in table order."""

BY_LETTERS = {lower(name): name for name in reversed([*RANKS])}
"""Each action name by its letters, whatever their case."""

BY_ID = {lower(it.id): it.action_name for it in reversed([*ROWS.values()])}
"""The action name of each row by the letters of its id."""

BY_LABEL = {
    lower(f"{it.action_name} ({SCOPE_TITLES[it.scope]})"): it.action_name
    for it in reversed([*ROWS.values()])
    if it.scope
}
"""The action name of each row that has a scope, by the letters of its label."""


def meant(text: str) -> str | None:
    """Return the name that a wrong text means: of a label, of an id, or a close one."""
    letters = lower(text)
    return BY_LABEL.get(letters) or BY_ID.get(letters) or closest(text, RANKS)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in table order; unknown ones come last, by code point."""
    return sorted(names, key=lambda it: (RANKS.get(it, len(RANKS)), it))
