"""`diff` of two large specs, compared with `validate` of one of them.

Takes the installed tool; returns a row of the table of bounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.bounds import BoundedRow, SpeedRow
from benchmarks.growth import write_spec
from benchmarks.processes import compare, run

if TYPE_CHECKING:
    from benchmarks.installed_tool import InstalledTool

ROWS: Final = 12_900
ROUNDS: Final = 5
BOUND: Final = 2.5
CHANGED: Final = 100
"""The number of rows whose timing differs."""


def measure_diff(tool: InstalledTool) -> SpeedRow:
    """Return the row of `diff` of two specs in which some rows and the version differ.

    Raises:
        CommandError: a command failed.
    """
    spec = write_spec(tool.directory, ROWS)
    text = re.sub(r"(?m)^  version: .*", "  version: 100.0.0", spec.read_text("utf-8"), count=1)
    head, _, rows = text.partition("\nactions:\n")
    rows = rows.replace('"interaction_related": true', '"interaction_related": false', CHANGED)
    (tool.directory / "changed.yaml").write_text(f"{head}\nactions:\n{rows}", "utf-8")
    arguments = ("diff", "--quiet", spec.name, "changed.yaml")
    validate = [tool.command, "validate", "--quiet", spec.name]
    pairs = [
        (run([tool.command, *arguments], tool.directory), run(validate, tool.directory))
        for _ in range(ROUNDS)
    ]
    measured = compare(pairs)
    ratio = round(measured.ratio, 1)
    return SpeedRow(
        BoundedRow(
            ("12,900 rows: `diff` against `validate`", "–", f"{ratio} ×"), ratio, BOUND, "×"
        ),
        f"statserver-bindgen {' '.join(arguments)}",
        measured.cells,
        "reads and validates two specs",
    )
