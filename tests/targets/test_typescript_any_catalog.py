"""The README of the TypeScript package of any catalog compiles and prints its output."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from support.catalogs import HOSTILE, hostile, specs
from support.generated import loaded, written
from support.lifecycles import lifecycles
from support.npm_package import NEWEST, TOOLS, tsc
from support.programs import run

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog

BLOCK: Final = re.compile(r"^```(ts|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def consumer(catalog: Catalog, directory: Path) -> Path:
    """Write the built package of a catalog and a project that can import it."""
    package = written(catalog, "typescript", directory / "node_modules" / "statserver-actions")
    tsc(NEWEST, cwd=package)
    shutil.copy(TOOLS / "consumer" / "tsconfig.json", directory)
    (directory / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    return package


def assert_readme_is_true(catalog: Catalog) -> None:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        readme = consumer(catalog, directory) / "README.md"
        blocks = BLOCK.findall(readme.read_text("utf-8"))
        expected: dict[str, str] = {}
        for number, (language, block) in enumerate(blocks):
            if language == "ts":
                (directory / f"example{number}.ts").write_text(block, "utf-8")
            else:
                expected[f"example{number - 1}"] = block
        tsc(NEWEST, "--module", "nodenext", cwd=directory)
        assert len(expected) > 3
        for example, printed in expected.items():
            assert run("node", f"built/{example}.js", cwd=directory) == printed


@pytest.mark.usefixtures("tools")
# Each builds a package, so a failing spec is shown as it was drawn.
@settings(
    max_examples=6,
    phases=[Phase.reuse, Phase.generate],
)
@given(st.one_of(specs(), lifecycles()))
def test_readme_of_any_catalog_is_true(data: dict[str, Any]) -> None:
    assert_readme_is_true(loaded(data))


@pytest.mark.usefixtures("tools")
def test_readme_of_a_catalog_with_hostile_texts_is_true() -> None:
    assert_readme_is_true(loaded(hostile("".join(HOSTILE))))
