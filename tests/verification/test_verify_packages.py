"""`verify` on packages as package managers leave them: built, unpacked, installed, imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

import pytest

from support.checkout import ROOT
from support.copies import CARRIED, OUT, copied, diagnostics, facts, verify

pytestmark = pytest.mark.packages
TOOLS: Final = ROOT / "tests" / "typescript"


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed, and return what it printed."""
    done = subprocess.run(
        [str(it) for it in command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def files_of(folder: Path) -> int:
    """Return how many files the manifest of a folder knows."""
    return len(json.loads((folder / "manifest.json").read_text("utf-8"))["files"])


def unpacked(archive: Path, folder: Path) -> Path:
    """Return the one folder that is in an archive."""
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (inside,) = folder.iterdir()
    return inside


# Python


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("python")
    copy = folder / copied("python", folder)
    dist = folder / "dist"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, copy, cwd=folder)
    return {"wheel": next(dist.glob("*.whl")), "sdist": next(dist.glob("*.tar.gz"))}


def test_an_unpacked_sdist_is_whole(built: dict[str, Path], tmp_path: Path) -> None:
    result = verify(unpacked(built["sdist"], tmp_path), "--report", "json")
    assert result.exit_code == 0
    assert facts(result)["intact"] == files_of(OUT / "python")
    assert facts(result)["untracked"] == ["PKG-INFO"]


def test_the_installed_package_is_whole_and_what_python_leaves_there_is_a_note(
    built: dict[str, Path], tmp_path: Path
) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["install", "--no-index", "--no-deps", "--quiet", str(built["wheel"])]
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=tmp_path)
    where = "import statserver_actions as it; print(it.__path__[0])"
    package = Path(run(python, "-c", where, cwd=tmp_path, PYTHONDONTWRITEBYTECODE="").strip())
    assert (package / "__pycache__").is_dir()

    result = verify(package, "--against", OUT / "python", "--report", "json")

    assert result.exit_code == 0
    assert diagnostics(result) == [("file-untracked", "note", str(package / "__pycache__"))]
    assert facts(result)["intact"] == files_of(OUT / "python" / CARRIED)
    assert facts(result)["age"] == "same"

    (package / "_rows.py").write_bytes((package / "_rows.py").read_bytes() + b"# mine\n")
    (package / "py.typed").unlink()
    result = verify(package, "--report", "json")
    assert result.exit_code == 1
    assert (facts(result)["edited"], facts(result)["missing"]) == (["_rows.py"], ["py.typed"])


# TypeScript


@pytest.fixture(scope="module")
def tarball(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what `npm pack` makes of a copy, with the tools where `npm install` puts them."""
    if shutil.which("npm") is None or not (TOOLS / "node_modules").is_dir():
        pytest.skip("run `npm ci` in tests/typescript: npm and the compiler are needed")
    folder = tmp_path_factory.mktemp("typescript")
    copy = folder / copied("typescript", folder)
    (copy / "node_modules").symlink_to(TOOLS / "node_modules", target_is_directory=True)
    npm("pack", "--silent", f"--pack-destination={folder}", cwd=copy)
    return next(folder.glob("*.tgz"))


def npm(*words: str | Path, cwd: Path) -> None:
    """Run npm with no network and a cache of its own."""
    cache = cwd / ".npm"
    run("npm", *words, "--offline", "--no-audit", "--no-fund", f"--cache={cache}", cwd=cwd)


def test_a_folder_that_was_built_and_packed_is_whole_beside_what_that_left(tarball: Path) -> None:
    result = verify(tarball.parent / "typescript", "--report", "json")
    assert result.exit_code == 0
    assert facts(result)["untracked"] == [".npm/", "dist/", "node_modules"]


def test_an_unpacked_tarball_is_whole(tarball: Path, tmp_path: Path) -> None:
    result = verify(unpacked(tarball, tmp_path), "--report", "json")
    assert result.exit_code == 0
    assert facts(result)["intact"] == files_of(OUT / "typescript")
    assert facts(result)["untracked"] == ["dist/"]


def test_the_package_in_node_modules_is_whole(tarball: Path, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}\n", "utf-8")
    npm("install", tarball, cwd=tmp_path)
    package = tmp_path / "node_modules" / "statserver-actions"

    result = verify(package, "--against", OUT / "typescript", "--report", "json")

    assert result.exit_code == 0
    assert facts(result)["intact"] == files_of(OUT / "typescript")
    assert facts(result)["untracked"] == ["dist/"]
    assert facts(result)["age"] == "same"
