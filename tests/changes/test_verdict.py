"""The verdict names the smallest version that is enough for changes."""

from __future__ import annotations

import pytest

from statserver_bindgen.changes.change import Change
from statserver_bindgen.changes.verdict import verdict
from statserver_bindgen.rules.change_rule import Bump, ChangeRule


def changes_with(*bumps: Bump) -> tuple[Change, ...]:
    return tuple(Change(ChangeRule("made-up", "Made up", it, "Tests."), "X", "x") for it in bumps)


@pytest.mark.parametrize(
    ("bumps", "required", "smallest"),
    [
        ((), None, "1.2.3"),
        (("patch",), "patch", "1.2.4"),
        (("minor", "patch"), "minor", "1.3.0"),
        (("major", "minor", "patch"), "major", "2.0.0"),
        (("refused", "patch"), "major", "2.0.0"),
    ],
)
def test_the_largest_bump_is_required(
    bumps: tuple[Bump, ...], required: str | None, smallest: str
) -> None:
    result = verdict(changes_with(*bumps), "1.2.3", "9.0.0")

    assert (result.required, result.smallest) == (required, smallest)


@pytest.mark.parametrize(
    ("version", "sufficient"),
    [("1.2.3", False), ("1.2.10", False), ("1.3.0", True), ("1.10.0", True), ("2.0.0", True)],
)
def test_a_version_is_sufficient_from_the_smallest_one_on(version: str, sufficient: bool) -> None:  # noqa: FBT001 - a parameter of the test
    result = verdict(changes_with("minor"), "1.2.3", version)

    assert result.sufficient is sufficient
    assert result.is_accepted is sufficient


def test_without_changes_an_older_version_is_not_sufficient() -> None:
    assert verdict((), "1.2.3", "1.2.3").sufficient
    assert not verdict((), "1.2.3", "1.2.2").sufficient


def test_no_version_makes_a_refused_change_acceptable() -> None:
    result = verdict(changes_with("refused"), "1.0.0", "9.0.0")

    assert result.sufficient
    assert not result.is_accepted
    assert [it.subject for it in result.refused] == ["X"]


def test_an_invalid_version_is_not_sufficient() -> None:
    assert verdict((), "1.0", "1.0.0")[1:3] == (None, False)
