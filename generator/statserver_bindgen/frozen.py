"""The base of immutable objects with named attributes: a subclass only annotates them.

    class Scope(Frozen):
        id: str
        title: str = ""

`Scope("queue", title="Queue")` then makes one. Type checkers treat a subclass as a frozen data
class. A real one writes and compiles the source of its methods when its module is imported, 0.3 ms
for each class in every run; here, all classes share the methods below. Objects compare by identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_: bool) -> Callable[[type], type]:
        """Return a decorator without an effect: Python 3.10 has none in `typing`."""
        return lambda it: it


@dataclass_transform(eq_default=False, frozen_default=True)
class Frozen:
    """An immutable object.

    Attributes:
        field_names: the attributes that the class and its bases annotate, in this order.
    """

    field_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """List the attributes: those of the base, then those that the class annotates."""
        own = vars(cls).get("__annotations__", {})
        cls.field_names = tuple(dict.fromkeys((*cls.field_names, *own)))

    def __init__(self, *values: Any, **named: Any) -> None:
        """Set each attribute, from its position, its name or its default.

        Raises:
            TypeError: the arguments are not the attributes of the class.
        """
        names = self.field_names
        if values:
            by_position = dict(zip(names, values, strict=False))
            if len(by_position) < len(values) or not named.keys().isdisjoint(by_position):
                raise self._wrong_arguments()
            named |= by_position
        if len(named) < len(names):
            named = self._defaults() | named
        put = object.__setattr__
        try:
            # In the same order in all objects, which then share the keys of their attributes.
            for name in names:
                put(self, name, named[name])
        except KeyError:
            raise self._wrong_arguments() from None
        if len(named) > len(names):
            raise self._wrong_arguments()

    @classmethod
    def _defaults(cls) -> dict[str, Any]:
        return {it: getattr(cls, it) for it in cls.field_names if hasattr(cls, it)}

    @classmethod
    def _wrong_arguments(cls) -> TypeError:
        return TypeError(f"{cls.__name__} has the attributes {', '.join(cls.field_names)}")

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some attributes changed."""
        return type(self)(**{it: getattr(self, it) for it in self.field_names} | changes)

    def __repr__(self) -> str:
        """Return an expression that makes an object with equal attributes."""
        values = ", ".join(f"{it}={getattr(self, it)!r}" for it in self.field_names)
        return f"{type(self).__name__}({values})"

    if not TYPE_CHECKING:
        # Type checkers reject assignments only to classes without these methods.

        def __setattr__(self, name: str, value: object) -> NoReturn:
            """Raise: the object is immutable."""
            raise AttributeError(f"{type(self).__name__} is immutable: {name}")

        def __delattr__(self, name: str) -> NoReturn:
            """Raise: the object is immutable."""
            raise AttributeError(f"{type(self).__name__} is immutable: {name}")
