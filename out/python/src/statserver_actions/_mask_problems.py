# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The problems of the text of a mask."""

from __future__ import annotations

from . import _mask_messages
from ._mask_vocabulary import SEVERITIES
from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._mask_vocabulary import MaskProblemKind, Severity


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
        if self.suggestion is None:
            return _mask_messages.described(self.kind, self.start, self.message)
        if not self.suggestion:
            return _mask_messages.described_removal(self.kind, self.start, self.message)
        return _mask_messages.described_replacement(
            self.kind, self.start, self.message, self.suggestion
        )


def make_problem(
    kind: MaskProblemKind,
    start: int,
    length: int,
    message: str,
    suggestion: str | None = None,
) -> MaskProblem:
    """Return a problem with the severity of its kind."""
    return MaskProblem(kind, SEVERITIES[kind], start, length, message, suggestion)
