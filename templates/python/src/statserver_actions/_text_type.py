# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The type of classes whose instances are texts."""

from __future__ import annotations


class TextType(type):
    """The type of the subclasses of `str` in this package."""

    def __dir__(cls) -> list[str]:
        """Return the public attributes that the package defines.

        Without those of `str`, which would fill most of `help(statserver_actions)`.
        """
        classes = cls.__mro__[: cls.__mro__.index(str)]
        names = {name for base in classes for name in vars(base)}
        return sorted(name for name in names if not name.startswith("_"))
