"""Unified diffs from a file on disk to the planned artifact.

Control characters in the lines are escaped: no line of a diff is a command to a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The time of a comparison grows faster than the size of the texts.
LARGEST: Final = 1024 * 1024
"""The size in bytes up to which files are compared."""
_MOST_LINES: Final = 20_000


def unified(name: str, current: bytes, blocks: Iterable[bytes]) -> str:
    """Return a unified diff, or one line with the reason why there is none.

    Args:
        name: the path of the file, as it is printed.
        current: the bytes on disk. For a file larger than `LARGEST`, `LARGEST` + 1 bytes suffice.
        blocks: the bytes of the artifact, block by block; of a large one, not all are read.
    """
    planned = b""
    for block in blocks:
        planned += block
        if len(planned) > LARGEST:
            break
    if max(map(len, (current, planned))) > LARGEST:
        return f"{safe(name)} differs, and is too large for a diff\n"
    try:
        before, after = _split(current.decode()), _split(planned.decode())
    except UnicodeDecodeError:
        return f"{safe(name)} differs, and is not text\n"
    if b"\0" in current:
        return f"{safe(name)} differs, and is not text\n"
    if max(map(len, (before, after))) > _MOST_LINES:
        return f"{safe(name)} differs, and has too many lines for a diff\n"
    return "".join(_lines(safe(name), before, after))


def _split(text: str) -> list[str]:
    """Return the lines with their line feeds, which alone end the lines of an artifact."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _lines(name: str, before: list[str], after: list[str]) -> Iterator[str]:
    import difflib

    for line in difflib.unified_diff(before, after, name, f"{name} (planned)"):
        yield safe(line.removesuffix("\n")) + "\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"
