"""Snapshots of directories, hidden files and links included: values that can be compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from statserver_bindgen.artifact_paths import TEMPORARY_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

Snapshot = dict[str, bytes]


def snapshot(directory: Path) -> Snapshot:
    """Return the bytes of each file below a directory by path; of a link, its target.

    Empty directories have a path that ends with `/`.
    """
    entries: Snapshot = {}
    for parent, directories, files in os.walk(directory):
        here = Path(parent)
        for name in (*files, *directories):
            path = here / name
            key = path.relative_to(directory).as_posix()
            if path.is_symlink():
                entries[key] = f"-> {path.readlink()}".encode()
            elif name in files:
                entries[key] = path.read_bytes()
            elif not any(path.iterdir()):
                entries[f"{key}/"] = b""
    return entries


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Return the paths that were added, removed or changed."""
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


def leftovers(entries: Mapping[str, bytes]) -> list[str]:
    """Return the paths of temporary files."""
    return [path for path in entries if path.endswith(TEMPORARY_SUFFIX)]


def write(directory: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files and the directories that they need, and return the directory."""
    for path, content in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return directory
