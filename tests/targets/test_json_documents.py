"""Every published JSON document is valid by its schema, with jsonschema and with ajv."""

from __future__ import annotations

import copy
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jsonschema
import pytest

from statserver_bindgen.validation.fast_accept import is_list, is_mapping
from support.catalogs import HOSTILE, hostile
from support.checkout import ROOT
from support.generated import loaded, written
from support.programs import run

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.once
DOCUMENTS: Final = {
    ROOT / "out" / path: ROOT / "out" / path.replace(".json", ".schema.json")
    for path in ("conformance/corpus.json", "json/actions.json")
}
SCHEMAS: Final = [
    path
    for directory in ("out", "spec", "templates")
    for path in sorted((ROOT / directory).rglob("*.schema.json"))
]
# Values of the wrong type, put in the place of others.
WRONG: Final[tuple[Any, ...]] = (None, True, -1, "", "no such value", [], {})


# A path of keys and indexes in a document, and the value to put there; without one, a removal.
Edit = dict[str, Any]


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


def faults_in_node(
    tools: Path, directory: Path, cases: list[Case], changes: list[Edit] | None = None
) -> list[str]:
    """Return the errors of ajv for each document, or for each edit of it, or an empty text."""
    edits = {} if changes is None else {"edits": changes}
    asked = [{"schema": str(it.schema), "document": it.document, **edits} for it in cases]
    (directory / "cases.json").write_text(json.dumps(asked), "utf-8")
    faults: list[str] = json.loads(
        run("node", tools / "validate.mjs", directory / "cases.json", cwd=tools)
    )
    return faults


# The most entries of an object that are kept: more are entries of the catalog by their ids.
MOST_KEYS: Final = 20


def few(value: Any) -> Any:
    """Return the document with the first and the last entry of each array and of entries by id."""
    if is_mapping(value):
        keys = [*value]
        are_ids = len(keys) > MOST_KEYS or (len(keys) > 3 and all(map(is_mapping, value.values())))
        return {key: few(value[key]) for key in (keys[:: len(keys) - 1] if are_ids else keys)}
    if is_list(value):
        return [few(it) for it in [*value[:1], *value[1:][-1:]]]
    return value


def edits(document: Any) -> Iterator[Edit]:
    """Yield edits that each remove one value of a document, or put a wrong one in its place.

    Entries of an array have one schema: a value that an earlier entry has, too, is left alone.
    """
    seen: set[tuple[str | None, ...]] = set()

    def edits_at(value: Any, path: tuple[str | int, ...]) -> Iterator[Edit]:
        keys: Iterable[Any] = ()
        entries: Any = value
        if is_mapping(value):
            keys = [*value]
        elif is_list(value):
            keys = range(len(value))
        for key in keys:
            place = (*path, key)
            general = tuple(None if isinstance(it, int) else it for it in place)
            if general not in seen:
                yield {"path": place}
                yield from ({"path": place, "value": wrong} for wrong in WRONG)
            yield from edits_at(entries[key], place)
            seen.add(general)

    return edits_at(document, ())


@contextmanager
def edited(document: Any, edit: Edit) -> Generator[None]:
    """Edit a document, and restore it at the end."""
    key: Any = edit["path"][-1]
    parent = document
    for step in edit["path"][:-1]:
        parent = parent[step]
    old = copy.copy(parent)
    if "value" in edit:
        parent[key] = edit["value"]
    else:
        del parent[key]
    yield
    if is_mapping(parent):
        parent.clear()
        parent.update(old)
    else:
        parent[:] = old


def faults_of_edits_in_python(case: Case, changes: list[Edit]) -> list[str]:
    """Return the first error of jsonschema for each edit of a document, or an empty text."""
    validator: Any = jsonschema.Draft202012Validator(read(case.schema))
    faults: list[str] = []
    for change in changes:
        with edited(case.document, change):
            faults.append(next((it.message for it in validator.iter_errors(case.document)), ""))
    return faults


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda it: it.relative_to(ROOT).as_posix())
def test_schemas_are_valid(schema: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(read(schema))


def test_every_schema_has_a_reserved_address_of_its_own() -> None:
    addresses: dict[str, set[bytes]] = {}
    for schema in SCHEMAS:
        addresses.setdefault(read(schema)["$id"], set()).add(schema.read_bytes())
    assert [it for it, contents in addresses.items() if len(contents) > 1] == []
    for address in addresses:
        assert re.fullmatch(
            r"https://statserver-bindgen\.invalid/[a-z0-9./_-]+\.schema\.json", address
        )
    assert len(addresses) == len({it.read_bytes() for it in SCHEMAS})


@pytest.mark.parametrize(
    "document",
    sorted((ROOT / "out").rglob("actions.json")),
    ids=lambda it: it.relative_to(ROOT).as_posix(),
)
def test_every_copy_of_the_table_is_valid_by_the_schema_that_it_names(document: Path) -> None:
    schema = document.parent / read(document)["$schema"]
    assert faults_in_python([Case(read(document), schema)]) == [""]
    assert schema.read_bytes() == (ROOT / "out" / "json" / "actions.schema.json").read_bytes()
    files = read(document.with_name("manifest.json"))["files"]
    assert {document.name, schema.name} <= files.keys()


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
    case = Case(few(read(document)), DOCUMENTS[document])
    assert faults_in_python([case]) == [""]
    changes = [*edits(case.document)]
    refused = [bool(it) for it in faults_of_edits_in_python(case, changes)]
    in_node = faults_in_node(tools, tmp_path, [case], changes)
    assert [bool(it) for it in in_node] == refused
    assert refused.count(True) > len(refused) / 2


def test_node_reports_the_problem_and_its_path(tools: Path, tmp_path: Path) -> None:
    document = ROOT / "out" / "json" / "actions.json"
    schema = DOCUMENTS[document]
    broken = {**read(document), "actions": [{"id": "not an id"}]}
    (fault,) = faults_in_node(tools, tmp_path, [Case(broken, schema)])
    assert 'data/actions/0/id must match pattern "^[A-Z]' in fault
