"""The locks of the development environment: complete, exact, and free of any registry."""

from __future__ import annotations

import importlib
import json
import re
import sys
from importlib.metadata import packages_distributions
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from support.checkout import ROOT
from support.npm_package import sources

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCKS: Final = ("requirements-dev.lock", "requirements-lowest.lock")
EXAMPLES: Final = "tests/examples/requirements.lock"
PUBLISHING: Final = "requirements-publishing.lock"
PEERS: Final = "tests/benchmarks/peers/requirements.lock"
NPM_LOCKS: Final = (
    "tests/typescript/package-lock.json",
    "tests/examples/typescript/package-lock.json",
    "tests/examples/typescript/vendored-node/package-lock.json",
    "tests/benchmarks/peers/package-lock.json",
)
PIN: Final = re.compile(r"([\w.-]+)==(\S+)(?: ; ([^\\]+))? \\")
HASH: Final = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
# Python 3.10 has no tomllib; pytest brings tomli there.
TOML: Final = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
PROJECT: Final = TOML.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES: Final = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
TOOL: Final = ROOT / "generator" / "statserver_bindgen"
DEVELOPMENT: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
FRAMEWORKS: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["examples"]]
PUBLISHERS: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["publishing"]]
GENERATORS: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["peers"]]


def lines(lock: str) -> list[str]:
    text = (ROOT / lock).read_text("utf-8")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def pins(lock: str) -> Iterable[tuple[str, Version]]:
    for line in lines(lock):
        if pin := PIN.fullmatch(line):
            yield normalized(pin[1]), Version(pin[2])


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", [*LOCKS, PUBLISHING, EXAMPLES, PEERS])
def test_every_line_is_a_pin_or_a_hash(lock: str) -> None:
    for line, following in zip(lines(lock), [*lines(lock)[1:], ""], strict=True):
        if PIN.fullmatch(line):
            assert HASH.fullmatch(following), line
        else:
            assert HASH.fullmatch(line), line


@pytest.mark.parametrize("lock", [*LOCKS, PUBLISHING, EXAMPLES, PEERS])
def test_no_address_or_path_is_named(lock: str) -> None:
    assert not re.search(
        r"://|--(?:find-links|index-url|extra-index-url)|/\w+/", "".join(lines(lock))
    )


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [
        *product(LOCKS, [*DEPENDENCIES, *DEVELOPMENT]),
        *product([PUBLISHING], PUBLISHERS),
        *product([EXAMPLES], FRAMEWORKS),
        *product([PEERS], GENERATORS),
    ],
    ids=str,
)
def test_every_declared_dependency_is_pinned_in_its_range(
    lock: str, requirement: Requirement
) -> None:
    versions = [version for name, version in pins(lock) if name == normalized(requirement.name)]
    assert versions
    assert all(version in requirement.specifier for version in versions)


def test_releases_are_built_with_the_versions_that_the_tests_build_with() -> None:
    tested, published = (dict(pins(lock)) for lock in (LOCKS[0], PUBLISHING))
    tools = {"build", "hatchling", "jinja2", "pyyaml"}
    assert {it: published[it] for it in tools} == {it: tested[it] for it in tools}


def test_the_build_systems_of_both_packages_are_in_the_lock_of_releases() -> None:
    package = TOML.loads((ROOT / "out" / "python" / "pyproject.toml").read_text("utf-8"))
    versions = dict(pins(PUBLISHING))
    for project in (PROJECT, package):
        for text in project["build-system"]["requires"]:
            requirement = Requirement(text)
            assert versions[normalized(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("dependency", DEPENDENCIES, ids=str)
def test_the_lowest_lock_pins_the_lower_bound(dependency: Requirement) -> None:
    bounds = [Version(it.version) for it in dependency.specifier if it.operator == ">="]
    versions = [version for name, version in pins(LOCKS[1]) if name == normalized(dependency.name)]
    assert versions == bounds


def npm_packages(lock: str) -> dict[str, dict[str, Any]]:
    """Return the locked packages by their directory; that of the lock itself is `""`."""
    packages: dict[str, dict[str, Any]] = json.loads((ROOT / lock).read_text("utf-8"))["packages"]
    return packages


def test_each_directory_with_npm_packages_has_a_lock() -> None:
    files = sources(ROOT / "tests")
    packages = [path for path in files if path.endswith("package.json")]
    # The builds of consumers are tested with the tools of other directories.
    own = [path for path in packages if not path.startswith("examples/builds/")]
    projects = [path for path in own if b"ependencies" in files[path]]
    assert sorted(f"tests/{path}" for path in projects) == sorted(
        lock.replace("-lock", "") for lock in NPM_LOCKS
    )


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_npm_package_has_a_version_and_a_hash_and_no_address(lock: str) -> None:
    for directory, package in npm_packages(lock).items():
        if directory:
            assert re.fullmatch(r"\d+\.\d+\.\d+(?:-[\w.-]+)?", package["version"]), directory
            assert package["integrity"].startswith("sha512-"), directory
            assert "resolved" not in package, directory


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_declared_npm_package_is_exact_and_locked(lock: str) -> None:
    project = json.loads((ROOT / lock).with_name("package.json").read_text("utf-8"))
    locked = npm_packages(lock)
    for group in ("devDependencies", "optionalDependencies"):
        declared: dict[str, str] = project.get(group, {})
        assert declared == locked[""].get(group, {})
        for name, version in declared.items():
            exact = version.removeprefix("npm:").rpartition("@")[2]
            assert locked[f"node_modules/{name}"]["version"] == exact


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_every_npm_lock_serves_every_platform(lock: str) -> None:
    """A registry may lack a tool's binary for another platform; `npm ci` then fails everywhere."""
    packages = npm_packages(lock)
    locked = {path.rpartition("node_modules/")[2] for path in packages}
    for package in packages.values():
        assert package.get("optionalDependencies", {}).keys() <= locked


def test_make_lock_refreshes_every_npm_lock() -> None:
    command = (ROOT / ".ci" / "lock").read_text("utf-8")
    (directories,) = re.findall(r"^for directory in (.*); do$", command, re.MULTILINE)
    assert directories.split() == [lock.removesuffix("/package-lock.json") for lock in NPM_LOCKS]


def test_every_module_that_imports_a_dependency_is_tested_with_all_its_versions() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (tests,) = re.findall(r"^DEPENDENCY_TESTS := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    distributions = {normalized(it.name) for it in DEPENDENCIES}
    names = "|".join(
        name
        for name, providers in packages_distributions().items()
        if distributions & {*map(normalized, providers)}
    )
    importing = {
        path.relative_to(TOOL).parts[0]
        for path in TOOL.rglob("*.py")
        if re.search(rf"^\s*(?:import|from) (?:{names})\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert len(importing) >= len(DEPENDENCIES)
    tested = {f"tests/test_{it}" if it.endswith(".py") else f"tests/{it}" for it in importing}
    assert tested <= {*tests.split()}
    assert all((ROOT / it).exists() for it in tested)
