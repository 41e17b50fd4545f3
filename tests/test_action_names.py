"""What became of the names of rows: of the table, deprecated, former, split and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from statserver_bindgen.catalog import build_catalog
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.catalog import Catalog

CLASSES = {"regular_dn": "regular_dn", "mediation_dn": "mediation_dn", None: "mediation_dn"}


def row(name: str, scope: str | None = None, **keys: Any) -> dict[str, Any]:
    """Return a row; without a scope, it is of mediation DNs."""
    facts = {"timing": "durable", "interaction_related": True, "restricted_cluster": True}
    entry = {"name": name, "object_class": CLASSES[scope], **facts, **keys}
    return entry if scope is None else {**entry, "scope": scope}


def deprecated(replaced_by: str | None = None, since: str = "1.2.0") -> dict[str, Any]:
    entry = {"since": since, "reason": "It ended."}
    return {"deprecated": entry if replaced_by is None else {**entry, "replaced_by": replaced_by}}


def removed(replaced_by: str | None = None) -> dict[str, Any]:
    return {**deprecated(replaced_by), "removed": {"since": "2.0.0"}}


def formerly(*names: str, scope: str | None = None) -> dict[str, Any]:
    entry = {} if scope is None else {"scope": scope}
    return {"formerly": [{"name": name, **entry} for name in names]}


def catalog(*rows: Mapping[str, Any]) -> Catalog:
    """Return a catalog with these rows."""
    data = yaml.safe_load((ROOT / "tests/rejected/valid.yaml").read_text("utf-8"))
    return build_catalog({**data, "actions": [*rows]})


def test_rows_keep_table_order_when_one_between_them_is_deprecated() -> None:
    built = catalog(row("CallA"), row("CallB", **deprecated("CALL_C")), row("CallC"))
    assert [it.id for it in built.actions] == ["CALL_A", "CALL_B", "CALL_C"]
    assert [it.row for it in built.actions] == [0, 1, 2]


def test_a_deprecation_names_the_row_that_replaces_it() -> None:
    first, second = catalog(row("CallA", **deprecated("CALL_B")), row("CallB")).actions
    assert first.deprecation is not None
    assert first.deprecation.replaced_by is second
    assert first.deprecation.sentence == (
        "Deprecated since version 1.2.0: It ended. Use CallB instead."
    )


def test_a_removed_row_is_in_no_list_but_the_tombstones() -> None:
    built = catalog(row("CallA", **removed("CALL_B")), row("CallB", since="1.1.0"))
    assert [it.id for it in built.actions] == ["CALL_B"]
    assert [it.name for it in built.names] == ["CallB"]
    (tombstone,) = built.removed
    assert (tombstone.action.id, tombstone.since) == ("CALL_A", "2.0.0")
    assert tombstone.sentence == "Removed in version 2.0.0: It ended. Use CallB instead."


def test_an_alias_has_the_id_of_the_former_name_and_scope() -> None:
    (action,) = catalog(row("CallB", **formerly("CallA", scope="mediation_dn"))).actions
    (alias,) = action.aliases
    assert (alias.id, alias.label) == ("CALL_A_MEDIATION_DN", "CallA (Mediation DNs)")


def test_a_former_name_with_the_id_of_the_row_is_not_an_alias() -> None:
    (action,) = catalog(row("CallOn", **formerly("Call_On"))).actions
    assert [it.name for it in action.formerly] == ["Call_On"]
    assert action.aliases == ()


@pytest.mark.parametrize(
    ("rows", "equivalent"),
    [
        ([row("CallA", **deprecated("CALL_B")), row("CallB")], "CallB"),
        ([row("CallA", **deprecated()), row("CallB")], None),
        # Other object types.
        ([row("CallA", **deprecated("CALL_B")), row("CallB", object_class="regular_dn")], None),
        # The replacement selects one more row.
        (
            [
                row("CallA", **deprecated("CALL_B_REGULAR_DN"), object_class="regular_dn"),
                row("CallB", "regular_dn"),
                row("CallB", "mediation_dn"),
            ],
            None,
        ),
        # Both rows have a replacement of the same name.
        (
            [
                row("CallA", "regular_dn", **deprecated("CALL_B_REGULAR_DN")),
                row("CallA", "mediation_dn", **deprecated("CALL_B_MEDIATION_DN")),
                row("CallB", "regular_dn"),
                row("CallB", "mediation_dn"),
            ],
            "CallB",
        ),
        # Only one of them has.
        (
            [
                row("CallA", "regular_dn", **deprecated("CALL_B_REGULAR_DN")),
                row("CallA", "mediation_dn", **deprecated()),
                row("CallB", "regular_dn"),
                row("CallB", "mediation_dn"),
            ],
            None,
        ),
    ],
)
def test_only_a_name_that_selects_the_same_is_equivalent(
    rows: list[dict[str, Any]], equivalent: str | None
) -> None:
    deprecation = catalog(*rows).names[0].deprecation
    assert deprecation is not None
    assert (deprecation.equivalent and deprecation.equivalent.name) == equivalent


def test_a_name_is_deprecated_only_with_all_its_rows() -> None:
    built = catalog(
        row("CallA", "regular_dn", **deprecated("CALL_B")),
        row("CallA", "mediation_dn"),
        row("CallB"),
    )
    assert built.names[0].deprecation is None


def test_a_name_is_deprecated_since_its_last_row_is() -> None:
    built = catalog(
        row("CallA", "regular_dn", **deprecated(since="1.10.0")),
        row("CallA", "mediation_dn", **deprecated(since="1.9.0")),
        row("CallB"),
    )
    assert built.names[0].deprecation is not None
    assert built.names[0].deprecation.since == "1.10.0"


def test_a_renamed_name_has_one_successor() -> None:
    built = catalog(row("CallB", **formerly("CallOld", "CallA")))
    assert [(it.name, it.action_name.name) for it in built.former_names] == [
        ("CallOld", "CallB"),
        ("CallA", "CallB"),
    ]
    assert built.split_names == ()


def test_a_name_is_renamed_with_all_its_rows() -> None:
    built = catalog(
        row("CallB", "regular_dn", **formerly("CallA", scope="regular_dn")),
        row("CallB", "mediation_dn", **formerly("CallA", scope="mediation_dn")),
    )
    assert [(it.name, it.action_name.name) for it in built.former_names] == [("CallA", "CallB")]


@pytest.mark.parametrize(
    ("rows", "successors"),
    [
        # Its rows have two names now.
        (
            [
                row("CallB", **formerly("CallA", scope="mediation_dn")),
                row("CallC", object_class="regular_dn", **formerly("CallA", scope="regular_dn")),
            ],
            ["CallB", "CallC"],
        ),
        # Its row shares a name with another row now.
        (
            [
                row("CallB", "regular_dn", **formerly("CallA")),
                row("CallB", "mediation_dn"),
            ],
            ["CallB"],
        ),
    ],
)
def test_a_former_name_that_would_select_other_rows_is_split(
    rows: list[dict[str, Any]], successors: list[str]
) -> None:
    built = catalog(*rows)
    assert built.former_names == ()
    (name,) = built.split_names
    assert name.name == "CallA"
    assert [it.name for it in name.action_names] == successors


def test_a_name_that_another_row_still_has_is_not_a_former_name() -> None:
    built = catalog(
        row("CallB", object_class="regular_dn", **formerly("CallA", scope="regular_dn")),
        row("CallA", **formerly("CallA", scope="mediation_dn")),
    )
    assert built.former_names == ()
    assert built.split_names == ()


def test_a_name_is_removed_with_its_last_row() -> None:
    first = row("CallA", "regular_dn", **removed("CALL_B"))
    assert catalog(first, row("CallA", "mediation_dn"), row("CallB")).removed_names == ()
    built = catalog(first, row("CallA", "mediation_dn", **removed("CALL_B")), row("CallB"))
    (name,) = built.removed_names
    assert (name.name, name.since) == ("CallA", "2.0.0")
    assert [it.name for it in name.replacements] == ["CallB"]


def test_a_former_name_of_a_removed_row_is_removed_too() -> None:
    built = catalog(row("CallA", **removed("CALL_B"), **formerly("CallOld")), row("CallB"))
    assert [it.name for it in built.removed_names] == ["CallA", "CallOld"]
    assert {it.equivalent for it in built.removed_names} == {built.names[0]}
