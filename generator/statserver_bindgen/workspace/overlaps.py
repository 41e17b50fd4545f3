"""Overlaps of output directories: a file of one output is at a path of another one.

Output directories may be nested, but two outputs never write, remove or need the same path. Paths
are compared as files on disk: symlinks, `..` and spellings that are one file on some systems make
no difference.
"""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.artifact_paths import MANIFEST, fold, parents
from statserver_bindgen.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class OutputPaths(NamedTuple):
    """The paths that a run writes, removes or needs in an output directory.

    Attributes:
        target: the name of the target.
        directory: the output directory.
        paths: the paths in it, without that of the manifest.
    """

    target: str
    directory: Path
    paths: Collection[str]


def refuse_overlaps(outputs: Iterable[OutputPaths]) -> None:
    """Do nothing if no two outputs share a path.

    Raises:
        WorkspaceError: two outputs share a path; the message names it and their targets.
    """
    for first, second in combinations(outputs, 2):
        for outer, inner in ((first, second), (second, first)):
            prefix = _relative_path(inner.directory, outer.directory)
            if prefix is None:
                continue
            inner_paths = [prefix + path for path in (*inner.paths, MANIFEST)]
            if shared := _shared_path([*outer.paths, MANIFEST], inner_paths):
                raise WorkspaceError(
                    f"the targets {first.target} and {second.target} share the path "
                    f"{outer.directory / shared}; give each its own output directory"
                )


def _shared_path(outer: Collection[str], inner: Collection[str]) -> str | None:
    """Return a path that is a file of both, or a file of one and a directory of the other."""
    outer_paths, inner_paths = ({fold(it) for it in paths} for paths in (outer, inner))
    for paths, others in ((inner, outer_paths), (outer, inner_paths)):
        for path in paths:
            if shared := next((it for it in (*parents(path), path) if fold(it) in others), None):
                return shared
    return None


def _relative_path(inner: Path, outer: Path) -> str | None:
    """Return the path of one directory in another, with `/` at its end, or None.

    It is empty if both are the same directory.
    """
    resolved = Path(os.path.realpath(inner))
    for ancestor in (resolved, *resolved.parents):
        if _is_same(ancestor, outer):
            relative = resolved.relative_to(ancestor).as_posix()
            return "" if relative == "." else f"{relative}/"
    return None


def _is_same(directory: Path, other: Path) -> bool:
    if fold(str(directory)) == fold(os.path.realpath(other)):
        return True
    try:
        return directory.samefile(other)
    except OSError:
        return False
