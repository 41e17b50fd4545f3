# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The attributes of an action: the facts of its row, with their types."""

from __future__ import annotations

from ._action_name import ActionName
from ._inferred import Inferred
from ._rows import ROWS
from ._text_enum import TextEnum, reject_value
from ._unknown_action import UnknownAction
from ._vocabulary import SCOPE_TITLES, Inference, ObjectClass, Scope, Timing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # Type checkers have it, installed or not.
    from typing_extensions import Self

    from ._deprecation import Deprecation
    from ._errors import UnknownValueError
    from ._statuses import Evidence
    from ._vocabulary import ObjectType


class ActionAttributes(TextEnum):
    """The base of `Action`, without its members."""

    @classmethod
    def parse(cls, text: str) -> Self | UnknownAction:
        """Return the action with this id, or the text as an `UnknownAction`.

        Use it for data that may be newer than this package. `isinstance(_, Action)` and
        `is_known` distinguish the two.

        Raises:
            UnknownValueError: `text` is not a `str`.
        """
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise reject_value(cls, text)
        return cls.__members__.get(text) or UnknownAction(text)

    @classmethod
    def _reject(cls, value: object) -> UnknownValueError:
        if isinstance(value, str):
            from ._unknown_actions import (  # noqa: PLC0415 - only an error needs it
                explain_action,
            )

            return explain_action(value) or super()._reject(value)
        return super()._reject(value)

    @property
    def is_known(self) -> Literal[True]:
        """True: the action is in the table. False for an `UnknownAction`."""
        return True

    @property
    def action_name(self) -> ActionName:
        """The name that a mask contains."""
        return ActionName(ROWS[self].action_name)

    @property
    def scope(self) -> Scope | None:
        """The scope, which distinguishes rows with the same name; else None."""
        text = ROWS[self].scope
        return Scope(text) if text else None

    @property
    def label(self) -> str:
        """Name and scope as the guide prints them."""
        row = ROWS[self]
        title = SCOPE_TITLES.get(row.scope)
        return row.action_name if title is None else f"{row.action_name} ({title})"

    @property
    def meaning(self) -> str | None:
        """The meaning in one sentence, or None if it is not documented.

        One that is inferred begins with "Presumably".
        """
        evidence_and_meaning = self._documented()
        return evidence_and_meaning and evidence_and_meaning[1]

    @property
    def meaning_evidence(self) -> Evidence | None:
        """The kind of evidence for the meaning, or None without a meaning."""
        from ._statuses import Evidence  # noqa: PLC0415 - rarely needed

        evidence_and_meaning = self._documented()
        return evidence_and_meaning and Evidence(evidence_and_meaning[0])

    def _documented(self) -> tuple[str, str] | None:
        from ._meanings import MEANINGS  # noqa: PLC0415 - rarely needed

        return MEANINGS.get(self)

    @property
    def since(self) -> str | None:
        """The first version of the catalog with the action; None before a release."""
        from ._since import SINCE  # noqa: PLC0415 - rarely needed

        return SINCE.get(self)

    @property
    def deprecation(self) -> Deprecation | None:
        """The announcement that a later version removes the action, or None."""
        from ._action import Action  # noqa: PLC0415 - a subclass
        from ._deprecation import Deprecation  # noqa: PLC0415 - rarely needed
        from ._history import DEPRECATED_ACTIONS  # noqa: PLC0415 - rarely needed

        notice = DEPRECATED_ACTIONS.get(self)
        if notice is None:
            return None
        since, replaced_by, reason = notice
        return Deprecation(since, reason, Action(replaced_by) if replaced_by else None)

    @property
    def object_class(self) -> ObjectClass:
        """The kind of object on which the action exists."""
        return ObjectClass(ROWS[self].object_class)

    @property
    def object_types(self) -> tuple[ObjectType, ...]:
        """The object types on which the action can occur."""
        return self.object_class.object_types

    @property
    def timing(self) -> Timing:
        """The timing: durable, momentary or retrospective."""
        return Timing(ROWS[self].timing)

    @property
    def is_durable(self) -> bool:
        """Whether the action is durable: it has a start and an end."""
        return self.timing is Timing.DURABLE

    @property
    def is_instantaneous(self) -> bool:
        """Whether the action is instantaneous: momentary or retrospective."""
        return self.timing is not Timing.DURABLE

    @property
    def interaction_related(self) -> bool:
        """Whether the action is interaction-related (the guide's Ixn-Related)."""
        return ROWS[self].interaction_related

    @property
    def restricted_cluster(self) -> bool:
        """Whether the action works in restricted cluster mode (the guide's SS_c)."""
        return ROWS[self].restricted_cluster

    @property
    def inferred(self) -> tuple[Inferred, ...]:
        """The facts of this row that are not legible in the source, usually none."""
        pairs = ROWS[self].inferred
        return tuple(Inferred(field, Inference(reason)) for field, reason in pairs)
