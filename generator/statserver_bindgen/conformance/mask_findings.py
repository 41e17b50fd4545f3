"""Findings: what a mask cannot do on given objects, with messages from the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.mask_problems import build_message

if TYPE_CHECKING:
    from collections.abc import Sequence


class Finding(NamedTuple):
    """A name, or None for all of the objects, with the reason, object types and rows."""

    name: str | None
    reason: str
    object_types: tuple[str, ...]
    rows: tuple[int, ...]
    message: str


def build_finding(
    id_: str, name: str | None, object_types: Sequence[str], rows: Sequence[int], *, actions: str
) -> Finding:
    """Return a finding from the id of its message and the values that the message shows."""
    reasons = mask_vocabulary.load().reasons
    (reason,) = (it.id for it in reasons if any(message.id == id_ for message in it.messages))
    types = ", ".join(object_types)
    message = build_message(id_, name=name or "", object_types=types, actions=actions)
    return Finding(name, reason, tuple(object_types), tuple(rows), message)
