"""The TypeScript package of catalogs with a history: old programs compile, and are warned."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import Phase, given, settings

from support.generated import loaded
from support.lifecycle_packages import write_project
from support.lifecycles import RELEASES, lifecycles, row
from support.npm_package import FLOOR, MIDDLE, NEWEST, TOOLS, sources, tsc
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.action import RemovedAction
    from statserver_bindgen.catalog import Catalog

pytestmark = pytest.mark.packages
PROGRAMS: Final = TOOLS / "lifecycle"
PROGRAM: Final = "program.ts"
NODENEXT: Final = ("--module", "nodenext")
# What each version of the package announces of the names in the program, and what 2.0.0 removes.
DEPRECATED: Final = {
    "1.0.0": set[str](),
    "1.1.0": set[str](),
    "1.2.0": {"CALL_HELD", "CALL_IN_QUEUE", "CALL_LOST"},
    "1.3.0": {"CALL_HELD", "CALL_IN_QUEUE", "CALL_LOST", "CALL_WAIT"},
}
REMOVED: Final = {"CALL_HELD", "CallHeld", "CALL_LOST", "CallLost"}
Projects = dict[str, Path]


@pytest.fixture(scope="module")
def projects(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return a project for each release, by version: the package, and a program of 1.0.0."""
    assert tools.is_dir()
    made: Projects = {}
    for data in RELEASES:
        version = data["catalog"]["version"]
        made[version] = write_project(loaded(data), tmp_path_factory.mktemp("release") / version)
        shutil.copy(PROGRAMS / PROGRAM, made[version])
    return made


def lines_with(names: set[str], directory: Path) -> set[int]:
    """Return the lines of the program that use one of the names."""
    lines = enumerate((directory / PROGRAM).read_text("utf-8").splitlines(), 1)
    return {number for number, line in lines if names & {*re.findall(r"\w+", line)}}


@pytest.mark.parametrize("version", DEPRECATED)
def test_a_program_of_the_first_release_compiles_and_runs_until_the_next_major_version(
    projects: Projects, version: str
) -> None:
    assert tsc(NEWEST, *NODENEXT, cwd=projects[version]) == ""
    assert run("node", "built/program.js", cwd=projects[version]) == ""


@pytest.mark.parametrize("compiler", [FLOOR, MIDDLE])
def test_a_program_with_former_names_compiles_with_every_compiler(
    projects: Projects, compiler: str
) -> None:
    assert tsc(compiler, "--noEmit", *NODENEXT, cwd=projects["1.3.0"]) == ""


@pytest.mark.parametrize("version", DEPRECATED)
def test_editors_show_the_use_of_each_deprecated_constant(projects: Projects, version: str) -> None:
    script, program = TOOLS / "deprecations.mjs", projects[version] / PROGRAM
    printed = run("node", script, program, cwd=TOOLS)
    shown = re.findall(r"^(\d+) (\w+): '\2' is deprecated\.$", printed, re.MULTILINE)
    names = DEPRECATED[version]
    text = program.read_text("utf-8")
    outside_of_texts = re.sub(r'"\w+"', '""', text)
    uses = [
        (f"{number}", name)
        for number, line in enumerate(outside_of_texts.splitlines(), 1)
        for name in re.findall(r"\w+", line)
        if name in names
    ]
    assert sorted(shown) == sorted(uses)


