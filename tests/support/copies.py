"""Copies of generated folders for tests of `verify`, and the command run on them.

Tests stand in an empty folder, as in another repository: no spec, no templates, no output.
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
CARRIED: Final = "src/statserver_actions"
"""The folder of the Python target that carries a manifest of its own files."""

# What builds and package managers may have left in a checkout.
_NOT_SOURCE: Final = shutil.ignore_patterns("node_modules", "dist", ".npm", "__pycache__", "*.tgz")


def copied(target: str, folder: Path) -> Path:
    """VerifiedCopy a generated target into a folder, and return its path from there."""
    shutil.copytree(OUT / target, folder / target, ignore=_NOT_SOURCE)
    return Path(target)


def verify(*words: str | Path) -> Result:
    """Run `statserver-bindgen verify` with these words."""
    result = CliRunner().invoke(main, ["verify", *map(str, words)], prog_name="statserver-bindgen")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def diagnostics(result: Result) -> list[tuple[str, str, str]]:
    """Return rule, severity and file of what `--report json` tells."""
    told = json.loads(result.stdout)["diagnostics"]
    return [(it["rule"], it["severity"], Path(it["file"]).as_posix()) for it in told]


def facts(result: Result) -> dict[str, Any]:
    """Return what `--report json` tells of the one copy that was verified."""
    (told,) = json.loads(result.stdout)["copies"]
    return dict(told)


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return what the manifest of a folder says."""
    return dict(json.loads((folder / "manifest.json").read_text("utf-8")))


def change_manifest(folder: Path, **changes: object) -> None:
    """Change keys of the manifest of a folder."""
    changed = json.dumps({**manifest_of(folder), **changes})
    (folder / "manifest.json").write_text(changed, "utf-8")
