"""The Python package of a catalog with a history: a warning before each break."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings

from support import interpreters
from support.checkout import ROOT
from support.generated import loaded, rendered, written
from support.lifecycles import RELEASES, lifecycles, row, with_statuses
from support.mutants import MUTANTS_OF_LIFECYCLE, Mutant
from support.mutated_package import imported_runner, read_sources
from support.npm_package import PYRIGHT
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE: Final = ROOT / "tests" / "python"
VERSIONS: Final = [it["catalog"]["version"] for it in RELEASES]
STATES: Final = {"1.3.0": "deprecated", "2.0.0": "removed"}
REPORTED: Final = re.compile(r"# deprecated: (.+)$")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the import path of the package of each release, by version."""
    directory = tmp_path_factory.mktemp("releases")
    return {
        version: written(loaded(with_statuses(data)), "python", directory / version) / "src"
        for version, data in zip(VERSIONS, RELEASES, strict=True)
    }


def pythons() -> list[Path]:
    installed = interpreters.installed()
    return [it for key, it in installed.items() if key >= interpreters.OLDEST_FOR_THE_PACKAGE]


@pytest.mark.packages
@pytest.mark.parametrize(("version", "state"), STATES.items())
def test_members_warn_before_they_are_removed_on_every_python(
    packages: dict[str, Path], version: str, state: str
) -> None:
    for python in pythons():
        printed = run(python, "-I", "-B", HERE / "lifecycle.py", packages[version], state)
        assert printed == "fine\n", python


@pytest.mark.once
@pytest.mark.parametrize("mutant", MUTANTS_OF_LIFECYCLE, ids=str)
def test_faulty_variants_are_detected(
    mutant: Mutant, packages: dict[str, Path], tmp_path: Path
) -> None:
    """Each mutant fails the checks of one of the two packages, on the newest Python."""
    newest = pythons()[-1]
    codes: set[int] = set()
    for version, state in STATES.items():
        copied = Path(shutil.copytree(packages[version], tmp_path / version))
        module = copied / "statserver_actions" / f"{mutant.module}.py"
        source = module.read_text("utf-8")
        assert source.count(mutant.part) == 1, "the part must occur once: change the mutant"
        module.write_text(source.replace(mutant.part, mutant.replacement), "utf-8")
        command: list[str | Path] = [newest, "-I", "-B", HERE / "lifecycle.py", copied, state]
        codes.add(subprocess.run(command, capture_output=True, check=False).returncode)
    assert 1 in codes


ENUMS: Final = ("Action", "ActionName", "Status")
MEMBERS: Final = """
import json, sys, warnings
sys.path.insert(0, sys.argv[1])
import statserver_actions
states = {}
for enum, names in json.loads(sys.argv[2]).items():
    members = getattr(statserver_actions, enum)
    for name in names or members.__members__:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                getattr(members, name)
                states[f"{enum}.{name}"] = "warns" if caught else "works"
            except AttributeError as error:
                is_removed = "was removed in" in str(error)
                states[f"{enum}.{name}"] = "removed" if is_removed else "unknown"
print(json.dumps(states))
"""


def states_of_members(package: Path, names: dict[str, list[str]] | None = None) -> dict[str, str]:
    """Return what the use of each member does: works, warns, is an error that names the removal."""
    listed = json.dumps(names or {enum: [] for enum in ENUMS})
    states: dict[str, str] = json.loads(
        run(sys.executable, "-I", "-B", "-c", MEMBERS, package, listed)
    )
    return states


def test_every_break_follows_a_warning(packages: dict[str, Path]) -> None:
    """The members of each release work in the next one, or the release warns of their removal."""
    before = states_of_members(packages[VERSIONS[0]])
    assert {*before.values()} == {"works"}
    ended: set[str] = set()
    for version in VERSIONS[1:]:
        names: dict[str, list[str]] = {enum: [] for enum in ENUMS}
        for member in before:
            enum, _, name = member.partition(".")
            names[enum].append(name)
        after = states_of_members(packages[version], names)
        assert "unknown" not in after.values()
        removed = {member for member, state in after.items() if state == "removed"}
        assert all(before[member] == "warns" for member in removed)
        ended |= removed
        before = states_of_members(packages[version])
    assert ended == {f"{enum}.{name}" for enum in ENUMS for name in ("CALL_HELD", "CALL_LOST")}


def test_pickles_of_each_release_are_read_by_the_next(packages: dict[str, Path]) -> None:
    dump = "import sys, pickle; sys.path.insert(0, sys.argv[1]); import statserver_actions as it; "
    write = "print(pickle.dumps([[*it.Action], [*it.ActionName]]).hex())"
    read = "print(*map(len, pickle.loads(bytes.fromhex(sys.argv[2]))))"
    python = partial(run, sys.executable, "-I", "-B", "-W", "error", "-c")
    for older, newer in pairwise(VERSIONS[:-1]):
        pickled = python(dump + write, packages[older]).strip()
        again = python(dump + read, packages[newer], pickled)
        assert [*map(int, again.split())] == [
            len({it for it in states_of_members(packages[older]) if it.startswith(f"{enum}.")})
            - len(aliases_of(older, enum))
            for enum in ("Action", "ActionName")
        ]


def aliases_of(version: str, enum: str) -> list[Any]:
    catalog = loaded(RELEASES[VERSIONS.index(version)])
    if enum == "Action":
        return [alias for action in catalog.actions for alias in action.aliases]
    return [*catalog.former_names]


