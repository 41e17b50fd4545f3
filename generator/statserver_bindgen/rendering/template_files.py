"""The files of a target's directory: which of them belong to it, and their text.

Each file is a regular file whose real path is in the directory, and valid text. Nothing else is
read, and nothing is skipped silently: a symlink that leads out, a device or an unreadable directory
is an error that names it. Excluded are names that start with a dot and `__pycache__`, unless
target.yaml declares the file, and the backup files of editors.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from statserver_bindgen.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_BACKUPS: Final = ("~", ".orig", ".rej", ".swp", ".swo")
"""The endings of files that editors and version control leave next to a file."""

_KINDS: Final = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def find_files(directory: Path, declared: Collection[str] = ()) -> list[str]:
    """Return the files of a target, sorted by path. Each can be read, as far as their kind shows.

    Args:
        directory: the directory of the target.
        declared: paths that are never excluded.

    Raises:
        TemplateError: something in the directory is not a file of it, or can't be read.
    """
    return sorted(_walk(directory, "", frozenset(declared)), key=lambda path: path.split("/"))


def read_text(directory: Path, path: str) -> str | None:
    """Return the text of a file with LF line endings, or None if there is no such file.

    Raises:
        TemplateError: it is not a regular file in the directory, or its text is not valid.
    """
    raw = read_bytes(directory, path)
    return None if raw is None else _decode(f"{directory}{os.sep}{path}", raw)


def read_bytes(directory: Path, path: str) -> bytes | None:
    """Return the bytes of a file, or None if there is no such file.

    Of a file that is too large, one byte more than the limit is returned.

    Raises:
        TemplateError: it is not a regular file in the directory, or it can't be read.
    """
    from statserver_bindgen.yaml_source.limits import LIMITS

    file = f"{directory}{os.sep}{path}"  # joined as text: called for every file
    try:
        real = _real_path(directory, path)
        if real is None:
            return None
        # Opening a named pipe that takes the place of the file does not wait.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(real, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            _require_kind(file, status.st_mode)
            # All bytes that a read asks for are allocated: first those that the file should have.
            raw = stream.read(min(status.st_size, LIMITS.file) + 1)
            if len(raw) > status.st_size:
                raw += stream.read(LIMITS.file + 1 - len(raw))
            return raw
    except OSError as error:
        raise _unreadable(file, error) from error


def _real_path(directory: Path, path: str) -> str | None:
    """Return the path without symlinks of a file in a directory, or None if there is no file."""
    current, mode = str(directory), 0
    for part in path.split("/"):
        current = f"{current}{os.sep}{part}"
        try:
            mode = os.lstat(current).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISLNK(mode):
            return _follow(directory, directory / path)
    _require_kind(current, mode)
    return current


def _walk(directory: Path, parent: str, declared: frozenset[str]) -> Iterator[str]:
    try:
        with os.scandir(directory / parent) as scanned:
            entries = [*scanned]
    except OSError as error:
        raise _unreadable(directory / parent, error) from error
    for entry in entries:
        path = f"{parent}{entry.name}"
        if is_excluded(entry.name) and not any(f"{it}/".startswith(f"{path}/") for it in declared):
            continue
        try:
            # The kind is known without a call of the system for each file.
            is_directory, is_file = (
                entry.is_dir(follow_symlinks=False),
                entry.is_file(follow_symlinks=False),
            )
            mode = 0 if is_directory or is_file else entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            raise _unreadable(directory / path, error) from error
        if is_directory:
            yield from _walk(directory, f"{path}/", declared)
            continue
        if stat.S_ISLNK(mode):
            _follow(directory, directory / path)
        elif not is_file:
            _require_kind(directory / path, mode)
        yield path


def is_excluded(name: str) -> bool:
    """Return whether a file or a directory is left out, unless target.yaml declares it."""
    return (
        name.startswith(".")
        or name == "__pycache__"
        or name.endswith(_BACKUPS)
        or (name.startswith("#") and name.endswith("#") and name != "#")  # of Emacs: #name#
    )


def _follow(directory: Path, file: Path) -> str:
    """Return the real path of a file to which a symlink leads, if it is in the directory."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        raise TemplateError(f"{file} is a broken symlink; correct or remove it") from None
    except OSError as error:
        raise _unreadable(file, error) from error
    if stat.S_ISDIR(mode):
        raise TemplateError(f"{file} is a symlink to a directory; copy the directory there")
    real = os.path.realpath(file)
    if not Path(real).is_relative_to(os.path.realpath(directory)):
        raise TemplateError(
            f"{file} is a symlink to a file outside of the target; copy the file there"
        )
    _require_kind(file, mode)
    return real


def _require_kind(file: Path | str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "of an unknown kind")
        raise TemplateError(f"{file} is {kind}, not a regular file; remove it")


def _decode(file: str, raw: bytes) -> str:
    from statserver_bindgen.rules.yaml import CONTROL_CHARACTER, INVISIBLE_CHARACTER
    from statserver_bindgen.yaml_source.decoding import decode
    from statserver_bindgen.yaml_source.limits import LIMITS

    if len(raw) > LIMITS.file:
        raise TemplateError(
            f"{file} has more than {LIMITS.file / 2**20:,.0f} MiB; split it, or check the path"
        )
    decoded = decode(file, raw, LIMITS.problems)
    if decoded.diagnostics:
        characters = {CONTROL_CHARACTER, INVISIBLE_CHARACTER}
        problems = [
            problem._replace(hint="remove it") if problem.rule in characters else problem
            for problem in decoded.diagnostics
        ]
        raise TemplateError(f"{file} is not valid text", problems)
    return with_lf(decoded.text)


def with_lf(text: str) -> str:
    """Return a text with LF line endings."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(file: Path | str, error: OSError) -> TemplateError:
    return TemplateError(f"{file} can't be read: {error.strerror or error}")
