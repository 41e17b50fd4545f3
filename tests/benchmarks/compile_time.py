"""Compile time of a consumer of the TypeScript package, with masks and without.

Takes `out/typescript`, `out/json/actions.json` and the compilers of `tests/typescript`; returns
rows of a table.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bounds import BoundedRow
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMPILERS = ROOT / "tests" / "typescript" / "node_modules"
MASKS = 200
ITEMS = 5
PAIRS = 15
IMPORT = 'import { mask, maskFor } from "statserver-actions";'
# Checking libraries takes so long that the share of masks would not show.
OPTIONS = {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
    "types": [],
    "noEmit": True,
    "strict": True,
    "skipLibCheck": True,
}


def compile_times() -> list[BoundedRow]:
    """Return a row for each compiler: medians with masks and without, of alternating runs."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        package = project / "node_modules" / "statserver-actions"
        leave = shutil.ignore_patterns("node_modules", "dist")
        shutil.copytree(ROOT / "out" / "typescript", package, ignore=leave)
        _compile("typescript", package)
        bare = write_consumer(project / "bare", 0)
        masks = write_consumer(project / "masks", MASKS)
        return [_row(compiler, bare, masks) for compiler in ("typescript", "typescript-newest")]


def write_consumer(project: Path, masks: int) -> Path:
    """Write a project with as many different masks, and return its directory.

    It imports both functions that make masks, and resolves the package in a parent directory.
    """
    lines = [IMPORT, "export { mask, maskFor };", *islice(_masks(), masks)]
    settings = {"compilerOptions": OPTIONS, "files": ["consumer.ts"]}
    project.mkdir()
    (project / "consumer.ts").write_text("\n".join([*lines, ""]), "utf-8")
    (project / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (project / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    return project


def _masks() -> Iterator[str]:
    """Yield masks of any names and masks for an object type in turn."""
    rows = json.loads((ROOT / "out/json/actions.json").read_bytes())["actions"]
    names = {
        object_type: [row["name"] for row in rows if object_type in row["object_types"]]
        for object_type in _types(rows)
    }
    on = {object_type: cycle(dict.fromkeys(listed)) for object_type, listed in names.items()}
    anywhere = cycle(dict.fromkeys(row["name"] for row in rows))
    for object_type in cycle(on):
        yield f"mask({_items(anywhere)});"
        yield f'maskFor("{object_type}", {_items(on[object_type])});'


def _types(rows: list[dict[str, list[str]]]) -> Iterable[str]:
    return dict.fromkeys(object_type for row in rows for object_type in row["object_types"])


def _items(names: Iterator[str]) -> str:
    signs = cycle(("", "~"))
    return ", ".join(f'"{next(signs)}{name}"' for name in islice(names, ITEMS))


def _compile(compiler: str, project: Path) -> float:
    start = time.perf_counter()
    subprocess.run(["node", COMPILERS / compiler / "bin" / "tsc", "-p", project], check=True)
    return time.perf_counter() - start


def _row(compiler: str, bare: Path, masks: Path) -> BoundedRow:
    version = json.loads((COMPILERS / compiler / "package.json").read_bytes())["version"]
    times = [(_compile(compiler, bare), _compile(compiler, masks)) for _ in range(PAIRS)]
    without, having = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = round(statistics.median(more / less for less, more in times), 2)
    cells = (f"TypeScript {version}", f"{without * 1000:.0f} ms", f"{having * 1000:.0f} ms")
    return BoundedRow((*cells, f"{ratio:.2f} ×"), ratio, 2, "×")
