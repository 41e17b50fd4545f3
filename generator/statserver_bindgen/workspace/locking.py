"""One writer at a time in a target directory.

What comes in: the target roots of a run. What goes out: a context in which they exist and no other
run is at work in them. The system releases a lock with its holder, however that ends. Where folders
can be locked, the directory itself is, and nothing is left behind. Elsewhere (Windows, some network file
systems) an empty file in the machine's folder for temporary files is locked, outside every directory:
that keeps apart the runs of one machine.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact_paths import fold
from statserver_bindgen.workspace import filesystem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

_NO_LOCKS_HERE: Final = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


@contextmanager
def hold(roots: Iterable[Path], waiting: Callable[[Path], object]) -> Generator[None]:
    """Hold the locks of target roots, which are made where they are not there.

    Folders that were made and are still empty at the end are removed.

    Args:
        roots: no folder twice.
        waiting: is called with a directory before a wait for another run that is at work there.

    Raises:
        WorkspaceError: a directory can't be made, or there is no lock to be had.
    """
    made: list[Path] = []
    with ExitStack() as held:
        try:
            # Always in the same order, so that no two runs wait for each other.
            for directory in sorted(roots, key=canonical_name):
                held.callback(os.close, _enter(directory, waiting, made))
            yield
        finally:
            for folder in reversed(made):
                with suppress(OSError):  # something is in it
                    folder.rmdir()


def canonical_name(directory: Path) -> str:
    """Return what is the same for all names of a directory."""
    return fold(os.path.realpath(directory))


def _enter(directory: Path, waiting: Callable[[Path], object], made: list[Path]) -> int:
    while True:
        try:
            if not filesystem.directory_exists(directory):
                _make(directory, made)
            descriptor = _open(directory, lambda: waiting(directory))
        except OSError as error:
            raise filesystem.workspace_error(directory, "used", error) from error
        if descriptor is not None:
            return descriptor


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are not there."""
    missing = [it for it in (folder, *folder.parents) if not it.exists()]
    for it in reversed(missing):
        it.mkdir(exist_ok=True)
        made.append(it)


def _open(directory: Path, waiting: Callable[[], object]) -> int | None:
    """Return the descriptor that holds the lock of a directory, as soon as no other process does.

    Returns None where the directory was removed or replaced meanwhile: such a lock is worth nothing.
    """
    if sys.platform != "win32":
        try:
            return _locked(os.open(directory, os.O_RDONLY | os.O_DIRECTORY), directory, waiting)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
    return _locked(os.open(_beside(directory), os.O_RDWR | os.O_CREAT, 0o666), directory, waiting)


def _locked(descriptor: int, directory: Path, waiting: Callable[[], object]) -> int | None:
    try:
        if not _try(descriptor):
            waiting()
            _wait(descriptor)
        if _is_of(descriptor, directory):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_of(descriptor: int, directory: Path) -> bool:
    """Return whether what is locked is still what stands at the path of the directory."""
    try:
        there = directory.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(descriptor)
    return os.path.samestat(held, there) if stat.S_ISDIR(held.st_mode) else True


def _beside(directory: Path) -> Path:
    """Return the file that is locked in place of a directory, whatever name the directory is called by."""
    import tempfile

    name = hashlib.sha256(os.path.normcase(directory.resolve()).encode(errors="surrogateescape"))
    return Path(tempfile.gettempdir(), f"statserver-bindgen-{name.hexdigest()[:32]}.lock")


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, how: int = msvcrt.LK_NBLCK) -> bool:
        try:
            msvcrt.locking(descriptor, how, 1)
        except OSError:
            return False
        return True

    def _wait(descriptor: int) -> None:
        while not _try(descriptor, msvcrt.LK_LOCK):
            pass  # it gives up after ten seconds

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
