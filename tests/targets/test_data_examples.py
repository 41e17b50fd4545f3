"""The READMEs of the data packages: each example prints the output below it, for any catalog."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support import markdown_pages
from support.catalogs import hostile
from support.generated import loaded, written
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

EXAMPLE: Final = re.compile(
    r"^```python\n(?P<code>.*?)^```\n\nprints\n\n```text\n(?P<printed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND: Final = re.compile(r"^```sh\n(jq .*)\n```$", re.MULTILINE)


@pytest.fixture(params=["shipped", "hostile"])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    if request.param == "hostile":
        return loaded(hostile("*|_`'\"$(id)"))
    return shipped_catalog()


@pytest.fixture(params=["conformance", "json", "markdown"])
def copy(request: pytest.FixtureRequest, catalog: Catalog, tmp_path: Path) -> Path:
    """Return a copy of a data package."""
    return written(catalog, request.param, tmp_path / request.param)


def printed(directory: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_examples_print_the_output_below_them(copy: Path) -> None:
    readme = (copy / "README.md").read_text("utf-8")
    examples = [*EXAMPLE.finditer(readme)]
    assert len(examples) == readme.count("```python")
    assert examples
    for example in examples:
        assert example["printed"]
        assert printed(copy, sys.executable, "-c", example["code"]) == example["printed"]


def test_the_command_prints_the_same_as_the_example(catalog: Catalog, tmp_path: Path) -> None:
    if shutil.which("jq") is None:
        pytest.skip("jq is not on PATH: install Debian's jq")
    readme = (written(catalog, "json", tmp_path) / "README.md").read_text("utf-8")
    example, command = EXAMPLE.search(readme), COMMAND.search(readme)
    assert example
    assert command
    assert printed(tmp_path, "sh", "-c", command[1]) == example["printed"]


def test_the_link_of_the_example_leads_to_an_entry(catalog: Catalog, tmp_path: Path) -> None:
    written(catalog, "markdown", tmp_path)
    read = {it.name: markdown_pages.read(it.read_text("utf-8")) for it in tmp_path.glob("*.md")}
    example = EXAMPLE.search((tmp_path / "README.md").read_text("utf-8"))
    assert example
    read["a report"] = markdown_pages.read(example["printed"])
    assert len(read["a report"].links) == 1
    assert markdown_pages.dead_links(read) == []
