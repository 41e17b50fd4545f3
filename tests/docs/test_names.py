"""Names in code are nouns and verbs of the field: the terms of docs/glossary.md."""

from __future__ import annotations

from typing import Final

import pytest

from support import code_names
from support.checkout import ROOT
from support.trees import committed

FILES: Final = sorted(
    path.as_posix()
    for path in committed(ROOT)
    if path.parts[0] in {"generator", "templates", "tests"} and path.suffix
)
MODULES: Final = [it for it in FILES if it.endswith(".py")]
SCRIPTS: Final = [it for it in FILES if it.endswith((".ts", ".mjs"))]
TEMPLATES: Final = [it for it in FILES if it.endswith(".j2")]


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("path", MODULES)
def test_names_of_a_python_module_are_nouns_and_verbs(path: str) -> None:
    assert code_names.python(read(path)) == []


@pytest.mark.parametrize("path", SCRIPTS)
def test_declared_names_of_a_script_are_nouns_and_verbs(path: str) -> None:
    assert code_names.script(read(path)) == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_names_of_a_template_are_nouns(path: str) -> None:
    assert code_names.template(read(path)) == []


def test_paths_have_no_term_to_avoid() -> None:
    assert [path for path in FILES if code_names.terms(path)] == []


def test_every_kind_of_source_is_checked() -> None:
    assert {
        "generator/statserver_bindgen/pipeline.py",
        "templates/python/src/statserver_actions/_mask.py",
        "tests/python/conformance.py",
    } <= {*MODULES}
    assert {
        "templates/typescript/src/select.ts",
        "tests/typescript/consumer/masks.ts",
        "tests/typescript/facts.mjs",
    } <= {*SCRIPTS}
    assert "templates/python/src/statserver_actions/_catalog.py.j2" in TEMPLATES


# The checker itself.


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("found = 1", "found"),
        ("first, *it = values", "it"),
        ("for told in values: pass", "told"),
        ("with value as known: pass", "known"),
        ("if (wanted := 1): pass", "wanted"),
        ("def f(meant): pass", "meant"),
        ("def f(*, them=()): pass", "them"),
        ("def found(): pass", "found"),
        ("class Row:\n    known: bool", "known"),
        ("self.wanted = 1", "wanted"),
        ("print(row.told)", "told"),
        ("try: pass\nexcept Exception as it: pass", "it"),
        ("match 1:\n    case found: pass", "found"),
        ("[\n    it.name\n    for it in rows\n]", "it"),
        ("sorted(rows, key=lambda it: (\n    it.name\n))", "it"),
        ("import a.module as other", "module as other"),
        ("from package import name as found", "name as found"),
        ("def lay_out(): pass", "lay_out"),
        ("async def tell_problems(): pass", "tell_problems"),
        ("class ForeignFile: pass", "ForeignFile"),
    ],
)
def test_bad_name_in_python_is_a_problem(source: str, name: str) -> None:
    assert [it.name for it in code_names.python(source)] == [name]


@pytest.mark.parametrize(
    "source",
    [
        "[it.name for it in rows]",
        "sorted(rows, key=lambda it: it.name)",
        "print(f'{[it for it in rows]}')",
        "found_rows = known_names = item = 1",
        "from hypothesis import strategies as st",
        "from collections.abc import Set as AbstractSet",
        "import xml.etree.ElementTree as ET",
        "from module import name as name",
        "'it'; 'found'",
        "def tellers(): pass",
    ],
)
def test_good_name_in_python_is_no_problem(source: str) -> None:
    assert code_names.python(source) == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("const found = [];", "found"),
        ("let told: string[] = [];", "told"),
        ("for (let it = next(); it; ) {}", "it"),
        ("for (const it of rows) {}", "it"),
        ("const [first, known] = rows;", "known"),
        ("const {\n  name: wanted,\n} = row;", "wanted"),
        ("export function told(text: string) {}", "told"),
        ("function tellProblems() {}", "tellProblems"),
    ],
)
def test_bad_name_in_a_script_is_a_problem(source: str, name: str) -> None:
    assert [it.name for it in code_names.script(source)] == [name]


@pytest.mark.parametrize(
    "source",
    [
        "rows.map((it) => it.name);",
        "const { known: isKnown } = action;",
        "const foundRows = rows.filter((it) => it.found);",
        "return { known: false, id };",
    ],
)
def test_good_name_in_a_script_is_no_problem(source: str) -> None:
    assert code_names.script(source) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% for it in rows %}", ["it"]),
        ("{%- for key, told in rows %}", ["told"]),
        ("{%- set found = 1 %}", ["found"]),
        ("{% for row in rows %}{{ it }}", []),
    ],
)
def test_loops_and_assignments_of_a_template_are_checked(source: str, names: list[str]) -> None:
    assert [it.name for it in code_names.template(source)] == names


def test_problem_has_the_line_of_the_name() -> None:
    assert code_names.python("one = 1\n\nfound = [\n]\n") == [(3, "found")]
    assert code_names.script("\nconst told = 1;\n") == [(2, "told")]
    assert code_names.template("\n\n{% set it = 1 %}") == [(3, "it")]


@pytest.mark.parametrize("path", ["generator/laid_out.py", "tests/target_roots/x.py"])
def test_path_with_a_term_to_avoid_is_a_problem(path: str) -> None:
    assert code_names.terms(path)
