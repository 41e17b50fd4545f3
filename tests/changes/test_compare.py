"""Every difference between two catalogs is a change, with the bump of its rule; nothing else is."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.compare import compare
from statserver_bindgen.changes.comparison import compare_sides
from statserver_bindgen.changes.sides import Side, read_side
from statserver_bindgen.changes.verdict import verdict
from statserver_bindgen.rules.change_rule import BUMPS
from support.catalogs import as_yaml, specs
from support.checkout import ROOT
from support.generated import FIXTURE
from support.lifecycles import RELEASES, lifecycles
from support.spec_leaves import reversed_order, single_edits

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.changes.change import Change

EXAMPLES: Final = ROOT / "tests" / "support" / "changes.yaml"


def read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(file.read_bytes())
    return data


DATA: Final = read(EXAMPLES)


def path_of(name: str) -> str:
    """Return the pattern of the path of the row with a name."""
    index = next(index for index, row in enumerate(DATA["actions"]) if row["name"] == name)
    return rf"actions\.{index}"


# The bump of an edit of the value at a path; the first pattern that matches counts.
POLICY: Final = {
    r"catalog\.id": "refused",
    r"catalog\.release": "major",
    r"catalog\..*": "patch",
    r".*\.(title|description|note|evidence|source|inferred)": "patch",
    r".*\.(modes|object_types)\.\d+": "major",
    r"scopes\..*\.object_class": "major",
    r"(known_names|statuses|object_type_spellings)\..*": "major",
    r"actions\.\d+\.(meaning|inferred|deprecated)\..*": "patch",
    r"actions\.\d+\.(source|since)": "patch",
    r"actions\.\d+\.(name|scope)": "refused",
    rf"{path_of('CallLost')}\..*": "patch",  # a tombstone
    r"actions\.\d+\.(timing|object_class|interaction_related|formerly\.\d+\.name)": "major",
    rf"({path_of('CallOnHold')}|{path_of('Handling')})\.restricted_cluster": "minor",  # gained
    r"actions\.\d+\.restricted_cluster": "major",
}


def edits_of(file: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return each single edit of a spec but those of values that the schema fixes."""
    edits = [(".".join(map(str, path)), data) for path, data in single_edits(read(file))]
    return [it for it in edits if it[0] != "catalog.version" and "instantaneous" not in it[0]]


EDITS: Final = edits_of(EXAMPLES)


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    return compare(build_catalog(old), build_catalog(new))


def bumps(changes: tuple[Change, ...]) -> list[str]:
    return sorted({it.rule.bump for it in changes}, key=BUMPS.index)


def subjects(changes: tuple[Change, ...], rule: str | None = None) -> Counter[str]:
    """Return the entries with changes of a rule, or with any but those of the order."""
    chosen = [it for it in changes if it.rule.id != "order-changed" and rule in {None, it.rule.id}]
    return Counter(change.subject for change in chosen)


@given(st.one_of(specs(), lifecycles()))
def test_a_catalog_has_no_changes_to_itself(data: dict[str, Any]) -> None:
    assert changes_between(data, copy.deepcopy(data)) == ()


@pytest.mark.parametrize(("path", "edited"), EDITS, ids=[path for path, _ in EDITS])
def test_an_edit_of_any_value_is_a_change_with_the_bump_of_the_policy(
    path: str, edited: dict[str, Any]
) -> None:
    expected = next(bump for pattern, bump in POLICY.items() if re.fullmatch(pattern, path))

    assert bumps(changes_between(DATA, edited))[-1:] == [expected]


def test_an_edit_of_any_value_of_another_spec_is_a_change() -> None:
    old = build_catalog(read(FIXTURE))
    unnoticed = [
        path for path, edited in edits_of(FIXTURE) if not compare(old, build_catalog(edited))
    ]

    assert unnoticed == []


def test_another_version_alone_is_not_a_change() -> None:
    data = read(EXAMPLES)
    data["catalog"]["version"] = "7.0.0"

    assert changes_between(DATA, data) == ()


@given(st.one_of(specs(), lifecycles()))
def test_another_order_is_a_patch(data: dict[str, Any]) -> None:
    assert bumps(changes_between(data, reversed_order(data))) in ([], ["patch"])


@given(specs(), specs())
def test_no_difference_is_lost_when_the_sides_are_swapped(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    forward, backward = changes_between(one, other), changes_between(other, one)

    assert subjects(forward) == subjects(backward)
    opposite = {"action-added": "action-removed", "entry-added": "entry-removed"}
    for added, removed in opposite.items():
        assert subjects(forward, added) == subjects(backward, removed)


@given(st.one_of(specs(), lifecycles()), st.one_of(specs(), lifecycles()))
def test_the_changes_are_the_same_on_every_run(one: dict[str, Any], other: dict[str, Any]) -> None:
    again = copy.deepcopy(one), copy.deepcopy(other)

    assert changes_between(one, other) == changes_between(*again)


@pytest.mark.parametrize(
    ("index", "expected"), [*enumerate(["minor", "minor", "minor", "major"])], ids=str
)
def test_each_release_of_a_history_has_the_version_that_its_changes_require(
    index: int, expected: str
) -> None:
    old, new = (build_catalog(it) for it in RELEASES[index : index + 2])
    changes = compare(old, new)

    assert bumps(changes)[-1] == expected
    assert verdict(changes, old.version, new.version).is_accepted


def test_a_removal_that_the_old_version_does_not_announce_is_refused() -> None:
    first, last = build_catalog(RELEASES[1]), build_catalog(RELEASES[-1])
    refused = [it.subject for it in compare(first, last) if it.rule.bump == "refused"]

    assert refused == ["CALL_HELD", "CALL_LOST"]


def test_a_removal_that_a_release_in_between_announced_is_not_refused() -> None:
    first, last = build_catalog(RELEASES[1]), build_catalog(RELEASES[-1])
    changes = compare(first, last, between=["1.2.0", "1.3.0"])

    assert bumps(changes)[-1] == "major"
    assert compare_sides(Side("first", first), Side("last", last)).changes == changes


@pytest.mark.parametrize(("releases", "refused"), [((), 2), (("1.2.0",), 0), (("1.3.0",), 2)])
def test_the_releases_next_to_a_spec_are_those_that_can_announce(
    tmp_path: Path, releases: tuple[str, ...], refused: int
) -> None:
    (tmp_path / "releases").mkdir()
    for version in releases:
        (tmp_path / "releases" / f"{version}.json").touch()
    spec = tmp_path / "actions.yaml"
    spec.write_bytes(as_yaml(RELEASES[-1]))
    old = Side("old", build_catalog(RELEASES[1]))

    assert len(compare_sides(old, read_side(str(spec))).verdict.refused) == refused
