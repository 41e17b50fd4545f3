"""The CSV target: tables that any reader of CSV reads, with the facts of any catalog."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.cli.facts import as_data
from statserver_bindgen.errors import CatalogRejectedError, TemplateError
from support.catalogs import HOSTILE, hostile, specs
from support.generated import fixture_catalog, lifecycle_catalog, loaded, odd_catalog, rendered
from support.lifecycles import lifecycles
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.catalog import Catalog
    from support.trial_targets import Rendering

Row = dict[str, str]
# What README.md says about columns.
LISTS: Final = {
    *("object_types", "restricted_cluster_object_types", "inferred", "inferred_reasons"),
    *("former_ids", "former_names", "action_ids", "object_classes", "current_names"),
}
TEXTS: Final = {"label", "meaning", "meaning_evidence", "deprecation_reason"}
# The start of a cell that a spreadsheet can evaluate, or moves to another cell.
ACTIVE: Final = re.compile("[=+@\t\r\n\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20-]")
FORMULAS: Final = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u3000=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    '"=1',
    "'=1",
    'x;=1;"=2; +3',
    "x\n=1",
    "\\u003d1",
    "a\\b",
    'a "quote", and a comma',
    "ID",
)


def unescaping_of(readme: str) -> Any:
    """Return the function of the README that reads a text."""
    match = re.search(r"^import re\n\n\n(def unescape.*?)^\n\n", readme, re.MULTILINE | re.DOTALL)
    assert match
    names: dict[str, Any] = {"re": re}
    exec(match[1], names)  # noqa: S102 - an example of our README
    return names["unescape"]


def rows(text: str) -> list[Row]:
    """Return the records of a file."""
    return [*csv.DictReader(io.StringIO(text, newline=""), strict=True)]


def as_cell(value: Any) -> str:
    """Return a fact as the README describes its cell, without escapes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(cast("list[str]", value)) if isinstance(value, list) else str(value)


def expected_action(catalog: Catalog, action: Mapping[str, Any]) -> Row:
    """Return the record of an action, computed from its entry in actions.json."""
    record = next(it for it in catalog.actions if it.id == action["id"])
    meaning = record.meaning if action["meaning"] else None
    types = {it.id: [mode.id for mode in it.modes] for it in catalog.object_types}
    instantaneous = {it.id: it.instantaneous for it in catalog.timings}
    deprecated: dict[str, Any] = action["deprecated"] or {}
    facts: dict[str, Any] = {
        **{key: action[key] for key in ("id", "name", "scope", "label", "object_class")},
        **{key: action[key] for key in ("object_types", "timing", "interaction_related")},
        **{key: action[key] for key in ("restricted_cluster", "source", "since")},
        "instantaneous": instantaneous[action["timing"]],
        "restricted_cluster_object_types": [
            kind
            for kind in action["object_types"]
            if action["restricted_cluster"] and "restricted_cluster" in types[kind]
        ],
        "inferred": [it["field"] for it in action["inferred"]],
        "inferred_reasons": [it["reason"] for it in action["inferred"]],
        "meaning": meaning and meaning.sentence,
        "meaning_evidence": meaning and meaning.provenance,
        "deprecated": deprecated.get("since"),
        "deprecation_reason": deprecated.get("reason"),
        "replaced_by": deprecated.get("replaced_by"),
        "former_ids": [it["id"] for it in action["formerly"]],
        "former_names": [it["name"] for it in action["formerly"]],
    }
    return {key: as_cell(value) for key, value in facts.items()}


def answers(catalog: Catalog) -> dict[tuple[str, str], set[tuple[object, ...]]]:
    """Return the facts of the rows of each name, also a former one, on each object type."""
    current = {it.name for it in catalog.actions}
    facts: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    for action in catalog.actions:
        for name in {action.name, *({it.name for it in action.formerly} - current)}:
            for kind in action.object_types:
                works = action.occurs_on(kind, "restricted_cluster")
                answer = action.timing.id, action.interaction_related, works
                facts[name, kind.id].add(answer)
    return facts


def check(catalog: Catalog) -> dict[str, str]:
    """Check the files of a catalog, which may be rejected only if its rows have no one answer."""
    facts = answers(catalog)
    different = [grain for grain, values in facts.items() if len(values) > 1]
    if different:
        with pytest.raises(CatalogRejectedError) as caught:
            rendered(catalog, "csv")
        (diagnostic,) = caught.value.diagnostics
        for name, kind in different[:1] if len(different) > 10 else different:
            assert f"{name} on {kind}: " in diagnostic.message
        return {}
    files = rendered(catalog, "csv")
    unescape = unescaping_of(files["README.md"])

    actions = rows(files["actions.csv"])
    read = [{key: unescape(cell) for key, cell in row.items()} for row in actions]
    assert read == [expected_action(catalog, as_data(it)) for it in catalog.actions]

    names = rows(files["names-by-object-type.csv"])
    keys = [(it["name"], it["object_type"]) for it in names]
    assert len(keys) == len({*keys})
    assert {*keys} == {*facts}
    for key, row in zip(keys, names, strict=True):
        booleans = (row[it] == "true" for it in ("interaction_related", "in_restricted_cluster"))
        assert {(row["timing"], *booleans)} == facts[key]
    for path, text in files.items():
        if path.endswith(".csv"):
            check_cells(text)
    return files


def check_cells(text: str) -> None:
    """Check that records are lines, that cells are inert, and that only texts have escapes."""
    assert "\r" not in text
    header, *lines = text.removesuffix("\n").split("\n")
    records = rows(text)
    assert len(records) == len(lines)
    for record in records:
        assert [*record] == header.split(",")
        for column, cell in record.items():
            assert not ACTIVE.match(cell.strip()), cell
            assert column in TEXTS or "\\" not in cell
            assert column in LISTS | TEXTS or " " not in cell
    # Where a semicolon separates cells, one can begin within quotes.
    for line in lines:
        for cell in line.split(";"):
            assert not ACTIVE.match(cell.strip().lstrip("\"' ")), line


