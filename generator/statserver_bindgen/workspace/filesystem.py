"""Files and directories that the tool writes. The only module of the tool that writes.

Writing is atomic: each file is written to a temporary file in the same directory, which then
replaces it, so that every file is whole at any time. (There is no fsync: after a power failure
`check` finds incomplete files by their sha256.) `reading` returns what is on disk.

Symlinks in an output directory are never written through. The output directory itself may be a
symlink. Errors of the system become a `WorkspaceError` that names the file.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from statserver_bindgen import artifact_paths
from statserver_bindgen.artifact import keep_in_memory
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace.obstacles import read_status, workspace_error
from statserver_bindgen.workspace.reading import read_beginning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.artifact import Content

LARGEST_IN_MEMORY: Final = 1024 * 1024
"""The size of an artifact in bytes up to which it waits in memory."""
_BLOCK: Final = 1024 * 1024


def write_file(directory: Path, path: str, blocks: Iterable[bytes]) -> None:
    """Replace a file atomically, and create the directories that it needs.

    Args:
        directory: the output directory.
        path: the path of the file in it.
        blocks: the content of the file, block by block.

    Raises:
        WorkspaceError: the system fails; the file is then as before, and no temporary file is left.
    """
    file, temporary = directory / path, directory / artifact_paths.temporary_path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as stream:
                stream.writelines(blocks)
            temporary.replace(file)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise workspace_error(file, "written", error) from error


def refuse_unreplaceable(file: Path, expected: bytes) -> None:
    """Do nothing if the content of an existing file can be replaced, as far as permissions show.

    Raises:
        WorkspaceError: the file contains something else than expected, or is read-only.
    """
    if read_beginning(file, len(expected) + 1) != expected:
        raise WorkspaceError(f"{file} changed while it was edited; run the command again")
    if not os.access(file, os.W_OK):
        raise WorkspaceError(f"{file} is read-only; change its permissions")


def replace_file(file: Path, expected: bytes, content: bytes) -> None:
    """Replace the content of an existing file atomically. Its mode stays, and its owner if allowed.

    Args:
        file: the file, which is not a symlink.
        expected: what it contains, as it was read before.
        content: its new content.

    Raises:
        WorkspaceError: the file contains something else, is read-only, or the system fails; the
            file is then as before, and no temporary file is left.
    """
    remove_temporary_file(file.parent, file.name)
    temporary = file.parent / artifact_paths.temporary_path(file.name)
    refuse_unreplaceable(file, expected)
    try:
        status = file.stat()
        try:
            with temporary.open("xb") as stream:
                with suppress(AttributeError, OSError):  # Windows; another user
                    os.chown(temporary, status.st_uid, status.st_gid)
                temporary.chmod(stat.S_IMODE(status.st_mode))
                stream.write(content)
            temporary.replace(file)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise workspace_error(file, "written", error) from error


def rename_file(directory: Path, path: str, new_path: str) -> None:
    """Give a file another path in its directory; a file that is there is replaced.

    Raises:
        WorkspaceError: the system fails; both paths are then as before.
    """
    try:
        (directory / path).replace(directory / new_path)
    except OSError as error:
        raise workspace_error(directory / new_path, "written", error) from error


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
        paths = (directory, *directory.parents)
        missing = [it for it in paths if read_status(it, follow=True) is None][::-1]
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


# Artifacts that wait to be written


class TemporaryStore:
    """Keeps the contents of artifacts until a run has ended: large ones in a temporary file.

    The file has no name, so that no run can leave it. A context manager closes it.
    """

    def __init__(self) -> None:
        self._file: BinaryIO | None = None

    def __enter__(self) -> TemporaryStore:  # noqa: PYI034 - Self is newer than Python 3.10
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def keep(self, blocks: Iterable[bytes]) -> Content:
        """Return the content that these blocks make.

        Raises:
            WorkspaceError: the system fails.
        """
        remaining = iter(blocks)
        first: list[bytes] = []
        size = 0
        for block in remaining:
            first.append(block)
            size += len(block)
            if size > LARGEST_IN_MEMORY:
                return self._write(chain(first, remaining))
        return keep_in_memory(first)

    def _write(self, blocks: Iterable[bytes]) -> Content:
        sha256 = hashlib.sha256()
        try:
            file = self._open()
            start = file.seek(0, os.SEEK_END)
            for block in blocks:
                sha256.update(block)
                file.write(block)
            file.flush()
            size = file.tell() - start
        except OSError as error:
            raise workspace_error(Path("the temporary file"), "written", error) from error
        return _StoredContent(file, start, size, sha256.hexdigest())

    def _open(self) -> BinaryIO:
        if self._file is None:
            import tempfile

            self._file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - see __exit__
        return self._file


class _StoredContent(NamedTuple):
    """The bytes of an artifact, in the temporary file of a store."""

    file: BinaryIO
    start: int
    size: int
    digest: str

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes, block by block."""
        self.file.seek(self.start)
        remaining = self.size
        while remaining and (block := self.file.read(min(remaining, _BLOCK))):
            remaining -= len(block)
            yield block
