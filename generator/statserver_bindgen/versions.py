"""Versions of catalogs and of Stat Server: three numbers, so that 1.10.0 is newer than 1.9.0."""

from __future__ import annotations

from typing import Final, Literal

Part = Literal["major", "minor", "patch"]
PARTS: Final[tuple[Part, ...]] = ("major", "minor", "patch")
_LONGEST: Final = 40  # as in the schema of specs; int() refuses numbers of thousands of digits


def version_numbers(version: object) -> tuple[int, ...] | None:
    """Return the three numbers of a version, or None if it is not valid.

    There are no pre-releases, so the order of versions is that of the numbers.
    """
    if not isinstance(version, str) or len(version) > _LONGEST or not version.isascii():
        return None
    numbers = version.split(".")
    is_valid = len(numbers) == len(PARTS) and all(
        number.isdigit() and (number == "0" or number[0] != "0") for number in numbers
    )
    return tuple(map(int, numbers)) if is_valid else None


def raised(version: str, part: Part) -> str:
    """Return the next version that differs in a part, e.g. 1.3.0 for 1.2.5 and `minor`."""
    numbers = version_numbers(version)
    if numbers is None:
        raise ValueError(version)
    index = PARTS.index(part)
    return ".".join(
        str(number + 1 if place == index else number if place < index else 0)
        for place, number in enumerate(numbers)
    )
