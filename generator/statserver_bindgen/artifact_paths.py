"""Paths of files below a target directory: which can be, and which are one file to some systems.

What comes in: paths relative to a target directory, with `/`. What goes out: what is wrong with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANIFEST: Final = "manifest.json"
TEMPORARY_SUFFIX: Final = ".statserver-bindgen.tmp"

# What Windows takes for a separator, a drive or a stream, and what no name should hold.
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]")


def find_fault(path: str) -> str | None:
    """Return why no file of a target can have this path, or None where one can.

    The answer is the same on every system, so that a target that can be written here can be written
    everywhere.
    """
    parts = path.split("/")
    if "" in parts or "." in parts or ".." in parts:
        return "it does not lead to a file below the folder of the target"
    if _UNSAFE.search(path) or any(part[-1] in ". " for part in parts):
        return "it has characters that can't stand in a path on every system"
    if fold(path) == MANIFEST:
        return "this name is taken by the manifest"
    if any(fold(part).endswith(TEMPORARY_SUFFIX) for part in parts):
        return "such names are taken by files that are being written"
    return None


def fold(path: str) -> str:
    """Return what two paths have in common that are one file to a system that ignores case."""
    if path.isascii():
        return path.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def parents(path: str) -> tuple[str, ...]:
    """Return the folders on the way to a path, the outermost first."""
    parts = path.split("/")
    return tuple("/".join(parts[:end]) for end in range(1, len(parts)))


def find_refusal(planned: Sequence[str]) -> str | None:
    """Return why a target can't have these files, or None where it can."""
    for path in planned:
        if problem := find_fault(path):
            return f"{path!r} can't be written: {problem}"
    if both := find_collision(planned):
        return f"{both[0]!r} and {both[1]!r} can't both be there on every system"
    return None


def find_collision(planned: Iterable[str]) -> tuple[str, str] | None:
    """Return two paths that can't both be in one folder on every system, or None.

    They are the same path twice, differ only by case, or one is a file where the other needs a
    folder.
    """
    spelled: dict[str, str] = {}
    files: set[str] = set()
    for path in planned:
        for it in (*parents(path), path):
            other = spelled.setdefault(fold(it), it)
            if other != it:
                return other, it
        if path in files:
            return path, path
        files.add(path)
    for path in files:
        for folder in parents(path):
            if folder in files:
                return folder, path
    return None


def temporary_path(path: str) -> str:
    """Return where the bytes of a file lie while they are being written: beside it."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}{TEMPORARY_SUFFIX}"
