"""The example of a catalog: what READMEs and docstrings show is true of any catalog."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from statserver_bindgen.rendering.examples import example
from support.catalogs import specs
from support.generated import loaded
from support.lifecycles import lifecycles


@settings(max_examples=60)
@given(specs())
def test_rows_of_the_example_are_those_of_its_name_and_object_type(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    shown = example(catalog)
    present = [it for it in catalog.actions if shown.object_type in it.object_types]

    assert [*shown.rows] == [it for it in catalog.actions if it.name == shown.name]
    assert shown.action is shown.rows[0]
    assert [*shown.resolved] == [it for it in present if it.name == shown.name]
    assert [*shown.durable] == [it for it in present if it.timing.id == "durable"]
    is_supported = "restricted_cluster" in {it.id for it in shown.object_type.modes}
    restricted = [it for it in shown.durable if it.restricted_cluster and is_supported]
    assert [*shown.durable_restricted] == restricted
    assert {*shown.other_names} == {it.name for it in present} - {shown.name}
    absent = {it.name for it in catalog.actions} - {it.name for it in present}
    assert (shown.absent_name in absent) is bool(absent)
    assert (shown.absent_name is None) is not bool(absent)


@settings(max_examples=60)
@given(lifecycles())
def test_a_name_without_deprecated_rows_is_preferred(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    rows = example(catalog).rows
    current = [it for it in catalog.names if not any(row.deprecation for row in it.actions)]
    assert any(it.deprecation for it in rows) is not bool(current)
    assert example(catalog).action.deprecation is None


@settings(max_examples=60)
@given(specs())
def test_a_name_with_several_rows_is_preferred(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    several = any(len(it.actions) > 1 for it in catalog.names)
    assert (len(example(catalog).rows) > 1) is several
