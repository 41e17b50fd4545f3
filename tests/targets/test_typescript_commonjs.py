"""The TypeScript package in CommonJS programs: compiled with each module setting, and run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from support.npm_package import FLOOR, MIDDLE, NEWEST, tsc
from support.programs import run

pytestmark = pytest.mark.packages
NODE10: Final = ("--module", "commonjs", "--moduleResolution", "node10")
NODE16: Final = ("--module", "node16")
NODE18: Final = ("--module", "node18")
PROGRAM: Final = """\
import { ACTIONS } from "statserver-actions";
import * as rows from "statserver-actions/actions";

console.log(Object.values(rows).length === ACTIONS.length);
"""


@pytest.fixture(scope="module")
def commonjs_project(fixture_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project that is a CommonJS package."""
    parent = tmp_path_factory.mktemp("commonjs")
    copy = Path(shutil.copytree(fixture_project, parent / "consumer"))
    (copy / "package.json").write_text('{ "private": true }\n', "utf-8")
    settings = json.loads((copy / "tsconfig.json").read_text("utf-8"))
    # With this option, imports in a CommonJS package are errors.
    del settings["compilerOptions"]["verbatimModuleSyntax"]
    (copy / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (copy / "program.ts").write_text(PROGRAM, "utf-8")
    return copy


@pytest.mark.parametrize(
    ("compiler", "options"),
    [
        *((compiler, options) for compiler in (FLOOR, MIDDLE) for options in (NODE10, NODE16)),
        *((compiler, NODE18) for compiler in (FLOOR, MIDDLE, NEWEST)),
        # The newest compiler has no node10.
        (NEWEST, ("--module", "commonjs")),
    ],
)
def test_a_commonjs_program_compiles_and_runs(
    commonjs_project: Path, compiler: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    """Rejected lines expect an error, and `tsc` reports those without one."""
    assert tsc(compiler, *options, cwd=commonjs_project) == ""
    program = commonjs_project / "built" / "program.js"
    assert "require(" in program.read_text("utf-8")
    assert run("node", program, cwd=tmp_path) == "true\n"
