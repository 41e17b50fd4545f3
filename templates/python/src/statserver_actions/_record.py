# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The base of what questions to masks are answered with."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    # Type checkers have it, installed or not.
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: object) -> object:
        return lambda it: it


# So type checkers know that facts can't be assigned to.
@dataclass_transform(eq_default=False, frozen_default=True)
class Record:
    """Facts under their names. Records of equal facts are equal; none ever changes."""

    __slots__: tuple[str, ...] = ()

    def _fill(self, *facts: object) -> None:
        for name, fact in zip(self.__slots__, facts):
            object.__setattr__(self, name, fact)

    def _facts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse to change a fact."""
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse to remove a fact."""
        raise AttributeError(f"{type(self).__name__} never changes: {name}")

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of the same kind and has equal facts."""
        if not isinstance(other, Record) or type(self) is not type(other):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        """Return the same number for equal records."""
        return hash(self._facts())

    def __repr__(self) -> str:
        """Return the expression that makes it."""
        facts = ", ".join(f"{it}={getattr(self, it)!r}" for it in self.__slots__)
        return f"{type(self).__name__}({facts})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Return how to make a copy."""
        return type(self), self._facts()
