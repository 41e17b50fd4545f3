"""One run at a time in an output directory.

`hold` is a context in which the output directories of a run exist and no other run writes to them;
`simulate` stands in for it in a run that writes nothing. The system releases a lock when its
process ends, in whatever way. The lock is on the directory itself and leaves no file. Where
directories can't be locked (Windows, some network file systems), an empty file in the system's
directory for temporary files is locked instead, which separates the runs of one machine.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact_paths import fold
from statserver_bindgen.workspace import filesystem, obstacles, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

_UNSUPPORTED: Final = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


@contextmanager
def hold(directories: Iterable[Path], on_wait: Callable[[Path], object]) -> Generator[None]:
    """Create the output directories that are missing, and hold their locks.

    Directories that were created and are empty at the end are removed.

    Args:
        directories: the output directories, without repetitions.
        on_wait: is called with a directory before waiting for another run in it.

    Raises:
        WorkspaceError: a directory can't be created or locked.
    """
    created: list[Path] = []
    with ExitStack() as locks:
        try:
            # Always in the same order, so that two runs never wait for each other.
            for directory in sorted(directories, key=canonical_name):
                locks.callback(os.close, _lock(directory, on_wait, created))
            yield
        finally:
            filesystem.remove_empty_directories(created)


@contextmanager
def simulate(directories: Iterable[Path]) -> Generator[None]:
    """Raise the errors of `hold`, as far as they can be known; lock and create nothing.

    Args:
        directories: the output directories, without repetitions.

    Raises:
        WorkspaceError: a directory can't be used, or can't be created as far as permissions show.
    """
    for directory in sorted(directories, key=canonical_name):
        if not reading.directory_exists(directory):
            obstacles.refuse_uncreatable(directory)
    yield


def canonical_name(directory: Path) -> str:
    """Return a name that is equal for all paths of one directory."""
    return fold(os.path.realpath(directory))


def _lock(directory: Path, on_wait: Callable[[Path], object], created: list[Path]) -> int:
    while True:
        if not reading.directory_exists(directory):
            created += filesystem.create_directory(directory)
        try:
            descriptor = _open_locked(directory, lambda: on_wait(directory))
        except OSError as error:
            raise obstacles.workspace_error(directory, "used", error) from error
        if descriptor is not None:
            return descriptor


def _open_locked(directory: Path, on_wait: Callable[[], object]) -> int | None:
    """Return a descriptor with the lock of a directory, after any other process released it.

    Returns None if the directory was removed or replaced meanwhile: such a lock protects nothing.
    """
    if sys.platform != "win32":
        try:
            descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
            return _acquire(descriptor, directory, on_wait)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    descriptor = filesystem.open_lock_file(_lock_file_name(directory))
    return _acquire(descriptor, directory, on_wait)


def _acquire(descriptor: int, directory: Path, on_wait: Callable[[], object]) -> int | None:
    try:
        if not _try(descriptor):
            on_wait()
            _wait(descriptor)
        if _protects(descriptor, directory):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _protects(descriptor: int, directory: Path) -> bool:
    """Return whether the locked directory is still the one at the path."""
    try:
        current = directory.stat()
    except FileNotFoundError:
        return False
    locked = os.fstat(descriptor)
    return os.path.samestat(locked, current) if stat.S_ISDIR(locked.st_mode) else True


def _lock_file_name(directory: Path) -> str:
    """Return the name of the lock file of a directory, equal for all paths of it."""
    path = os.path.normcase(directory.resolve()).encode(errors="surrogateescape")
    return f"statserver-bindgen-{hashlib.sha256(path).hexdigest()[:32]}.lock"


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, mode: int = msvcrt.LK_NBLCK) -> bool:
        try:
            msvcrt.locking(descriptor, mode, 1)
        except OSError:
            return False
        return True

    def _wait(descriptor: int) -> None:
        while not _try(descriptor, msvcrt.LK_LOCK):
            pass  # LK_LOCK gives up after ten seconds

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
