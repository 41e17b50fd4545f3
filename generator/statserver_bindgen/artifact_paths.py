"""Rules for the paths of artifacts: which paths are valid, and which name one file on some systems.

Paths are relative to an output directory and use `/`. The checks return the problem as text, or
None; nothing here looks at the disk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANIFEST: Final = "manifest.json"
TEMPORARY_SUFFIX: Final = ".statserver-bindgen.tmp"

# Control characters, half characters, and what Windows treats as a separator, a drive or a stream.
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]")


def find_fault(path: str) -> str | None:
    """Return why an artifact can't have this path, or None if the path is valid.

    The answer is the same on every system: a target that can be written on one can be written on
    all of them.
    """
    parts = path.split("/")
    if "" in parts or "." in parts or ".." in parts:
        return "it does not name a file in the output directory"
    if _UNSAFE.search(path) or any(part[-1] in ". " for part in parts):
        return "it has characters that are not allowed in a path on every system"
    if fold(path) == MANIFEST:
        return "this name is reserved for the manifest"
    if any(fold(part).endswith(TEMPORARY_SUFFIX) for part in parts):
        return "such names are reserved for files that are being written"
    return None


def find_refusal(planned: Sequence[str]) -> str | None:
    """Return why a target can't have these artifacts, or None if it can."""
    for path in planned:
        if fault := find_fault(path):
            return f"{path!r} can't be written: {fault}"
    if both := find_collision(planned):
        return f"{both[0]!r} and {both[1]!r} can't both exist on every system"
    return None


def find_collision(planned: Iterable[str]) -> tuple[str, str] | None:
    """Return two paths that can't both exist in one directory on every system, or None.

    Two paths collide if they are equal, if they differ only by case, or if one is a file where the
    other needs a directory.
    """
    spellings: dict[str, str] = {}
    files: set[str] = set()
    for path in planned:
        for ancestor in (*parents(path), path):
            other = spellings.setdefault(fold(ancestor), ancestor)
            if other != ancestor:
                return other, ancestor
        if path in files:
            return path, path
        files.add(path)
    for path in files:
        for parent in parents(path):
            if parent in files:
                return parent, path
    return None


def fold(path: str) -> str:
    """Return the same text for all paths that name one file on a system that ignores case."""
    if path.isascii():
        return path.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def parents(path: str) -> tuple[str, ...]:
    """Return the directories that contain a path, the outermost first."""
    parts = path.split("/")
    return tuple("/".join(parts[:end]) for end in range(1, len(parts)))


def temporary_path(path: str) -> str:
    """Return the path of the temporary file, in the same directory, that a file is written to."""
    parent, slash, name = path.rpartition("/")
    return f"{parent}{slash}.{name}{TEMPORARY_SUFFIX}"
