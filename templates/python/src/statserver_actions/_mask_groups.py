# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Groups, which masks do not have: what a group excludes must stay excluded."""

from __future__ import annotations

from ._mask_problems import make_problem
from ._mask_vocabulary import (
    BRACKETS,
    EXCLUSION_SIGNS,
    QUOTES,
    WHITESPACE,
    MaskProblemKind,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._mask_problems import MaskProblem


def withhold_suggestions(
    text: str, problems: Iterable[MaskProblem]
) -> list[MaskProblem]:
    """Return the problems without suggestions for characters in a group."""
    opening = _find_group(text)
    return [_withhold(it) if it.start > opening else it for it in problems]


def _withhold(problem: MaskProblem) -> MaskProblem:
    if problem.kind is not MaskProblemKind.BAD_CHARACTER:
        return problem
    return make_problem(problem.kind, problem.start, problem.length, problem.message)


def _find_group(text: str) -> int:
    """Return the index where the first group opens, or the length of the text.

    A group opens at a bracket, and at a quote after a sign that excludes.
    """
    follows_sign = False
    for index, character in enumerate(text):
        if character in BRACKETS or (follows_sign and character in QUOTES):
            return index
        if character not in WHITESPACE:
            follows_sign = character == "~" or character in EXCLUSION_SIGNS
    return len(text)
