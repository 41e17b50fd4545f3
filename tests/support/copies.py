"""Copies of output directories for tests of `verify`, and the command run on them.

The tests run in an empty working directory, as in another repository: without spec, templates and
output directories.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from click.testing import CliRunner

from statserver_bindgen.cli import main
from support.checkout import ROOT

if TYPE_CHECKING:
    from click.testing import Result

OUT: Final = ROOT / "out"
INNER: Final = "src/statserver_actions"
"""The directory of the Python target that has a manifest of its own files."""

# Files that builds and package managers may have left in a checkout.
_NOT_SOURCE: Final = shutil.ignore_patterns("node_modules", "dist", ".npm", "__pycache__", "*.tgz")


def copied(target: str, parent: Path) -> Path:
    """Copy an output directory into a directory, and return the relative path of the copy."""
    shutil.copytree(OUT / target, parent / target, ignore=_NOT_SOURCE)
    return Path(target)


def verify(*arguments: str | Path) -> Result:
    """Run `statserver-bindgen verify` with these arguments."""
    command = ["verify", *map(str, arguments)]
    result = CliRunner().invoke(main, command, prog_name="statserver-bindgen")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def diagnostics(result: Result) -> list[tuple[str, str, str]]:
    """Return rule, severity and file of each diagnostic in the output of `--report json`."""
    data = json.loads(result.stdout)["diagnostics"]
    return [(it["rule"], it["severity"], Path(it["file"]).as_posix()) for it in data]


def facts(result: Result) -> dict[str, Any]:
    """Return the facts about the only copy in the output of `--report json`."""
    (copy,) = facts_of_all(result)
    return copy


def facts_of_all(result: Result) -> list[dict[str, Any]]:
    """Return the facts about each copy in the output of `--report json`; nested ones follow."""
    return [dict(it) for it in json.loads(result.stdout)["copies"]]


def manifest_of(directory: Path) -> dict[str, Any]:
    """Return the content of the manifest in a directory."""
    return dict(json.loads((directory / "manifest.json").read_text("utf-8")))


def change_manifest(directory: Path, **changes: object) -> None:
    """Change keys of the manifest in a directory."""
    changed = json.dumps({**manifest_of(directory), **changes})
    (directory / "manifest.json").write_text(changed, "utf-8")
