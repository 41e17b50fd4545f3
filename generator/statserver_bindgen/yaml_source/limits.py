"""Bounds on what is read, so that no input can exhaust time, memory or stack."""

from __future__ import annotations

from typing import Final, NamedTuple


class Limits(NamedTuple):
    """How much is read at most; more of it is a problem of its own.

    Attributes:
        file: bytes of a file. A million rows like those of the table fit.
        depth: lists and mappings inside one another.
        values: keys and values.
        text: characters of one text.
        problems: problems of one file; nobody reads on after so many.
    """

    file: int = 128 * 1024 * 1024
    depth: int = 32
    values: int = 16_000_000
    text: int = 100_000
    problems: int = 1_000


LIMITS: Final = Limits()
