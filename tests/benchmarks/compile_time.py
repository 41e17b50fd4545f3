"""Time that compilers take for a consumer of the TypeScript package, with masks and without.

What comes in: `out/typescript`, `out/json/actions.json`, and the compilers of `tests/typescript`.
What goes out: rows of a table.
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
COMPILERS = ROOT / "tests" / "typescript" / "node_modules"
MASKS = 200
ITEMS = 5
PAIRS = 15
IMPORT = 'import { mask, maskFor } from "statserver-actions";'
# Without checking libraries, which takes so long that masks would not show beside it.
OPTIONS = {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
    "types": [],
    "noEmit": True,
    "strict": True,
    "skipLibCheck": True,
}


def compile_times() -> list[str]:
    """Return a row for each compiler: medians with masks and without, of runs in turn."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        package = project / "node_modules" / "statserver-actions"
        leave = shutil.ignore_patterns("node_modules", "dist")
        shutil.copytree(ROOT / "out" / "typescript", package, ignore=leave)
        _compile("typescript", package)
        bare, masks = consumer(project / "bare", 0), consumer(project / "masks", MASKS)
        return [_row(compiler, bare, masks) for compiler in ("typescript", "typescript-newest")]


def consumer(folder: Path, masks: int) -> Path:
    """Write a project with so many masks, none like another, and return its folder.

    It imports what makes masks, has options of its own, and finds the package in a folder above.
    """
    lines = [IMPORT, "export { mask, maskFor };", *islice(_masks(), masks)]
    settings = {"compilerOptions": OPTIONS, "files": ["consumer.ts"]}
    folder.mkdir()
    (folder / "consumer.ts").write_text("\n".join([*lines, ""]), "utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (folder / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    return folder


def _masks() -> Iterator[str]:
    """Make every second mask for an object type, and each of the next names in turn."""
    rows = json.loads((ROOT / "out/json/actions.json").read_bytes())["actions"]
    names = {it: [row["name"] for row in rows if it in row["object_types"]] for it in _types(rows)}
    on = {it: cycle(dict.fromkeys(there)) for it, there in names.items()}
    anywhere = cycle(dict.fromkeys(row["name"] for row in rows))
    for object_type in cycle(on):
        yield f"mask({_items(anywhere)});"
        yield f'maskFor("{object_type}", {_items(on[object_type])});'


def _types(rows: list[dict[str, list[str]]]) -> Iterable[str]:
    return dict.fromkeys(it for row in rows for it in row["object_types"])


def _items(names: Iterator[str]) -> str:
    signs = cycle(("", "~"))
    return ", ".join(f'"{next(signs)}{name}"' for name in islice(names, ITEMS))


def _compile(compiler: str, project: Path) -> float:
    start = time.perf_counter()
    subprocess.run(["node", COMPILERS / compiler / "bin" / "tsc", "-p", project], check=True)
    return time.perf_counter() - start


def _row(compiler: str, bare: Path, masks: Path) -> str:
    version = json.loads((COMPILERS / compiler / "package.json").read_bytes())["version"]
    times = [(_compile(compiler, bare), _compile(compiler, masks)) for _ in range(PAIRS)]
    without, having = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(more / less for less, more in times)
    return (
        f"| TypeScript {version} | {without * 1000:.0f} ms | {having * 1000:.0f} ms "
        f"| {ratio:.2f} × | 2 × |"
    )


if __name__ == "__main__":
    print("\n".join(compile_times()))
