"""Sections of the format `options`, checked with the shipped catalog."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from statserver_bindgen import pipeline, resources
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.linter import REGULAR, Linter
from statserver_bindgen.linting.settings import LintSettings

if TYPE_CHECKING:
    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic

FILE: Final = "stat_server.cfg"
"""The name of the file in diagnostics."""


@cache
def shipped_index() -> CatalogIndex:
    """Return the index of the shipped catalog."""
    catalog = pipeline.load(resources.spec(), ()).catalog
    assert catalog is not None
    return CatalogIndex(catalog)


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
    linter = Linter(shipped_index(), mode, settings=settings or LintSettings())
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
