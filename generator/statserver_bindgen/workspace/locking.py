"""One writer at a time in a target root.

What comes in: the target roots of a run. What goes out: a context in which they exist and no other
run is at work in them. The system releases a lock with its holder, however that ends. Where folders
can be locked, the root itself is, and nothing is left behind. Elsewhere (Windows, some network file
systems) an empty file in the machine's folder for temporary files is locked, outside every root:
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
        waiting: is called with a root before a wait for another run that is at work there.

    Raises:
        WorkspaceError: a root can't be made, or there is no lock to be had.
    """
    made: list[Path] = []
    with ExitStack() as held:
        try:
            # Always in the same order, so that no two runs wait for each other.
            for root in sorted(roots, key=place):
                held.callback(os.close, _enter(root, waiting, made))
            yield
        finally:
            for folder in reversed(made):
                with suppress(OSError):  # something is in it
                    folder.rmdir()


def place(root: Path) -> str:
    """Return what is the same for all names of a root."""
    return fold(os.path.realpath(root))


def _enter(root: Path, waiting: Callable[[Path], object], made: list[Path]) -> int:
    while True:
        try:
            if not filesystem.is_there(root):
                _make(root, made)
            descriptor = _open(root, lambda: waiting(root))
        except OSError as error:
            raise filesystem.failure(root, "used", error) from error
        if descriptor is not None:
            return descriptor


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are not there."""
    missing = [it for it in (folder, *folder.parents) if not it.exists()]
    for it in reversed(missing):
        it.mkdir(exist_ok=True)
        made.append(it)


def _open(root: Path, waiting: Callable[[], object]) -> int | None:
    """Return the descriptor that holds the lock of a root, as soon as no other process does.

    Returns None where the root was removed or replaced meanwhile: such a lock is worth nothing.
    """
    if sys.platform != "win32":
        try:
            return _locked(os.open(root, os.O_RDONLY | os.O_DIRECTORY), root, waiting)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
    return _locked(os.open(_beside(root), os.O_RDWR | os.O_CREAT, 0o666), root, waiting)


def _locked(descriptor: int, root: Path, waiting: Callable[[], object]) -> int | None:
    try:
        if not _try(descriptor):
            waiting()
            _wait(descriptor)
        if _is_of(descriptor, root):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_of(descriptor: int, root: Path) -> bool:
    """Return whether what is locked is still what stands at the path of the root."""
    try:
        there = root.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(descriptor)
    return os.path.samestat(held, there) if stat.S_ISDIR(held.st_mode) else True


def _beside(root: Path) -> Path:
    """Return the file that is locked in place of a root, whatever name the root is called by."""
    import tempfile

    name = hashlib.sha256(os.path.normcase(root.resolve()).encode(errors="surrogateescape"))
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
