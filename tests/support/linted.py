"""Sections of the format `options`, checked with a release of the shipped catalog.

The facts of a release never change, so an edit of the spec changes no expectation.
"""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from statserver_bindgen import pipeline
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.linter import REGULAR, Linter
from statserver_bindgen.linting.settings import LintSettings
from support.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic

FILE: Final = "stat_server.cfg"
"""The name of the file in diagnostics."""


_RELEASE: Final = ROOT / "spec" / "releases" / "1.0.0.json"


def write_spec(directory: Path) -> None:
    """Write the spec of the release, which the command reads in that directory."""
    (directory / "spec").mkdir()
    (directory / "spec" / "actions.yaml").write_text(_spec(), "utf-8")


@cache
def released_index() -> CatalogIndex:
    """Return the index of the catalog of the release."""
    catalog = pipeline.load(BytesIO(_spec().encode()), ()).catalog
    assert catalog is not None
    return CatalogIndex(catalog)


def _spec() -> str:
    """Return the spec of the release; JSON is YAML, too."""
    return json.dumps(json.loads(_RELEASE.read_bytes())["facts"], indent=1, ensure_ascii=False)


def lint(
    text: str,
    *,
    mode: str = REGULAR,
    file_format: str = "options",
    settings: LintSettings | None = None,
) -> list[SectionDiagnostic]:
    """Return the diagnostics of the sections of a file; the file itself must have no problems."""
    source = read_source(FILE, text.encode(), file_format=file_format)
    assert source.diagnostics == ()
    linter = Linter(released_index(), mode, settings=settings or LintSettings())
    return [*linter.check_file(source).entries]


def section(**settings: str) -> str:
    """Return a section of a valid stat type, with other values, or without those that are empty.

    An underscore in a name of a setting is a space in its key.
    """
    valid = {
        "Objects": "Agent,GroupAgents",
        "Category": "TotalNumber",
        "Subject": "DNAction",
        "MainMask": "CallAnswered",
    }
    lines = [
        f"{key.replace('_', ' ')}={value}" for key, value in (valid | settings).items() if value
    ]
    return "\n".join(["[Demo]", *lines, ""])


def lines_of(text: str, **options: str) -> list[str]:
    """Return the diagnostics of a file, as they are printed on one line without the file."""
    printed = [str(it.diagnostic) for it in lint(text, **options)]  # type: ignore[arg-type]
    return [line.removeprefix(f"{FILE}:") for line in printed]
