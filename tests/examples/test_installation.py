"""The tool is installed by the commands of docs/builds.md, without a network."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Final

import pytest

from support.build_projects import PAGE
from support.checkout import ROOT
from support.example_environment import ENVIRONMENT
from support.programs import run
from support.trees import committed
from support.wheelhouse import write_wheels

SECTION: Final = PAGE.read_text("utf-8").split("\n## Install the tool\n")[1].split("\n## ")[0]
BUILD, *INSTALL = re.findall(r"^```sh\n(.*)\n```$", SECTION, re.MULTILINE)
BUILD_REQUIREMENTS: Final = ("hatchling", "jinja2", "pyyaml")
REQUIREMENTS: Final = ("black", "click", "jinja2", "jsonschema", "pyyaml")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory of wheels, in place of an index."""
    directory = tmp_path_factory.mktemp("wheels")
    write_wheels([*BUILD_REQUIREMENTS, *REQUIREMENTS], directory)
    return directory


@pytest.fixture(scope="module")
def checkout(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout in which the wheel of the tool was built as shown."""
    copy = tmp_path_factory.mktemp("checkout")
    for path in committed(ROOT):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    sh(BUILD, copy, wheels, Path(sys.executable).parent)
    return copy


def sh(text: str, directory: Path, wheels: Path, *tools: Path, **variables: str) -> None:
    """Run a command with these tools; the installers use the wheels instead of an index."""
    run(
        "sh",
        "-c",
        text,
        cwd=directory,
        PATH=":".join([*map(str, tools), "/usr/bin", "/bin"]),
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(wheels),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        UV_OFFLINE="1",
        UV_NO_INDEX="1",
        UV_NO_CONFIG="1",
        UV_FIND_LINKS=str(wheels),
        UV_PYTHON=sys.executable,
        **variables,
    )


@pytest.mark.parametrize("command", INSTALL, ids=lambda it: it.split()[0])
def test_the_tool_is_installed_and_generates(
    command: str, checkout: Path, wheels: Path, tmp_path: Path
) -> None:
    tool, *_ = command.split()
    scripts = tmp_path / "venv" / "bin" if tool == "pip" else tmp_path / "bin"
    if tool == "pip":
        run(sys.executable, "-m", "venv", tmp_path / "venv")
    elif not (ENVIRONMENT / "bin" / tool).exists():
        pytest.skip(f"{tool} is missing: run `make test-examples`")
    sh(
        command,
        checkout,
        wheels,
        scripts,
        ENVIRONMENT / "bin",
        HOME=str(tmp_path / "home"),
        PIPX_HOME=str(tmp_path / "pipx"),
        PIPX_BIN_DIR=str(scripts),
        PIPX_DEFAULT_BACKEND="uv",
        PIPX_DEFAULT_PYTHON=sys.executable,
        UV_TOOL_DIR=str(tmp_path / "uv"),
        UV_TOOL_BIN_DIR=str(scripts),
        UV_CACHE_DIR=str(tmp_path / "cache"),
    )
    program = scripts / "statserver-bindgen"
    run(program, "generate", "--target", "json=json", "--dependency-file", "stamp.d", cwd=tmp_path)
    assert (tmp_path / "json" / "actions.json").read_bytes() == (
        ROOT / "out" / "json" / "actions.json"
    ).read_bytes()
    rule = (tmp_path / "stamp.d").read_text("utf-8").split("\n\n")[0]
    (record,) = rule.splitlines()[1:]
    assert record.strip().endswith("-1.0.0.dist-info/RECORD")
    assert Path(record.strip()).is_file()


def test_each_installer_has_one_line() -> None:
    assert [it.split()[0] for it in INSTALL] == ["pip", "pipx", "uv"]


def test_the_readme_has_the_same_lines(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8").splitlines()
    assert {BUILD, *INSTALL} < {line.partition("  #")[0].rstrip() for line in readme}
