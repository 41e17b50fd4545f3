"""`verify` on packages that were built, unpacked, installed and imported."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tarfile
from pathlib import Path
from typing import Final

import pytest

from support.checkout import ROOT
from support.copies import INNER, OUT, copied, diagnostics, facts, facts_of_all, verify
from support.programs import run

pytestmark = pytest.mark.packages
TOOLS: Final = ROOT / "tests" / "typescript"


def files_of(directory: Path) -> int:
    """Return the number of files in the manifest of a directory."""
    return len(json.loads((directory / "manifest.json").read_text("utf-8"))["files"])


def unpacked(archive: Path, directory: Path) -> Path:
    """Unpack an archive into a directory, and return the one directory in it."""
    with tarfile.open(archive) as opened:
        opened.extractall(directory, filter="data")
    (inside,) = directory.iterdir()
    return inside


# Python


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist and the wheel of a copy."""
    directory = tmp_path_factory.mktemp("python")
    copy = directory / copied("python", directory)
    dist = directory / "dist"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, copy, cwd=directory)
    return {"wheel": next(dist.glob("*.whl")), "sdist": next(dist.glob("*.tar.gz"))}


def test_an_unpacked_sdist_is_intact(built: dict[str, Path], tmp_path: Path) -> None:
    copy = unpacked(built["sdist"], tmp_path)
    result = verify(copy, "--strict", "--against", OUT / "python", "--report", "json")
    assert result.exit_code == 0
    assert facts(result)["intact"] == files_of(OUT / "python")
    assert facts(result)["untracked"] == ["PKG-INFO"]


def test_a_submodule_is_intact_with_strict(tmp_path: Path) -> None:
    copied("python", tmp_path)
    git = ("git", "-c", "user.name=x", "-c", "user.email=x", "-c", "protocol.file.allow=always")
    for directory in ("python", "consumer"):
        (tmp_path / directory).mkdir(exist_ok=True)
        run(*git, "init", "--quiet", cwd=tmp_path / directory)
        run(*git, "add", ".", cwd=tmp_path / directory)
        run(*git, "commit", "--quiet", "--allow-empty", "-m", "x", cwd=tmp_path / directory)
    run(*git, "submodule", "--quiet", "add", "../python", "lib", cwd=tmp_path / "consumer")
    copy = tmp_path / "consumer" / "lib"
    result = verify(copy, "--strict", "--against", OUT / "python", "--report", "json")
    assert diagnostics(result) == [("file-untracked", "note", str(copy / ".git"))]
    assert result.exit_code == 0


def test_the_installed_package_is_intact_and_its_bytecode_is_a_note(
    built: dict[str, Path], tmp_path: Path
) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["install", "--no-index", "--no-deps", "--quiet", str(built["wheel"])]
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=tmp_path)
    where = "import statserver_actions as it; print(it.__path__[0])"
    package = Path(run(python, "-c", where, cwd=tmp_path, PYTHONDONTWRITEBYTECODE="").strip())
    assert (package / "__pycache__").is_dir()

    result = verify(package, "--strict", "--against", OUT / "python", "--report", "json")

    assert result.exit_code == 0
    assert diagnostics(result) == [("file-untracked", "note", str(package / "__pycache__"))]
    assert facts(result)["intact"] == files_of(OUT / "python" / INNER)
    assert facts(result)["age"] == "same"

    (package / "_rows.py").write_bytes((package / "_rows.py").read_bytes() + b"# mine\n")
    (package / "py.typed").unlink()
    result = verify(package, "--report", "json")
    assert result.exit_code == 1
    assert (facts(result)["edited"], facts(result)["missing"]) == (["_rows.py"], ["py.typed"])


# TypeScript


@pytest.fixture(scope="module")
def tarball(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tarball of a copy, made by `npm pack` with the installed tools."""
    if shutil.which("npm") is None or not (TOOLS / "node_modules").is_dir():
        pytest.skip("run `npm ci` in tests/typescript: npm and the compiler are needed")
    directory = tmp_path_factory.mktemp("typescript")
    copy = directory / copied("typescript", directory)
    (copy / "node_modules").symlink_to(TOOLS / "node_modules", target_is_directory=True)
    npm("pack", "--silent", f"--pack-destination={directory}", cwd=copy)
    return next(directory.glob("*.tgz"))


def npm(*arguments: str | Path, cwd: Path) -> None:
    """Run npm offline with a cache of its own."""
    cache = cwd / ".npm"
    run("npm", *arguments, "--offline", "--no-audit", "--no-fund", f"--cache={cache}", cwd=cwd)


@pytest.fixture
def installed(tarball: Path, tmp_path: Path) -> Path:
    """Return the directory of the package in a project that has the tarball installed."""
    (tmp_path / "package.json").write_text("{}\n", "utf-8")
    npm("install", tarball, cwd=tmp_path)
    return tmp_path / "node_modules" / "statserver-actions"


def test_a_directory_that_was_built_and_packed_is_intact(tarball: Path) -> None:
    result = verify(tarball.parent / "typescript", "--report", "json")
    assert result.exit_code == 0
    sources, build = facts_of_all(result)
    assert sources["untracked"] == [".npm/", "node_modules"]
    assert build["untracked"] == []


def test_an_unpacked_tarball_is_intact_with_its_build(tarball: Path, tmp_path: Path) -> None:
    result = verify(unpacked(tarball, tmp_path), "--strict", "--report", "json")
    assert result.exit_code == 0
    assert diagnostics(result) == []
    assert [it["intact"] for it in facts_of_all(result)] == [
        files_of(OUT / "typescript"),
        files_of(tarball.parent / "typescript" / "dist"),
    ]


def test_an_installed_package_equals_the_directory_that_it_was_built_in(
    tarball: Path, installed: Path
) -> None:
    built = tarball.parent / "typescript"
    for path, ages in ((".", ["same", "same"]), ("dist", ["same"])):
        result = verify(installed / path, "--strict", "--against", built / path, "--report", "json")
        assert result.exit_code == 0
        assert diagnostics(result) == []
        assert [it["age"] for it in facts_of_all(result)] == ages


def test_an_edited_build_is_an_error_of_the_package(installed: Path) -> None:
    (installed / "dist" / "cjs" / "index.js").write_text("// edited\n", "utf-8")
    (installed / "dist" / "index.js").unlink()
    result = verify(installed, "--report", "json")
    assert result.exit_code == 1
    assert diagnostics(result) == [
        ("file-edited", "error", f"{installed.as_posix()}/dist/cjs/index.js"),
        ("file-missing", "error", f"{installed.as_posix()}/dist/index.js"),
    ]
