"""A rule in the syntax of Make: `target: prerequisites`, and an empty rule for each prerequisite.

Make and ninja read the same bytes as the same paths. Each path is a text; a directory ends with a
slash. With its empty rule, a prerequisite that was removed makes the target out of date; without
it, Make would refuse to build.

What make and ninja read differently can't be written. A path with `=` has no empty rule, because
Make reads `a=b:` as a variable; and it is never the first prerequisite, for the same reason.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

# Make separates or expands them, or ninja ends a path there. A backslash stays if none of the
# characters that it escapes follows.
_UNREADABLE: Final = r"[\x00-\x1f\x7f*?;<>^`|]|\\(?![\w./\\-])|^~|[ :&)]$"
_UNREADABLE_TARGET: Final = r"[=\ud800-\udfff]"
_ESCAPED: Final = {" ": "\\ ", "#": "\\#", ":": "\\:", "$": "$$"}


def write_rule(target: str, prerequisites: Iterable[str]) -> bytes:
    """Return the bytes of a rule for a target.

    Raises:
        WorkspaceError: make and ninja can't both read a path.
    """
    paths = [*dict.fromkeys(prerequisites)]
    for path in (target, *paths):
        _refuse_unreadable(path)
    if match := re.search(_UNREADABLE_TARGET, target):
        raise _unreadable(target, match[0])
    # Stable: only the paths with `=` move, to the end.
    paths.sort(key=lambda path: "=" in path)
    if paths and "=" in paths[0]:
        raise _unreadable(paths[0], "=")
    rule = " \\\n  ".join([f"{_as_target(target)}:", *map(_as_prerequisite, paths)])
    empty = [f"{_as_target(path)}:" for path in paths if "=" not in path]
    return os.fsencode("\n\n".join([rule, *empty]) + "\n")


def starts_rule(raw: bytes, name: str) -> bool:
    """Return whether bytes start with a rule for a file of this name, in any directory."""
    first, _, _ = os.fsdecode(raw).partition("\n")
    return first.removesuffix(" \\").endswith(f"{_as_target(name)}:")


def _refuse_unreadable(path: str) -> None:
    if match := re.search(_UNREADABLE, path):
        raise _unreadable(path, match[0])


def _unreadable(path: str, text: str) -> WorkspaceError:
    return WorkspaceError(
        f"{path} can't be written to a dependency file: make and ninja can't both read "
        f"{quoted(text)}; rename it"
    )


def _as_target(path: str) -> str:
    return _as_prerequisite(path).replace("%", "\\%")


def _as_prerequisite(path: str) -> str:
    drive, path = os.path.splitdrive(path)
    return drive + "".join(_ESCAPED.get(character, character) for character in path)
