"""Masks in a consumer's TypeScript: every name compiles, with a limited amount of work.

What masks mean and what must not compile is in `tests/typescript/consumer/masks*`;
`tests/benchmarks/compile_time.py` measures the time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.npm_package import ACTIONS_JSON, FLOOR, MIDDLE, TOOLS
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.packages
OPTIONS = ("--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck")


@pytest.fixture
def consumer(project: Path, tmp_path: Path) -> Path:
    """Give a project that has the package, and no code yet."""
    (tmp_path / "node_modules").symlink_to(project / "node_modules", target_is_directory=True)
    (tmp_path / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    return tmp_path


def calls(compiler: str, consumer: Path, name: str, lines: Iterable[str]) -> int:
    """Compile code and return the number of calls in the compiler, equal in each run."""
    code = ['import { mask, maskFor } from "statserver-actions";', *lines, ""]
    (consumer / f"{name}.ts").write_text("\n".join(code), "utf-8")
    counts = consumer / name
    tsc = TOOLS / "node_modules" / compiler / "bin" / "tsc"
    run("node", tsc, *OPTIONS, f"{name}.ts", cwd=consumer, NODE_V8_COVERAGE=str(counts))
    return sum(
        function["ranges"][0]["count"]
        for file in counts.iterdir()
        for script in json.loads(file.read_bytes())["result"]
        if f"/{compiler}/lib/" in script["url"]
        for function in script["functions"]
    )


# The newest compiler is no JavaScript, so that its calls can't be counted.
@pytest.mark.parametrize("compiler", [FLOOR, MIDDLE])
def test_masks_of_all_names_compile_with_less_than_twice_the_work(
    compiler: str, consumer: Path
) -> None:
    """Hundreds of masks against a consumer that only imports what makes them."""
    rows = json.loads(ACTIONS_JSON.read_bytes())["actions"]
    everywhere = [f'mask("{it["name"]}", "~{it["name"]}");' for it in rows]
    somewhere = [
        f'maskFor("{on}", "{row["name"]}", "~{row["name"]}", "*");'
        for row in rows
        for on in row["object_types"]
    ]
    without = calls(compiler, consumer, "without", ["export { mask, maskFor };"])
    having = calls(compiler, consumer, "masks", [*everywhere, *somewhere])
    assert len(everywhere) + len(somewhere) > 500
    assert 0 < without < having < 2 * without
