# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The results of mask queries: problems of a text, findings of a name, differences."""

from __future__ import annotations

from ._record import Record
from ._text_enum import TextEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._action import Action
    from ._vocabulary import ObjectType


class Severity(TextEnum):
    """Whether a text with the problem can be parsed."""

    ERROR = "error"
    """The text cannot be parsed."""

    WARNING = "warning"
    """The text can be parsed, but is probably a mistake."""


class MaskProblemKind(TextEnum):
    """A kind of problem of the text of a mask."""

    UNKNOWN_NAME = "unknown-name"
    """A name that is not in this catalog, or a label or an id instead of a name."""

    WRONG_CASE = "wrong-case"
    """A name in the wrong case."""

    EMPTY_ITEM = "empty-item"
    """Nothing between commas, at an end, after a tilde, or in the whole text."""

    BAD_CHARACTER = "bad-character"
    """Quotes, and other characters that are not allowed in a name."""

    DUPLICATE = "duplicate"
    """A repeated item."""

    CONTRADICTION = "contradiction"
    """A name that is both included and excluded."""

    EXCLUDE_FROM_NOTHING = "exclude-from-nothing"
    """Only exclusions, without anything included."""


class MaskReason(TextEnum):
    """Why a name selects nothing, or too much."""

    UNKNOWN_NAME = "unknown-name"
    """It is not in this catalog."""

    NOT_ON_OBJECTS = "not-on-objects"
    """No row of the name can occur on these objects."""

    NOT_IN_MODE = "not-in-mode"
    """Rows of the name can occur on these objects, but none works in this mode."""

    SHARED_NAME = "shared-name"
    """Other rows on these objects share the name and would be selected too."""


class MaskProblem(Record):
    """A problem in a range of the text of a mask.

    Attributes:
        kind: the kind of problem.
        severity: whether the text can be parsed.
        start: the start of the range in code points: an index into the text.
        length: the length of the range in code points, possibly 0.
        message: the problem as a sentence.
        suggestion: the text to write instead (empty: remove the range), or None.
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

    def __init__(  # noqa: PLR0913, PLR0917 - one per attribute
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
        """Return kind, start, message and suggestion on one line."""
        problem = f"{self.kind} at {self.start}: {self.message}"
        if self.suggestion is None:
            return problem
        if not self.suggestion:
            return f"{problem}; take it away"
        return f"{problem}; write {quoted(self.suggestion)} instead"


class MaskFinding(Record):
    """What a name of a mask cannot do on the given objects.

    Attributes:
        name: the name.
        reason: the reason.
        object_types: the object types for which it holds.
        actions: with `SHARED_NAME`, the rows that would be selected too.
        message: the finding as a sentence.
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
    """The rows in which two masks differ on the given objects.

    Attributes:
        only_this: rows that only this mask selects.
        only_other: rows that only the other mask selects.
    """

    __slots__ = ("only_this", "only_other")

    only_this: tuple[Action, ...]
    only_other: tuple[Action, ...]

    def __init__(
        self, only_this: tuple[Action, ...], only_other: tuple[Action, ...]
    ) -> None:
        self._fill(only_this, only_other)


_MAX_QUOTED = 40


def quoted(text: str) -> str:
    """Return the start of a text in double quotes, in printable ASCII only."""
    more = "..." if len(text) > _MAX_QUOTED else ""
    return '"' + "".join(map(_printable, text[:_MAX_QUOTED])) + more + '"'


def _printable(character: str) -> str:
    if character in {'"', "\\"}:
        return "\\" + character
    if " " <= character <= "~":
        return character
    return f"\\u{{{ord(character):x}}}"
