"""The TypeScript package installed by npm from its sources: linked, and from a git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from support.npm_package import NOT_SOURCE, PACKAGE
from support.npm_registry import npm_install
from support.programs import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.packages
BUILT: Final = "dist/manifest.json"
PROGRAM: Final = """\
const { ACTIONS } = require("statserver-actions");
import("statserver-actions").then((it) => console.log(it.ACTIONS.length === ACTIONS.length));
"""


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """Return a copy of the sources, without a build and without a compiler."""
    ignored = shutil.ignore_patterns(*NOT_SOURCE)
    return shutil.copytree(PACKAGE, tmp_path / "sources", ignore=ignored)


@pytest.fixture
def consumer(tmp_path: Path) -> Path:
    """Return an empty project."""
    directory = tmp_path / "consumer"
    directory.mkdir()
    (directory / "package.json").write_text('{ "private": true }\n', "utf-8")
    return directory


def prepare(package: Path) -> subprocess.CompletedProcess[str]:
    """Run the script that npm runs when it installs the sources."""
    command = ["node", "prepare.mjs"]
    return subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)


def mark_built(package: Path) -> None:
    """Write the last file of a build."""
    (package / "dist").mkdir()
    (package / BUILT).write_text("{}\n", "utf-8")


def test_installed_sources_are_built_and_a_link_to_them_has_code(
    unbuilt: Path, consumer: Path, registry: str
) -> None:
    npm_install(registry, cwd=unbuilt)
    npm_install(registry, "../sources", cwd=consumer)
    assert (consumer / "node_modules" / "statserver-actions").is_symlink()
    assert run("node", "-e", PROGRAM, cwd=consumer) == "true\n"


def test_a_link_to_built_sources_needs_no_compiler(
    unbuilt: Path, consumer: Path, source: Path, tarball: Path
) -> None:
    """The registry of this test has no package."""
    assert tarball.is_file()
    shutil.copytree(source / "dist", unbuilt / "dist")
    npm_install("http://127.0.0.1:1", "../sources", cwd=consumer)
    assert run("node", "-e", PROGRAM, cwd=consumer) == "true\n"


def test_a_git_repository_of_the_package_has_code(
    unbuilt: Path, consumer: Path, registry: str
) -> None:
    git = ("git", "-c", "user.name=x", "-c", "user.email=x")
    run(*git, "init", "--quiet", cwd=unbuilt)
    run(*git, "add", ".", cwd=unbuilt)
    run(*git, "commit", "--quiet", "-m", "x", cwd=unbuilt)
    npm_install(registry, f"git+file://{unbuilt.as_posix()}", cwd=consumer)
    assert not (consumer / "node_modules" / "statserver-actions").is_symlink()
    assert not (consumer / "node_modules" / "typescript").exists()
    assert run("node", "-e", PROGRAM, cwd=consumer) == "true\n"


def test_without_build_and_compiler_an_error_names_the_command(unbuilt: Path) -> None:
    done = prepare(unbuilt)
    assert done.returncode == 1
    assert done.stderr == f"statserver-actions is not built: run npm install in {unbuilt}\n"


def test_without_compiler_an_older_build_is_kept_with_a_warning(unbuilt: Path) -> None:
    mark_built(unbuilt)
    os.utime(unbuilt / BUILT, (1, 1))
    done = prepare(unbuilt)
    assert done.returncode == 0
    assert done.stderr.startswith("statserver-actions: the build is older than its sources; ")
    assert done.stderr.endswith(f"run npm install in {unbuilt}\n")
    assert (unbuilt / BUILT).is_file()


@pytest.mark.parametrize("newer", ["src/index.ts", "tsconfig.json", "manifest.json"])
def test_a_build_is_kept_until_a_source_is_newer(unbuilt: Path, newer: str) -> None:
    mark_built(unbuilt)
    os.utime(unbuilt / BUILT, (2**32, 2**32))
    assert prepare(unbuilt).stderr == ""
    os.utime(unbuilt / newer, (2**32 + 1, 2**32 + 1))
    assert "older than its sources" in prepare(unbuilt).stderr
