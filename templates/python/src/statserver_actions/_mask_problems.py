# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""What is told of masks: problems of a text, and what a name can't do where."""

from __future__ import annotations

from ._record import Record
from ._text_enum import TextEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._action import Action
    from ._vocabulary import ObjectType


class Severity(TextEnum):
    """Whether a text with the problem can be parsed all the same."""

    ERROR = "error"
    """It can't."""

    WARNING = "warning"
    """It can, but hardly means what it was written for."""


class MaskProblemKind(TextEnum):
    """What can be wrong with the text of a mask."""

    UNKNOWN_NAME = "unknown-name"
    """A name that is not in this catalog, or a label or an id in place of a name."""

    WRONG_CASE = "wrong-case"
    """A name in other letters."""

    EMPTY_ITEM = "empty-item"
    """Nothing between commas, at an end, behind a tilde, or in the whole text."""

    BAD_CHARACTER = "bad-character"
    """Quotes, and other characters that can't stand in a name."""

    DUPLICATE = "duplicate"
    """The same item for a second time."""

    CONTRADICTION = "contradiction"
    """Something that is both included and excluded."""

    EXCLUDE_FROM_NOTHING = "exclude-from-nothing"
    """Only exclusions: nothing is included that they could take from."""


class MaskReason(TextEnum):
    """Why a name selects nothing, or too much."""

    UNKNOWN_NAME = "unknown-name"
    """It is not in this catalog."""

    NOT_ON_OBJECTS = "not-on-objects"
    """No row of the name can occur on these objects."""

    NOT_IN_MODE = "not-in-mode"
    """Rows of the name can occur on these objects, but none works in this mode."""

    SHARED_NAME = "shared-name"
    """Other rows on these objects have the name too, and would be selected with it."""


class MaskProblem(Record):
    """Something wrong with a stretch of the text of a mask.

    Attributes:
        kind: what is wrong.
        severity: whether the text can be parsed all the same.
        start: where the stretch starts, in code points: an index into the text.
        length: how many code points it has; it may be none.
        message: what is wrong, in words.
        suggestion: what to write in its place (nothing, where it is empty), or None.
    """

    __slots__ = (
        "kind",
        "severity",
        "start",
        "length",
        "message",
        "suggestion",
    )

    kind: MaskProblemKind
    severity: Severity
    start: int
    length: int
    message: str
    suggestion: str | None

    def __init__(  # noqa: PLR0913, PLR0917 - as many as there are facts
        self,
        kind: MaskProblemKind,
        severity: Severity,
        start: int,
        length: int,
        message: str,
        suggestion: str | None = None,
    ) -> None:
        self._fill(kind, severity, start, length, message, suggestion)

    def __str__(self) -> str:
        """Return kind, place and message on one line, and what to write instead."""
        told = f"{self.kind} at {self.start}: {self.message}"
        if self.suggestion is None:
            return told
        if not self.suggestion:
            return f"{told}; take it away"
        return f"{told}; write {shown(self.suggestion)} instead"


class MaskFinding(Record):
    """What a name of a mask can't do on the objects in question.

    Attributes:
        name: the name.
        reason: why not.
        object_types: the object types for which that holds.
        actions: with `SHARED_NAME`, the rows that would be selected too.
        message: the same in words.
    """

    __slots__ = ("name", "reason", "object_types", "actions", "message")

    name: str
    reason: MaskReason
    object_types: tuple[ObjectType, ...]
    actions: tuple[Action, ...]
    message: str

    def __init__(
        self,
        name: str,
        reason: MaskReason,
        object_types: tuple[ObjectType, ...],
        actions: tuple[Action, ...],
        message: str,
    ) -> None:
        self._fill(name, reason, object_types, actions, message)

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class MaskComparison(Record):
    """The rows in which two masks differ on the objects in question.

    Attributes:
        only_this: rows that only the mask selects which was asked.
        only_other: rows that only the other one selects.
    """

    __slots__ = ("only_this", "only_other")

    only_this: tuple[Action, ...]
    only_other: tuple[Action, ...]

    def __init__(
        self, only_this: tuple[Action, ...], only_other: tuple[Action, ...]
    ) -> None:
        self._fill(only_this, only_other)


_SHOWN = 40


def shown(text: str) -> str:
    """Return the beginning of a text in double quotes, in printable ASCII only."""
    more = "..." if len(text) > _SHOWN else ""
    return '"' + "".join(map(_printable, text[:_SHOWN])) + more + '"'


def _printable(character: str) -> str:
    if character in {'"', "\\"}:
        return "\\" + character
    if " " <= character <= "~":
        return character
    return f"\\u{{{ord(character):x}}}"
