"""Suggestions: the same rule for the tool and all bindings (docs/masks.md)."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.suggestions import closest, did_you_mean, distance

NAMES = ("CallWait", "CallInbound", "CallAnswered", "AgentLogin", "DNActive", "ASM_Engaged")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("callwait", "CallWait"),
        ("CALL_WAIT", "CallWait"),
        ("Call Wait ", "CallWait"),
        ("CallWiat", "CallWait"),
        ("CalWait", "CallWait"),
        ("CallWaits", "CallWait"),
        ("CallVeit", "CallWait"),
        ("asm engaged", "ASM_Engaged"),
        ("CallAnsw", "CallAnswered"),
        ("Login", "AgentLogin"),
        ("CallInboundOnHold", "CallInbound"),
        ("Call", "CallWait"),
        ("Cal", None),
        ("Weight", None),
        ("", None),
        ("…", None),
        ("x" * 100_000, None),
    ],
)
def test_the_closest_name_is_suggested(text: str, expected: str | None) -> None:
    assert closest(text, NAMES) == expected


def test_the_first_of_equally_close_names_is_suggested() -> None:
    assert closest("AgentReady1", ["AgentReady2", "AgentReady3"]) == "AgentReady2"


def test_letters_beyond_ascii_are_ignored() -> None:
    # The lower case of the Kelvin sign is k.
    assert closest("\u212aall", ["KALL"]) == closest("all", ["KALL"])


def test_a_suggestion_is_a_question() -> None:
    assert did_you_mean("CallWiat", NAMES) == "did you mean CallWait?"
    assert did_you_mean("Weight", NAMES) is None


def edits(one: bytes, other: bytes) -> int:
    """Return the number of edits by its definition, recursively."""

    @cache
    def of(left: int, right: int) -> int:
        if not left or not right:
            return left + right
        tries = [
            of(left - 1, right) + 1,
            of(left, right - 1) + 1,
            of(left - 1, right - 1) + (one[left - 1] != other[right - 1]),
        ]
        if one[left - 2 : left] == other[right - 2 : right][::-1] and min(left, right) > 1:
            tries.append(of(left - 2, right - 2) + 1)
        return min(tries)

    return of(len(one), len(other))


few = st.text("abc", max_size=7).map(str.encode)


@given(few, few, st.integers(0, 5))
def test_edits_are_counted_up_to_the_limit(one: bytes, other: bytes, limit: int) -> None:
    counted = distance(one, other, limit)
    assert counted == edits(one, other) if counted <= limit else edits(one, other) > limit
