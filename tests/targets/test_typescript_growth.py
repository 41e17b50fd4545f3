"""The work of the compiler grows with the table, not with its square.

`make bench` measures the time. The counts here are the same on every machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from support.large_packages import write_large_package
from support.npm_package import MIDDLE, tsc

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.packages, pytest.mark.once]
SMALL, LARGE = 129, 1_290
# Far below the square of the rows: 1,664,100.
SOME: Final = 10_000
COUNT: Final = re.compile(r"^(Types|Instantiations|[\w ]+ cache size): +(\d+)$", re.MULTILINE)
Counts = dict[str, int]


@pytest.fixture(scope="module")
def counts(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Counts]]:
    """Return what the compiler counts in the package and in a consumer, by number of rows."""
    assert tools.is_dir()
    directory = tmp_path_factory.mktemp("growth")
    return {rows: counted(directory / str(rows), rows) for rows in (SMALL, LARGE)}


def counted(project: Path, rows: int) -> list[Counts]:
    package = write_large_package(project, rows)
    built = tsc(MIDDLE, "--extendedDiagnostics", cwd=package)
    used = tsc(MIDDLE, "--extendedDiagnostics", "--noEmit", cwd=project)
    return [{name: int(count) for name, count in COUNT.findall(it)} for it in (built, used)]


@pytest.mark.parametrize("compiled", [0, 1], ids=["package", "consumer"])
def test_a_table_of_ten_times_the_rows_is_at_most_ten_times_the_work(
    counts: dict[int, list[Counts]], compiled: int
) -> None:
    small, large = counts[SMALL][compiled], counts[LARGE][compiled]
    assert {"Types", "Instantiations", "Assignability cache size"} <= small.keys()
    limits = {name: 10 * count + SOME for name, count in small.items()}
    assert {name: large[name] for name in small if large[name] > limits[name]} == {}
