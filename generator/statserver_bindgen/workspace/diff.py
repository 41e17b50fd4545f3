"""How a file on disk differs from its plan, as text for people.

What comes in: the bytes of both. What goes out: a unified diff in which nothing is a command to a
terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

# To compare takes time that grows faster than the texts; and nobody reads a longer diff.
LARGEST: Final = 1024 * 1024
_MOST_LINES: Final = 20_000


def unified(name: str, found: bytes, planned: bytes) -> str:
    """Return how to get from what was found to what is planned, or why that can't be shown.

    Args:
        name: the path of the file, as it is told to people.
        found: what is on disk; of a file that is larger than `LARGEST`, one byte more is enough.
        planned: what is to be there.
    """
    if max(map(len, (found, planned))) > LARGEST:
        return f"{safe(name)} differs, and is too large to show how\n"
    try:
        before, after = _split(found.decode()), _split(planned.decode())
    except UnicodeDecodeError:
        return f"{safe(name)} differs, and is not text\n"
    if b"\0" in found:
        return f"{safe(name)} differs, and is not text\n"
    if max(map(len, (before, after))) > _MOST_LINES:
        return f"{safe(name)} differs, and has too many lines to show how\n"
    return "".join(_lines(safe(name), before, after))


def _split(text: str) -> list[str]:
    """Return the lines, with their line feeds: nothing else ends a line of an artifact."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _lines(name: str, before: list[str], after: list[str]) -> Iterator[str]:
    import difflib

    for line in difflib.unified_diff(before, after, name, f"{name} (planned)"):
        yield safe(line.removesuffix("\n")) + "\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"
