"""Output directories and manifests as they are on disk. Nothing here writes.

A path goes in; a manifest, or the beginning of a file, comes out. Errors of the system become a
`WorkspaceError` that names the file.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import manifest
from statserver_bindgen.workspace.obstacles import (
    SYMLINK,
    find_obstacle,
    kind_of,
    obstacle_error,
    read_status,
    workspace_error,
)

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.workspace.manifest import RecordedManifest


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
    obstacle = find_obstacle(directory, artifact_paths.MANIFEST, {})
    if obstacle is not None and obstacle.kind == SYMLINK:
        raise obstacle_error(directory, artifact_paths.MANIFEST, obstacle)
    return read_manifest(directory / artifact_paths.MANIFEST)


def read_manifest(path: Path, *, any_kind: bool = False) -> RecordedManifest:
    """Return the manifest at a path, which may be a symlink.

    Args:
        path: the path.
        any_kind: whether a pipe or a device is read too: only if the user names it, because
            opening a pipe waits for its writer.

    Raises:
        WorkspaceError: the file can't be read.
    """
    status = read_status(path, follow=True)
    if status is None:
        return manifest.RecordedManifest()
    if not any_kind and not stat.S_ISREG(status.st_mode):
        return manifest.RecordedManifest(problem=f"it is {kind_of(status)}")
    raw = read_beginning(path, manifest.LARGEST + 1)
    return manifest.RecordedManifest() if raw is None else manifest.parse(raw)


def find_output_directories(parent: Path) -> dict[Path, manifest.Manifest]:
    """Return the output directories in a directory, each with its manifest.

    A directory with a manifest.json of another tool is not an output directory.

    Raises:
        WorkspaceError: the directory or a manifest can't be read.
    """
    if not directory_exists(parent):
        return {}
    try:
        directories = sorted(it for it in parent.iterdir() if it.is_dir())
    except OSError as error:
        raise workspace_error(parent, "read", error) from error
    manifests = {it: read_manifest_in(it) for it in directories}
    for directory, recorded in manifests.items():
        if recorded.problem is not None and not recorded.is_untracked:
            name = directory / artifact_paths.MANIFEST
            raise WorkspaceError(f"{name} can't be read: {recorded.problem}")
    return {it: recorded.manifest for it, recorded in manifests.items() if recorded.manifest}


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
