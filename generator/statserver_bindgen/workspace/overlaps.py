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
from statserver_bindgen.workspace.obstacles import workspace_error

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
        WorkspaceError: two outputs share a path; the message names it and their targets. Or an
            output directory can't be resolved.
    """
    resolved = [(output, _resolve(output.directory)) for output in outputs]
    for first, second in combinations(resolved, 2):
        for (outer, outer_directory), (inner, inner_directory) in (
            (first, second),
            (second, first),
        ):
            prefix = _relative_path(inner_directory, outer_directory)
            if prefix is None:
                continue
            inner_paths = [prefix + path for path in (*inner.paths, MANIFEST)]
            if shared := _shared_path([*outer.paths, MANIFEST], inner_paths):
                raise WorkspaceError(
                    f"the targets {first[0].target} and {second[0].target} share the path "
                    f"{outer.directory / shared}; give each its own output directory"
                )


def _resolve(directory: Path) -> Path:
    try:
        return Path(os.path.realpath(directory))
    except OSError as error:  # without a working directory
        raise workspace_error(directory, "used", error) from error


def _shared_path(outer: Collection[str], inner: Collection[str]) -> str | None:
    """Return a path that is a file of both, or a file of one and a directory of the other."""
    outer_paths, inner_paths = ({fold(it) for it in paths} for paths in (outer, inner))
    for paths, others in ((inner, outer_paths), (outer, inner_paths)):
        for path in paths:
            if shared := next((it for it in (*parents(path), path) if fold(it) in others), None):
                return shared
    return None


def _relative_path(inner: Path, outer: Path) -> str | None:
    """Return the path of one resolved directory in another, with `/` at its end, or None.

    It is empty if both are the same directory.
    """
    for ancestor in (inner, *inner.parents):
        if _is_same(ancestor, outer):
            relative = inner.relative_to(ancestor).as_posix()
            return "" if relative == "." else f"{relative}/"
    return None


def _is_same(directory: Path, other: Path) -> bool:
    if fold(str(directory)) == fold(str(other)):
        return True
    try:
        return directory.samefile(other)
    except OSError:
        return False
