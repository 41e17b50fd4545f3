"""The limits of a YAML file, so that no input exhausts time, memory or stack."""

from __future__ import annotations

from typing import Final, NamedTuple


class Limits(NamedTuple):
    """The limits of one file; exceeding one is reported by a rule of its own.

    Attributes:
        file: bytes of the file. A million rows fit.
        depth: levels of nested lists and mappings.
        values: keys and values.
        text: characters of one text.
        problems: diagnostics.
    """

    file: int = 128 * 1024 * 1024
    depth: int = 32
    values: int = 16_000_000
    text: int = 100_000
    problems: int = 1_000


LIMITS: Final = Limits()
