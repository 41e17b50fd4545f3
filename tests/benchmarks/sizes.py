"""Sizes of what a consumer's bundler makes of the TypeScript package.

What comes in: `out/typescript`, and the tools of `tests/typescript`. What goes out: rows of a
table.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tests" / "typescript"


def bundle_sizes() -> list[str]:
    """Return the bytes of bundles, minified and gzipped, of what consumers import."""
    rows = re.findall(
        r"^export const (\w+)",
        (ROOT / "out/typescript/src/actions.ts").read_text("utf-8"),
        re.MULTILINE,
    )
    entries = {row: f'export {{ {row} }} from "statserver-actions/actions";' for row in rows}
    entries["ACTIONS"] = 'export { ACTIONS } from "statserver-actions";'
    sizes = _bundled(entries)
    everything = sizes.pop("ACTIONS")
    typical = sorted(rows, key=lambda row: sizes[row]["esbuild"])
    over = [row for row in rows if max(sizes[row].values()) > 250]
    shown = {
        "one row, `CALL_WAIT`": (sizes["CALL_WAIT"], "250 B"),
        f"one row, the median of {len(rows)}": (sizes[typical[len(rows) // 2]], "250 B"),
        f"one row, the largest: `{typical[-1]}`": (sizes[typical[-1]], "250 B"),
        "`ACTIONS`, all rows": (everything, "4096 B"),
    }
    return [
        *(
            f"| {what} | {of['esbuild']} B | {of['rollup']} B | {most} |"
            for what, (of, most) in shown.items()
        ),
        "",
        f"{len(over)} of the {len(rows)} rows are larger than 250 B"
        + (f": {', '.join(f'`{it}`' for it in over)}." if over else "."),
    ]


def _bundled(entries: dict[str, str]) -> dict[str, dict[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
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
        name: {bundler: len(gzip.compress(text.encode(), 9)) for bundler, text in of.items()}
        for name, of in json.loads(bundles).items()
    }
