"""The packages import each other in one direction only, and no modules form a circle of imports.

Every module is parsed. An import counts wherever it is: at the top of a module, inside a function,
or under `TYPE_CHECKING`. Circles are searched among the imports that are executed.
"""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

import statserver_bindgen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE: Final = Path(statserver_bindgen.__file__).parent
NAME: Final = PACKAGE.name

ORDER: Final = (
    {"__main__"},
    {"cli", "data_compilation", "formatted_digests"},
    {"edited_specs", "linting"},
    {"pipeline"},
    {"releasing"},
    {"dependencies", "planned_outputs"},
    {"configuration", "verification"},
    {"workspace"},
    {"rendering"},
    {"releases"},
    {"changes"},
    {"conformance"},
    {"editing"},
    {"validation"},
    {"yaml_source"},
    {"rules"},
    {
        *("diagnostics", "report", "suggestions", "terminal_text", "identifiers", "artifact"),
        *(
            "artifact_paths",
            "action",
            "action_names",
            "names_on_object_types",
            "catalog",
            "errors",
            "lines",
            "links",
            "mask_tables",
            "mask_vocabulary",
            "name_index",
        ),
        *(
            "frozen",
            "outside_facts",
            "resources",
            "shipped_data",
            "stat_type_facts",
            "row_reader",
            "table_facts",
            "version",
            "versions",
            "vocabulary",
        ),
    },
)
"""Names at the top of the package: each set imports from itself and from the sets after it."""
LEVELS: Final = {name: level for level, names in enumerate(ORDER) for name in names}


class Import(NamedTuple):
    """An import of one module of the package by another; both without the package's name."""

    importer: str
    line: int
    imported: str
    is_executed: bool


