# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The meaning of masks on any objects: sets of names, with their canonical text."""

from __future__ import annotations

from ._action import Action
from ._action_name import ActionName
from ._earlier_names import NEW_NAMES
from ._names import RANKS, in_order
from ._rows import ROWS
from ._unknown_names import reject_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    # Type checkers have it, installed or not.
    from typing_extensions import Self


class Meaning:
    """A finite set of names, or all names but a finite set. Immutable."""

    __slots__ = ("_has_star", "_listed")

    _has_star: bool
    _listed: tuple[ActionName | str, ...]

    @classmethod
    def _make(cls, names: Iterable[str], *, has_star: bool) -> Self:
        mask = object.__new__(cls)
        listed = (ActionName(it) if it in RANKS else it for it in in_order({*names}))
        object.__setattr__(mask, "_has_star", has_star)
        object.__setattr__(mask, "_listed", tuple(listed))
        return mask

    def __contains__(self, name: str) -> bool:
        """Return whether it contains a name, or that of an action or of an id.

        Raises:
            UnknownValueError: neither the catalog nor the mask has the name.
        """
        text = _plain_text(name)
        if isinstance(name, Action):
            text = ROWS[name].action_name
        elif text not in RANKS and text not in self._listed:
            if text in NEW_NAMES:
                text = NEW_NAMES[text]
            elif text in Action.__members__:
                text = Action(text).action_name
            else:
                raise reject_name(name, "action or action name")
        return (text in self._listed) is not self._has_star

    def __or__(self, other: Self) -> Self:
        """Return the union."""
        if type(other) is not type(self):
            return NotImplemented
        mine, others = {*self._listed}, {*other._listed}
        if self._has_star and other._has_star:
            return self._make(mine & others, has_star=True)
        if self._has_star:
            return self._make(mine - others, has_star=True)
        if other._has_star:
            return self._make(others - mine, has_star=True)
        return self._make(mine | others, has_star=False)

    def __and__(self, other: Self) -> Self:
        """Return the intersection."""
        if type(other) is not type(self):
            return NotImplemented
        return (self._complement() | other._complement())._complement()

    def __sub__(self, other: Self) -> Self:
        """Return the difference."""
        if type(other) is not type(self):
            return NotImplemented
        return (self._complement() | other)._complement()

    def _complement(self) -> Self:
        """Return the complement."""
        return self._make(self._listed, has_star=not self._has_star)

    def __eq__(self, other: object) -> bool:
        """Return whether another mask has the same meaning."""
        if not isinstance(other, Meaning):
            return NotImplemented
        return (self._has_star, self._listed) == (other._has_star, other._listed)

    def __hash__(self) -> int:
        """Return the same number for equal masks."""
        return hash((self._has_star, self._listed))

    def __str__(self) -> str:
        """Return its canonical text, which parses to an equal mask; empty for none."""
        if self._has_star:
            return ",".join(["*", *(f"~{it}" for it in self._listed)])
        return ",".join(self._listed)

    def __format__(self, format_spec: str) -> str:
        """Return its text, formatted like any `str`."""
        return format(str(self), format_spec)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Raise: masks are immutable."""
        raise AttributeError(f"masks are immutable: {name:.100}")

    def __delattr__(self, name: str) -> NoReturn:
        """Raise: masks are immutable."""
        raise AttributeError(f"masks are immutable: {name:.100}")


def _plain_text(value: object) -> str | None:
    """Return the characters of a text, whatever its type, or None for other values."""
    return str.__str__(value) if isinstance(value, str) else None
