"""Figures: a bound that is exceeded shows in its row and in the exit code of the benchmark."""

from __future__ import annotations

import re
from typing import Final

import pytest

from benchmarks.bounds import (
    EXCEEDED,
    EXCUSED,
    HEADER,
    MET,
    NOT_MEASURED,
    BoundedRow,
    exit_code,
    table,
)
from benchmarks.sizes import above_typical, rows_of_sizes
from support.checkout import ROOT

FIGURES: Final = (ROOT / "docs" / "figures.md").read_text("utf-8")
NUMBER: Final = re.compile(r"([\d.]+) (×|MB|B)")


def row(figure: float, bound: float = 20) -> BoundedRow:
    return BoundedRow(("`check`", f"{figure} ×"), figure, bound, "×")


@pytest.mark.parametrize(("figure", "result"), [(19.9, MET), (20.0, MET), (20.1, EXCEEDED)])
def test_a_row_shows_whether_its_bound_is_exceeded(figure: float, result: str) -> None:
    assert str(row(figure)) == f"| `check` | {figure} × | 20 × | {result} |"


@pytest.mark.parametrize(
    ("figures", "code"), [((), 0), ((1, 20), 0), ((21, 1), 1), ((1, 1, 21), 1)]
)
def test_one_exceeded_bound_fails_the_benchmark(figures: tuple[float, ...], code: int) -> None:
    assert exit_code([*map(row, figures)]) == code


@pytest.mark.parametrize(
    ("figure", "share", "result", "code"),
    [
        (20.1, 0.5, EXCEEDED, 1),
        (20.1, 0.51, EXCUSED, 0),
        (20.0, 0.51, MET, 0),
        (None, 0, NOT_MEASURED, 0),
    ],
)
def test_a_bound_that_dependencies_exceed_is_excused(
    figure: float | None, share: float, result: str, code: int
) -> None:
    excused = BoundedRow(("`check`",), figure, 20, "×", share)

    assert str(excused) == f"| `check` | 20 × | {result} |"
    assert exit_code([excused]) == code


def test_numbers_of_a_table_are_aligned_to_the_right() -> None:
    text = table("what", "now", *HEADER, rows=[row(19.9)])

    assert text.splitlines() == [
        "| what | now | at most | result |",
        "| --- | ---: | ---: | --- |",
        "| `check` | 19.9 × | 20 × | met |",
    ]


def test_the_larger_of_two_bundles_counts() -> None:
    measured = {
        "CALL_WAIT": {"esbuild": 207, "rollup": 205},
        "LONGEST": {"esbuild": 294, "rollup": 321},
        "MIDDLE": {"esbuild": 230, "rollup": 251},
        "ACTIONS": {"esbuild": 1, "rollup": 2},
    }
    rows = rows_of_sizes(measured)
    assert [(row.figure, row.bound, row.is_exceeded) for row in rows] == [
        (207, 320, False),
        (251, 250, True),
        (321, 320, True),
        (2, 4096, False),
    ]
    assert above_typical(measured) == "2 of the 3 rows are larger than 250 B."


def test_every_row_of_the_document_shows_whether_its_bound_is_exceeded() -> None:
    bounded = False
    results: list[str] = []
    for line in FIGURES.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            bounded = False
        elif HEADER[0] in cells:
            bounded = True
            assert tuple(cells[-2:]) == HEADER
        elif bounded and not line.startswith("| ---"):
            bound, unit = NUMBER.fullmatch(cells[-2]).groups()  # type: ignore[union-attr]
            figures = [it[1] for cell in cells if (it := NUMBER.fullmatch(cell)) and it[2] == unit]
            largest = max(float(figure) for figure in figures[:-1])
            assert cells[-1] == (EXCEEDED if largest > float(bound) else MET), line
            results.append(cells[-1])
    assert len(results) == FIGURES.count(f"| {MET} |") + FIGURES.count(f"| {EXCEEDED} |") > 5
