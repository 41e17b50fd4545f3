"""Problems of masks, with their messages from the vocabulary.

docs/masks.md, section "Messages".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import mask_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.mask_vocabulary import Message, ProblemKind


class Problem(NamedTuple):
    """A problem of a mask; offsets in code points."""

    start: int
    length: int
    kind: str
    severity: str
    message: str
    suggestion: str | None


def build_problem(
    id_: str, start: int, length: int, suggestion: str | None = None, **values: str
) -> Problem:
    """Return a problem from the id of its message and the values that the message shows."""
    kind = _kinds()[id_]
    message = build_message(id_, **values)
    return Problem(start, length, kind.id, kind.severity, message, suggestion)


def build_message(id_: str, **values: str) -> str:
    """Return a message with values; those of the author are shown in quotes."""
    message = _messages()[id_]
    return message.format(
        {
            placeholder.name: quote(values[placeholder.name])
            if placeholder.is_quoted
            else values[placeholder.name]
            for placeholder in message.placeholders
        }
    )


def quote(text: str) -> str:
    """Return the beginning of a text in double quotes, in printable ASCII."""
    longest = mask_vocabulary.load().limits.shown
    more = "..." if len(text) > longest else ""
    return f'"{"".join(map(_escape, text[:longest]))}{more}"'


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if " " <= character <= "~" else f"\\u{{{ord(character):x}}}"


@cache
def _messages() -> Mapping[str, Message]:
    return {it.id: it for it in mask_vocabulary.load().messages}


@cache
def _kinds() -> Mapping[str, ProblemKind]:
    """Return the kind of problem of each message."""
    return {message.id: kind for kind in mask_vocabulary.load().kinds for message in kind.messages}
