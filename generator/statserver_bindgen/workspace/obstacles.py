"""Obstacles: whatever keeps a run from writing a file, found before the first write.

An `Obstacle` is something in the way of a regular file: a symlink, a directory, a device.
`refuse_unwritable` finds it and everything else that can be known without a write: permissions, and
names and paths that are too long for the file system. Nothing here writes.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import stat_result
    from pathlib import Path

SYMLINK: Final = "a symlink"
_LONGEST_PATH: Final = 4096


def workspace_error(path: Path, action: str, error: OSError) -> WorkspaceError:
    """Return the error for a failed action (a past participle: "read", "written") on a path."""
    return WorkspaceError(f"{path} can't be {action}: {error.strerror or error}")


def read_status(path: Path, *, follow: bool = False) -> stat_result | None:
    """Return the status of a path, or None if there is no such file.

    Args:
        path: the path.
        follow: whether the status of a symlink is that of the file it leads to.

    Raises:
        WorkspaceError: the status can't be read.
    """
    try:
        return path.stat() if follow else path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error


def kind_of(status: stat_result) -> str:
    """Return the kind of a file, with an article."""
    kinds = ((stat.S_ISLNK, SYMLINK), (stat.S_ISDIR, "a directory"), (stat.S_ISREG, "a file"))
    return next((kind for is_kind, kind in kinds if is_kind(status.st_mode)), "not a regular file")


class Obstacle(NamedTuple):
    """Something in the way of a regular file.

    Attributes:
        path: its path in the output directory: that of the file, or of one of its parents.
        kind: its kind, with an article: "a symlink".
    """

    path: str
    kind: str


def find_obstacle(
    directory: Path,
    path: str,
    statuses: dict[str, stat_result | None],
    *,
    follow: bool = False,
) -> Obstacle | None:
    """Return what is in the way of a regular file at a path, or None.

    Args:
        directory: the output directory.
        path: the path of the file.
        statuses: the status of parents that were looked at before; those of this path are added.
        follow: whether a symlink to a regular file or to a directory is none.
    """
    for parent in artifact_paths.parents(path):
        if parent not in statuses:
            statuses[parent] = read_status(directory / parent, follow=follow)
        status = statuses[parent]
        if status is None:
            return None
        if not stat.S_ISDIR(status.st_mode):
            return Obstacle(parent, kind_of(status))
    status = read_status(directory / path, follow=follow)
    if status is None or stat.S_ISREG(status.st_mode):
        return None
    return Obstacle(path, kind_of(status))


def describe_obstacle(directory: Path, path: str) -> str | None:
    """Return what is in the way of a regular file, as text, or None. Symlinks are followed."""
    obstacle = find_obstacle(directory, path, {}, follow=True)
    if obstacle is None:
        return None
    return f"{'it' if obstacle.path == path else obstacle.path} is {obstacle.kind}"


def obstacle_error(directory: Path, path: str, obstacle: Obstacle) -> WorkspaceError:
    """Return the error for an obstacle in the way of a planned file."""
    planned = "a file" if obstacle.path == path else "a directory"
    return _in_the_way(directory, obstacle, planned)


def _in_the_way(directory: Path, obstacle: Obstacle, planned: str) -> WorkspaceError:
    return WorkspaceError(
        f"{directory / obstacle.path} is {obstacle.kind}, where {planned} is planned; move it away"
    )


def refuse_unwritable(directory: Path, paths: Iterable[str]) -> None:
    """Do nothing if files can be written or removed, as far as that can be known before.

    Raises:
        WorkspaceError: something is in the way of a file or of its temporary file; its name or its
            path is too long for the file system; or permissions do not allow the change.
    """
    statuses: dict[str, stat_result | None] = {}
    ancestors: dict[str, _Ancestor] = {}
    for path in paths:
        if obstacle := find_obstacle(directory, path, statuses):
            raise obstacle_error(directory, path, obstacle)
        temporary = artifact_paths.temporary_path(path)
        if obstacle := find_obstacle(directory, temporary, statuses):
            raise _in_the_way(directory, obstacle, "a temporary file")
        parent = path.rpartition("/")[0]
        if parent not in ancestors:
            ancestors[parent] = _Ancestor(directory / parent)
        ancestor = ancestors[parent]
        for name in (path, temporary):
            ancestor.refuse_too_long(directory, name)
        if not ancestor.is_writable:
            raise WorkspaceError(f"{ancestor.path} is not writable; change its permissions")
        if reason := _find_protection(directory / path, ancestor.path):
            raise WorkspaceError(f"{directory / path} can't be replaced: {reason}; move it away")


def refuse_uncreatable(directory: Path) -> None:
    """Do nothing if an output directory exists or can be created, as far as permissions show.

    Raises:
        WorkspaceError: permissions do not allow to create it.
    """
    ancestor = _Ancestor(directory)
    if ancestor.path != directory and not ancestor.is_writable:
        error = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        raise workspace_error(directory, "used", error)


class _Ancestor:
    """The nearest existing ancestor of files, and what its file system allows.

    Attributes:
        path: the ancestor.
        is_writable: whether files and directories can be created in it.
    """

    def __init__(self, directory: Path) -> None:
        """Take the directory of the files, or the next existing directory above it."""
        while read_status(directory) is None:
            directory = directory.parent
        self.path = directory
        self.is_writable = os.access(directory, os.W_OK | os.X_OK)
        self._longest_name = _limit(directory, "PC_NAME_MAX", artifact_paths.LONGEST_NAME)
        self._longest_path = _limit(directory, "PC_PATH_MAX", _LONGEST_PATH)

    def refuse_too_long(self, directory: Path, path: str) -> None:
        """Do nothing if the file system allows the names in a path and the path itself.

        Raises:
            WorkspaceError: a name or the path is too long.
        """
        if any(len(os.fsencode(name)) > self._longest_name for name in path.split("/")):
            raise WorkspaceError(
                f"{directory / path} can't be written: the file system allows names of "
                f"{self._longest_name} bytes; choose another output directory"
            )
        if len(os.fsencode(f"{directory}{os.sep}{path}")) >= self._longest_path:
            raise WorkspaceError(
                f"{directory / path} can't be written: the system allows paths of "
                f"{self._longest_path - 1} bytes; choose another output directory"
            )


def _limit(directory: Path, name: str, default: int) -> int:
    """Return a limit of the file system, or the usual one if the system does not give it."""
    with suppress(AttributeError, ValueError, OSError):
        limit = os.pathconf(directory, name)
        return limit if limit > 0 else default
    return default


def _find_protection(file: Path, parent: Path) -> str | None:
    """Return why an existing file can't be replaced although its directory is writable, or None."""
    status, around = read_status(file), read_status(parent, follow=True)
    if status is None or around is None:
        return None
    if status.st_dev != around.st_dev:
        return "it is mounted"
    user = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
    if around.st_mode & stat.S_ISVTX and user not in {0, status.st_uid, around.st_uid}:
        return "it belongs to another user"  # as in /tmp
    is_writable = user == 0 or (user == status.st_uid and status.st_mode & stat.S_IWUSR)
    if is_writable and not os.access(file, os.W_OK):
        return "it is immutable"
    return None
