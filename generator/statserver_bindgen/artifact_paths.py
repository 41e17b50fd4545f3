"""Rules for the paths of artifacts: which paths are valid, and which name one file on some systems.

Paths are relative to an output directory and use `/`. The checks return the problem as text, or
None; nothing here looks at the disk.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MANIFEST: Final = "manifest.json"
TEMPORARY_SUFFIX: Final = ".statserver-bindgen.tmp"
LONGEST_NAME: Final = 255
"""The size of a name in bytes, on most file systems."""
_LONGEST_PATH: Final = 1024
_DEEPEST: Final = 32

# What Windows treats as a separator, a drive, a stream, a pattern or a redirection.
_RESERVED: Final = frozenset('<>:"|?*\\')
# The devices of Windows, which it finds in every directory, whatever follows a dot or a space.
_PORTS: Final = tuple(
    f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789\u00b9\u00b2\u00b3"
)
_DEVICES: Final = frozenset(("con", "prn", "aux", "nul", "clock$", "conin$", "conout$", *_PORTS))
# The short name that Windows gives a long one: GIT~1 is .git.
_SHORT_NAME: Final = re.compile(r"~[0-9]")
_INVISIBLE: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}
# Characters of other categories that are ignored where text is displayed, or look like a space.
# Compiled on first use.
_IGNORED: Final = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]"
)


# A planned path is also in the manifest on disk, which is read twice.
@lru_cache(maxsize=1024)
def find_fault(path: str) -> str | None:
    """Return why an artifact can't have this path, or None if the path is valid.

    The answer is the same on every system: a target that can be written on one can be written on
    all of them.
    """
    return next(_faults(path), None)


def _faults(path: str) -> Iterator[str]:
    # First the bounds: what follows takes time and memory for each part and its parents.
    if len(path) > _LONGEST_PATH or len(path.encode(errors="surrogatepass")) > _LONGEST_PATH:
        yield f"it is longer than {_LONGEST_PATH:,} bytes"
    parts = path.split("/")
    if len(parts) > _DEEPEST:
        yield f"it has more than {_DEEPEST} parts"
    if "" in parts or "." in parts or ".." in parts:
        yield "it does not name a file in the output directory"
    if _has_invisible(path):
        yield "it has control characters or invisible characters"
    if not _RESERVED.isdisjoint(path) or any(part[-1] in ". " for part in parts):
        yield "it has characters that are not allowed in a path on every system"
    if device := next((part for part in parts if _is_device(part)), None):
        yield f"{device} is the name of a device on Windows"
    if any(len(part.encode()) > LONGEST_NAME for part in parts):
        yield f"it has a name that is longer than {LONGEST_NAME} bytes"
    if fold(path) == MANIFEST:
        yield "this name is reserved for the manifest"
    if any(fold(part).endswith(TEMPORARY_SUFFIX) for part in parts):
        yield "such names are reserved for files that are being written"


def _is_device(part: str) -> bool:
    return part.lower().partition(".")[0].rstrip(" ") in _DEVICES


def _has_invisible(path: str) -> bool:
    if path.isascii():
        return not path.isprintable()
    import unicodedata

    # Not `isprintable`: what is not assigned yet depends on the version of Python.
    if path.isascii() and path.isprintable():
        return False
    return re.search(_IGNORED, path) is not None or any(
        unicodedata.category(character) in _INVISIBLE for character in path if character != " "
    )


def is_hidden(path: str) -> bool:
    """Return whether a path is hidden or in a hidden directory: `.env`, `.git/config`.

    So is `GIT~1/config`, which Windows may treat as `.git/config`.
    """
    return any(part.startswith(".") or _SHORT_NAME.search(part) for part in path.split("/"))


def find_refusal(planned: Sequence[str]) -> str | None:
    """Return why a target can't have these artifacts, or None if it can."""
    for path in planned:
        if fault := find_fault(path):
            return f"{path!r} can't be written: {fault}; rename the template"
    if both := find_collision(planned):
        return f"{both[0]!r} and {both[1]!r} can't both exist on every system; rename a template"
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
    """Return the path of the temporary file, in the same directory, that a file is written to.

    Its name has the same length for every file, so that a name of any length can be written.
    """
    import hashlib

    parent, slash, name = path.rpartition("/")
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    return f"{parent}{slash}.{digest}{TEMPORARY_SUFFIX}"
