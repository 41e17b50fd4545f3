"""What lies in a folder beside the files that its manifest knows. Reads names only.

What comes in: a folder, and the paths that are known in it. What goes out: the paths of all else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from statserver_bindgen import artifact_paths
from statserver_bindgen.workspace import filesystem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


def list_untracked(directory: Path, known: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of what is not known below a folder, sorted.

    A folder that holds nothing known is one path, with `/` at its end, whatever it holds: there may
    be thousands of files in `node_modules`. Symlinks are not followed.

    Args:
        directory: the folder.
        known: paths below it. They need not be there.

    Raises:
        WorkspaceError: a folder can't be read.
    """
    expected = {
        it: it
        for path in (*known, artifact_paths.MANIFEST)
        for it in (*artifact_paths.parents(path), path)
    }
    # As it is spelled comes first: a manifest may know of two paths that differ by case.
    spelled = {artifact_paths.fold(it): it for it in expected} | expected
    return tuple(sorted(_beside(directory, "", spelled)))


def _beside(directory: Path, folder: str, spelled: Mapping[str, str]) -> Iterator[str]:
    for name, is_folder in _entries(directory / folder):
        path = f"{folder}{name}"
        meant = spelled.get(path) or spelled.get(artifact_paths.fold(path))
        if meant is None or not (meant == path or _is_same(directory / path, directory / meant)):
            yield f"{path}/" if is_folder else path
        elif is_folder:
            yield from _beside(directory, f"{path}/", spelled)


def _entries(folder: Path) -> list[tuple[str, bool]]:
    try:
        with os.scandir(folder) as inside:
            return [(it.name, it.is_dir(follow_symlinks=False)) for it in inside]
    except OSError as error:
        raise filesystem.workspace_error(folder, "read", error) from error


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths that differ by case lead to one file, as on some systems they do."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False