@settings(max_examples=60)
@given(st.one_of(specs(), lifecycles()))
def test_csv_has_the_facts_of_any_catalog_or_rejects_it(data: dict[str, Any]) -> None:
    check(loaded(data))


@pytest.mark.parametrize("text", [*HOSTILE, *FORMULAS], ids=ascii)
def test_hostile_text_is_inert_and_can_be_read(text: str) -> None:
    files = check(loaded(hostile(text)))
    assert files
    unescape = unescaping_of(files["README.md"])
    labels = {row["id"]: unescape(row["label"]) for row in rows(files["actions.csv"])}
    assert labels["CALL_WAIT_HERE"] == f"CallWait ({text})"


@pytest.mark.parametrize(
    "catalog", [shipped_catalog, fixture_catalog, odd_catalog, lifecycle_catalog]
)
def test_catalogs_of_the_tests_are_not_rejected(catalog: Any) -> None:
    assert check(catalog())


def test_no_rows_of_a_name_differ_on_an_object_type_in_the_shipped_table() -> None:
    facts = answers(shipped_catalog())
    several = [it for it in shipped_catalog().names_on_object_types if len(it.actions) > 1]
    assert several
    assert {grain: values for grain, values in facts.items() if len(values) > 1} == {}
    assert {it.difference for it in shipped_catalog().names_on_object_types} == {None}


def different(**facts: object) -> dict[str, Any]:
    """Return a spec whose second row of CallWait has other facts."""
    data = hostile("text")
    data["actions"][1] |= facts
    return data


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"timing": "momentary"}, "differ in timing"),
        ({"interaction_related": False}, "differ in interaction_related"),
        ({"restricted_cluster": True}, "differ in in_restricted_cluster"),
    ],
)
def test_a_catalog_whose_rows_differ_is_rejected(facts: dict[str, Any], message: str) -> None:
    data = different(**facts)
    data["object_classes"]["one"]["modes"] = ["regular", "restricted_cluster"]
    data.pop("statuses")
    with pytest.raises(CatalogRejectedError) as caught:
        rendered(loaded(data), "csv")
    (diagnostic,) = caught.value.diagnostics
    assert (
        f'"CallWait on Queue: CALL_WAIT_HERE and CALL_WAIT_THERE {message}"' in diagnostic.message
    )


def test_other_sources_meanings_and_inferences_of_rows_are_no_difference() -> None:
    data = different(source="note", inferred={"timing": "guess"})
    (row, _) = rows(rendered(loaded(data), "csv")["names-by-object-type.csv"])
    assert row["inferred"] == "timing"
    assert row["action_ids"] == "CALL_WAIT_HERE CALL_WAIT_THERE"


def test_former_names_join_and_removed_names_do_not() -> None:
    files = rendered(lifecycle_catalog(), "csv")
    names = rows(files["names-by-object-type.csv"])
    former = {it["name"]: it["current_names"] for it in names if it["former"] == "true"}
    catalog = lifecycle_catalog()
    renamed, split = catalog.former_names, catalog.split_names
    assert former.keys() == {*(it.name for it in renamed), *(it.name for it in split)}
    for entry in renamed:
        assert former[entry.name] == entry.action_name.name
    assert {it["name"] for it in names}.isdisjoint(it.name for it in catalog.removed_names)
    removed = rows(files["removed-actions.csv"])
    assert [(it["id"], it["removed"]) for it in removed] == [
        (tombstone.action.id, tombstone.since) for tombstone in catalog.removed
    ]
    assert removed
    assert all(it["deprecated"] for it in removed)


def test_a_name_is_deprecated_where_all_of_its_rows_are() -> None:
    catalog = lifecycle_catalog()
    rows_by_id = {it.id: it for it in catalog.actions}
    names = rows(rendered(catalog, "csv")["names-by-object-type.csv"])
    for row in names:
        deprecations = [rows_by_id[it].deprecation for it in row["action_ids"].split()]
        assert bool(row["deprecated"]) == all(deprecations)
    assert {bool(it["deprecated"]) for it in names} == {True, False}


@pytest.mark.parametrize("path", ["actions.csv", "names-by-object-type.csv"])
def test_the_readme_explains_every_column(path: str) -> None:
    files = rendered(shipped_catalog(), "csv")
    section = files["README.md"].partition(f"\n`{path}`, unique by ")[2].partition("\n\n`")[0]
    explained = [
        column
        for line in section.splitlines()
        if line.startswith("| `")
        for column in re.findall("`(\\w+)`", line.split("|")[1])
    ]
    header = files[path].partition("\n")[0].split(",")
    assert sorted(explained) == sorted(header)


DECLARATION: Final = "title: Trial\ndescription: A trial.\nlanguage: csv\n"


def test_a_csv_template_of_a_user_has_the_same_rules(rendering: Rendering) -> None:
    template = 'text,list\n{{ "=1+1" | literal }},{{ ["a", "b"] | literal }}\n'
    files = rendering({"own.csv.j2": template}, DECLARATION)
    assert files == {"own.csv": 'text,list\n"\\u003d1+1","a b"\n'}


def test_spec_text_without_a_filter_is_refused_in_csv(rendering: Rendering) -> None:
    template = "{% for action in catalog.actions %}{{ action.label }}\n{% endfor %}"
    with pytest.raises(TemplateError, match="is printed without a filter"):
        rendering({"own.csv.j2": template}, DECLARATION)
