"""Rows of the tables of figures. A row with a bound shows whether its figure exceeds it."""

from __future__ import annotations

from dataclasses import dataclass

HEADER = ("at most", "result")
"""The last two columns of a table with bounds."""

EXCEEDED = "**exceeded**"
MET = "met"
FAILED = "**failed**"
"""In place of the figures of a command that ended with an error."""


@dataclass(frozen=True)
class BoundedRow:
    """One row.

    Attributes:
        cells: the columns before the bound, as printed.
        figure: the number to compare, rounded as printed.
        bound: the largest number allowed.
        unit: the unit of both.
    """

    cells: tuple[str, ...]
    figure: float
    bound: float
    unit: str

    @property
    def is_exceeded(self) -> bool:
        """Whether the figure is larger than its bound."""
        return self.figure > self.bound

    def __str__(self) -> str:
        """Return the row in Markdown."""
        result = EXCEEDED if self.is_exceeded else MET
        return f"| {' | '.join(self.cells)} | {self.bound:g} {self.unit} | {result} |"


def exit_code(rows: list[BoundedRow]) -> int:
    """Return 1 if any row exceeds its bound, else 0."""
    return int(any(row.is_exceeded for row in rows))
