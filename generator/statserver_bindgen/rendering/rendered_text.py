"""Rendered text: the text of a template becomes the bytes of an artifact, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.artifact import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class RenderedText:
    """The text of one artifact, with one newline at its end.

    Attributes:
        is_blank: whether the text so far is nothing but whitespace.
    """

    def __init__(self, path: str) -> None:
        self.is_blank = True
        self._path = path

    def blocks(self, texts: Iterable[str]) -> Iterator[bytes]:
        """Yield the bytes of the text.

        Raises:
            TemplateError: the text contains half a surrogate pair.
        """
        newlines = 0  # those at the end of the text so far, which may be the last ones
        for text in texts:
            rest = text.rstrip("\n")
            if rest:
                yield b"\n" * newlines + encode(self._path, rest)
                self.is_blank = self.is_blank and rest.isspace()
                newlines = 0
            newlines += len(text) - len(rest)
        yield b"\n"