class Finder(ast.NodeVisitor):
    """Collects the imports of one module, and which of them are executed."""

    def __init__(self, importer: str, modules: Iterable[str]) -> None:
        self.importer = importer
        self.modules = {*modules}
        self.is_executed = True
        self.imports: list[Import] = []

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            self.is_executed = False
            for statement in node.body:
                self.visit(statement)
            self.is_executed = True
            for statement in node.orelse:
                self.visit(statement)
        else:
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.add(node.lineno, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, f"{self.importer}: write imports in full"
        for alias in node.names:
            qualified = f"{node.module}.{alias.name}"
            is_module = qualified.removeprefix(f"{NAME}.") in self.modules
            self.add(node.lineno, qualified if is_module else str(node.module))

    def add(self, line: int, qualified: str) -> None:
        package, _, module = qualified.partition(".")
        # The names that the package itself exports are those of the pipeline.
        if package == NAME:
            self.imports.append(Import(self.importer, line, module or "pipeline", self.is_executed))


def read_sources() -> dict[str, str]:
    """Return the source of each module, by its name without that of the package."""
    sources: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        sources[name] = path.read_text("utf-8")
    return sources


def find_imports(sources: Mapping[str, str]) -> list[Import]:
    finders = [Finder(name, sources) for name in sources]
    for finder in finders:
        finder.visit(ast.parse(sources[finder.importer]))
    return [it for finder in finders for it in finder.imports]


def level(module: str) -> int:
    """Return how far from the top of the order a module is."""
    return LEVELS[module.partition(".")[0]]


def upward_imports(imports: Iterable[Import]) -> list[str]:
    return [
        f"{statement.importer}:{statement.line} imports {statement.imported}"
        for statement in imports
        if level(statement.imported) < level(statement.importer)
    ]


def find_circle(imports: Iterable[Import]) -> list[str]:
    """Return the modules of a circle of imports that are executed, or nothing."""
    graph: TopologicalSorter[str] = TopologicalSorter()
    for statement in imports:
        if statement.is_executed:
            graph.add(statement.importer, statement.imported)
    try:
        graph.prepare()
    except CycleError as error:
        return [*error.args[1]]
    return []


SOURCES: Final = read_sources()
# The package itself exports names of many modules, and imports them when they are first used.
IMPORTS: Final = [it for it in find_imports(SOURCES) if it.importer]


def test_every_module_has_a_level() -> None:
    assert {name.partition(".")[0] for name in SOURCES} - {""} == {*LEVELS}


def test_no_import_goes_up() -> None:
    assert upward_imports(IMPORTS) == []


def test_no_modules_form_a_circle_of_imports() -> None:
    assert find_circle(IMPORTS) == []


def test_importing_the_package_imports_only_its_version() -> None:
    executed = [it for it in find_imports(SOURCES) if not it.importer and it.is_executed]
    assert [it.imported for it in executed] == ["version"]


def test_the_command_runs_the_tool_through_the_pipeline_only() -> None:
    """Other imports of `cli`: values, the output of results, answers about masks, and leaves."""
    imported = {it.imported for it in IMPORTS if it.importer.startswith("cli") and it.is_executed}
    packages = {it for it in imported if LEVELS[it.partition(".")[0]] < len(ORDER) - 1}
    assert {it for it in packages if not it.startswith("cli")} == {
        "pipeline",
        "configuration.configuration",
        "edited_specs",
        "editing.adding",
        "editing.deprecating",
        "editing.removing",
        "editing.renaming",
        "editing.setting",
        "editing.spec_keys",
        "verification.report",
        "changes.report",
        "conformance.catalog_index",
        "conformance.document",
        "conformance.mask_answers",
        "conformance.mask_diagnostics",
        "conformance.mask_problems",
        "conformance.mask_texts",
        "conformance.unknown_values",
        "linting.baseline",
        "linting.changed_sections",
        "linting.explanations",
        "linting.files",
        "linting.fixes",
        "linting.linter",
        "linting.sarif",
        "linting.settings",
    }


def test_the_imports_of_the_package_are_found() -> None:
    pairs = {(it.importer.partition(".")[0], it.imported.partition(".")[0]) for it in IMPORTS}
    assert {("cli", "pipeline"), ("verification", "workspace"), ("workspace", "errors")} <= pairs


def sources(importer: str, source: str) -> dict[str, str]:
    return {importer: source, "workspace": "", "workspace.plan": "", "cli.console": ""}


def upward(importer: str, source: str) -> Iterator[str]:
    yield from upward_imports(find_imports(sources(importer, source)))


@pytest.mark.parametrize(
    "source",
    [
        "import statserver_bindgen.workspace.plan",
        "from statserver_bindgen import workspace",
        "from statserver_bindgen.workspace import plan",
        "from statserver_bindgen.workspace.plan import Plan",
        "from statserver_bindgen import generate",
        "from statserver_bindgen import __version__",
        "def f():\n    from statserver_bindgen.cli import console",
        "if TYPE_CHECKING:\n    from statserver_bindgen.workspace.plan import Plan",
        "if x:\n    pass\nelse:\n    from statserver_bindgen.workspace.plan import Plan",
    ],
)
def test_each_form_of_an_upward_import_is_found(source: str) -> None:
    assert len([*upward("rules.files", source)]) == 1
    assert len([*upward("errors", source)]) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from statserver_bindgen.version import __version__",
        "from statserver_bindgen import errors",
        "from statserver_bindgen.workspace.plan import Plan",
        "import pathlib",
        "from workspace.plan import Plan",
    ],
)
def test_imports_from_the_same_level_or_below_are_accepted(source: str) -> None:
    modules = {**sources("workspace.writer", source), "errors": ""}
    assert upward_imports(find_imports(modules)) == []


def test_workspace_may_not_import_verification() -> None:
    source = "from statserver_bindgen.verification.verify import verify_copy"
    assert len([*upward("workspace.writer", source)]) == 1
    assert [*upward("pipeline", source)] == []


def circle(one: str, other: str) -> list[str]:
    """Return the circle in two modules that import each other, one of them as given."""
    return find_circle(find_imports({"rules.a": one, "rules.b": other}))


def test_a_circle_is_found_also_where_an_import_is_inside_a_function() -> None:
    there = "from statserver_bindgen.rules import b"
    back = "def f():\n    from statserver_bindgen.rules.a import x"
    assert {*circle(there, back)} == {"rules.a", "rules.b"}
    assert circle(there, "") == []


def test_imports_for_type_checkers_make_no_circle() -> None:
    there = "from statserver_bindgen.rules import b"
    back = "if TYPE_CHECKING:\n    from statserver_bindgen.rules.a import x"
    assert circle(there, back) == []
