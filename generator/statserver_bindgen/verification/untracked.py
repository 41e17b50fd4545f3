"""Untracked files and directories in a copy: those that its manifest does not name.

Reads names only, never the content of a file.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from statserver_bindgen import artifact_paths
from statserver_bindgen.workspace import obstacles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# At the top of a copy: the file of a submodule, the metadata of an sdist, the packages of npm.
_ALLOWED: Final = frozenset({".git", "PKG-INFO", "node_modules/"})


def is_allowed(path: str) -> bool:
    """Return whether `--strict` allows an untracked path: a trace of Python, pip, git or npm.

    Args:
        path: the path of a file, or of a directory with `/` at its end.
    """
    if path in _ALLOWED:
        return True
    name = path.removesuffix("/").rpartition("/")[2]
    return path.endswith("/") and (name == "__pycache__" or name.endswith(".egg-info"))


def list_untracked(directory: Path, tracked: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of what is untracked in a directory, sorted.

    A subdirectory without tracked files is one path with `/` at its end, whatever it contains:
    `node_modules` may contain thousands of files. Symlinks are followed only in place of
    directories with tracked files.

    Args:
        directory: the directory.
        tracked: the paths of tracked files, which need not exist.

    Raises:
        WorkspaceError: a directory can't be read.
    """
    top = [("", path) for path in (*tracked, artifact_paths.MANIFEST)]
    return tuple(sorted(_walk(directory, "", top)))


def _walk(directory: Path, parent: str, tracked: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what is untracked in a subdirectory.

    Args:
        directory: the directory.
        parent: the path of the subdirectory, with `/` at its end.
        tracked: tracked paths in the subdirectory, each in two parts: the path of the subdirectory
            as the manifest spells it, and the rest.
    """
    by_name: dict[str, list[tuple[str, str]]] = {}
    for prefix, path in tracked:
        name, _, rest = path.partition("/")
        by_name.setdefault(artifact_paths.fold(name), []).append((f"{prefix}{name}", rest))
    for name, is_directory in _entries(directory / parent):
        path = f"{parent}{name}"
        inside = by_name.get(artifact_paths.fold(name), [])
        spellings = {spelling for spelling, _ in inside}
        if path not in spellings and not any(
            _is_same(directory / path, directory / spelling) for spelling in spellings
        ):
            yield f"{path}/" if is_directory else path
        elif is_directory or _leads_to_directory(directory / path):
            inner = [(f"{spelling}/", rest) for spelling, rest in inside if rest]
            yield from _walk(directory, f"{path}/", inner)


def _entries(directory: Path) -> list[tuple[str, bool]]:
    try:
        with os.scandir(directory) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError as error:
        raise obstacles.workspace_error(directory, "read", error) from error


def _leads_to_directory(path: Path) -> bool:
    status = obstacles.read_status(path, follow=True)
    return status is not None and stat.S_ISDIR(status.st_mode)


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths that differ by case are one file, as they are on some systems."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False
