"""Every published JSON document keeps to the schema beside it, whoever reads the two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from npm_package import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS: Final = {
    schema.with_name(schema.name.replace(".schema.json", ".json")): schema
    for schema in sorted((ROOT / "out" / "json").glob("*.schema.json"))
}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_they_are_the_table_and_the_corpus() -> None:
    assert {it.name for it in DOCUMENTS} == {"actions.json", "conformance.json"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_a_document_is_valid_in_python(document: Path) -> None:
    schema = read(DOCUMENTS[document])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator: Any = jsonschema.Draft202012Validator(schema)
    validator.validate(read(document))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_a_document_is_valid_in_node(document: Path, tools: Path) -> None:
    run("node", tools / "validate.mjs", document, DOCUMENTS[document], cwd=tools)


def test_a_document_that_breaks_its_schema_is_found_in_node(tools: Path, tmp_path: Path) -> None:
    document, schema = next(iter(DOCUMENTS.items()))
    broken = {**read(document), "actions": [{"id": "not an id"}]}
    (tmp_path / "broken.json").write_text(json.dumps(broken), "utf-8")
    with pytest.raises(AssertionError, match="must match pattern"):
        run("node", tools / "validate.mjs", tmp_path / "broken.json", schema, cwd=tools)
