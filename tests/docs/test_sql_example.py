"""The SQL target of the guide for target authors, loaded into a database."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings

from statserver_bindgen import resources
from statserver_bindgen.action import action_id
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.cli import main
from statserver_bindgen.rendering import targets
from statserver_bindgen.rendering.renderer import render
from support.catalogs import specs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Spec = dict[str, Any]
Row = tuple[Any, ...]
SPEC: Spec = yaml.safe_load(resources.spec().read_bytes())


class Warehouse:
    """A database in memory that was loaded from the artifacts of the SQL target."""

    def __init__(self, data: Spec, example: targets.Target) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute("PRAGMA foreign_keys = ON")
        for artifact in render(build_catalog(data), example):
            self._database.executescript(artifact.text)

    def rows(self, query: str) -> list[Row]:
        """Return the rows of a query."""
        return self._database.execute(query).fetchall()

    def close(self) -> None:
        """Close the database."""
        self._database.close()


@pytest.fixture(scope="module")
def example(root: Path) -> targets.Target:
    """Return the target from the templates directory of a consumer."""
    (target,) = targets.select(["sql"], [root / "docs/examples/targets", resources.templates()])
    return target


@pytest.fixture
def warehouse(example: targets.Target) -> Iterator[Warehouse]:
    loaded = Warehouse(SPEC, example)
    yield loaded
    loaded.close()


def expected(data: Spec) -> list[Row]:
    """Return the rows of the dimension, computed from the spec alone."""
    return [
        (
            action_id(row["name"], row.get("scope")),
            row["name"],
            row.get("scope"),
            row["name"] + (f" ({data['scopes'][row['scope']]['title']})" if "scope" in row else ""),
            row["object_class"],
            row["timing"],
            row["interaction_related"],
            row["restricted_cluster"],
            "restricted_cluster" in row.get("inferred", {}),
        )
        for row in data["actions"]
    ]


def test_the_dimension_has_all_facts_of_the_spec(warehouse: Warehouse) -> None:
    rows = warehouse.rows("SELECT * FROM dim_action ORDER BY rowid")

    assert rows == expected(SPEC)


def test_the_bridge_has_the_actions_of_an_object_type(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        """
        SELECT action_id FROM dim_action JOIN bridge_action_object_type USING (action_id)
        WHERE object_type = 'RoutePoint' AND timing = 'momentary'
        ORDER BY dim_action.rowid
        """
    )

    classes = {
        name
        for name, object_class in SPEC["object_classes"].items()
        if "RoutePoint" in object_class["object_types"]
    }
    assert classes
    assert rows == [
        (action_id(row["name"], row.get("scope")),)
        for row in SPEC["actions"]
        if row["object_class"] in classes and row["timing"] == "momentary"
    ]


@settings(max_examples=40)
@given(data=specs())
def test_hostile_text_is_stored_unchanged(example: targets.Target, data: Spec) -> None:
    warehouse = Warehouse(data, example)
    try:
        assert warehouse.rows("SELECT * FROM dim_action ORDER BY rowid") == expected(data)
        assert warehouse.rows("SELECT * FROM dim_object_type ORDER BY rowid") == [
            (key, object_type["title"], object_type["description"])
            for key, object_type in data["object_types"].items()
        ]
    finally:
        warehouse.close()


def run(*arguments: str | Path) -> str:
    """Run a command that must succeed, and return its output."""
    result = CliRunner().invoke(main, [str(it) for it in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_templates_directory_adds_targets_to_the_shipped_ones(root: Path, tmp_path: Path) -> None:
    templates = root / "docs" / "examples" / "targets"

    assert "sql " in run("targets", "--templates", templates)
    assert "json " in run("targets", "--templates", templates)
    run("generate", "--templates", templates, "--target", "sql", "--out", tmp_path)
    assert sorted(it.name for it in (tmp_path / "sql").iterdir()) == [
        "manifest.json",
        "schema.sql",
        "seed.sql",
    ]
    run("check", "--templates", templates, "--target", "sql", "--out", tmp_path)


def test_target_of_the_same_name_replaces_the_shipped_target(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "json"
    own.mkdir(parents=True)
    (own / "target.yaml").write_text("title: Ids\ndescription: Ids only.\nlanguage: json\n")
    (own / "ids.json.j2").write_text(
        '[{{ catalog.actions | map(attribute="id") | map("literal") | join(", ") }}]'
    )

    run("generate", "--templates", own.parent, "--target", "json", "--out", tmp_path / "out")

    files = {it.name for it in (tmp_path / "out" / "json").iterdir()}
    assert files - {"manifest.json"} == {"ids.json"}
