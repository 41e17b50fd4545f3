"""Versions of catalogs and of the tool as numbers, so that 1.10.0 is newer than 1.9.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.terminal_text import listed
from statserver_bindgen.versions import version_numbers
from statserver_bindgen.workspace import file_states
from statserver_bindgen.workspace.file_states import PathDiagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.workspace.manifest import Provenance

_TOOL: Final = re.compile(r"[0-9]+(\.[0-9]+)*")
_LONGEST: Final = 40  # int() refuses numbers of thousands of digits


def tool_numbers(version: str) -> tuple[int, ...] | None:
    """Return the numbers at the start of the tool's version, or None if there are none.

    The rest, as in `1.1.0.dev3`, is the business of package managers.
    """
    match = _TOOL.match(version[:_LONGEST])
    return match and tuple(map(int, match[0].split(".")))


def version_warnings(planned: Provenance, recorded: Provenance) -> Iterator[PathDiagnostic]:
    """Yield a warning if the tool, or the catalog, is older than that of the recorded manifest."""
    tool, newer_tool = planned.generator_version, recorded.generator_version
    if _is_older(tool_numbers(tool), tool_numbers(newer_tool)):
        detail = f"{listed([newer_tool])}; this is version {tool}"
        yield PathDiagnostic(file_states.OLDER_TOOL, MANIFEST, detail)
    catalog, newer_catalog = planned.catalog_version, recorded.catalog_version
    is_same_catalog = planned.catalog_id == recorded.catalog_id
    if is_same_catalog and _is_older(version_numbers(catalog), version_numbers(newer_catalog)):
        detail = f"{newer_catalog}; the spec has version {catalog}"
        yield PathDiagnostic(file_states.OLDER_CATALOG, MANIFEST, detail)


def _is_older(numbers: tuple[int, ...] | None, others: tuple[int, ...] | None) -> bool:
    return numbers is not None and others is not None and numbers < others
