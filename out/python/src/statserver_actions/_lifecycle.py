# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Enums whose deprecated members and former names warn when a program uses them."""

from __future__ import annotations

from ._history import (
    DEPRECATED_ACTIONS,
    DEPRECATED_NAMES,
    DEPRECATED_STATUSES,
    FORMER_IDS,
    FORMER_NAMES,
    FORMER_STATUSES,
    REMOVED_ACTIONS,
    REMOVED_NAMES,
    REMOVED_STATUSES,
)
from ._notices import describe_notice
from ._text_enum import TextEnumType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._text_enum import TextEnum

_DEPRECATED = {
    "Action": DEPRECATED_ACTIONS,
    "ActionName": DEPRECATED_NAMES,
    "Status": DEPRECATED_STATUSES,
}
_FORMER = {"Action": FORMER_IDS, "ActionName": FORMER_NAMES, "Status": FORMER_STATUSES}
_REMOVED = {
    "Action": REMOVED_ACTIONS,
    "ActionName": REMOVED_NAMES,
    "Status": REMOVED_STATUSES,
}


class LifecycleType(TextEnumType):
    """The type of actions, their names and statuses in a catalog with a history.

    A former name is an alias of a member. Former names and deprecated members are not
    in the dictionary of the class: only they are found by `__getattr__`, which warns.
    The use of other members takes no longer.
    """

    if not TYPE_CHECKING:
        # Type checkers see the members, and properties of a type such as `ActionType`.

        def __init__(cls, *definition: object, **options: object) -> None:
            """Add former names, and hide what warns."""
            super().__init__(*definition, **options)
            members = cls._member_map_
            for text, (former, current) in _FORMER[cls.__name__].items():
                members.setdefault(former, members[current])
                cls._add_text(members[current], text)
            for name in _DEPRECATED[cls.__name__]:
                type.__delattr__(cls, name)

        def _add_text(cls, member: TextEnum, text: str) -> None:
            """Make a text one of those of a member."""
            if hasattr(member, "_add_value_alias_"):  # since Python 3.13
                member._add_value_alias_(text)
            else:
                cls._value2member_map_[text] = member

        def __getattr__(cls, name: str) -> TextEnum:
            """Return a member that warns."""
            member = cls.__dict__.get("_member_map_", {}).get(name)
            if member is None:
                unknown = f"type object {cls.__name__!r} has no attribute {name!r:.100}"
                raise AttributeError(_describe_removal(cls, name) or unknown)
            _warn(cls, member, name)
            return member

        def __getitem__(cls, name: str) -> TextEnum:
            """Return the member with a name, and warn if it is hidden."""
            member = cls._member_map_.get(name)
            if member is None:
                raise KeyError(_describe_removal(cls, name) or name)
            if name not in cls.__dict__:
                _warn(cls, member, name)
            return member

    def __dir__(cls) -> list[str]:
        """Return the attributes that do not warn: `help` reads all that are listed."""
        hidden = cls.__members__.keys() - cls.__dict__.keys()
        return [it for it in super().__dir__() if it not in hidden]


def _describe_removal(enum: LifecycleType, name: str) -> str | None:
    """Return the message for a name that a removed member had, or None."""
    notice = _REMOVED[enum.__name__].get(name)
    if notice is None:
        return None
    start = f"{enum.__name__}.{name} was removed in version"
    return describe_notice(start, notice, f"{enum.__name__}.")


def _warn(enum: LifecycleType, member: TextEnum, name: str) -> None:
    """Warn the caller of the caller about the use of a member by a name."""
    import warnings  # noqa: PLC0415 - rarely needed

    prefix, messages = f"{enum.__name__}.", list[str]()
    if name != member.name:
        message = f"{prefix}{name} was renamed. Use {prefix}{member.name} instead."
        messages.append(message)
    notice = _DEPRECATED[enum.__name__].get(member.name)
    if notice is not None:
        start = f"{prefix}{member.name} is deprecated since version"
        messages.append(describe_notice(start, notice, prefix))
    warnings.warn(" ".join(messages), DeprecationWarning, stacklevel=3)
