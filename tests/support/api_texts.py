"""The API texts in tests/api: what programs can use of the packages, at a version of the catalog.

The packages are those of the lifecycle catalog: `diff` compares the facts of the shipped catalog. A
text begins with the version of the shipped catalog for which it was written.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.versions import raised, version_numbers
from support.checkout import ROOT
from support.python_api import read_api

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.versions import Part

DIRECTORY: Final = ROOT / "tests" / "api"
TOOLS: Final = ROOT / "tests" / "typescript"
LANGUAGES: Final = ("python", "typescript")


class ApiText(NamedTuple):
    """An API and the version of the catalog that has it."""

    version: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        """Return the text of the file."""
        return "".join(f"{it}\n" for it in (f"version {self.version}", "", *self.lines))


def read_text(language: str) -> ApiText:
    """Return the API text of a language."""
    version, _, *lines = (DIRECTORY / f"{language}.txt").read_text("utf-8").splitlines()
    return ApiText(version.removeprefix("version "), tuple(lines))


def read_package(language: str, directory: Path) -> tuple[str, ...]:
    """Return the API of a generated package."""
    if language == "python":
        return tuple(read_api(directory / "src"))
    command: list[str | Path] = ["node", TOOLS / "api.mjs", directory, "index", "actions"]
    done = subprocess.run(command, capture_output=True, check=True)
    return tuple(json.loads(done.stdout))


def required_part(before: tuple[str, ...], after: tuple[str, ...]) -> Part | None:
    """Return the part of the version that a difference between APIs raises, or None."""
    if not {*before} <= {*after}:
        return "major"
    return None if before == after else "minor"


def is_allowed(recorded: ApiText, current: ApiText) -> bool:
    """Return whether the version of the current API allows its difference from the recorded one."""
    part = required_part(recorded.lines, current.lines)
    smallest = recorded.version if part is None else raised(recorded.version, part)
    return (version_numbers(current.version) or ()) >= (version_numbers(smallest) or ())
