"""The schema of values: enumerations of any catalog, for OpenAPI and for schemas of other data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from support.catalogs import HOSTILE, hostile, specs
from support.generated import lifecycle_catalog, loaded, rendered, written
from support.lifecycles import lifecycles
from support.programs import run
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.catalog import Catalog

Json = dict[str, Any]
VALUES: Final = "values.schema.json"
TERMS: Final = ("object_type", "scope", "timing", "mode")


def values_of(catalog: Catalog) -> Json:
    schema: Json = json.loads(rendered(catalog, "json")[VALUES])
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def accepts(schema: Json, entry: str, value: object) -> bool:
    """Return whether an entry of a schema accepts a value."""
    validator: Any = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{entry}"})
    return bool(validator.is_valid(value))


def deprecated_values(schema: Json, entry: str) -> set[str]:
    """Return the values of an entry that its schema annotates as deprecated."""
    rules = schema["$defs"][entry].get("allOf", [])
    assert all(it["then"]["deprecated"] is True for it in rules)
    assert all(it["then"]["description"].startswith("Deprecated since ") for it in rules)
    return {it["if"]["const"] for it in rules}


def former_values(schema: Json, entry: str) -> set[str]:
    first, *others = schema["$defs"][entry]["anyOf"]
    assert first == {"$ref": f"#/$defs/{entry.removesuffix('_or_former')}"}
    assert all(it["deprecated"] is True and it["description"] for it in others)
    return {it["const"] for it in others}


def check(catalog: Catalog) -> None:
    schema = values_of(catalog)
    entries = schema["$defs"]
    assert all(it["title"] and it["description"] for it in entries.values())
    assert entries["action_id"]["enum"] == [it.id for it in catalog.actions]
    assert entries["action_name"]["enum"] == [it.name for it in catalog.names]
    assert entries["status"].get("enum", []) == [it.name for it in catalog.statuses]
    terms = {f"{name}s": entries[name] for name in TERMS}
    terms["object_classes"] = entries["object_class"]
    for section, entry in terms.items():
        records = getattr(catalog, section)
        assert entry["enum"] == [it.id for it in records]
        assert entry["oneOf"] == [
            {"const": term.id, "title": term.title, "description": term.description}
            for term in records
        ]
    deprecated = {it.id for it in catalog.actions if it.deprecation}
    assert deprecated_values(schema, "action_id") == deprecated
    names = {it.name for it in catalog.names if it.deprecation}
    assert deprecated_values(schema, "action_name") == names
    aliases = {alias.id for it in catalog.actions for alias in it.aliases}
    assert former_values(schema, "action_id_or_former") == aliases
    former = {it.name for it in catalog.former_names} | {it.name for it in catalog.split_names}
    assert former_values(schema, "action_name_or_former") == former
    assert schema["$id"].endswith(f"/catalogs/{catalog.id}/{catalog.version}/{VALUES}")


@settings(max_examples=40)
@given(st.one_of(specs(), lifecycles()))
def test_the_schema_has_the_values_of_any_catalog(data: Json) -> None:
    check(loaded(data))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_inert_in_the_schema(text: str) -> None:
    check(loaded(hostile(text)))


def test_the_lifecycle_catalog_has_deprecated_and_former_values() -> None:
    check(lifecycle_catalog())
    schema = values_of(lifecycle_catalog())
    assert deprecated_values(schema, "action_id")
    assert former_values(schema, "action_id_or_former")
    for name in former_values(schema, "action_name_or_former"):
        assert accepts(schema, "action_name_or_former", name)
        assert not accepts(schema, "action_name", name)
    for removed in lifecycle_catalog().removed:
        assert not accepts(schema, "action_id_or_former", removed.action.id)


def test_a_catalog_without_statuses_has_no_valid_status() -> None:
    data = hostile("text")
    del data["statuses"]
    schema = values_of(loaded(data))
    assert not accepts(schema, "status", "CallWait")
    assert accepts(schema, "action_name", "CallWait")


def test_the_schemas_of_two_versions_have_different_addresses() -> None:
    data = hostile("text")
    first = values_of(loaded(data))["$id"]
    data["catalog"]["version"] = "2.0.0"
    second = values_of(loaded(data))["$id"]
    data["catalog"]["id"] = "another"
    assert len({first, second, values_of(loaded(data))["$id"]}) == 3


# The examples of the README.


def blocks(readme: str, language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)


@pytest.fixture(params=["shipped", "hostile", "lifecycle"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of the JSON package, with the files that its README explains next to it."""
    catalogs = {"shipped": shipped_catalog(), "lifecycle": lifecycle_catalog()}
    catalog = catalogs.get(request.param) or loaded(hostile("*|_`'\"$(id)"))
    directory = written(catalog, "json", tmp_path)
    readme = (directory / "README.md").read_text("utf-8")
    report, schema = blocks(readme, "json")
    (openapi,) = blocks(readme, "yaml")
    (directory / "report.json").write_text(report, "utf-8")
    (directory / json.loads(report)["$schema"]).write_text(schema, "utf-8")
    (directory / "openapi.yaml").write_text(openapi, "utf-8")
    return directory


def retrieve(address: str) -> Resource[Any]:
    """Return the file at an address, and nothing from elsewhere."""
    parts = urlsplit(address)
    assert parts.scheme == "file", address
    text = Path(url2pathname(parts.path)).read_text("utf-8")
    contents = yaml.safe_load(text) if address.endswith(".yaml") else json.loads(text)
    return Resource.from_contents(contents, default_specification=DRAFT202012)


def errors_of(address: str, value: object) -> list[str]:
    """Return the errors of a value by the schema at an address."""
    create: Any = Registry
    registry = create(retrieve=retrieve)
    validator: Any = jsonschema.Draft202012Validator({"$ref": address}, registry=registry)
    return [it.message for it in validator.iter_errors(value)]


def test_openapi_refers_to_the_values(copy: Path) -> None:
    address = f"{(copy / 'openapi.yaml').as_uri()}#/components/schemas/Number"
    for number in json.loads((copy / "report.json").read_text("utf-8"))["numbers"]:
        assert errors_of(address, number) == []
        assert errors_of(address, number | {"name": "NoSuchName"})
        first, *_ = errors_of(address, number | {"object_type": "NoSuchType"})
        assert first.startswith("'NoSuchType' is not ")


def test_the_report_is_valid_by_the_schema_that_it_names(copy: Path) -> None:
    report = json.loads((copy / "report.json").read_text("utf-8"))
    address = (copy / report["$schema"]).as_uri()
    assert errors_of(address, report) == []
    report["numbers"][0]["object_type"] = "NoSuchType"
    assert errors_of(address, report)


def test_ajv_resolves_the_references_in_its_strict_mode(
    copy: Path, tools: Path, tmp_path: Path
) -> None:
    script = tmp_path / "report.mjs"
    script.write_text(
        f"""
import {{ readFileSync }} from "node:fs";
import {{ createRequire }} from "node:module";
const {{ Ajv2020 }} = createRequire("{(tools / "package.json").as_uri()}")("ajv/dist/2020.js");
const read = (name) => JSON.parse(readFileSync(new URL(name, "{copy.as_uri()}/"), "utf8"));
const ajv = new Ajv2020({{ strict: true }});
const values = read("values.schema.json");
ajv.addSchema(values, "values.schema.json");
const validate = ajv.compile(read("report.schema.json"));
const report = read("report.json");
console.log(validate(report));
report.numbers[0].name = "NoSuchName";
console.log(validate(report));
""",
        "utf-8",
    )
    assert run("node", script).split() == ["true", "false"]
