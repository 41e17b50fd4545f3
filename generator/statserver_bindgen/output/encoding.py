"""What an artifact is as bytes.

What comes in: an artifact. What goes out: the bytes that are written, compared and digested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.errors import TemplateError

if TYPE_CHECKING:
    from statserver_bindgen.rendering.render import Artifact


def encoded(artifact: Artifact) -> bytes:
    """Return the bytes of an artifact.

    Raises:
        TemplateError: its text holds half a character.
    """
    try:
        return artifact.text.encode()
    except UnicodeEncodeError as error:
        raise TemplateError(
            f"{artifact.path}: the templates give half a character, {artifact.text[error.start]!a}"
        ) from error
