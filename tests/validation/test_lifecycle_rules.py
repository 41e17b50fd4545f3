"""The lifecycle of rows: valid histories, and problems that several rows make together."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given

from support.catalogs import IDENTIFIERS, as_yaml
from support.lifecycles import RELEASES, lifecycles
from support.specs import load_spec


def rules_of(data: dict[str, Any]) -> list[str]:
    """Return the ids of the rules that a spec breaks."""
    return [it.rule.id for it in load_spec(as_yaml(data), IDENTIFIERS).diagnostics]


@pytest.mark.parametrize("release", RELEASES, ids=lambda it: it["catalog"]["version"])
def test_each_release_of_the_small_catalog_is_valid(release: dict[str, Any]) -> None:
    assert rules_of(release) == []


@given(lifecycles())
def test_any_drawn_lifecycle_is_valid(data: dict[str, Any]) -> None:
    assert rules_of(data) == []


@given(lifecycles())
def test_every_row_of_a_spec_is_an_action_or_a_tombstone(data: dict[str, Any]) -> None:
    catalog = load_spec(as_yaml(data), IDENTIFIERS).catalog
    assert catalog is not None
    rows = [it.row for it in catalog.actions] + [it.action.row for it in catalog.removed]
    assert sorted(rows) == [*range(len(data["actions"]))]
    names = [it.name for it in catalog.names]
    for former in (catalog.former_names, catalog.split_names, catalog.removed_names):
        names += (it.name for it in former)
    assert len(names) == len({*names})
    every = {it["name"] for it in data["actions"]}
    every |= {former["name"] for it in data["actions"] for former in it.get("formerly", ())}
    assert {*names} == every


def test_a_cycle_of_three_rows_is_reported_at_each_of_them() -> None:
    data = as_data(["CALL_B", "CALL_C", "CALL_A"])
    assert rules_of(data) == ["replacement-cycle"] * 3


def test_a_row_that_leads_into_a_cycle_has_a_deprecated_replacement() -> None:
    data = as_data(["CALL_B", "CALL_C", "CALL_B"])
    assert rules_of(data) == ["replacement-deprecated", *["replacement-cycle"] * 2]


def as_data(replacements: list[str]) -> dict[str, Any]:
    """Return a spec whose rows CallA, CallB and CallC are replaced by these ids."""
    data = {**RELEASES[0], "actions": [*RELEASES[0]["actions"]]}
    facts = {key: data["actions"][-1][key] for key in data["actions"][-1] if key != "name"}
    for name, key in zip(("CallA", "CallB", "CallC"), replacements, strict=True):
        deprecated = {"since": "1.0.0", "reason": "It ended.", "replaced_by": key}
        data["actions"].append({"name": name, **facts, "deprecated": deprecated})
    return data


@pytest.mark.parametrize(
    ("since", "rules"),
    [(None, []), ("1.9.0", []), ("2.0.0", ["name-reused"]), ("2.0.1", ["name-reused"])],
)
def test_a_name_is_reused_only_if_no_row_had_it_when_the_last_one_was_removed(
    since: str | None, rules: list[str]
) -> None:
    data = copy.deepcopy(RELEASES[-1])
    data["catalog"]["version"] = "2.1.0"
    rows: list[dict[str, Any]] = copy.deepcopy(data["actions"][3:5])
    for row, scope in zip(rows, ("regular_dn", "mediation_dn"), strict=True):
        row |= {"name": "CallGone", "scope": scope, "object_class": scope}
    data["actions"] += rows
    data["actions"][-2]["removed"] = {"since": "2.0.0"}
    del data["actions"][-1]["deprecated"]
    if since is not None:
        data["actions"][-1]["since"] = since
    assert rules_of(data) == rules
