"""Artifacts: generated files that wait to be written.

Rendering and formatting make artifacts; the workspace compares their digests and writes their
bytes. The bytes exist once, in memory or in a temporary file, and are digested when they are kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, Protocol

from statserver_bindgen.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Keep = Callable[[Iterable[bytes]], "Content"]


class Content(Protocol):
    """The bytes of an artifact."""

    @property
    def size(self) -> int:
        """How many bytes there are."""
        ...

    @property
    def digest(self) -> str:
        """Their sha256, in hexadecimal."""
        ...

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes, block by block."""
        ...


class ContentInMemory:
    """The bytes of an artifact, in memory."""

    __slots__ = ("_raw", "digest", "size")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.size = len(raw)
        self.digest = digest(raw)

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes as one block."""
        yield self._raw


def keep_in_memory(blocks: Iterable[bytes]) -> Content:
    """Return the content that these blocks make, in memory."""
    return ContentInMemory(b"".join(blocks))


Formatter = Literal["black"] | None


class Artifact:
    """One generated file. Artifacts are equal if path, bytes and formatter are.

    Attributes:
        path: its path in the output directory, with `/`.
        content: its bytes: UTF-8 with LF line endings and one newline at the end.
        formatter: the formatter that is applied before the file is written.
    """

    __slots__ = ("content", "formatter", "path")

    def __init__(self, path: str, content: Content | str, formatter: Formatter = None) -> None:
        """Create an artifact.

        Raises:
            TemplateError: the text contains half a surrogate pair.
        """
        self.path = path
        self.content = (
            keep_in_memory([encode(path, content)]) if isinstance(content, str) else content
        )
        self.formatter: Formatter = formatter

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Artifact) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"Artifact({self.path!r}, {self.content.size} bytes)"

    @property
    def text(self) -> str:
        """The content as text."""
        return self.encode().decode()

    def encode(self) -> bytes:
        """Return the bytes of the content."""
        return b"".join(self.content.blocks())

    def moved(self, path: str) -> Artifact:
        """Return an artifact with the same content at another path."""
        return Artifact(path, self.content, self.formatter)

    def with_text(self, text: str) -> Artifact:
        """Return an artifact with another content at the same path."""
        return Artifact(self.path, text, self.formatter)

    @property
    def _key(self) -> tuple[str, str, Formatter]:
        return self.path, self.content.digest, self.formatter


def encode(path: str, text: str) -> bytes:
    """Return the bytes of the text, or a part of the text, of an artifact.

    Raises:
        TemplateError: the text contains half a surrogate pair.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise TemplateError(
            f"{path}: the templates give half a character, {text[error.start]!a}"
        ) from error


def digest(content: bytes) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
