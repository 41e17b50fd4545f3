"""Rendering: a catalog and a target, to artifacts in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Artifact:
    """One generated file, in memory.

    Attributes:
        path: where it goes, relative to the target root, with `/`.
        text: its content, with LF line ends and one newline at the end.
        formatter: what lays it out before it is written.
    """

    path: str
    text: str
    formatter: Literal["black"] | None = None
