"""Rendered text: the chunks of a template become the blocks of an artifact.

Chunks are a few characters long; as objects, those of a large artifact need several times its size.
So they are joined and encoded as they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen.artifact import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLOCK: Final = 64 * 1024
_MOST_CHUNKS: Final = 4096


class RenderedText:
    """The text of one artifact, with one newline at its end.

    Attributes:
        is_blank: whether the text so far is nothing but whitespace.
    """

    def __init__(self, path: str) -> None:
        self.is_blank = True
        self._path = path

    def blocks(self, chunks: Iterable[str]) -> Iterator[bytes]:
        """Yield the bytes of the text.

        Raises:
            TemplateError: the text contains half a surrogate pair.
        """
        newlines = 0  # those at the end of the text so far, which may be the last ones
        for text in _joined(chunks):
            rest = text.rstrip("\n")
            if rest:
                yield b"\n" * newlines + encode(self._path, rest)
                self.is_blank = self.is_blank and rest.isspace()
                newlines = 0
            newlines += len(text) - len(rest)
        yield b"\n"


def _joined(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the text of the chunks in longer pieces."""
    waiting: list[str] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _BLOCK or len(waiting) >= _MOST_CHUNKS:
            yield "".join(waiting)
            waiting.clear()
            size = 0
    yield "".join(waiting)
