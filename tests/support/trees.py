"""Folders as values: what is in them, to be compared."""

from __future__ import annotations

import subprocess
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder that git would keep, by path."""
    ignored = {"node_modules", "dist", "__pycache__", "package-lock.json"}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not ignored & set(path.relative_to(folder).parts)
    }


def committed(directory: Path) -> list[Path]:
    """Return the files of a checkout that git knows or would add, relative to its directory."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=directory,
        capture_output=True,
        check=True,
    ).stdout
    paths = [Path(name) for name in listed.decode().split("\0") if name]
    return [path for path in paths if (directory / path).is_file()]
