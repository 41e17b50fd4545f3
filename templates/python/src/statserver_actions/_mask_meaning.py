# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""What masks mean, wherever they are used: sets of names, and their canonical text."""

from __future__ import annotations

from ._action_name import ActionName
from ._names import RANKS, in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    # Type checkers have it, installed or not.
    from typing_extensions import Self


class Meaning:
    """A finite set of names, or all names but a finite set. None ever changes."""

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

    def __contains__(self, name: object) -> bool:
        """Return whether a name, known or not, belongs to it."""
        return isinstance(name, str) and (name in self._listed) is not self._has_star

    def __or__(self, other: Self) -> Self:
        """Return all that belongs to either."""
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
        """Return all that belongs to both."""
        if type(other) is not type(self):
            return NotImplemented
        return (self._rest() | other._rest())._rest()

    def __sub__(self, other: Self) -> Self:
        """Return all that belongs to this one only."""
        if type(other) is not type(self):
            return NotImplemented
        return (self._rest() | other)._rest()

    def _rest(self) -> Self:
        """Return all that does not belong to it."""
        return self._make(self._listed, has_star=not self._has_star)

    def __eq__(self, other: object) -> bool:
        """Return whether another mask means the same."""
        if not isinstance(other, Meaning):
            return NotImplemented
        return (self._has_star, self._listed) == (other._has_star, other._listed)

    def __hash__(self) -> int:
        """Return the same number for equal masks."""
        return hash((self._has_star, self._listed))

    def __str__(self) -> str:
        """Return its one canonical text, which parses back to an equal mask."""
        if self._has_star:
            return ",".join(["*", *(f"~{it}" for it in self._listed)])
        return ",".join(self._listed) or "~*"

    def __format__(self, format_spec: str) -> str:
        """Return its text, formatted as text is."""
        return format(str(self), format_spec)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse to change."""
        raise AttributeError(f"masks do not change: {name} is as it is")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse to change."""
        raise AttributeError(f"masks do not change: {name} is as it is")
