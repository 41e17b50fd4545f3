# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The errors of this package, as a tree.

    StatServerActionsError
    ├── UnknownValueError (also a ValueError)
    ├── MaskError (also a ValueError)
    └── InexpressibleMaskError (also a ValueError)

Catch the first to catch them all.
"""

from __future__ import annotations

from ._shown_values import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    # Type checkers have it, installed or not.
    from typing_extensions import Self

    from ._mask_findings import MaskFinding
    from ._mask_problems import MaskProblem

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
        message = f"unknown {kind} {show(value)}"
        if suggestion is not None:
            message += f"; did you mean {show(suggestion)}?"
        elif 0 < len(valid) <= _MAX_LISTED:
            message += f"; use one of: {', '.join(valid)}"
        return cls(message, value, suggestion)

    def __copy__(self) -> Self:
        """Return a copy with the same value, which need not be one that pickles."""
        copied = type(self)(*self.args)
        copied.__dict__.update(self.__dict__)
        return copied

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickles: a value that does not is replaced by its text."""
        return type(self), self.args, {**self.__dict__, "value": _portable(self.value)}


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
        """Return the problem after a colon, or each of several on a line."""
        from ._mask_messages import invalid_mask  # noqa: PLC0415 - rarely needed

        return _lines(invalid_mask(), self.problems)


class InexpressibleMaskError(StatServerActionsError, ValueError):
    """No mask selects the given rows and no others: masks cannot express the selection.

    Attributes:
        findings: the reasons, in table order of the names.
    """

    def __init__(self, findings: tuple[MaskFinding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return the finding after a colon, or each of several on a line."""
        from ._mask_messages import inexpressible  # noqa: PLC0415 - rarely needed

        return _lines(inexpressible(), self.findings)


def _lines(summary: str, entries: Collection[object]) -> str:
    if len(entries) == 1:
        return f"{summary}: {next(iter(entries))}"
    return "\n  ".join([f"{summary}:", *map(str, entries)])


def _portable(value: object) -> object:
    """Return a value that pickles, else its text."""
    import pickle  # noqa: PLC0415 - rarely needed; only its own output is loaded

    try:
        pickle.loads(pickle.dumps(value))  # noqa: S301 - its own output
    except Exception:  # noqa: BLE001 - any object can be a wrong value
        return show(value)
    return value
