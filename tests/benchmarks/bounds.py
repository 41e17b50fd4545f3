"""Rows of the tables of figures. A row with a bound shows whether its figure exceeds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = ("at most", "result")
"""The last two columns of a table with bounds."""

EXCEEDED = "**exceeded**"
EXCUSED = "exceeded, excused"
MET = "met"
FAILED = "**failed**"
"""In place of the figures of a command that ended with an error."""
NOT_MEASURED = "**not measured**"
"""In place of the result of a comparison whose peer can't be installed."""
EMPTY = "–"
NO_TIMES = " | ".join([EMPTY] * 3)
"""In place of the times of a command that was not measured."""
LEAST_EXCUSE = 0.5
"""A row is excused if the dependencies take more than this share of its time."""


@dataclass(frozen=True)
class BoundedRow:
    """One row.

    Attributes:
        cells: the columns before the bound, as printed.
        figure: the number to compare, rounded as printed; None if it was not measured.
        bound: the largest number allowed; None for a figure that is only shown.
        unit: the unit of both.
        share: the share of the time that imports of dependencies and black take, from 0 to 1.
    """

    cells: tuple[str, ...]
    figure: float | None
    bound: float | None
    unit: str
    share: float = 0

    @property
    def is_exceeded(self) -> bool:
        """Whether the figure is larger than its bound."""
        return self.figure is not None and self.bound is not None and self.figure > self.bound

    @property
    def is_excused(self) -> bool:
        """Whether the figure exceeds its bound because of the dependencies."""
        return self.is_exceeded and self.share > LEAST_EXCUSE

    def __str__(self) -> str:
        """Return the row in Markdown."""
        if self.bound is None:
            return f"| {' | '.join((*self.cells, EMPTY, EMPTY))} |"
        result = MET
        if self.figure is None:
            result = NOT_MEASURED
        elif self.is_exceeded:
            result = EXCUSED if self.is_excused else EXCEEDED
        return f"| {' | '.join(self.cells)} | {self.bound:g} {self.unit} | {result} |"


@dataclass(frozen=True)
class SpeedRow:
    """A row of the table of bounds, and its row in the table of commands.

    Attributes:
        row: the figure before and now, with its bound.
        command: the measured command, as printed.
        times: its medians and those of the process that it is compared with, as printed.
        limit: what limits the figure.
    """

    row: BoundedRow
    command: str
    times: str
    limit: str

    def __str__(self) -> str:
        """Return the row of the table of commands in Markdown."""
        return f"| {self.row.cells[0]} | `{self.command}` | {self.times} | {self.limit} |"


def exit_code(rows: Iterable[BoundedRow]) -> int:
    """Return 1 if any row exceeds its bound without an excuse, else 0."""
    return int(any(row.is_exceeded and not row.is_excused for row in rows))


def table(*columns: str, rows: Iterable[object]) -> str:
    """Return a Markdown table; the first column, texts and the result are aligned to the left."""
    left = {columns[0], "command", "limited by", HEADER[1]} - {"rows"}
    rule = " | ".join("---" if column in left else "---:" for column in columns)
    return "\n".join([f"| {' | '.join(columns)} |", f"| {rule} |", *map(str, rows)])
