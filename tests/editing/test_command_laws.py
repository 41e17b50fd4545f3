"""The laws of the editing commands, on random specs in random layouts.

A command changes the data as an edit of plain data does. The opposite command restores every byte.
What is refused or would not be valid is never written.
"""

from __future__ import annotations

import copy
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from statserver_bindgen import edited_specs, pipeline
from statserver_bindgen.editing.adding import add_rows
from statserver_bindgen.editing.deprecating import deprecate_rows
from statserver_bindgen.editing.edited_text import edit_text
from statserver_bindgen.editing.layout import Layout, read_layout
from statserver_bindgen.editing.removing import remove_rows
from statserver_bindgen.editing.renaming import rename_rows
from statserver_bindgen.editing.rows import read_rows
from statserver_bindgen.editing.setting import set_values
from statserver_bindgen.errors import EditError
from support.catalogs import specs
from support.documents import pyyaml
from support.layouts import texts_of
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statserver_bindgen.editing.operations import Operation
    from statserver_bindgen.editing.released import Released

NEW: Final = "TrialAction"
LAW: Final = settings(max_examples=40)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Draw a valid spec without lifecycle, in any layout."""
    return read_layout(draw(texts_of(draw(specs(largest=3)))))


def edited(layout: Layout, operations: Iterable[Operation]) -> Layout:
    return read_layout(edit_text(layout, operations))


def renamed(layout: Layout, old: str, new: str) -> Layout:
    operations = rename_rows(layout.data, old, new, scope=None, scope_of_other=None, newest=None)
    return edited(layout, operations)


def rename_in_data(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the data in which an action name with all its rows is renamed."""
    data = copy.deepcopy(data)
    for row in data["actions"]:
        if row["name"] == old:
            scope = {"scope": row["scope"]} if "scope" in row else {}
            row |= {"name": new, "formerly": [{"name": old, **scope}]}
    for entry in data.get("known_names", {}).values():
        if "actions" in entry:
            entry["actions"] = [new if it == old else it for it in entry["actions"]]
    if "statuses" in data:
        statuses = data["statuses"].items()
        data["statuses"] = {new if key == old else key: entry for key, entry in statuses}
    return data


@LAW
@given(layouts(), st.data())
def test_a_name_is_renamed_with_its_references_and_back(
    layout: Layout, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(layout.data["actions"]))["name"]

    there = renamed(layout, name, NEW)

    assert pyyaml(there.text) == rename_in_data(layout.data, name, NEW)
    assert renamed(there, NEW, name).text == layout.text


@LAW
@given(layouts(), st.data())
def test_one_row_is_renamed_and_every_name_stays_consistent(
    layout: Layout, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(read_rows(layout.data)))

    there = renamed(layout, row.id, NEW)

    rows = read_rows(there.data)
    assert rows[row.number].name == NEW
    names = [it.name for it in rows]
    assert all((it.scope is None) == (names.count(it.name) == 1) for it in rows)
    for before, after in zip(read_rows(layout.data), rows, strict=True):
        assert (before.id == after.id) or before.id in after.former_ids


@LAW
@given(layouts(), st.data())
def test_rows_are_added_and_removed_again(layout: Layout, data: st.DataObject) -> None:
    facts = {
        "object_class": data.draw(st.sampled_from([*layout.data["object_classes"]])),
        "timing": "momentary",
        "interaction_related": data.draw(st.booleans()),
        "restricted_cluster": data.draw(st.booleans()),
        "source": data.draw(st.sampled_from([None, *layout.data["sources"]])),
    }
    there = edited(layout, add_rows(layout.data, [NEW, f"{NEW}s"], facts))

    added = [row for row in read_rows(there.data) if row.name in {NEW, f"{NEW}s"}]
    given_facts = {key: value for key, value in facts.items() if value is not None}
    assert [dict(row.data) for row in added] == [
        {"name": NEW, **given_facts},
        {"name": f"{NEW}s", **given_facts},
    ]
    back = edited(there, remove_rows(there.data, NEW, None))
    assert edited(back, remove_rows(back.data, f"{NEW}s", None)).text == layout.text


