"""The environment of the TypeScript example programs: frameworks, the tarball, vendored sources."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from support.checkout import ROOT
from support.command import run_command
from support.npm_package import install

PROGRAMS: Final = ROOT / "tests" / "examples" / "typescript"
NAMES: Final = sorted(it.parent.name for it in PROGRAMS.glob("*/package.json"))
# These import the sources of the package from a directory of their own.
VENDORED: Final = [name for name in NAMES if name.startswith("vendored-")]


@pytest.fixture(scope="session")
def npm_programs(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the programs: the tarball is installed there, and frameworks above it."""
    if not (PROGRAMS / "node_modules" / ".installed").is_file():
        pytest.fail(f"{PROGRAMS / 'node_modules'} is missing: run `make test-examples`")
    above = tmp_path_factory.mktemp("examples")
    without = shutil.ignore_patterns("node_modules", "dist")
    programs = Path(shutil.copytree(PROGRAMS, above / "programs", ignore=without))
    for directory in ("", "vendored-node"):
        modules = PROGRAMS / directory / "node_modules"
        link = (programs / directory if directory else above) / "node_modules"
        link.symlink_to(modules, target_is_directory=True)
    install(tarball, programs)
    for name in VENDORED:
        vendor(programs / name / "statserver-actions")
    return programs


def vendor(directory: Path) -> None:
    """Write the sources of the package to a directory."""
    result = run_command("generate", "--target", f"typescript:src={directory}")
    assert result.exit_code == 0, result.output
