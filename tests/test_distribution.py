"""The tool installed from a wheel, from an sdist and editable: it gives `out/` byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from support.trees import committed, contents

LEFTOVERS = ("build", "dist", "*.egg-info")


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed, and return its output."""
    done = subprocess.run(
        [str(it) for it in command],
        cwd=cwd,
        env={**os.environ, "PIP_NO_INDEX": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files that are committed or about to be, as in a clone."""
    copy = tmp_path_factory.mktemp("checkout")
    for path in committed(root):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, copy / path)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist, and the wheel that is built from it."""
    directory = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        directory,
        checkout,
        cwd=directory,
    )
    return {"wheel": next(directory.glob("*.whl")), "sdist": next(directory.glob("*.tar.gz"))}


@pytest.fixture(params=["wheel", "sdist", "editable"])
def installed(
    request: pytest.FixtureRequest, built: dict[str, Path], checkout: Path, tmp_path: Path
) -> Path:
    """Return the Python of an environment with only the tool and its dependencies."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "venv" / scripts / "python"
    what = ["--editable", checkout] if request.param == "editable" else [built[request.param]]
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet"]
    backend = {"PYTHONPATH": sysconfig.get_path("purelib")}
    run(
        sys.executable, "-m", "pip", "--python", python, "install", *offline, *what,
        cwd=tmp_path, **backend,
    )  # fmt: skip
    # The dependencies come from the environment of the tests: a path that is not searched for .pth
    # files, so that the tool itself can't come from there.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def test_the_installed_tool_gives_out_byte_for_byte_in_any_directory(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    command = installed.parent / "statserver-bindgen"
    run(command, "generate", "--out", tmp_path / "out", cwd=Path("/"), PYTHONPATH="")
    assert contents(tmp_path / "out") == contents(root / "out")


def test_the_tool_runs_as_a_module(installed: Path, root: Path, tmp_path: Path) -> None:
    out = ("--out", root / "out")
    run(installed, "-m", "statserver_bindgen", "check", *out, cwd=tmp_path, PYTHONPATH="")


def test_the_wheel_carries_templates_and_spec_and_no_output(built: dict[str, Path]) -> None:
    names = zipfile.ZipFile(built["wheel"]).namelist()
    assert "statserver_bindgen/spec/actions.yaml" in names
    assert "statserver_bindgen/templates/python/target.yaml" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"statserver_bindgen", "statserver_bindgen-1.0.0.dist-info"}


def test_the_sdist_carries_sources_and_tests_and_no_output(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"generator", "spec", "templates", "tests", "pyproject.toml", "LICENSE"} <= tops
    assert not tops & {"out", ".ci", "node_modules"}


def test_building_leaves_nothing_in_the_tree(built: dict[str, Path], checkout: Path) -> None:
    del built
    assert [path for pattern in LEFTOVERS for path in checkout.rglob(pattern)] == []
