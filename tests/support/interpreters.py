"""The Pythons of this machine: found by running them, and set up for the tests that need many.

`python tests/support/interpreters.py` prints the matrix and makes, for each Python that the tool
supports, an environment in `.venv/pythons` from the lock. The tests use what is there.
"""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / "requirements-dev.lock"
ENVIRONMENTS: Final = ROOT / ".venv" / "pythons"
OLDEST_FOR_THE_TOOL: Final = (3, 10)
OLDEST_FOR_THE_PACKAGE: Final = (3, 9)
_NAME: Final = re.compile(r"python3\.(\d+)")

Version = tuple[int, int]


@cache
def installed() -> dict[Version, Path]:
    """Return the Pythons that run, by version: `python3.N` on PATH, and all of pyenv's versions.

    A shim that does not run is skipped, and each version counts once.
    """
    directories = [Path(it) for it in os.environ.get("PATH", "").split(os.pathsep) if it]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    candidates = [it for directory in directories for it in sorted(directory.glob("python3.*"))]
    candidates += sorted(pyenv.glob("*/bin/python3.*"))
    pythons: dict[Version, Path] = {}
    for path in candidates:
        if _NAME.fullmatch(path.name) and (version := _version(path)) is not None:
            pythons.setdefault(version, path)
    return dict(sorted(pythons.items()))


def _version(python: Path) -> Version | None:
    code = "import sys, ensurepip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-I", "-c", code], capture_output=True, text=True, timeout=60, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor = map(int, answer.split())
    return major, minor


def environment(version: Version) -> Path:
    """Return the Python of the environment with the tool's dependencies, which may be missing."""
    scripts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return ENVIRONMENTS.joinpath(f"{version[0]}.{version[1]}", *scripts)


def _set_up(version: Version, python: Path) -> None:
    """Install the lock, then the tool: each Python with the pip that it brings."""
    directory = ENVIRONMENTS / f"{version[0]}.{version[1]}"
    subprocess.run([python, "-m", "venv", "--clear", directory], check=True)
    lock = ["--require-hashes", "--requirement", str(LOCK)]
    tool = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    for packages in (lock, tool):
        pip = [str(environment(version)), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *packages], check=True)


def main() -> None:
    """Print the matrix, and set up the environments that the tool runs in."""
    for version, python in installed().items():
        if version >= OLDEST_FOR_THE_PACKAGE:
            print(f"Python {version[0]}.{version[1]}: {python}")
        if version >= OLDEST_FOR_THE_TOOL:
            _set_up(version, python)


if __name__ == "__main__":
    main()
