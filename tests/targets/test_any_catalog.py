"""Every target renders any valid catalog completely, and its texts are inert."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.cli.facts import as_data
from support.catalogs import HOSTILE, VOCABULARY, hostile, specs
from support.checkout import ROOT
from support.generated import loaded, rendered, written
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from statserver_bindgen.catalog import Catalog

TOOLS: Final = ROOT / "tests" / "typescript"

# Runs in a separate process: prints the facts of each row in the generated package.
PYTHON_FACTS: Final = """
import json, sys
sys.path.insert(0, sys.argv[1])
from statserver_actions import Action
print(json.dumps([
    {
        "id": it, "name": it.action_name, "scope": it.scope, "label": it.label,
        "object_class": it.object_class, "object_types": it.object_types, "timing": it.timing,
        "interaction_related": it.interaction_related, "restricted_cluster": it.restricted_cluster,
        "inferred": [{"field": one.field, "reason": one.reason} for one in it.inferred],
    }
    for it in Action
]))
"""


def facts(catalog: Catalog) -> list[dict[str, object]]:
    return [as_data(it) for it in catalog.actions]


def package_facts(catalog: Catalog) -> list[dict[str, object]]:
    """Return the facts that the packages have of every row; the others are tested apart."""
    documentation = {"source", "meaning", "since", "deprecated", "formerly"}
    return [
        {key: value for key, value in row.items() if key not in documentation}
        for row in facts(catalog)
    ]


@settings(max_examples=60)
@given(st.one_of(specs(), lifecycles()))
def test_json_has_the_facts_and_texts_of_the_spec(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    document = json.loads(rendered(catalog, "json")["actions.json"])
    assert document["actions"] == facts(catalog)
    assert document["catalog"]["description"] == data["catalog"]["description"]
    for section in VOCABULARY:
        entries = data.get(section, {})
        assert [*document[section]] == [*entries]
        for key, term in entries.items():
            assert term.items() <= document[section][key].items()


def assert_python_has_the_facts(catalog: Catalog) -> None:
    with tempfile.TemporaryDirectory() as directory:
        package = written(catalog, "python", Path(directory)) / "src"
        done = subprocess.run(
            [sys.executable, "-Werror", "-c", PYTHON_FACTS, package],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert json.loads(done.stdout) == package_facts(catalog)


@settings(max_examples=25)
@given(specs())
def test_python_compiles_and_has_the_facts_of_the_spec(data: dict[str, Any]) -> None:
    assert_python_has_the_facts(loaded(data))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_inert_in_python(text: str) -> None:
    assert_python_has_the_facts(loaded(hostile(text)))


def test_hostile_text_is_inert_in_typescript(tmp_path: Path) -> None:
    esbuild = TOOLS / "node_modules" / "esbuild"
    if not esbuild.is_dir():
        pytest.skip("run `npm ci` in tests/typescript: esbuild is missing")
    catalogs = [loaded(hostile(text)) for text in HOSTILE]
    for at, catalog in enumerate(catalogs):
        written(catalog, "typescript", tmp_path / str(at))
    done = subprocess.run(
        ["node", TOOLS / "facts.mjs", tmp_path, str(len(catalogs))],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == [package_facts(it) for it in catalogs]


@settings(max_examples=40)
@given(specs())
def test_ids_are_injective(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    assert len({it.id for it in catalog.actions}) == len(catalog.actions)
    assert len({it.id for it in catalog.names}) == len(catalog.names)
    by_id = {it.id: (it.name, it.scope) for it in catalog.actions}
    assert len(set(by_id.values())) == len(by_id)
