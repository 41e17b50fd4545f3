"""Each program in `tests/examples/typescript` passes its `npm test`, and prints its output file.

The programs use the package from its tarball, or its vendored sources, and frameworks of a lock
of their own. Each has its settings in its directory, as a consumer's project would.
`REFRESH=1 make test-examples` rewrites the output files; read the diff.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from support.npm_examples import NAMES, PROGRAMS, VENDORED
from support.programs import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", NAMES)
def test_program_prints_its_output_file(name: str, npm_programs: Path) -> None:
    settings = {"CI": "true", "NO_COLOR": "1", "npm_config_update_notifier": "false"}
    printed = run("npm", "test", "--silent", cwd=npm_programs / name, **settings)
    output = PROGRAMS / name / "output.txt"
    if os.environ.get("REFRESH") and printed:
        output.write_text(printed, "utf-8")
    # Test runners print to standard error.
    assert printed == (output.read_text("utf-8") if output.is_file() else "")


def test_programs_resolve_the_installed_package(npm_programs: Path) -> None:
    code = "console.log(require.resolve('statserver-actions'))"
    resolved = run("node", "-e", code, cwd=npm_programs / "commonjs").strip()
    installed = npm_programs / "node_modules" / "statserver-actions"
    assert resolved == str(installed / "dist" / "cjs" / "index.js")


@pytest.mark.parametrize("name", NAMES)
def test_each_program_describes_itself(name: str) -> None:
    package = json.loads((PROGRAMS / name / "package.json").read_text("utf-8"))
    assert package["description"].endswith(".")
    assert package["private"]


def test_vendored_sources_are_used_by_runners_bundlers_and_node() -> None:
    tools = ["node", "ts-jest", "tsx", "vitest", "webpack"]
    assert [f"vendored-{tool}" for tool in tools] == VENDORED
