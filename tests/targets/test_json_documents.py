"""Every published JSON document is valid by its schema, with jsonschema and with ajv."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jsonschema
import pytest

from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from support.catalogs import HOSTILE, hostile
from support.checkout import ROOT
from support.generated import loaded, written
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENTS: Final = {
    schema.with_name(schema.name.replace(".schema.json", ".json")): schema
    for schema in sorted((ROOT / "out").glob("*/*.schema.json"))
}
# Values of the wrong type, put in the place of others.
WRONG: Final[tuple[Any, ...]] = (None, True, -1, "", "no such value", [], {})


class Case(NamedTuple):
    """A document, and the file of its schema."""

    document: Any
    schema: Path


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def faults_in_python(cases: list[Case]) -> list[str]:
    """Return the first error of jsonschema for each document, or an empty text."""
    validators: dict[Path, Any] = {
        path: jsonschema.Draft202012Validator(read(path))
        for path in {case.schema for case in cases}
    }
    faults = [validators[it.schema].iter_errors(it.document) for it in cases]
    return [next((fault.message for fault in it), "") for it in faults]


def faults_in_node(tools: Path, directory: Path, cases: list[Case]) -> list[str]:
    """Return the errors of ajv for each document, or an empty text."""
    asked = [{"schema": str(it.schema), "document": it.document} for it in cases]
    (directory / "cases.json").write_text(json.dumps(asked), "utf-8")
    faults: list[str] = json.loads(
        run("node", tools / "validate.mjs", directory / "cases.json", cwd=tools)
    )
    return faults


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each object or array of a document with each of its keys."""
    keys: list[Any] = []
    if is_mapping(value):
        keys = [*value]
    elif is_list(value):
        keys = [*range(len(value))]
    for key in keys:
        yield value, key
        yield from places(value[key])


# The most entries of an object that are kept: more are entries of the catalog by their ids.
MOST_KEYS: Final = 20


def few(value: Any) -> Any:
    """Return the document with the first and the last entry of each array and each long object."""
    if is_mapping(value):
        keys = [*value]
        return {
            key: few(value[key])
            for key in (keys if len(keys) <= MOST_KEYS else keys[:: len(keys) - 1])
        }
    if is_list(value):
        return [few(it) for it in [*value[:1], *value[1:][-1:]]]
    return value


def damaged(document: Any) -> Iterator[Any]:
    """Yield copies of a document: in each, one value is left out or is another one."""
    for at in range(len([*places(document)])):
        for wrong in WRONG:
            one = copy.deepcopy(document)
            parent, key = [*places(one)][at]
            parent[key] = wrong
            yield one
        one = copy.deepcopy(document)
        parent, key = [*places(one)][at]
        del parent[key]
        yield one


def test_documents_are_the_table_and_the_corpus() -> None:
    assert {it.name for it in DOCUMENTS} == {"actions.json", "corpus.json"}


@pytest.mark.parametrize("schema", DOCUMENTS.values(), ids=lambda it: it.name)
def test_schemas_are_valid(schema: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(read(schema))


def test_documents_are_valid_in_python_and_in_node(tools: Path, tmp_path: Path) -> None:
    cases = [Case(read(document), schema) for document, schema in DOCUMENTS.items()]
    assert faults_in_python(cases) == ["", ""]
    assert faults_in_node(tools, tmp_path, cases) == ["", ""]


def test_documents_with_hostile_texts_are_valid_in_python_and_in_node(
    tools: Path, tmp_path: Path
) -> None:
    cases: list[Case] = []
    for at, text in enumerate(HOSTILE):
        catalog = loaded(hostile(text))
        for document, schema in DOCUMENTS.items():
            target = schema.parent.name
            directory = written(catalog, target, tmp_path / f"{at}" / target)
            cases.append(Case(read(directory / document.name), schema))
    # jsonschema needs seconds for a corpus; the table has the same texts.
    tables = [it for it in cases if it.schema.parent.name == "json"]
    assert not any(faults_in_python(tables))
    assert not any(faults_in_node(tools, tmp_path, cases))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_python_and_node_reject_the_same_documents(
    document: Path, tools: Path, tmp_path: Path
) -> None:
    cases = [Case(it, DOCUMENTS[document]) for it in damaged(few(read(document)))]
    refused = [bool(it) for it in faults_in_python(cases)]
    assert [bool(it) for it in faults_in_node(tools, tmp_path, cases)] == refused
    assert refused.count(True) > len(refused) / 2


def test_node_reports_the_problem_and_its_path(tools: Path, tmp_path: Path) -> None:
    document = ROOT / "out" / "json" / "actions.json"
    schema = DOCUMENTS[document]
    broken = {**read(document), "actions": [{"id": "not an id"}]}
    (fault,) = faults_in_node(tools, tmp_path, [Case(broken, schema)])
    assert 'data/actions/0/id must match pattern "^[A-Z]' in fault