@LAW
@given(layouts(), st.data())
def test_a_row_is_deprecated_and_the_deprecation_removed_again(
    layout: Layout, data: st.DataObject
) -> None:
    rows = read_rows(layout.data)
    row, other = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(rows))

    there = edited(layout, deprecate_rows(layout.data, row.id, "It ended.", other.id, None))

    expected = copy.deepcopy(layout.data)
    expected["actions"][row.number]["deprecated"] = {
        "since": layout.data["catalog"]["version"],
        "reason": "It ended.",
        "replaced_by": other.id,
    }
    assert pyyaml(there.text) == expected
    assert edited(there, set_values(there.data, row.id, ["deprecated="], None)).text == layout.text


@LAW
@given(layouts(), st.sampled_from(["interaction_related", "restricted_cluster"]), st.data())
def test_a_value_is_set_and_set_back(layout: Layout, key: str, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(read_rows(layout.data)))
    before, after = ("true", "false") if row.data[key] else ("false", "true")

    there = edited(layout, set_values(layout.data, row.id, [f"{key}={after}"], None))

    expected = copy.deepcopy(layout.data)
    expected["actions"][row.number][key] = not row.data[key]
    assert pyyaml(there.text) == expected
    assert edited(there, set_values(there.data, row.id, [f"{key}={before}"], None)).text == (
        layout.text
    )


def commands(data: dict[str, Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for commands of which some can't be carried out."""
    rows = read_rows(data)
    texts = [text for row in rows for text in (row.id, row.name, row.label)]
    names = st.sampled_from([*texts, NEW, "Unknown"])
    values = st.sampled_from(
        ["timing=durable", "timing=", "source=", "formerly=", "interaction_related=true", "x=1"]
    )
    scopes = st.sampled_from([None, None, *data["scopes"]])
    facts = {
        "object_class": next(iter(data["object_classes"])),
        "timing": "momentary",
        "interaction_related": True,
        "restricted_cluster": False,
    }
    return st.one_of(
        st.tuples(st.just(rename_rows), names, names, scopes),
        st.tuples(st.just(deprecate_rows), names, st.just("It ended."), st.none() | names),
        st.tuples(st.just(remove_rows), names),
        st.tuples(st.just(set_values), names, st.lists(values, min_size=1, max_size=2)),
        st.tuples(st.just(add_rows), st.lists(names, min_size=1, max_size=2), st.just(facts)),
    )


def operations_of(command: tuple[Any, ...], data: Any, newest: Released | None) -> list[Operation]:
    function, *arguments = command
    operations: list[Operation]
    if function is rename_rows:
        old, new, scope = arguments
        operations = rename_rows(data, old, new, scope=scope, scope_of_other=None, newest=newest)
    elif function is add_rows:
        operations = add_rows(data, *arguments, newest=newest)
    else:
        operations = function(data, *arguments, newest)
    return operations


@LAW
@given(lifecycles(largest=4), st.data())
def test_only_a_valid_spec_is_written_and_a_refused_edit_changes_nothing(
    data: dict[str, Any], drawn: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        spec = Path(directory, "actions.yaml")
        spec.write_text(drawn.draw(texts_of(data)), "utf-8", newline="")
        assume(pipeline.load(spec).catalog is not None)
        for command in drawn.draw(st.lists(commands(data), min_size=1, max_size=3)):
            before = spec.read_bytes()
            try:
                result = edited_specs.edit(str(spec), partial(operations_of, command))
            except EditError:
                assert spec.read_bytes() == before
                continue
            assert spec.read_bytes() == before
            is_valid = all(it.severity != "error" for it in result.diagnostics)
            assert (result.change is not None) == is_valid
            if result.change is not None:
                edited_specs.write(result, print)
                catalog = pipeline.load(spec).catalog
                assert catalog is not None
                assert catalog.digest == result.change.new.catalog.digest
