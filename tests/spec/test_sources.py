"""The source of a row: the default of the catalog, or the entry under `sources` that it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from statserver_bindgen.cli import main
from statserver_bindgen.validation.references import FACTS
from support.catalogs import IDENTIFIERS, as_yaml, hostile
from support.generated import loaded, rendered
from support.specs import load_spec

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

ROW = {
    "object_class": "one",
    "timing": "durable",
    "interaction_related": True,
    "restricted_cluster": False,
}
NOTE = "works in regular mode. Source: Release note."


def data() -> dict[str, Any]:
    """Return a spec with one row of its default source and one row of another source."""
    made = {key: it for key, it in hostile("Lines").items() if key not in FACTS}
    made["catalog"]["source"] = "guide"
    made["sources"] = {
        "guide": {"title": "Guide", "description": "The table of the guide."},
        "note": {"title": "Release note", "description": "The list of a later release."},
    }
    made["actions"] = [{"name": "OffHook", **ROW}, {"name": "OnHook", **ROW, "source": "note"}]
    return made


@pytest.fixture
def catalog() -> Catalog:
    return loaded(data())


def test_a_row_without_a_source_has_the_source_of_the_catalog(catalog: Catalog) -> None:
    assert [action.source.id for action in catalog.actions] == ["guide", "note"]
    assert (catalog.source.id, catalog.source.is_default) == ("guide", True)


def test_a_row_that_names_the_default_equals_a_row_that_names_none(catalog: Catalog) -> None:
    explicit = data()
    explicit["actions"][0]["source"] = "guide"

    assert loaded(explicit).actions[0].details == catalog.actions[0].details
    assert rendered(loaded(explicit), "markdown") == rendered(catalog, "markdown")


def test_the_order_of_the_sources_is_without_meaning(catalog: Catalog) -> None:
    reordered = data()
    reordered["sources"] = dict(reversed(reordered["sources"].items()))

    assert loaded(reordered).source.id == catalog.source.id
    assert loaded(reordered).digest == catalog.digest


def test_json_has_the_source_of_every_row_and_of_the_catalog(catalog: Catalog) -> None:
    document = json.loads(rendered(catalog, "json")["actions.json"])

    assert document["sources"] == data()["sources"]
    assert document["catalog"]["source"] == "guide"
    assert [row["source"] for row in document["actions"]] == ["guide", "note"]


def test_markdown_names_the_source_of_a_row_only_where_it_is_not_the_default(
    catalog: Catalog,
) -> None:
    pages = rendered(catalog, "markdown")
    off_hook, on_hook = pages["actions.md"].split("\n## ")[1:]

    assert "Source:" not in off_hook
    assert "- Source: Release note. The list of a later release.\n" in on_hook
    assert "| Release note | The list of a later release. |\n" in pages["README.md"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("python", "src/statserver_actions/_action.py"),
        ("python", "src/statserver_actions/_action_name.py"),
        ("typescript", "src/actions.ts"),
    ],
)
def test_documentation_names_the_source_of_a_row_only_where_it_is_not_the_default(
    catalog: Catalog, target: str, path: str
) -> None:
    documentation = " ".join(rendered(catalog, target)[path].replace("*", "").split())

    assert NOTE in documentation
    assert documentation.count("Source:") == 1


def test_show_prints_the_source_of_a_row_only_where_it_is_not_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec/actions.yaml").write_bytes(as_yaml(data()))
    monkeypatch.chdir(tmp_path)

    def show(*options: str) -> str:
        return CliRunner().invoke(main, ["show", *options, "--quiet"]).stdout

    assert "source" not in show("OffHook")
    assert show("OnHook").endswith("\n  source               note (Release note)\n")
    shown = json.loads(show("OffHook", "OnHook", "--report", "json"))["actions"]
    assert [row["source"] for row in shown] == ["guide", "note"]


@pytest.mark.parametrize("entry", ["catalog", "row"])
def test_an_unknown_source_is_rejected(entry: str) -> None:
    changed = data()
    (changed["catalog"] if entry == "catalog" else changed["actions"][1])["source"] = "giude"

    (diagnostic,) = load_spec(as_yaml(changed)).diagnostics

    assert diagnostic.rule.id == "unknown-reference"
    assert '"giude"' in diagnostic.message
    assert diagnostic.hint == "did you mean guide?"


def test_ids_of_sources_that_become_one_identifier_are_rejected() -> None:
    changed = data()
    note = changed["sources"]["note"]
    changed["sources"] |= {"note2": note, "note_2": note}

    rules = {it.rule.id for it in load_spec(as_yaml(changed), IDENTIFIERS).diagnostics}

    assert rules == {"identifier-collision"}
