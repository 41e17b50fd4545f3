"""The recipes of the READMEs of data: pandas, DuckDB, SQLite and jq join a report correctly.

Each block of a README is run as it is, for several catalogs, next to the report that the README
shows. `make test-examples` installs pandas and DuckDB; sqlite3 and jq are on PATH, or the test is
skipped, which CI does not accept.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from support.catalogs import hostile
from support.example_environment import ENVIRONMENT
from support.generated import lifecycle_catalog, loaded, odd_catalog, written
from support.programs import run
from support.python_distribution import python_of
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

RECIPES: Final = ("pandas", "DuckDB", "SQLite")
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=["shipped", "lifecycle", "odd", "hostile"])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    catalogs = {
        "shipped": shipped_catalog(),
        "lifecycle": lifecycle_catalog(),
        "odd": odd_catalog(),
    }
    return catalogs.get(request.param) or loaded(hostile("=1+1;\"\n'\\|`$(id)"))


class Package:
    """A data package of a catalog, with the report of its README."""

    def __init__(self, catalog: Catalog, target: str, directory: Path) -> None:
        self.directory = written(catalog, target, directory)
        self.readme = (directory / "README.md").read_text("utf-8")

    def blocks(self, heading: str) -> list[tuple[str, str]]:
        """Return language and text of each code block in the section with a heading."""
        level, _, _ = heading.partition(" ")
        _, present, rest = self.readme.partition(f"\n{heading}\n")
        assert present, heading
        return BLOCK.findall(re.split(rf"^#{{2,{len(level)}}} ", rest, flags=re.MULTILINE)[0])

    def run(self, language: str, text: str) -> str:
        """Run a block as a user does, in the directory of the package."""
        if language == "python":
            (self.directory / "recipe.py").write_text(text, "utf-8")
            return run(python(), "-W", "error", "recipe.py", cwd=self.directory)
        (tool,) = re.findall(r"^(\w+)", text)
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on PATH: install Debian's {tool}")
        return run("sh", "-c", text, cwd=self.directory)


def python() -> Path:
    """Return the Python with pandas and DuckDB."""
    if not (ENVIRONMENT / ".installed").is_file():
        pytest.fail(".venv/examples is missing: run `make test-examples`")
    return python_of(ENVIRONMENT)


@pytest.fixture
def tables(catalog: Catalog, tmp_path: Path) -> Package:
    package = Package(catalog, "csv", tmp_path)
    (language, report), *_ = package.blocks("## Join by name and object type")
    assert language == "csv"
    (tmp_path / "report.csv").write_text(report, "utf-8")
    return package


def printed_by(package: Package) -> str:
    """Return the output that the README shows for every recipe."""
    _, (language, output), *_ = package.blocks("## Join by name and object type")
    assert language == "text"
    return output


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_prints_what_the_readme_shows(tables: Package, recipe: str) -> None:
    ((language, text),) = tables.blocks(f"### {recipe}")
    assert tables.run(language, text) == printed_by(tables)


def test_the_totals_of_the_readme_are_those_of_the_catalog(
    tables: Package, catalog: Catalog
) -> None:
    report = [*csv.DictReader(io.StringIO((tables.directory / "report.csv").read_text("utf-8")))]
    totals: dict[str, int] = {}
    by_name = 0
    for number in report:
        rows = [it for it in catalog.actions if it.name == number["name"]]
        kinds = {kind.id for row in rows for kind in row.object_types}
        timings = {
            row.timing.id
            for row in rows
            if number["object_type"] in {kind.id for kind in row.object_types}
        }
        (timing,) = timings
        totals[timing] = totals.get(timing, 0) + int(number["total"])
        by_name += int(number["total"]) * len(kinds)
    lines = [f"{timing},{totals[timing]}" for timing in sorted(totals)]
    assert printed_by(tables).splitlines() == [*lines, f"joined by name alone,{by_name}"]
    total = sum(totals.values())
    assert f"The sum of its totals is {total}. Joined by name alone, it is {by_name}." in (
        tables.readme
    )
    assert by_name >= total


def test_a_join_by_name_alone_is_wrong_in_the_shipped_table(tmp_path: Path) -> None:
    tables = Package(shipped_catalog(), "csv", tmp_path)
    total, by_name = re.findall(
        r"totals is (\d+)\. Joined by name alone, it is (\d+)", tables.readme
    )[0]
    assert int(by_name) > int(total)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_keeps_numbers_of_unknown_names(tables: Package, recipe: str) -> None:
    with (tables.directory / "report.csv").open("a", encoding="utf-8") as file:
        file.write("NoSuchName,Queue,7\n")
    ((language, text),) = tables.blocks(f"### {recipe}")
    lines = tables.run(language, text).splitlines()
    before = printed_by(tables).splitlines()
    (added,) = {*lines[:-1]} - {*before}
    assert added.endswith(",7")
    assert added.removesuffix(",7") in {"", "nan", "None"}


def test_the_recipe_for_pandas_refuses_a_key_that_is_not_unique(tmp_path: Path) -> None:
    tables = Package(shipped_catalog(), "csv", tmp_path)
    (_, report), *_ = tables.blocks("## Join by name and object type")
    (tmp_path / "report.csv").write_text(report, "utf-8")
    ((_, text),) = tables.blocks("### pandas")
    wrong = text.replace('on=["name", "object_type"], validate', 'on="name", validate')
    assert wrong != text
    with pytest.raises(AssertionError, match="MergeError"):
        tables.run("python", wrong)


def test_pandas_and_duckdb_read_the_types_of_columns(tables: Package) -> None:
    program = """
