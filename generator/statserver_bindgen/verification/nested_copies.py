"""Nested copies: untracked directories in a copy that have a manifest of their own.

A build writes one: `dist` of an npm package, whose files are not in the manifest of the sources.
Takes the untracked paths of a copy, and returns those of its nested copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.artifact_paths import MANIFEST
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.verification.untracked import is_allowed
from statserver_bindgen.workspace import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def find_nested(directory: Path, untracked: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the nested copies in a directory.

    A damaged manifest makes a nested copy too: otherwise, the damage would hide the other files.

    Args:
        directory: the directory.
        untracked: the untracked paths in it, those of directories with `/` at their end.
    """
    directories = (path for path in untracked if path.endswith("/") and not is_allowed(path))
    return tuple(path.removesuffix("/") for path in directories if _has_manifest(directory / path))


def _has_manifest(directory: Path) -> bool:
    try:
        recorded = reading.read_manifest(directory / MANIFEST)
    except WorkspaceError:
        return False
    return recorded.raw is not None and not recorded.is_untracked
