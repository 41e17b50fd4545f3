"""The sha256 of the files in an output directory, read block by block."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING, Final

from statserver_bindgen.workspace.file_states import IRREGULAR, TOO_LARGE
from statserver_bindgen.workspace.obstacles import (
    find_obstacle,
    obstacle_error,
    workspace_error,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import stat_result
    from pathlib import Path

LARGEST: Final = 1024 * 1024 * 1024
"""The size in bytes up to which files are written and read: some files of a system never end."""
_BLOCK: Final = 64 * 1024


def digest_files(
    directory: Path, planned: Iterable[str], unplanned: Iterable[str], *, follow: bool = False
) -> dict[str, str | None]:
    """Return, by path, the sha256 of the file on disk, or None if there is none.

    In place of a sha256: `IRREGULAR`, or `TOO_LARGE`.

    Args:
        directory: the output directory.
        planned: paths that must be free or regular files.
        unplanned: paths that may be anything.
        follow: whether files at unplanned paths are read through symlinks.

    Raises:
        WorkspaceError: a file can't be read; or a symlink is in the way of a planned path, a
            directory is in place of a file, or a file in place of a directory.
    """
    statuses: dict[str, stat_result | None] = {}
    digests: dict[str, str | None] = {}
    for path in planned:
        if obstacle := find_obstacle(directory, path, statuses):
            raise obstacle_error(directory, path, obstacle)
        digests[path] = digest_file(directory / path)
    for path in unplanned:
        if path not in digests:
            obstacle = find_obstacle(directory, path, statuses, follow=follow)
            digests[path] = IRREGULAR if obstacle else digest_file(directory / path)
    return digests


def digest_file(path: Path) -> str | None:
    """Return the sha256 of a file, or None if there is none.

    Raises:
        WorkspaceError: the file can't be read.
    """
    return _digest(path, iter)


def digest_with_lf(path: Path) -> str | None:
    """Return the sha256 of a file with CR LF read as LF, or None if there is no file.

    Raises:
        WorkspaceError: the file can't be read.
    """
    return _digest(path, _with_lf)


def _digest(path: Path, convert: Callable[[Iterator[bytes]], Iterator[bytes]]) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb", buffering=0) as file:
            blocks = iter(lambda: file.read(_BLOCK), b"")
            for block in convert(islice(blocks, LARGEST // _BLOCK)):
                digest.update(block)
            if file.read(1):
                return TOO_LARGE
    except FileNotFoundError:
        return None
    except OSError as error:
        raise workspace_error(path, "read", error) from error
    return digest.hexdigest()


def _with_lf(blocks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""  # a CR at the end of a block: its LF, if any, is in the next one
    for block in blocks:
        text = held + block
        held = b"\r" if text.endswith(b"\r") else b""
        yield text.removesuffix(held).replace(b"\r\n", b"\n")
    yield held