import duckdb, pandas as pd
names = pd.read_csv("names-by-object-type.csv", keep_default_na=False)
columns = ["former", "instantaneous", "interaction_related", "in_restricted_cluster"]
print({str(names[it].dtype) for it in columns})
types = duckdb.sql("FROM read_csv('names-by-object-type.csv', header = true, delim = ',')")
print({str(kind) for name, kind in zip(types.columns, types.types) if name in columns})
print(len(names) == len(types.fetchall()))
"""
    assert tables.run("python", program).splitlines() == ["{'bool'}", "{'BOOLEAN'}", "True"]


def test_every_reader_gets_the_same_cells(tables: Package) -> None:
    """All cells of all files, as texts, in Python, pandas, DuckDB and SQLite."""
    program = """
import csv, duckdb, json, pandas as pd, sys
for path in sys.argv[1:] or ["actions.csv", "names-by-object-type.csv", "removed-actions.csv"]:
    with open(path, encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert frame.values.tolist() == rows, path
    options = "header = true, delim = ',', all_varchar = true"
    table = duckdb.sql(f"FROM read_csv('{path}', {options})").fetchall()
    assert [[it or "" for it in row] for row in table] == rows, path
    json.dump(rows, open(f"{path}.json", "w"))
"""
    tables.run("python", program)
    for path in ("actions.csv", "names-by-object-type.csv"):
        table = f".import --csv {path} cells"
        query = "SELECT * FROM cells"
        command = f'sqlite3 -json :memory: "{table}" "{query}"'
        rows = [[*it.values()] for it in json.loads(tables.run("sh", command))]
        assert rows == json.loads((tables.directory / f"{path}.json").read_text("utf-8"))


def test_the_program_of_the_readme_reads_texts(tables: Package, catalog: Catalog) -> None:
    ((_, text),) = tables.blocks("## Format")
    labels = json.loads(tables.run("python", f"{text}\nimport json\nprint(json.dumps(labels))\n"))
    assert labels == {it.id: it.label for it in catalog.actions}


def test_the_recipe_for_jq_prints_what_the_readme_shows(catalog: Catalog, tmp_path: Path) -> None:
    package = Package(catalog, "json", tmp_path)
    (_, report), (shell, text), (_, output) = package.blocks("## Join with a report")
    (tmp_path / "report.json").write_text(report, "utf-8")
    assert package.run(shell, text) == output
    numbers = json.loads(report)["numbers"]
    total = sum(it["total"] for it in numbers)
    rows = sum(it.name == numbers[0]["name"] for it in catalog.actions)
    assert f"totals is {total}. Joined by name alone, it is {total * rows}." in package.readme
