"""What is on disk in a target root. Reads, and writes nothing.

What comes in: a target root and paths in it. What goes out: what manifest.json says, and the sha256
of each file. Symlinks in the root are never followed; the root itself may be one, since who puts a
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

    from statserver_bindgen.workspace.manifest import Recorded

_LARGEST_MANIFEST: Final = 64 * 1024 * 1024
_BLOCK: Final = 1024 * 1024


def failure(path: Path, what: str, error: OSError) -> WorkspaceError:
    """Return the error that says which file can't be dealt with, and why."""
    return WorkspaceError(f"{path} can't be {what}: {error.strerror or error}")


def is_there(root: Path) -> bool:
    """Return whether a target root exists.

    Raises:
        WorkspaceError: something else stands in its place.
    """
    try:
        found = root.stat()
    except FileNotFoundError:
        if root.is_symlink():
            raise WorkspaceError(f"{root} is a symlink that leads to nothing") from None
        return False
    except OSError as error:
        raise failure(root, "used", error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise WorkspaceError(f"{root} is a file; a target needs a folder")
    return True


def recorded(root: Path) -> Recorded:
    """Return what stands at manifest.json in a target root.

    Raises:
        WorkspaceError: the file can't be read, or is a symlink.
    """
    found = _look(root / artifact_paths.MANIFEST)
    if found is not None and stat.S_ISLNK(found.st_mode):
        raise _refusal(root, artifact_paths.MANIFEST, artifact_paths.MANIFEST, _kind(found))
    return recorded_at(root / artifact_paths.MANIFEST)


def recorded_at(path: Path) -> Recorded:
    """Return what stands where a manifest may be. A symlink there is a problem of the manifest.

    Raises:
        WorkspaceError: the file can't be read.
    """
    found = _look(path)
    if found is None:
        return manifest.Recorded()
    if not stat.S_ISREG(found.st_mode):
        return manifest.Recorded(problem=f"{_kind(found)} stands in its place")
    raw = beginning(path, _LARGEST_MANIFEST + 1)
    if raw is None:
        return manifest.Recorded()
    if len(raw) > _LARGEST_MANIFEST:
        return manifest.Recorded(problem="it is too large")
    return manifest.parse(raw)


def survey(root: Path, planned: Iterable[str], others: Iterable[str]) -> dict[str, str | None]:
    """Return for each path the sha256 of the file there, `IRREGULAR`, or None where nothing is.

    Args:
        root: the target root.
        planned: paths that must be free, or hold files.
        others: paths that may be anything.

    Raises:
        WorkspaceError: a file can't be read; or a symlink stands at a planned path or on the way to
            it, a folder in place of a file, or a file in place of a folder.
    """
    folders: dict[str, stat_result | None] = {}
    found: dict[str, str | None] = {}
    for path in planned:
        if obstacle := _obstacle(root, path, folders):
            raise _refusal(root, path, *obstacle)
        found[path] = _digest(root / path)
    for path in others:
        if path not in found:
            obstacle = _obstacle(root, path, folders)
            found[path] = IRREGULAR if obstacle else _digest(root / path)
    return found


def refuse_obstacle(root: Path, path: str) -> None:
    """Do nothing where a path is free, or holds a file.

    Raises:
        WorkspaceError: something else is in the way, as for `survey`.
    """
    if obstacle := _obstacle(root, path, {}):
        raise _refusal(root, path, *obstacle)


def obstacle(root: Path, path: str) -> str | None:
    """Return what stands in the way of a file, in words, or None where nothing does."""
    found = _obstacle(root, path, {})
    return found and f"{found[1]} stands " + (
        "in its place" if found[0] == path else f"at {found[0]}"
    )


def _refusal(root: Path, path: str, at: str, kind: str) -> WorkspaceError:
    wanted = "a file" if at == path else "a folder"
    return WorkspaceError(f"{root / at} is {kind}, where {wanted} is planned; move it away")


def _obstacle(
    root: Path, path: str, folders: dict[str, stat_result | None]
) -> tuple[str, str] | None:
    """Return the path of what stands in the way of a file, and what it is.

    Args:
        root: the target root.
        path: the path of the file.
        folders: what is known of folders on the way, which is added to.
    """
    for folder in artifact_paths.folders(path):
        if folder not in folders:
            folders[folder] = _look(root / folder)
        found = folders[folder]
        if found is None:
            return None
        if not stat.S_ISDIR(found.st_mode):
            return folder, _kind(found)
    found = _look(root / path)
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
        raise failure(path, "read", error) from error


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
        raise failure(path, "read", error) from error
    return digest.hexdigest()


def _with_lf(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""  # a CR whose LF, if any, is in the next block
    for block in blocks:
        text = held + block
        held = b"\r" if text.endswith(b"\r") else b""
        yield text.removesuffix(held).replace(b"\r\n", b"\n")
    yield held


def beginning(path: Path, size: int) -> bytes | None:
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
        raise failure(path, "read", error) from error
