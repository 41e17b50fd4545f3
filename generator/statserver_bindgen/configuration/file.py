"""The bytes of a configuration file; a file that another user planted is refused.

A configuration decides which directories are written. Only a file that the user names can belong
to another user in a directory that every user can write, such as /tmp.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from statserver_bindgen.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path


def read_named(path: Path) -> bytes:
    """Return the bytes of a file that the user names, at most one byte more than the limit.

    Raises:
        ConfigurationError: the file can't be read.
    """
    from statserver_bindgen.yaml_source.limits import LIMITS

    try:
        with path.open("rb") as stream:
            return stream.read(LIMITS.file + 1)
    except OSError as error:
        raise _unreadable(path, error.strerror) from error
    except ValueError as error:  # a path with a NUL character
        raise _unreadable(path, str(error)) from error


def read_found(path: Path) -> bytes:
    """Return the bytes of a file that is read because of its name.

    Raises:
        ConfigurationError: the file can't be read, is not a regular file, or was planted.
    """
    from statserver_bindgen.yaml_source.limits import LIMITS

    try:
        # Opening a named pipe does not wait.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(descriptor, "rb") as stream:
            _refuse_planted(path, os.fstat(descriptor))
            return stream.read(LIMITS.file + 1)
    except OSError as error:
        raise _unreadable(path, error.strerror) from error


def _refuse_planted(path: Path, status: os.stat_result) -> None:
    """Do nothing if a file that was opened may be used without being named."""
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(path, "it is not a regular file")
    if not hasattr(os, "geteuid") or not path.parent.stat().st_mode & stat.S_IWOTH:
        return
    # A symlink could lead to a file of the user from a directory of another one.
    is_own = status.st_uid in {0, os.geteuid()} and os.path.samestat(path.lstat(), status)
    if not is_own:
        raise ConfigurationError(
            f"the configuration {path} may be from another user, because every user can write to "
            "its directory; name it with --config if it is yours, or use --no-config"
        )


def _unreadable(path: Path, reason: str | None) -> ConfigurationError:
    return ConfigurationError(f"the configuration {path} can't be read: {reason}")
