"""What is on disk in a target directory. Reads, and writes nothing.

What comes in: a target directory and paths in it. What goes out: what manifest.json says, and the sha256
of each file. Symlinks in the directory are never followed; the directory itself may be one, since who puts a
link in its place wants the files where it leads.
"""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING, Final

from statserver_bindgen import artifact_paths
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import manifest
from statserver_bindgen.workspace.plan import IRREGULAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import stat_result
    from pathlib import Path

    from statserver_bindgen.workspace.manifest import RecordedManifest

_LARGEST_MANIFEST: Final = 64 * 1024 * 1024
_BLOCK: Final = 1024 * 1024


def workspace_error(path: Path, what: str, error: OSError) -> WorkspaceError:
    """Return the error that says which file can't be dealt with, and why."""
    return WorkspaceError(f"{path} can't be {what}: {error.strerror or error}")


def directory_exists(directory: Path) -> bool:
    """Return whether a target directory exists.

    Raises:
        WorkspaceError: something else stands in its place.
    """
    try:
        found = directory.stat()
    except FileNotFoundError:
        if directory.is_symlink():
            raise WorkspaceError(f"{directory} is a symlink that leads to nothing") from None
        return False
    except OSError as error:
        raise workspace_error(directory, "used", error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise WorkspaceError(f"{directory} is a file; a target needs a folder")
    return True


def read_manifest_in(directory: Path) -> RecordedManifest:
    """Return what stands at manifest.json in a target directory.

    Raises:
        WorkspaceError: the file can't be read, or is a symlink.
    """
    found = _look(directory / artifact_paths.MANIFEST)
    if found is not None and stat.S_ISLNK(found.st_mode):
        raise _refusal(directory, artifact_paths.MANIFEST, artifact_paths.MANIFEST, _kind(found))
    return read_manifest(directory / artifact_paths.MANIFEST)


def read_manifest(path: Path) -> RecordedManifest:
    """Return what stands where a manifest may be. A symlink there is a problem of the manifest.

    Raises:
        WorkspaceError: the file can't be read.
    """
    found = _look(path)
    if found is None:
        return manifest.RecordedManifest()
    if not stat.S_ISREG(found.st_mode):
        return manifest.RecordedManifest(problem=f"{_kind(found)} stands in its place")
    raw = read_beginning(path, _LARGEST_MANIFEST + 1)
    if raw is None:
        return manifest.RecordedManifest()
    if len(raw) > _LARGEST_MANIFEST:
        return manifest.RecordedManifest(problem="it is too large")
    return manifest.parse(raw)


def survey(directory: Path, planned: Iterable[str], others: Iterable[str]) -> dict[str, str | None]:
    """Return for each path the sha256 of the file there, `IRREGULAR`, or None where nothing is.

    Args:
        directory: the target directory.
        planned: paths that must be free, or hold files.
        others: paths that may be anything.

    Raises:
        WorkspaceError: a file can't be read; or a symlink stands at a planned path or on the way to
            it, a folder in place of a file, or a file in place of a folder.
    """
    folders: dict[str, stat_result | None] = {}
    found: dict[str, str | None] = {}
    for path in planned:
        if obstacle := _obstacle(directory, path, folders):
            raise _refusal(directory, path, *obstacle)
        found[path] = _digest(directory / path)
    for path in others:
        if path not in found:
            obstacle = _obstacle(directory, path, folders)
            found[path] = IRREGULAR if obstacle else _digest(directory / path)
    return found


def refuse_obstacle(directory: Path, path: str) -> None:
    """Do nothing where a path is free, or holds a file.

    Raises:
        WorkspaceError: something else is in the way, as for `survey`.
    """
    if obstacle := _obstacle(directory, path, {}):
        raise _refusal(directory, path, *obstacle)


def describe_obstacle(directory: Path, path: str) -> str | None:
    """Return what stands in the way of a file, in words, or None where nothing does."""
    found = _obstacle(directory, path, {})
    return found and f"{found[1]} stands " + (
        "in its place" if found[0] == path else f"at {found[0]}"
    )


def _refusal(directory: Path, path: str, at: str, kind: str) -> WorkspaceError:
    wanted = "a file" if at == path else "a folder"
    return WorkspaceError(f"{directory / at} is {kind}, where {wanted} is planned; move it away")


def _obstacle(
    directory: Path, path: str, folders: dict[str, stat_result | None]
) -> tuple[str, str] | None:
    """Return the path of what stands in the way of a file, and what it is.

    Args:
        directory: the target directory.
        path: the path of the file.
        folders: what is known of folders on the way, which is added to.
    """
    for folder in artifact_paths.parents(path):
        if folder not in folders:
            folders[folder] = _look(directory / folder)
        found = folders[folder]
        if found is None:
            return None
        if not stat.S_ISDIR(found.st_mode):
            return folder, _kind(found)
    found = _look(directory / path)
    return None if found is None or stat.S_ISREG(found.st_mode) else (path, _kind(found))


def _kind(found: stat_result) -> str:
    kinds = ((stat.S_ISLNK, "a symlink"), (stat.S_ISDIR, "a folder"), (stat.S_ISREG, "a file"))
    return next((kind for is_kind, kind in kinds if is_kind(found.st_mode)), "no regular file")


def _look(path: Path) -> stat_result | None:
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error


def _digest(path: Path) -> str | None:
    """Return the sha256 of a file of any size, or None where there is none."""
    return _digest_of_blocks(path, iter)


def digest_with_lf(path: Path) -> str | None:
    """Return the sha256 that a file would have with LF where it has CR LF, or None without file.

    Raises:
        WorkspaceError: the file can't be read.
    """
    return _digest_of_blocks(path, _with_lf)


def _digest_of_blocks(
    path: Path, changed: Callable[[Iterator[bytes]], Iterator[bytes]]
) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in changed(iter(lambda: file.read(_BLOCK), b"")):
                digest.update(block)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error
    return digest.hexdigest()


def _with_lf(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""  # a CR whose LF, if any, is in the next block
    for block in blocks:
        text = held + block
        held = b"\r" if text.endswith(b"\r") else b""
        yield text.removesuffix(held).replace(b"\r\n", b"\n")
    yield held


def read_beginning(path: Path, size: int) -> bytes | None:
    """Return the first bytes of a file, or None where it is not there.

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
