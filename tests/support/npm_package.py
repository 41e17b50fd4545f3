"""The TypeScript package as consumers get it: packed, and installed in a project.

The tools and the consumer's code are in `tests/typescript`. Nothing here needs a network.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from support.checkout import ROOT
from support.generated import fixture_catalog, written
from support.programs import run

PACKAGE: Final = ROOT / "out" / "typescript"
ACTIONS_JSON: Final = ROOT / "out" / "json" / "actions.json"
CORPUS_JSON: Final = ROOT / "out" / "conformance" / "corpus.json"
TOOLS: Final = ROOT / "tests" / "typescript"
PYRIGHT: Final = TOOLS / "node_modules" / ".bin" / "pyright"
# The compilers by their directories: the lowest that the README supports, one between, the newest.
FLOOR, MIDDLE, NEWEST = "typescript-floor", "typescript", "typescript-newest"

# The code of a consumer that names rows: of the fixture catalog, not of the shipped one.
OF_FIXTURE: Final = (
    *("accepted.ts", "rejected.ts", "masks.ts"),
    *("masks.test.mjs", "masks-laws.test.mjs", "mask-problems.test.mjs", "text.test.mjs"),
)

# Files that installing, building and packing leave next to the sources.
NOT_SOURCE: Final = ("node_modules", "dist", ".npm", "package-lock.json", "*.tgz")


def npm(*arguments: str | Path, cwd: Path) -> str:
    """Run npm with no network and a cache of its own: a test that passes here passes anywhere."""
    return run(
        "npm",
        *arguments,
        "--offline",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
        f"--cache={cwd / '.npm'}",
        cwd=cwd,
    )


def tsc(compiler: str, *arguments: str | Path, cwd: Path) -> str:
    return run("node", TOOLS / "node_modules" / compiler / "bin" / "tsc", *arguments, cwd=cwd)


def sources(directory: Path) -> dict[str, bytes]:
    """Return the files that the package is made from, by path."""
    files: dict[str, bytes] = {}
    for top, directories, names in os.walk(directory):
        directories[:] = [it for it in directories if it not in NOT_SOURCE]
        for path in (Path(top, name) for name in names):
            if not any(path.match(pattern) for pattern in NOT_SOURCE):
                files[path.relative_to(directory).as_posix()] = path.read_bytes()
    return files


def code_blocks(markdown: Path, language: str) -> list[str]:
    text = markdown.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def tools() -> Path:
    """Give the directory of node's tools; without them, skip with a reason here and fail in CI."""
    if shutil.which("node") is None:
        missing = "node is not on PATH: install Node 20 or newer"
    elif not (TOOLS / "node_modules" / ".package-lock.json").is_file():
        missing = "tests/typescript/node_modules is missing: run `npm ci` in tests/typescript"
    else:
        return TOOLS
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def source(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the package's sources, with the tools where `npm install` would put them."""
    copy = tmp_path_factory.mktemp("source") / "typescript"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    (copy / "node_modules").symlink_to(tools / "node_modules", target_is_directory=True)
    return copy


@pytest.fixture(scope="session")
def tarball(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tarball that `npm pack` builds from the sources."""
    return packed(source, tmp_path_factory.mktemp("tarball"))


@pytest.fixture(scope="session")
def project(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a consumer's project: the tarball installed, and code for any catalog."""
    directory = tmp_path_factory.mktemp("project") / "consumer"
    shutil.copytree(TOOLS / "consumer", directory, ignore=shutil.ignore_patterns(*OF_FIXTURE))
    install(tarball, directory)
    readme = directory / "node_modules" / "statserver-actions" / "README.md"
    for number, block in enumerate(code_blocks(readme, "ts")):
        (directory / f"readme{number}.ts").write_text(block, "utf-8")
    return directory


@pytest.fixture(scope="session")
def fixture_project(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the package of the fixture catalog, and code that names its rows."""
    sources = written(
        fixture_catalog(), "typescript", tmp_path_factory.mktemp("fixture") / "source"
    )
    (sources / "node_modules").symlink_to(tools / "node_modules", target_is_directory=True)
    directory = tmp_path_factory.mktemp("fixture-project") / "consumer"
    directory.mkdir()
    for name in ("tsconfig.json", *OF_FIXTURE):
        shutil.copy(TOOLS / "consumer" / name, directory)
    install(packed(sources, tmp_path_factory.mktemp("fixture-tarball")), directory)
    return directory


def packed(source: Path, directory: Path) -> Path:
    """Return the tarball that `npm pack` builds from the sources."""
    npm("pack", "--silent", f"--pack-destination={directory}", cwd=source)
    (tarball,) = directory.iterdir()
    return tarball


def install(tarball: Path, directory: Path) -> None:
    """Make the directory a project that has the package installed."""
    (directory / "package.json").write_text('{ "private": true, "type": "module" }\n', "utf-8")
    npm("install", "--ignore-scripts", tarball, cwd=directory)


@pytest.fixture(scope="session")
def browser() -> str:
    """Give the path of a Chromium: without one, skip with a reason here and fail in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on PATH: install Debian's chromium, or Chrome")
    return path
