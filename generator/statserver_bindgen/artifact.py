"""Artifacts: generated files in memory, as text, as bytes and as digests.

Rendering makes artifacts, formatting replaces their text, and the workspace compares and writes
their bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from statserver_bindgen.errors import TemplateError


@dataclass(frozen=True)
class Artifact:
    """One generated file, in memory.

    Attributes:
        path: its path in the output directory, with `/`.
        text: its content, with LF line endings and one newline at the end.
        formatter: the formatter that is applied before the file is written.
    """

    path: str
    text: str
    formatter: Literal["black"] | None = None

    def encode(self) -> bytes:
        """Return the bytes that are written, compared and digested.

        Raises:
            TemplateError: the text contains half a surrogate pair.
        """
        try:
            return self.text.encode()
        except UnicodeEncodeError as error:
            raise TemplateError(
                f"{self.path}: the templates give half a character, {self.text[error.start]!a}"
            ) from error


def digest(content: bytes) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
