"""Changes of single rows: what they are called, and which renames are offered."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.compare import compare
from statserver_bindgen.changes.order import find_moved
from statserver_bindgen.rules.lifecycle_changes import ACTION_REMOVED
from support.change_examples import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.changes.change import Change

    Rows = dict[str, dict[str, Any]]

DATA: Final[dict[str, Any]] = yaml.safe_load(TEXT)
MEANING: Final = {
    "text": "Lasts while a call waits.",
    "evidence": "doc",
    "confidence": "high",
    "sources": [{"source": "users_guide"}],
}


def changes_of(edit: Callable[[Rows], object]) -> list[Change]:
    """Return the changes that an edit of rows makes; rows are named, the last of a name counts."""
    data = copy.deepcopy(DATA)
    edit({row["name"]: row for row in data["actions"]})
    return [*compare(build_catalog(DATA), build_catalog(data))]


EDITS: Final[dict[str, Callable[[Rows], object]]] = {
    "meaning added": lambda rows: rows["CallWait"].update(meaning=MEANING),
    "meaning removed": lambda rows: rows["OnHook"].pop("meaning"),
    "meaning changed: text, confidence": lambda rows: rows["OnHook"]["meaning"].update(
        text="X.", confidence="low"
    ),
    "timing is inferred: spilled_cell": lambda rows: rows["CallWait"].update(
        inferred={"timing": "spilled_cell"}
    ),
    "timing is no longer inferred": lambda rows: rows["OffHook"].pop("inferred"),
    "former names are in another order": lambda rows: rows["CallOnHold"]["formerly"].reverse(),
    "former name CallHeld dropped": lambda rows: rows["CallOnHold"]["formerly"].pop(),
    "since changed from 1.0.0 to none": lambda rows: rows["OffHook"].pop("since"),
}


@pytest.mark.parametrize("message", EDITS)
def test_the_message_of_a_change(message: str) -> None:
    assert [it.message for it in changes_of(EDITS[message])] == [message]


def test_inferences_in_another_order_are_a_patch() -> None:
    one, other = copy.deepcopy(DATA), copy.deepcopy(DATA)
    fields = {"timing": "spilled_cell", "interaction_related": "spilled_cell"}
    one["actions"][0]["inferred"] = fields
    other["actions"][0]["inferred"] = dict(reversed(fields.items()))
    (change,) = compare(build_catalog(one), build_catalog(other))

    assert change.rule.id == "order-changed"


def test_a_renamed_row_keeps_its_status_and_its_known_names() -> None:
    data = copy.deepcopy(DATA)
    row = next(row for row in data["actions"] if row["name"] == "OnHook")
    row |= {"name": "HungUp", "formerly": [{"name": "OnHook"}]}
    statuses = data["statuses"]
    data["statuses"] = {"HungUp": statuses.pop("OnHook"), **statuses}
    data["known_names"]["Hook"]["actions"] = ["OffHook", "HungUp"]
    (change,) = compare(build_catalog(DATA), build_catalog(data))

    assert (change.rule.id, change.migration) == ("action-renamed", "Replace ON_HOOK by HUNG_UP.")


def test_a_former_name_that_a_new_row_shares_is_split() -> None:
    """A mask with CallHeld selected the rows of CallOnHold, and there is another one now."""
    data = copy.deepcopy(DATA)
    row = next(row for row in data["actions"] if row["name"] == "CallOnHold")
    data["actions"].append({**row, "scope": "workbin", "object_class": "media_channel"})
    del data["actions"][-1]["formerly"]
    row["scope"] = "regular_dn"
    row["formerly"].append({"name": "CallOnHold"})
    changes = compare(build_catalog(DATA), build_catalog(data))

    assert [(it.rule.id, it.subject) for it in changes if it.rule.bump == "major"] == [
        ("name-split", "action name CallHold"),
        ("name-split", "action name CallHeld"),
    ]


# Offers of renames.


def test_the_closest_of_several_added_rows_is_offered() -> None:
    data = copy.deepcopy(DATA)
    row = next(row for row in data["actions"] if row["name"] == "CallRinging")
    data["actions"].append({**row, "name": "AgentBusy"})
    row["name"] = "CallRinging2"
    removed = compare(build_catalog(DATA), build_catalog(data))[0]

    assert removed.subject == "CALL_RINGING"
    assert removed.hint is not None
    assert "CALL_RINGING_2" in removed.hint


def test_a_row_with_other_facts_is_not_offered() -> None:
    removed = changes_of(
        lambda rows: rows["CallRinging"].update(name="CallRingingNow", timing="durable")
    )[0]

    assert removed.hint == removed.rule.hint


def catalog_of(prefix: str, count: int) -> Catalog:
    """Return a catalog with many rows that have the same facts."""
    row = next(row for row in DATA["actions"] if row["name"] == "CallRinging")
    rows = [{**row, "name": f"{prefix}{index}x"} for index in range(count)]
    return build_catalog({**DATA, "actions": rows, "statuses": {}, "known_names": {}})


@pytest.mark.parametrize(("removed", "added"), [(101, 2), (2, 101)])
def test_more_than_a_hundred_rows_get_no_offers(removed: int, added: int) -> None:
    changes = compare(catalog_of("Old", removed), catalog_of("New", added))

    assert len(changes) == removed + added
    assert {it.hint for it in changes} == {ACTION_REMOVED.hint, None}


# Order.


@pytest.mark.parametrize(
    ("positions", "moved"),
    [
        ([], []),
        ([0, 1, 2], []),
        ([2, 0, 1], [0]),
        ([1, 2, 0], [2]),
        ([0, 3, 1, 2], [1]),
        ([1, 0], [0]),
        ([2, 1, 0], [0, 1]),
    ],
)
def test_the_fewest_entries_moved(positions: list[int], moved: list[int]) -> None:
    assert find_moved(positions) == moved
