"""The README of the npm package shows the settings with which the programs use vendored sources."""

from __future__ import annotations

import json
from typing import Final

from support.npm_examples import PROGRAMS
from support.npm_package import PACKAGE, code_blocks

README: Final = PACKAGE / "README.md"


def test_settings_of_ts_jest_are_those_of_its_program() -> None:
    program = json.loads((PROGRAMS / "vendored-ts-jest" / "package.json").read_text("utf-8"))
    assert [json.loads(block) for block in code_blocks(README, "json")] == [program["jest"]]


def test_settings_of_webpack_and_node_are_those_of_their_programs() -> None:
    webpack, hooks = code_blocks(README, "js")
    config = (PROGRAMS / "vendored-webpack" / "webpack.config.js").read_text("utf-8")
    assert set(webpack.splitlines()) <= set(config.splitlines())
    assert "resolve-sources.js" in README.read_text("utf-8")
    assert (PROGRAMS / "vendored-node" / "resolve-sources.js").read_text("utf-8").endswith(hooks)
