"""Sizes of the bundles that esbuild and rollup make of the TypeScript package.

Takes `out/typescript` and the tools of `tests/typescript`; returns rows of a table.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.bounds import BoundedRow
from support.checkout import ROOT

TOOLS: Final = ROOT / "tests" / "typescript"
# One row has about 250 bytes, and 320 at most.
TYPICAL: Final = 250
LARGEST: Final = 320
ALL_ROWS: Final = 4096

Sizes = dict[str, dict[str, int]]
"""Bytes by export and bundler, minified and gzipped."""


def measure_bundles() -> Sizes:
    """Return the sizes of one bundle for each row, and of one for all rows."""
    source = (ROOT / "out/typescript/src/actions.ts").read_text("utf-8")
    rows = re.findall(r"^export const (\w+)", source, re.MULTILINE)
    entries = {row: f'export {{ {row} }} from "statserver-actions/actions";' for row in rows}
    return _bundle({**entries, "ACTIONS": 'export { ACTIONS } from "statserver-actions";'})


def rows_of_sizes(sizes: Sizes) -> list[BoundedRow]:
    """Return the rows of a typical action, of the largest one, and of all together."""
    actions = sorted(sizes.keys() - {"ACTIONS"}, key=lambda name: (max(sizes[name].values()), name))
    shown = [
        ("one row, `CALL_WAIT`", "CALL_WAIT", LARGEST),
        (f"one row, the median of {len(actions)}", actions[len(actions) // 2], LARGEST),
        (f"one row, the largest: `{actions[-1]}`", actions[-1], LARGEST),
        ("`ACTIONS`, all rows", "ACTIONS", ALL_ROWS),
    ]
    return [
        BoundedRow(
            (what, f"{sizes[name]['esbuild']} B", f"{sizes[name]['rollup']} B"),
            max(sizes[name].values()),
            bound,
            "B",
        )
        for what, name, bound in shown
    ]


def above_typical(sizes: Sizes) -> str:
    """Return a sentence that counts the actions that are larger than a typical one."""
    names = [name for name in sizes if name != "ACTIONS"]
    larger = sum(max(sizes[name].values()) > TYPICAL for name in names)
    return f"{larger} of the {len(names)} rows are larger than {TYPICAL} B."


def _bundle(entries: dict[str, str]) -> Sizes:
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        package = project / "node_modules" / "statserver-actions"
        leave = shutil.ignore_patterns("node_modules", "dist")
        shutil.copytree(ROOT / "out" / "typescript", package, ignore=leave)
        compiler = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
        subprocess.run(["node", compiler, "-p", package], check=True)
        bundles = subprocess.run(
            ["node", TOOLS / "bundle.mjs", project],
            input=json.dumps(entries),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return {
        name: {bundler: len(gzip.compress(text.encode(), 9)) for bundler, text in texts.items()}
        for name, texts in json.loads(bundles).items()
    }
