"""Dependency files as make and ninja read them, with files on disk for their prerequisites."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

from statserver_bindgen.dependencies.rule import write_rule
from statserver_bindgen.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

STAMP: Final = "stamp"
_MAKEFILE: Final = f"{STAMP}:\n\ttouch $@\n\ninclude {STAMP}.d\n"
_OLD, _BUILT, _NEW = 1_000, 2_000, 3_000
# Each character of ASCII, at the start, in the middle and at the end of a name, and pairs.
_CHARACTERS: Final = [chr(code) for code in range(1, 128) if chr(code) != "/"]
_PAIRS: Final = [
    "\\ ",
    "\\#",
    "\\:",
    "\\$",
    "\\\\",
    "\\%",
    "  ",
    "$$",
    "##",
    "%%",
    "::",
    "$(x)",
    "[b]",
]
NAMES: Final = [
    name for text in (*_CHARACTERS, *_PAIRS) for name in (f"{text}b", f"a{text}b", f"a{text}")
] + ["d\u00e9j\u00e0 vu", "\udcff", "copy (1)", "copy (1).yaml", "a=b", "include", "export", "~"]


def is_accepted(name: str) -> bool:
    """Return whether a name can be written to a dependency file."""
    try:
        write_rule(STAMP, ["first", name])
    except WorkspaceError:
        return False
    return True


def write_project(directory: Path, names: Iterable[str]) -> None:
    """Write files of these names, and a Makefile with their dependency file."""
    names = [*dict.fromkeys(names)]
    for name in names:
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).touch()
    (directory / "Makefile").write_text(_MAKEFILE, "utf-8")
    (directory / f"{STAMP}.d").write_bytes(write_rule(STAMP, names))


def unnoticed(directory: Path, names: Sequence[str]) -> list[str]:
    """Return the names whose files make does not treat as prerequisites of the stamp.

    For each file: the stamp is up to date when all files are older, and is not when the file is
    newer, or is missing.
    """
    (directory / STAMP).touch()
    os.utime(directory / STAMP, (_BUILT, _BUILT))
    for name in names:
        os.utime(directory / name, (_OLD, _OLD))
    if not is_up_to_date(directory):
        return ["all"]
    return [name for name in names if not _is_noticed(directory, name)]


def is_up_to_date(directory: Path) -> bool:
    """Return whether make has nothing to do."""
    command = ["make", "--question", "--silent", STAMP]
    done = subprocess.run(command, cwd=directory, capture_output=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == b"", done.stderr
    return done.returncode == 0


def _is_noticed(directory: Path, name: str) -> bool:
    file = directory / name
    os.utime(file, (_NEW, _NEW))
    is_noticed = not is_up_to_date(directory)
    file.unlink()
    if "=" not in name:  # make has no way to say that such a file may be missing
        is_noticed &= not is_up_to_date(directory)
    file.touch()
    os.utime(file, (_OLD, _OLD))
    return is_noticed
