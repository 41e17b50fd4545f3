"""Every access to the disk that a run needs. The only module of the tool that writes.

Reading returns manifests and obstacles; `digests` reads the artifacts. Writing is atomic: each file
is written to a temporary file in the same directory, which then replaces it, so that every file is
whole at any time. (There is no fsync: after a power failure `check` finds incomplete files by their
sha256.)

Symlinks in an output directory are never followed. The output directory itself may be a symlink.
Errors of the system become a `WorkspaceError` that names the file.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import stat_result

    from statserver_bindgen.workspace.manifest import RecordedManifest

_LARGEST_MANIFEST: Final = 64 * 1024 * 1024


def workspace_error(path: Path, action: str, error: OSError) -> WorkspaceError:
    """Return the error for a failed action (a past participle: "read", "written") on a path."""
    return WorkspaceError(f"{path} can't be {action}: {error.strerror or error}")


# Reading


def directory_exists(directory: Path) -> bool:
    """Return whether an output directory exists.

    Raises:
        WorkspaceError: the path is a file or a broken symlink, or can't be accessed.
    """
    try:
        status = directory.stat()
    except FileNotFoundError:
        if directory.is_symlink():
            raise WorkspaceError(f"{directory} is a broken symlink") from None
        return False
    except OSError as error:
        raise workspace_error(directory, "used", error) from error
    if not stat.S_ISDIR(status.st_mode):
        raise WorkspaceError(f"{directory} is a file, not a directory")
    return True


def read_manifest_in(directory: Path) -> RecordedManifest:
    """Return the manifest of an output directory.

    Raises:
        WorkspaceError: the file is a symlink, or can't be read.
    """
    status = _status(directory / artifact_paths.MANIFEST)
    if status is not None and stat.S_ISLNK(status.st_mode):
        obstacle = Obstacle(artifact_paths.MANIFEST, _kind(status))
        raise obstacle_error(directory, artifact_paths.MANIFEST, obstacle)
    return read_manifest(directory / artifact_paths.MANIFEST)


def read_manifest(path: Path) -> RecordedManifest:
    """Return the manifest at a path. A symlink is a problem of the manifest, not an error.

    Raises:
        WorkspaceError: the file can't be read.
    """
    status = _status(path)
    if status is None:
        return manifest.RecordedManifest()
    if not stat.S_ISREG(status.st_mode):
        return manifest.RecordedManifest(problem=f"it is {_kind(status)}")
    raw = read_beginning(path, _LARGEST_MANIFEST + 1)
    if raw is None:
        return manifest.RecordedManifest()
    if len(raw) > _LARGEST_MANIFEST:
        return manifest.RecordedManifest(problem="it is too large")
    return manifest.parse(raw)


def read_beginning(path: Path, size: int) -> bytes | None:
    """Return up to `size` bytes from the start of a file, or None if there is no file.

    Raises:
        WorkspaceError: the file can't be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error


# Obstacles


class Obstacle(NamedTuple):
    """Something in the way of a regular file.

    Attributes:
        path: its path in the output directory: that of the file, or of one of its parents.
        kind: its kind, with an article: "a symlink".
    """

    path: str
    kind: str


def describe_obstacle(directory: Path, path: str) -> str | None:
    """Return what is in the way of a regular file at a path, as text, or None."""
    obstacle = find_obstacle(directory, path, {})
    if obstacle is None:
        return None
    return f"{'it' if obstacle.path == path else obstacle.path} is {obstacle.kind}"


def obstacle_error(directory: Path, path: str, obstacle: Obstacle) -> WorkspaceError:
    """Return the error for an obstacle in the way of a planned file."""
    planned = "a file" if obstacle.path == path else "a directory"
    return WorkspaceError(
        f"{directory / obstacle.path} is {obstacle.kind}, where {planned} is planned; move it away"
    )


def find_obstacle(
    directory: Path, path: str, statuses: dict[str, stat_result | None]
) -> Obstacle | None:
    """Return what is in the way of a regular file at a path, or None.

    Args:
        directory: the output directory.
        path: the path of the file.
        statuses: the status of parents that were looked at before; those of this path are added.
    """
    for parent in artifact_paths.parents(path):
        if parent not in statuses:
            statuses[parent] = _status(directory / parent)
        status = statuses[parent]
        if status is None:
            return None
        if not stat.S_ISDIR(status.st_mode):
            return Obstacle(parent, _kind(status))
    status = _status(directory / path)
    if status is None or stat.S_ISREG(status.st_mode):
        return None
    return Obstacle(path, _kind(status))


def _kind(status: stat_result) -> str:
    kinds = ((stat.S_ISLNK, "a symlink"), (stat.S_ISDIR, "a directory"), (stat.S_ISREG, "a file"))
    return next((kind for is_kind, kind in kinds if is_kind(status.st_mode)), "not a regular file")


def _status(path: Path) -> stat_result | None:
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error


# Writing


def refuse_unwritable(directory: Path, path: str) -> None:
    """Do nothing if a file can be written or removed, as far as permissions show.

    Raises:
        WorkspaceError: the file's directory, or the one to create it in, is not writable; or
            something else is in the way.
    """
    if obstacle := find_obstacle(directory, path, {}):
        raise obstacle_error(directory, path, obstacle)
    parent = (directory / path).parent
    while not parent.exists():
        parent = parent.parent
    if not os.access(parent, os.W_OK | os.X_OK):
        raise WorkspaceError(f"{parent} can't be written to: permission denied")


def write_file(directory: Path, path: str, content: bytes) -> None:
    """Replace a file atomically, and create the directories that it needs.

    Raises:
        WorkspaceError: the system fails; the file is then as before, and no temporary file is left.
    """
    file, temporary = directory / path, directory / artifact_paths.temporary_path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as stream:
                stream.write(content)
            temporary.replace(file)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise workspace_error(file, "written", error) from error


def remove_file(directory: Path, path: str) -> None:
    """Remove a file if it exists, and the directories that are empty without it.

    Raises:
        WorkspaceError: the system fails.
    """
    try:
        (directory / path).unlink(missing_ok=True)
    except OSError as error:
        raise workspace_error(directory / path, "removed", error) from error
    remove_empty_directories(directory / parent for parent in artifact_paths.parents(path))


def remove_temporary_file(directory: Path, path: str) -> None:
    """Remove the temporary file that an interrupted run may have left for a path.

    Raises:
        WorkspaceError: the system fails.
    """
    temporary = artifact_paths.temporary_path(path)
    if os.path.lexists(directory / temporary):
        remove_file(directory, temporary)


def create_directory(directory: Path) -> list[Path]:
    """Create a directory and its parents, and return those that were missing, outermost first.

    Raises:
        WorkspaceError: the system fails.
    """
    missing: list[Path] = []
    try:
        missing = [path for path in (directory, *directory.parents) if not path.exists()][::-1]
        for path in missing:
            path.mkdir(exist_ok=True)
    except BaseException as error:
        remove_empty_directories(missing)
        if isinstance(error, OSError):
            raise workspace_error(directory, "used", error) from error
        raise
    return missing


def remove_empty_directories(directories: Iterable[Path]) -> None:
    """Remove those of some directories that are empty.

    Args:
        directories: a parent comes before the directories in it.
    """
    for directory in reversed([*directories]):
        with suppress(OSError):
            directory.rmdir()


def open_lock_file(name: str) -> int:
    """Return a descriptor of an empty file in the system's directory for temporary files.

    Raises:
        OSError: the file can't be created.
    """
    import tempfile

    file = Path(tempfile.gettempdir(), name)
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
