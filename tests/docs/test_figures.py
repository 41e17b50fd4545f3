"""Figures: a bound that is exceeded shows in its row and in the exit code of the benchmark."""

from __future__ import annotations

import re
from typing import Final

import pytest

from benchmarks import bench
from benchmarks.bench import Part
from benchmarks.bounds import (
    EMPTY,
    EXCEEDED,
    EXCUSED,
    HEADER,
    MET,
    NOT_MEASURED,
    BoundedRow,
    SpeedRow,
    exit_code,
    table,
)
from benchmarks.sizes import above_typical, rows_of_sizes
from support.checkout import ROOT

FIGURES: Final = (ROOT / "docs" / "figures.md").read_text("utf-8")
NUMBER: Final = re.compile(r"([\d.,]+) (×|MiB|MB|B)")


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
        (251, 320, False),
        (321, 320, True),
        (2, 4096, False),
    ]
    assert above_typical(measured) == "2 of the 3 rows are larger than 250 B."


def speed_row(figure: float, before: str = "41–49 ×", share: float = 0) -> SpeedRow:
    bounded = BoundedRow(("cold `generate`", before, f"{figure} ×"), figure, 20, "×", share)
    return SpeedRow(bounded, "statserver-bindgen generate", "0.3 s | 0.01 s | 24.0 ×", "black 30 %")


def test_a_row_of_the_bounds_has_its_command_and_what_limits_it() -> None:
    text = bench.document([Part(speed=[speed_row(25, share=0.6)]), Part(sections=["## Peers"])])

    assert "| cold `generate` | 41–49 × | 25 × | 20 × | exceeded, excused |\n" in text
    assert (
        "| cold `generate` | `statserver-bindgen generate` "
        "| 0.3 s | 0.01 s | 24.0 × | black 30 % |\n"
    ) in text
    assert text.endswith("\n\n## Peers\n")
    check_results(text)


def check_results(text: str) -> list[str]:
    """Return the results of the rows with bounds, after comparing each one with its figures."""
    results: list[str] = []
    header: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            header = []
        elif not header:
            header = cells
        elif header[-2:] == [*HEADER] and not line.startswith("| ---"):
            row = dict(zip(header, cells, strict=True))
            row.pop("before", "")
            results.append(cells[-1])
            if cells[-1] not in {NOT_MEASURED, EMPTY}:
                assert is_exceeded([*row.values()]) == (cells[-1] in {EXCEEDED, EXCUSED}), line
    return results


def is_exceeded(cells: list[str]) -> bool:
    """Return whether the largest figure of a row, in the unit of its bound, exceeds the bound."""
    *figures, (bound, unit) = [it.groups() for cell in cells if (it := NUMBER.fullmatch(cell))]
    same_unit = [float(figure.replace(",", "")) for figure, other in figures if other == unit]
    return max(same_unit) > float(bound)


def test_every_row_of_the_document_shows_whether_its_bound_is_exceeded() -> None:
    assert len(check_results(FIGURES)) > 5


@pytest.mark.parametrize(
    ("figure", "share", "result"), [(21, 0, MET), (19, 0, EXCEEDED), (19, 0.6, EXCUSED)]
)
def test_a_result_that_does_not_fit_its_figure_is_found(
    figure: float, share: float, result: str
) -> None:
    text = bench.document([Part(speed=[speed_row(figure, share=share)])])
    right = EXCEEDED if figure > 20 else MET

    with pytest.raises(AssertionError, match="cold `generate`"):
        check_results(text.replace(f"| {right} |", f"| {result} |"))


def test_a_figure_without_a_bound_is_only_shown() -> None:
    row = BoundedRow(("`validate`, another spec", "–", "9.7 ×"), 9.7, None, "×")

    assert str(row) == "| `validate`, another spec | – | 9.7 × | – | – |"
    assert exit_code([row]) == 0
