"""The Python package from outside: built, installed in clean environments, run and type-checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

import interpreters
from trees import contents

HERE: Final = Path(__file__).parent / "python"
ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = ROOT / "out" / "python"
EXAMPLE: Final = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def run(*command: str | Path, cwd: Path | None = None, **variables: str) -> str:
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist and the wheel, built from a copy as a consumer would."""
    folder = tmp_path_factory.mktemp("package")
    copy = Path(shutil.copytree(PACKAGE, folder / "copy"))
    before = contents(copy)
    dist = folder / "dist"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, copy)
    assert contents(copy) == before, "building left something in the tree"
    return {"wheel": next(dist.glob("*.whl")), "sdist": next(dist.glob("*.tar.gz"))}


def pythons() -> list[interpreters.Version]:
    return [it for it in interpreters.found() if it >= interpreters.OLDEST_FOR_THE_PACKAGE]


@pytest.fixture(scope="module")
def installed(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[interpreters.Version, Path]:
    """Return, for each Python, that of an environment with the wheel and nothing else."""
    ready: dict[interpreters.Version, Path] = {}
    for version in pythons():
        folder = tmp_path_factory.mktemp("clean")
        run(interpreters.found()[version], "-m", "venv", folder)
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        offline = ["--no-index", "--no-deps", "--quiet"]
        run(python, "-m", "pip", "install", *offline, built["wheel"])
        ready[version] = python
    return ready


def test_every_python_has_the_table_and_the_same_behaviour(
    installed: dict[interpreters.Version, Path], tmp_path: Path
) -> None:
    print("Pythons:", *installed)
    assert len(installed) >= (2 if os.environ.get("CI") else 1)
    for version, python in installed.items():
        facts = run(
            python,
            "-W",
            "error",
            "-I",
            HERE / "facts.py",
            ROOT / "out/json/actions.json",
            cwd=tmp_path,
        )
        assert facts == "fine\n", version


def test_import_takes_nothing_that_costs(installed: dict[interpreters.Version, Path]) -> None:
    code = "import sys; import statserver_actions; print(*sys.modules)"
    for version, python in installed.items():
        bare = run(python, "-I", "-S", "-c", "import sys, enum; print(*sys.modules)").split()
        where = f"import sys; sys.path.append({str(PACKAGE / 'src')!r}); "
        loaded = run(python, "-I", "-S", "-c", where + code).split()
        extra = {it for it in loaded if not it.startswith("statserver_actions")} - {*bare}
        assert extra <= {"__future__"}, version


def test_match_statements_take_members(installed: dict[interpreters.Version, Path]) -> None:
    code = """
from statserver_actions import Action, Timing
match Action.CALL_WAIT:
    case Action.CALL_WAIT: print("member")
match Action.CALL_WAIT.timing:
    case Timing.DURABLE: print("timing")
"""
    for version, python in installed.items():
        if version >= (3, 10):
            assert run(python, "-I", "-c", code) == "member\ntiming\n"


def test_the_wheel_is_typed_licensed_and_carries_the_version_of_the_catalog(
    built: dict[str, Path],
) -> None:
    version = json.loads((ROOT / "out/json/actions.json").read_text("utf-8"))["catalog"]["version"]
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


def test_the_examples_of_the_readme_print_what_stands_below_them(
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
        ["pyright"],
    ],
    ids=" ".join,
)
def test_the_package_is_clean_under_its_own_strict_settings(
    tool: list[str], tmp_path: Path
) -> None:
    copy = shutil.copytree(PACKAGE, tmp_path / "copy")
    where = [] if tool[0] in {"mypy", "pyright"} else ["."]
    run(sys.executable, "-m", *tool, *where, cwd=Path(copy))


def consumer(name: str, folder: Path) -> Path:
    file = folder / name
    shutil.copy(HERE / name, file)
    settings = {
        "include": [name],
        "extraPaths": [str(PACKAGE / "src")],
        "typeCheckingMode": "strict",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return file


def told_lines(checker: str, file: Path) -> set[int]:
    """Return the lines at which a checker finds errors."""
    if checker == "mypy":
        command = ["mypy", "--strict", "--no-error-summary", "--python-version", "3.10", file.name]
    else:
        command = ["pyright", "--outputjson"]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=file.parent,
        env={**os.environ, "MYPYPATH": str(PACKAGE / "src"), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if checker == "mypy":
        return {
            int(it) for it in re.findall(rf"^{file.name}:(\d+): error", done.stdout, re.MULTILINE)
        }
    told = json.loads(done.stdout)["generalDiagnostics"]
    return {it["range"]["start"]["line"] + 1 for it in told if it["severity"] == "error"}


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_consumers_write_type_checks(checker: str, tmp_path: Path) -> None:
    assert told_lines(checker, consumer("accepted.py", tmp_path)) == set()


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_every_wrong_line_is_an_error(checker: str, tmp_path: Path) -> None:
    lines = (HERE / "rejected.py").read_text("utf-8").splitlines()
    wrong = {at for at, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert len(wrong) > 10
    assert told_lines(checker, consumer("rejected.py", tmp_path)) == wrong
