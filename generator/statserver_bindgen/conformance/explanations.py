"""Explanations of names and values, with a suggestion if one is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Explanation:
    """What a text is.

    Attributes:
        message: the id of its message in the vocabulary; None where the vocabulary has none.
        suggestion: what to write instead.
        values: the values of the message, without `text`.
    """

    message: str | None
    suggestion: str | None = None
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def join_names(names: tuple[str, ...]) -> str:
    """Return names joined by commas, and by "or" before the last."""
    *others, last = names or ("",)
    return f"{', '.join(others)} or {last}" if others else last