def test_the_next_major_version_breaks_the_program_where_it_uses_removed_rows(
    projects: Projects,
) -> None:
    project = projects["2.0.0"]
    done = subprocess.run(
        ["node", TOOLS / "node_modules" / NEWEST / "bin" / "tsc", "--noEmit", *NODENEXT],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = re.findall(r"^program\.ts[:(](\d+)", done.stdout, re.MULTILINE)
    assert {*map(int, errors)} == lines_with(REMOVED, project)


@pytest.mark.parametrize(
    ("version", "name"), [("1.3.0", "history.test.mjs"), ("2.0.0", "removed.test.mjs")]
)
def test_the_package_passes_its_tests(projects: Projects, version: str, name: str) -> None:
    shutil.copy(PROGRAMS / name, projects[version])
    run("node", "--test", name, cwd=projects[version])


def test_a_commonjs_program_with_former_names_compiles_and_runs(
    projects: Projects, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(projects["1.3.0"], tmp_path / "consumer"))
    (copy / "package.json").write_text("{}\n", "utf-8")
    options = ("--module", "commonjs", "--moduleResolution", "node10")
    tsc(MIDDLE, *options, "--verbatimModuleSyntax", "false", cwd=copy)
    program = copy / "built" / "program.js"
    assert "require(" in program.read_text("utf-8")
    assert run("node", program, cwd=copy) == ""


def test_vendored_sources_with_a_history_compile_with_the_program(
    projects: Projects, tmp_path: Path
) -> None:
    package = projects["1.3.0"] / "node_modules" / "statserver-actions"
    shutil.copytree(package / "src", tmp_path / "vendored")
    shutil.copy(TOOLS / "consumer" / "tsconfig.json", tmp_path)
    (tmp_path / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    text = (PROGRAMS / PROGRAM).read_text("utf-8")
    text = text.replace('"statserver-actions"', '"./vendored/index.js"')
    text = text.replace('"statserver-actions/actions"', '"./vendored/actions.js"')
    (tmp_path / PROGRAM).write_text(text, "utf-8")
    assert tsc(MIDDLE, *NODENEXT, cwd=tmp_path) == ""
    assert run("node", "built/program.js", cwd=tmp_path) == ""


@pytest.mark.parametrize("version", ["1.3.0", "2.0.0"])
def test_a_package_with_a_history_is_formatted_by_prettier(
    projects: Projects, version: str
) -> None:
    package = projects[version] / "node_modules" / "statserver-actions"
    prettier = TOOLS / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    options = ("--check", "--ignore-unknown", "--no-config", "--no-editorconfig")
    # Prettier ignores a path with node_modules in it.
    files = sources(package).keys() - {"actions.json", "actions.schema.json"}  # of the target json
    run("node", prettier, *options, *sorted(files), cwd=package)


def test_links_to_replacements_are_not_dead(projects: Projects, tmp_path: Path) -> None:
    package = projects["1.3.0"] / "node_modules" / "statserver-actions"
    typedoc = TOOLS / "node_modules" / "typedoc" / "bin" / "typedoc"
    options = ("--options", TOOLS / "typedoc.json", "--out", tmp_path / "api")
    copy = Path(shutil.copytree(package, tmp_path / "package"))
    (copy / "node_modules").symlink_to(TOOLS / "node_modules", target_is_directory=True)
    run("node", typedoc, *options, "src/index.ts", "src/actions.ts", cwd=copy)
    entry = (tmp_path / "api" / "variables" / "actions.CALL_HELD.html").read_text("utf-8")
    assert "Deprecated since version 1.2.0" in entry
    assert "actions.CALL_ON_HOLD.html" in entry


@pytest.mark.parametrize("bundler", ["esbuild", "rollup"])
def test_a_former_id_is_bundled_with_its_row_alone(projects: Projects, bundler: str) -> None:
    entries = {"it": 'export { CALL_IN_QUEUE } from "statserver-actions/actions";'}
    bundle = TOOLS / "bundle.mjs"
    printed = run("node", bundle, projects["1.3.0"], cwd=TOOLS, stdin=json.dumps(entries))
    text = json.loads(printed)["it"][bundler]
    assert re.findall(r'\bid:"(\w+)"', text) == ["CALL_QUEUED", "CALL_IN_QUEUE"]


def newer_release() -> dict[str, Any]:
    """Return the first release with a row whose object class, types and scope are new."""
    data = copy.deepcopy(RELEASES[0])
    data["catalog"]["version"] = "1.1.0"
    data["object_types"]["Chat"] = {"title": "Chat", "description": "One chat."}
    data["object_classes"]["chat"] = {
        "title": "Chats",
        "description": "Chats of any kind.",
        "object_types": ["Chat"],
        "modes": ["regular"],
    }
    facts = {"object_class": "chat", "timing": "durable"}
    data["actions"].append({**row("ChatOpened", facts), "restricted_cluster": False})
    return data


def test_an_older_package_reads_the_values_of_a_newer_one(
    projects: Projects, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(projects["1.0.0"], tmp_path / "consumer"))
    (project / PROGRAM).unlink()
    newer = write_project(loaded(newer_release()), tmp_path / "newer")
    modules = project / "node_modules"
    shutil.move(newer / "node_modules" / "statserver-actions", modules / "statserver-actions-newer")
    for name in ("newer.ts", "newer.test.mjs"):
        shutil.copy(PROGRAMS / name, project)
    assert tsc(MIDDLE, *NODENEXT, cwd=project) == ""
    run("node", "--test", "newer.test.mjs", cwd=project)
    read = run("node", "built/newer.js", cwd=project).splitlines()
    assert read[-1] == "CHAT_OPENED 0 1 false true true false"
    assert {line.split(" ", 1)[1] for line in read[:-1]} == {"1 1 true true true true"}


@pytest.mark.usefixtures("tools")
# Each builds a package, so a failing spec is shown as it was drawn.
@settings(max_examples=8, phases=[Phase.reuse, Phase.generate])
@given(lifecycles())
def test_the_package_of_any_catalog_has_its_history(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    former = {alias.id: it for it in catalog.actions for alias in it.aliases}
    names = {it.name: it.action_name.name for it in catalog.former_names}
    removed = [it.action.id for it in catalog.removed]
    asked = json.dumps({"ids": [*former], "names": [*names], "removed": removed})
    with tempfile.TemporaryDirectory() as directory:
        project = write_project(catalog, Path(directory) / "consumer")
        shutil.copy(PROGRAMS / "rows.mjs", project)
        printed = json.loads(run("node", "rows.mjs", asked, cwd=project))
    new_ids = [it.id for it in former.values()]
    assert printed == {
        "rows": expected_rows(catalog),
        "constants": new_ids,
        "parsed": new_ids,
        "named": [*names.values()],
        "masks": [f"*,~{it}" for it in names.values()],
        "isRemovedKnown": False,
        "removed": [expected_error(it) for it in catalog.removed],
    }


def expected_rows(catalog: Catalog) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for action in catalog.actions:
        facts: dict[str, Any] = {"since": action.since} if action.since else {}
        if action.deprecation:
            replaced_by = action.deprecation.replaced_by
            facts["deprecated"] = {
                "since": action.deprecation.since,
                "reason": action.deprecation.reason,
                **({"replacedBy": replaced_by.id} if replaced_by else {}),
            }
        if action.formerly:
            facts["formerly"] = [
                {
                    "id": alias.id,
                    "name": alias.name,
                    "scope": alias.scope.id if alias.scope else None,
                    "label": alias.label,
                }
                for alias in action.formerly
            ]
        rows.append(facts)
    return rows


def expected_error(removed: RemovedAction) -> str:
    deprecation = removed.action.deprecation
    assert deprecation is not None
    message = f"{removed.action.id} was removed in version {removed.since}: {deprecation.reason}"
    replaced_by = deprecation.replaced_by
    return f"{message} Use {replaced_by.id} instead." if replaced_by else message
