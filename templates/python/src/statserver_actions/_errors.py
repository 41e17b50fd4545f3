# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The errors of this package, as a tree.

    StatServerActionsError
    ├── UnknownValueError (also a ValueError)
    ├── MaskError (also a ValueError)
    └── NoMaskError (also a ValueError)

Catch the first to catch them all.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ._mask_problems import MaskFinding, MaskProblem

# The longest list of values that a message contains.
_MAX_LISTED = 10


class StatServerActionsError(Exception):
    """Base of all errors of this package."""


class UnknownValueError(StatServerActionsError, ValueError):
    """A value is not one of the valid values.

    Attributes:
        value: the rejected value.
        suggestion: the closest valid text, or None if none is close.
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
        valid: Collection[str] = (),
    ) -> UnknownValueError:
        """Return the error for an unknown value of a kind, e.g. `timing`."""
        message = f"unknown {kind} {value!r:.100}"
        if suggestion is not None:
            message += f"; did you mean {suggestion!r}?"
        elif 0 < len(valid) <= _MAX_LISTED:
            message += f"; use one of: {', '.join(valid)}"
        return cls(message, value, suggestion)


class MaskError(StatServerActionsError, ValueError):
    """A text is not a valid mask.

    Attributes:
        text: the text.
        problems: its problems in order of position, errors and warnings.
    """

    def __init__(self, text: str, problems: tuple[MaskProblem, ...]) -> None:
        super().__init__(text, problems)
        self.text = text
        self.problems = problems

    def __str__(self) -> str:
        """Return the problems, one per line."""
        return _lines("this is no mask", self.problems)


class NoMaskError(StatServerActionsError, ValueError):
    """No mask selects the given rows and no others.

    Attributes:
        findings: the reasons, in table order of the names.
    """

    def __init__(self, findings: tuple[MaskFinding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return the findings, one per line."""
        return _lines("no mask selects these rows and no others", self.findings)


def _lines(summary: str, entries: Collection[object]) -> str:
    if len(entries) == 1:
        return f"{summary}: {next(iter(entries))}"
    return "\n  ".join([f"{summary}:", *map(str, entries)])
