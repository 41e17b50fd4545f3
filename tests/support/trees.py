"""The files of a directory tree as values that can be compared."""

from __future__ import annotations

import subprocess
from pathlib import Path


def contents(directory: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a directory by path, without files that git ignores."""
    ignored = {"node_modules", "dist", "__pycache__", "package-lock.json"}
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not ignored & set(path.relative_to(directory).parts)
    }


def committed(checkout: Path) -> list[Path]:
    """Return the relative paths of the files of a checkout that git tracks or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=checkout,
        capture_output=True,
        check=True,
    ).stdout
    paths = [Path(name) for name in listed.decode().split("\0") if name]
    return [path for path in paths if (checkout / path).is_file()]


def state(directory: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Return the inode, mode, time and content of each file and directory of a tree.

    A run that writes nothing leaves all of them the same.
    """
    state: dict[str, tuple[int, int, int, bytes]] = {}
    for path in [directory, *sorted(directory.rglob("*"))]:
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        name = path.relative_to(directory).as_posix()
        state[name] = (status.st_ino, status.st_mode, status.st_mtime_ns, content)
    return state
