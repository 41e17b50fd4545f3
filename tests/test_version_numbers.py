"""Versions are three numbers: they are compared as numbers, and raised in one part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.versions import PARTS, Part, raised, version_numbers

numbers = st.tuples(*[st.integers(0, 10**6)] * 3)


@given(numbers)
def test_a_version_is_its_three_numbers(version: tuple[int, ...]) -> None:
    assert version_numbers(".".join(map(str, version))) == version


@pytest.mark.parametrize(
    "text",
    ["", "1.0", "1.0.0.0", "v1.0.0", "1.0.00", "01.0.0", "1.0.-1", "1.0.²", "1.0.٣", "1.0.0 "],
)
def test_another_text_is_not_a_version(text: str) -> None:
    assert version_numbers(text) is None


@pytest.mark.parametrize("value", [None, 1, 1.0, ["1.0.0"]])
def test_another_value_is_not_a_version(value: object) -> None:
    assert version_numbers(value) is None


def test_a_version_of_thousands_of_digits_is_not_valid() -> None:
    assert version_numbers(f"1.0.{'9' * 5000}") is None


@pytest.mark.parametrize(
    ("part", "expected"), [("major", "2.0.0"), ("minor", "1.3.0"), ("patch", "1.2.6")]
)
def test_raising_a_part_resets_the_parts_after_it(part: Part, expected: str) -> None:
    assert raised("1.2.5", part) == expected


@given(numbers, st.sampled_from(PARTS))
def test_a_raised_version_is_later(version: tuple[int, ...], part: Part) -> None:
    later = version_numbers(raised(".".join(map(str, version)), part))
    assert later is not None
    assert later > version
