"""The Python package from outside: built, installed in clean environments and run."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from support import interpreters
from support.checkout import ROOT
from support.npm_package import PYRIGHT
from support.programs import run
from support.python_distribution import PACKAGE, build, install, python_of

pytestmark = pytest.mark.packages
HERE: Final = ROOT / "tests" / "python"
# Scripts that run where only the package is installed, and the files that they read.
FACTS: Final = {
    "facts.py": "out/json/actions.json",
    "conformance.py": "out/conformance/corpus.json",
}
EXAMPLE: Final = re.compile(r"```python\n((?:(?!```).)*)```\n\n```text\n(.*?)```", re.DOTALL)


def table() -> Any:
    """Return the catalog as actions.json has it."""
    return json.loads((ROOT / "out" / "json" / "actions.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist and the wheel, built from a copy as a consumer would."""
    return build(tmp_path_factory.mktemp("package"))


def pythons() -> list[interpreters.Version]:
    return [it for it in interpreters.installed() if it >= interpreters.OLDEST_FOR_THE_PACKAGE]


@pytest.fixture(scope="module")
def installed(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[interpreters.Version, Path]:
    """Return, for each Python, the one of an environment with only the wheel."""
    ready: dict[interpreters.Version, Path] = {}
    for version in pythons():
        directory = tmp_path_factory.mktemp("clean")
        run(interpreters.installed()[version], "-m", "venv", directory)
        ready[version] = python_of(directory)
        install(built["wheel"], ready[version])
    return ready


def test_every_python_has_the_facts_and_the_same_answers(
    installed: dict[interpreters.Version, Path], tmp_path: Path
) -> None:
    print("Pythons:", *installed)
    assert len(installed) >= (2 if os.environ.get("CI") else 1)
    for version, python in installed.items():
        for script, data in FACTS.items():
            output = run(python, "-W", "error", "-I", HERE / script, ROOT / data, cwd=tmp_path)
            assert output == "fine\n", version


def test_no_change_through_public_names_alters_an_answer(
    installed: dict[interpreters.Version, Path], tmp_path: Path
) -> None:
    corpus = ROOT / "out/conformance/corpus.json"
    for version, python in installed.items():
        printed = run(python, "-W", "error", "-I", HERE / "attacks.py", corpus, cwd=tmp_path)
        assert printed == "fine\n", version


def test_actions_and_masks_are_pickled_across_pythons(
    installed: dict[interpreters.Version, Path], fixture_package: Path, tmp_path: Path
) -> None:
    strict = ("-W", "error", "-I", "-B", HERE / "values.py", fixture_package)
    pickles = {tmp_path / f"{major}.{minor}.pickle": it for (major, minor), it in installed.items()}
    for pickled, python in pickles.items():
        assert run(python, *strict, "write", pickled) == "fine\n"
    for python in installed.values():
        assert run(python, *strict, "read", *pickles) == "fine\n"


def modules(python: Path, code: str) -> set[str]:
    """Return the modules that code with the package imports and an empty program does not."""
    bare = run(python, "-I", "-S", "-c", "import sys, enum, importlib; print(*sys.modules)").split()
    where = f"import sys; sys.path.append({str(PACKAGE / 'src')!r}); "
    loaded = run(python, "-I", "-S", "-B", "-c", f"{where}{code}; print(*sys.modules)").split()
    return {*loaded} - {*bare}


def test_import_loads_no_other_module(installed: dict[interpreters.Version, Path]) -> None:
    for version, python in installed.items():
        loaded = modules(python, "import statserver_actions")
        ours = {"statserver_actions", "statserver_actions._catalog"}
        assert ours <= loaded <= {*ours, "__future__"}, version


def test_actions_and_queries_load_no_other_module(
    installed: dict[interpreters.Version, Path],
) -> None:
    for version, python in installed.items():
        loaded = modules(python, "from statserver_actions import Action, named, resolve, select")
        ours = {it for it in loaded if it.startswith("statserver_actions")}
        assert "statserver_actions._rows" in ours
        unwanted = (
            *("mask", "suggestion", "literals", "pydantic", "term_texts", "meanings"),
            *("lifecycle", "history", "notices", "deprecation", "since"),
        )
        assert not {it for it in ours if any(part in it for part in unwanted)}
        assert loaded - ours <= {"__future__"}, version


def test_masks_are_loaded_on_first_use_and_load_no_other_module(
    installed: dict[interpreters.Version, Path],
) -> None:
    for version, python in installed.items():
        for code in ("from statserver_actions import Mask", "from statserver_actions import *"):
            loaded = modules(
                python, f"{code}; Mask.shortest(Mask.parse('*').names('Queue'), 'Queue')"
            )
            ours = {it for it in loaded if it.startswith("statserver_actions")}
            assert "statserver_actions._mask" in ours
            assert loaded - ours <= {"__future__"}, version


def test_exported_names_are_those_of_all(
    installed: dict[interpreters.Version, Path],
) -> None:
    code = """
import statserver_actions as it
assert dir(it) == sorted({*it.__all__}), dir(it)
scope = {}
exec("from statserver_actions import *", scope)
assert {*scope} - {"__builtins__"} == {*it.__all__}
public = {key for key, value in vars(it).items() if key[0] != "_" and type(value) is not type(it)}
assert public - {"TYPE_CHECKING"} == {*it.__all__}, public
try:
    it.Msk
except AttributeError as error:
    print(error)
"""
    for python in installed.values():
        output = run(python, "-I", "-c", code)
        assert output == "module 'statserver_actions' has no attribute 'Msk'\n"


def test_help_lists_members_and_no_methods_of_str(
    installed: dict[interpreters.Version, Path],
) -> None:
    code = """
import pydoc, statserver_actions
print(pydoc.plain(pydoc.render_doc(statserver_actions)))
"""
    for python in installed.values():
        printed = run(python, "-I", "-c", code)
        assert "CALL_WAIT = <Action.CALL_WAIT: 'CALL_WAIT'>" in printed
        assert "is_durable" in printed
        assert "capitalize" not in printed
        assert len(printed.splitlines()) < 2_450


def test_docstrings_of_actions_list_the_object_types() -> None:
    source = (PACKAGE / "src/statserver_actions/_action.py").read_text("utf-8")
    for row in table()["actions"]:
        _, _, following = source.partition(f"    {row['id']} = ")
        docstring = " ".join(following.split('"""')[1].split())
        assert docstring.endswith(f"Object types: {', '.join(row['object_types'])}."), row["id"]


def test_match_statements_accept_members(
    installed: dict[interpreters.Version, Path], fixture_package: Path
) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(fixture_package)!r})
from statserver_actions import Action, Mask, MaskProblem, MaskProblemKind, Timing
match Action.CALL_WAIT:
    case Action.CALL_WAIT: print("member")