def later_catalog() -> dict[str, Any]:
    """Return the `actions.json` of a later catalog, with terms that no release has."""
    spec = copy.deepcopy(RELEASES[-1])
    term = {"title": "Later", "description": "A later version has it."}
    spec["object_types"]["Kiosk"] = dict(term)
    spec["object_classes"]["kiosk"] = {**term, "object_types": ["Kiosk"], "modes": ["regular"]}
    facts = {"object_class": "kiosk", "timing": "durable"}
    spec["actions"].append({**row("CallAtKiosk", facts), "restricted_cluster": False})
    data: dict[str, Any] = json.loads(rendered(loaded(spec), "json")["actions.json"])
    # Versions of this tool have no other modes and timings.
    data["modes"]["standby"] = data["timings"]["repeated"] = term
    data["actions"][-1]["timing"] = "repeated"
    return data


@pytest.mark.packages
def test_rows_of_a_later_catalog_are_read_on_every_python(
    packages: dict[str, Path], tmp_path: Path
) -> None:
    later = tmp_path / "actions.json"
    later.write_text(json.dumps(later_catalog()), "utf-8")
    for python in pythons():
        printed = run(
            python, "-W", "error", "-I", "-B", HERE / "newer.py", packages["1.0.0"], later
        )
        assert printed == "Kiosk kiosk repeated standby\n", python


def lines_reported_by_mypy(directory: Path, package: Path) -> Iterator[tuple[int, str]]:
    command = ["-m", "mypy", "--strict", "--python-version", "3.10", "--no-error-summary"]
    done = subprocess.run(
        [sys.executable, *command, "--enable-error-code", "deprecated", "consumer.py"],
        cwd=directory,
        env={**os.environ, "MYPYPATH": str(package), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    for line in done.stdout.splitlines():
        if ": error: " in line:
            yield int(line.split(":")[1]), line.rpartition("[")[2].rstrip("]")


def lines_reported_by_pyright(directory: Path, package: Path) -> Iterator[tuple[int, str]]:
    options = {"extraPaths": [str(package)], "typeCheckingMode": "strict", "pythonVersion": "3.10"}
    (directory / "pyrightconfig.json").write_text(json.dumps(options), "utf-8")
    done = subprocess.run(
        [PYRIGHT, "--outputjson", "--pythonpath", sys.executable],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    for report in json.loads(done.stdout)["generalDiagnostics"]:
        yield report["range"]["start"]["line"] + 1, report["rule"]


CHECKERS: Final[dict[str, tuple[Callable[..., Iterator[tuple[int, str]]], str]]] = {
    "mypy": (lines_reported_by_mypy, "deprecated"),
    "pyright": (lines_reported_by_pyright, "reportDeprecated"),
}


@pytest.mark.packages
@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_accept_former_names_and_report_them(
    checker: str, packages: dict[str, Path], tmp_path: Path
) -> None:
    code = (HERE / "lifecycle_types.py").read_text("utf-8")
    (tmp_path / "consumer.py").write_text(code, "utf-8")
    reported, rule = CHECKERS[checker]
    expected = {
        (number, rule)
        for number, line in enumerate(code.splitlines(), 1)
        if (match := REPORTED.search(line)) and checker in match[1]
    }
    assert {*reported(tmp_path, packages["1.3.0"])} == expected != set()


@pytest.mark.packages
@pytest.mark.parametrize(
    "tool",
    [["ruff", "check"], ["ruff", "format", "--check"], ["black", "--check", "-q"], ["mypy"]],
    ids=" ".join,
)
def test_the_package_is_clean_under_its_own_strict_settings(
    tool: list[str], packages: dict[str, Path]
) -> None:
    where = [] if tool[0] == "mypy" else ["."]
    run(sys.executable, "-m", *tool, *where, cwd=packages["1.3.0"].parent)


@pytest.mark.packages
@pytest.mark.usefixtures("tools")
def test_the_package_is_clean_under_pyrights_strict_settings(packages: dict[str, Path]) -> None:
    run(PYRIGHT, "--pythonpath", sys.executable, cwd=packages["1.3.0"].parent)


@settings(max_examples=25)
@given(lifecycles())
def test_members_of_any_history_warn_if_they_are_deprecated_or_renamed(
    data: dict[str, Any],
) -> None:
    catalog = loaded(data)
    aliases = {alias.id: action for action in catalog.actions for alias in action.aliases}
    deprecated = {it.id: it for it in catalog.actions if it.deprecation}
    with imported_runner(read_sources(catalog)) as package:
        enum = package["Action"]
        assert [*map(str, enum)] == [it.id for it in catalog.actions]
        assert [*enum.__members__] == [*map(str, enum), *aliases]
        for name, action in {**aliases, **deprecated}.items():
            assert name not in vars(enum)
            with pytest.warns(DeprecationWarning, match=f"^Action.{name} "):
                assert getattr(enum, name) is enum(name) is enum(action.id)
        for name in {*map(str, enum)} - deprecated.keys():
            assert vars(enum)[name] is getattr(enum, name) is enum[name]
        for tombstone in catalog.removed:
            with pytest.raises(AttributeError, match=f"was removed in version {tombstone.since}"):
                getattr(enum, tombstone.action.id)
        has_history = bool(catalog.removed or aliases or deprecated)
        assert (type(enum).__name__ == "LifecycleType") is has_history
