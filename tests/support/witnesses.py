"""Programs of witnesses, run or compiled with the packages from before and after an example.

A *build* is the packages of one catalog, by the name of the catalog. All programs of a kind are
compiled in one run of the compiler.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from support.generated import rendered, written
from support.markdown_pages import read
from support.npm_package import NEWEST, TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

    Programs = Mapping[str, Sequence[str]]

# Runs each program on standard input, and prints None, the warnings, or the error of each.
_RUNNER: Final = """
import json, sys, warnings
from statserver_actions import *
results = []
for program in json.load(sys.stdin):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            exec(compile(program, "<witness>", "exec"), dict(globals()))
            error = None
        except Exception as caught:
            error = f"{type(caught).__name__}: {caught}"
    results.append([error, [it.category.__name__ for it in warned]])
print(json.dumps(results))
"""
_NODE_RUNNER: Final = """
const results = [];
for (const file of process.argv.slice(2)) {
  try {
    await import(file);
    results.push(null);
  } catch (error) {
    results.push(String(error));
  }
}
console.log(JSON.stringify(results));
"""
_COMPILER_OPTIONS: Final[Mapping[str, Any]] = {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "types": [],
    "rootDir": ".",
    "outDir": "dist",
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
}
_EXPORT: Final = re.compile(r"export (?:type )?\{(.*?)\}", re.DOTALL)


class Outcome(NamedTuple):
    """What became of a program: its error, or None; and the kinds of its warnings."""

    error: str | None
    warnings: tuple[str, ...] = ()


def run_python(catalog: Catalog, directory: Path, programs: Sequence[str]) -> list[Outcome]:
    """Run programs with the Python package of a catalog, each in a namespace of its own."""
    written(catalog, "python", directory)
    done = subprocess.run(
        [sys.executable, "-c", _RUNNER],
        cwd=directory / "src",
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        check=True,
    )
    return [Outcome(error, tuple(kinds)) for error, kinds in json.loads(done.stdout)]


def run_json(catalog: Catalog, programs: Iterable[str]) -> list[Outcome]:
    """Run programs with the actions.json of a catalog."""
    data = json.loads(rendered(catalog, "json")["actions.json"])
    rows = {former["id"]: row for row in data["actions"] for former in row["formerly"]}
    rows |= {row["id"]: row for row in data["actions"]}
    return [_run(program, {"data": data, "rows": rows}) for program in programs]


def run_csv(catalog: Catalog, programs: Iterable[str]) -> list[Outcome]:
    """Run programs with the records of the CSV files of a catalog."""
    files = rendered(catalog, "csv")

    def records(path: str) -> list[dict[str, str]]:
        return [*csv.DictReader(io.StringIO(files[path], newline=""), strict=True)]

    rows = records("actions.csv")
    actions = {former: row for row in rows for former in row["former_ids"].split()}
    actions |= {row["id"]: row for row in rows}
    removed = {row["id"]: row for row in records("removed-actions.csv")}
    names = {(it["name"], it["object_type"]): it for it in records("names-by-object-type.csv")}
    namespace = {"actions": actions, "removed": removed, "names": names}
    return [_run(program, dict(namespace)) for program in programs]


def follow_links(catalog: Catalog, links: Iterable[str]) -> list[Outcome]:
    """Look for the anchors of links in the Markdown pages of a catalog."""
    pages = rendered(catalog, "markdown")
    outcomes: list[Outcome] = []
    for link in links:
        page, _, anchor = link.partition("#")
        outcomes.append(Outcome(None if anchor in read(pages[page]).anchors else "no such anchor"))
    return outcomes


def check_python(
    directory: Path, catalogs: Mapping[str, Catalog], programs: Programs
) -> Mapping[str, list[Outcome]]:
    """Check programs with mypy, each with the package of its catalog.

    Args:
        directory: an empty directory.
        catalogs: the catalogs by name.
        programs: the programs for each catalog, by its name.
    """
    for name, catalog in catalogs.items():
        package = written(catalog, "python", directory / "written" / name)
        shutil.move(package / "src" / "statserver_actions", directory / f"package_{_word(name)}")
    files: dict[str, list[str]] = {}
    for name, its in programs.items():
        files[name] = [f"program_{_word(name)}_{index}.py" for index in range(len(its))]
        for file, program in zip(files[name], its, strict=True):
            text = f"from package_{_word(name)} import *\n\n{program}\n"
            (directory / file).write_text(text, "utf-8")
    options = ["--strict", "--no-error-summary", "--follow-imports=silent", "--no-incremental"]
    every_file = [file for its in files.values() for file in its]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *every_file],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = dict(re.findall(r"^(\w+\.py):\d+: error: (.*)$", done.stdout, re.MULTILINE))
    return {name: [Outcome(errors.get(file)) for file in its] for name, its in files.items()}


def check_typescript(
    directory: Path,
    catalogs: Mapping[str, Catalog],
    programs: Programs,
    scripts: Programs,
) -> tuple[Mapping[str, list[Outcome]], Mapping[str, list[Outcome]]]:
    """Compile programs and run scripts, each with the package of its catalog.

    Args:
        directory: an empty directory.
        catalogs: the catalogs by name.
        programs: the programs in TypeScript for each catalog, by its name.
        scripts: the scripts in JavaScript for each catalog, by its name.

    Returns:
        The outcomes of the programs, and those of the scripts.
    """
    exported: dict[str, list[str]] = {}
    for name, catalog in catalogs.items():
        package = written(catalog, "typescript", directory / "written" / name)
        shutil.move(package / "src", directory / name)
        lists = _EXPORT.findall((directory / name / "index.ts").read_text("utf-8"))
        exported[name] = re.findall(r"\w+", " ".join(lists).replace("type ", ""))
    shutil.rmtree(directory / "written")
    files = {
        (name, index): directory / f"program-{name}-{index}.ts"
        for name, its in programs.items()
        for index in range(len(its))
    }
    for (name, index), file in files.items():
        program = programs[name][index]
        imported = _imported(program, exported["before"], f"./{name}/index.js")
        file.write_text(f"{imported}{program}\nexport {{}};\n", "utf-8")
    settings = {"compilerOptions": _COMPILER_OPTIONS, "include": ["."], "exclude": ["dist"]}
    (directory / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (directory / "package.json").write_text('{"type": "module"}', "utf-8")
    compiler = TOOLS / "node_modules" / NEWEST / "bin" / "tsc"
    done = subprocess.run(
        ["node", compiler, "--pretty", "false"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = dict(re.findall(r"^([\w.-]+)\(\d+,\d+\): error (.*)$", done.stdout, re.MULTILINE))
    compiled = {
        name: [Outcome(errors.get(files[name, index].name)) for index in range(len(its))]
        for name, its in programs.items()
    }
    return compiled, _run_scripts(directory, exported["before"], scripts)


def _run_scripts(
    directory: Path, exported: Sequence[str], scripts: Programs
) -> Mapping[str, list[Outcome]]:
    files: list[str] = []
    for name, its in scripts.items():
        for index, script in enumerate(its):
            file = f"./dist/script-{name}-{index}.mjs"
            imported = _imported(script, exported, f"./{name}/index.js")
            assertions = 'import assert from "node:assert/strict";\n'
            (directory / file).write_text(f"{assertions}{imported}{script}\n", "utf-8")
            files.append(file)
    (directory / "runner.mjs").write_text(_NODE_RUNNER, "utf-8")
    done = subprocess.run(
        ["node", "runner.mjs", *files], cwd=directory, capture_output=True, text=True, check=True
    )
    results = dict(zip(files, map(Outcome, json.loads(done.stdout)), strict=True))
    return {
        name: [results[f"./dist/script-{name}-{index}.mjs"] for index in range(len(its))]
        for name, its in scripts.items()
    }


def _imported(program: str, exported: Sequence[str], module: str) -> str:
    names = sorted({*re.findall(r"\w+", program)} & {*exported})
    return f'import {{ {", ".join(names)} }} from "{module}";\n'


def _run(program: str, namespace: dict[str, Any]) -> Outcome:
    try:
        exec(compile(program, "<witness>", "exec"), namespace)  # noqa: S102 - a program of a rule
    except (AssertionError, LookupError, TypeError) as error:
        return Outcome(f"{type(error).__name__}: {error}")
    return Outcome(None)


def _word(name: str) -> str:
    return name.replace("-", "_")