match Action.CALL_WAIT:
    case "CALL_WAIT": print("text")
match "CALL_WAIT":
    case Action.CALL_WAIT: print("member by its text")
match Action.CALL_WAIT.timing:
    case Timing.DURABLE: print("timing")
match Mask.parse("*"):
    case Mask(has_star=True, listed=()): print("mask")
match Mask.problems("callwait")[0]:
    case MaskProblem(kind=MaskProblemKind.WRONG_CASE, suggestion=str(name)): print(name)
"""
    printed = "member\ntext\nmember by its text\ntiming\nmask\nCallWait\n"
    for version, python in installed.items():
        if version >= (3, 10):
            assert run(python, "-I", "-B", "-c", code) == printed


def test_the_wheel_is_typed_licensed_and_carries_the_version_of_the_catalog(
    built: dict[str, Path],
) -> None:
    version = table()["catalog"]["version"]
    assert built["wheel"].name == f"statserver_actions-{version}-py3-none-any.whl"
    archive = zipfile.ZipFile(built["wheel"])
    names = archive.namelist()
    info = f"statserver_actions-{version}.dist-info"
    assert "statserver_actions/py.typed" in names
    assert f"{info}/licenses/LICENSE" in names
    metadata = archive.read(f"{info}/METADATA").decode()
    assert "Requires-Python: >=3.9" in metadata
    assert "Requires-Dist" not in metadata
    assert "not affiliated with or endorsed by Genesys" in metadata


def test_the_sdist_carries_its_manifest(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"manifest.json", "pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_examples_of_the_readme_print_the_output_below_them(
    installed: dict[interpreters.Version, Path],
) -> None:
    examples = EXAMPLE.findall((PACKAGE / "README.md").read_text("utf-8"))
    assert len(examples) > 1
    for python in installed.values():
        for code, printed in examples:
            assert run(python, "-I", "-c", code) == printed


def test_the_docstring_of_the_package_is_true(installed: dict[interpreters.Version, Path]) -> None:
    code = "import doctest, statserver_actions as it; print(*doctest.testmod(it))"
    for python in installed.values():
        failed, attempted = run(python, "-I", "-c", code).split()
        assert failed == "0"
        assert int(attempted) > 0


@pytest.mark.parametrize(
    "tool",
    [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["black", "--check", "-q"],
        ["mypy"],
    ],
    ids=" ".join,
)
def test_the_package_is_clean_under_its_own_strict_settings(
    tool: list[str], tmp_path: Path
) -> None:
    copy = shutil.copytree(PACKAGE, tmp_path / "copy")
    where = [] if tool[0] == "mypy" else ["."]
    run(sys.executable, "-m", *tool, *where, cwd=Path(copy))


@pytest.mark.usefixtures("tools")
def test_the_package_is_clean_under_pyrights_strict_settings(tmp_path: Path) -> None:
    copy = shutil.copytree(PACKAGE, tmp_path / "copy")
    run(PYRIGHT, "--pythonpath", sys.executable, cwd=Path(copy))


def test_copied_sources_type_check_in_place(tmp_path: Path) -> None:
    """The rendered modules that they import are those of the package."""
    sources = ROOT / "templates" / "python" / "src"
    settings = ("--config-file", PACKAGE / "pyproject.toml", "--cache-dir", tmp_path)
    path = os.pathsep.join(map(str, (sources, PACKAGE / "src")))
    mypy = (sys.executable, "-m", "mypy", *settings, "--explicit-package-bases", sources)
    checked = len([*sources.rglob("*.py")])
    assert run(*mypy, MYPYPATH=path) == f"Success: no issues found in {checked} source files\n"


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_copied_sources_are_clean_in_place(command: list[str]) -> None:
    sources = ROOT / "templates" / "python" / "src"
    files = run(sys.executable, "-m", "ruff", "check", "--show-files", sources).split()
    assert {*map(Path, files)} >= {*sources.rglob("*.py")}
    run(sys.executable, "-m", "ruff", *command, sources)


def test_the_api_docs_of_the_readme_cover_everything_without_warnings(
    tmp_path: Path,
) -> None:
    readme = (PACKAGE / "README.md").read_text("utf-8")
    (command,) = re.findall(r"^pdoc (.* )-o docs$", readme, re.MULTILINE)
    pdoc = [sys.executable, "-W", "error", "-m", "pdoc", *command.split(), "-o", tmp_path]
    output = run(*pdoc, PYTHONPATH=str(PACKAGE / "src"), PYTHONDONTWRITEBYTECODE="1")
    assert output == ""
    page = (tmp_path / "statserver_actions.html").read_text("utf-8")
    for name in ("Action.timing", "Mask.parse", "Mask.has_star", "MaskProblem.start", "select"):
        assert f'id="{name}"' in page, name
    for row in table()["actions"]:
        assert f'id="Action.{row["id"]}"' in page, row["id"]
    for module, name in (
        ("literals", "TimingText"),
        ("_action_attributes", "ActionAttributes.timing"),
    ):
        assert f'id="{name}"' in (tmp_path / f"statserver_actions/{module}.html").read_text("utf-8")
