# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Everything that this package raises, as a tree.

    StatServerActionsError
    ├── UnknownValueError (also a ValueError)
    ├── MaskError (also a ValueError)
    └── NoMaskError (also a ValueError)

Whoever catches the first catches all that may come.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ._mask_problems import MaskFinding, MaskProblem

# A list of so many values still helps in a message.
_FEW = 10


class StatServerActionsError(Exception):
    """Base of all errors of this package."""


class UnknownValueError(StatServerActionsError, ValueError):
    """A value is none of those that it could be.

    Attributes:
        value: what was given.
        suggestion: the text that was probably meant, or None where nothing is close.
    """

    def __init__(
        self, message: str, value: object = None, suggestion: str | None = None
    ) -> None:
        super().__init__(message)
        self.value = value
        self.suggestion = suggestion

    @classmethod
    def about(
        cls,
        value: object,
        kind: str,
        suggestion: str | None,
        known: Collection[str] = (),
    ) -> UnknownValueError:
        """Return the error for a value of a kind that there is not."""
        message = f"there is no {kind} {value!r:.100}"
        if suggestion is not None:
            message += f"; did you mean {suggestion!r}?"
        elif 0 < len(known) <= _FEW:
            message += f"; there are: {', '.join(known)}"
        return cls(message, value, suggestion)


class MaskError(StatServerActionsError, ValueError):
    """A text is no mask.

    Attributes:
        text: the text.
        problems: all that is wrong with it, in its order: errors, and warnings too.
    """

    def __init__(self, text: str, problems: tuple[MaskProblem, ...]) -> None:
        super().__init__(text, problems)
        self.text = text
        self.problems = problems

    def __str__(self) -> str:
        """Return the problems, each on a line of its own."""
        return _lines("this is no mask", self.problems)


class NoMaskError(StatServerActionsError, ValueError):
    """There is no mask that selects the wanted rows and no others.

    Attributes:
        findings: why not, in the order of the names.
    """

    def __init__(self, findings: tuple[MaskFinding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return the findings, each on a line of its own."""
        return _lines("no mask selects these rows and no others", self.findings)


def _lines(summary: str, told: Collection[object]) -> str:
    if len(told) == 1:
        return f"{summary}: {next(iter(told))}"
    return "\n  ".join([f"{summary}:", *map(str, told)])
