"""Files in a git repository, as a revision has them; nothing is checked out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from statserver_bindgen.errors import SpecError
from statserver_bindgen.terminal_text import shortened

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

# Reading a file must not download it, and must not ask for a password.
_OFFLINE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_LONGEST_MESSAGE: Final = 200


def read_revision(revision: str, path: str, size: int) -> bytes:
    """Return up to `size` bytes of a file in a revision.

    Args:
        revision: what git calls a revision: a branch, a tag or a commit.
        path: from the root of the repository; or from the working directory, if it starts with
            `./` or `../`.
        size: the number of bytes.

    Raises:
        SpecError: git is not installed, or does not find the file.
    """
    _refuse_option(revision, path)
    blob = f"{revision}:{path}"
    return _run(["git", "cat-file", "blob", blob], blob, size)


def check_revision(revision: str) -> None:
    """Do nothing if git has a revision.

    Raises:
        SpecError: git is not installed, or does not have it.
    """
    _refuse_option(revision)
    _run(["git", "rev-parse", "--verify", f"{revision}^{{commit}}"], revision, _LONGEST_MESSAGE)


def _refuse_option(revision: str, path: str = "") -> None:
    """Refuse an option of git, or a range, which is not a revision."""
    if not revision or revision.startswith("-") or "\0" in revision + path:
        raise SpecError(f"git:{revision} is not a revision")


def _run(command: Sequence[str], blob: str, size: int) -> bytes:
    import subprocess

    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed command; the revision is one argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | _OFFLINE,
        )
    except OSError as error:
        raise SpecError(f"git:{blob} can't be read: git does not start") from error
    raw, message = _read(process, size)
    if process.returncode and len(raw) < size:
        reason = shortened(message.decode(errors="replace").strip(), _LONGEST_MESSAGE)
        raise SpecError(f"git:{blob} can't be read: {reason}")
    return raw


def _read(process: subprocess.Popen[bytes], size: int) -> tuple[bytes, bytes]:
    """Return up to `size` bytes of the output of a process, and its errors; end the process."""
    with process:
        output, errors = process.stdout, process.stderr
        raw = output.read(size) if output else b""
        if len(raw) == size:
            process.kill()
        return raw, errors.read() if errors else b""
