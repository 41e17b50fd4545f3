"""The facts about stat types: a valid file, whose references exist, and what is made of it."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator

from statserver_bindgen import resources, stat_type_facts
from statserver_bindgen.validation import schema
from statserver_bindgen.yaml_source.document import read_document
from support.checkout import ROOT

FILE: Final = resources.stat_types()
DATA: Final[dict[str, Any]] = yaml.safe_load(FILE.read_bytes())
SCHEMA: Final[dict[str, Any]] = json.loads((ROOT / "spec/stat_types.schema.json").read_bytes())
FACTS: Final = stat_type_facts.load()
CATEGORIES: Final = {it.name for it in FACTS.categories}
SUBJECTS: Final = {it.name for it in FACTS.subjects}


def parts(data: Any) -> list[dict[str, Any]]:
    """Return each mapping in some data."""
    mappings: list[dict[str, Any]] = []

    def collect(mapping: dict[str, Any]) -> dict[str, Any]:
        mappings.append(mapping)
        return mapping

    json.loads(json.dumps(data), object_hook=collect)
    return mappings


def is_valid(data: Any) -> bool:
    validator: Any = Draft202012Validator(SCHEMA)
    return bool(validator.is_valid(data))


def test_file_satisfies_its_schema() -> None:
    document = read_document("stat_types.yaml", FILE.read_bytes())

    assert document.diagnostics == ()
    assert schema.check(document, SCHEMA).diagnostics == ()
    assert is_valid(DATA)


def test_every_part_of_the_schema_is_described() -> None:
    described = [it for it in parts(SCHEMA) if "type" in it and isinstance(it["type"], str)]

    assert [it for it in described if "description" not in it] == []


def test_every_fact_has_a_source_and_every_source_has_a_fact() -> None:
    used = {it["source"] for it in parts(DATA) if "confidence" in it}

    assert used == {*DATA["sources"]}


def test_a_fact_without_confidence_is_refused() -> None:
    (entry, *_) = DATA["category_facts"]["percentages"]
    data = {**DATA["category_facts"], "percentages": [{**entry, "confidence": "certain"}]}

    assert not is_valid({**DATA, "category_facts": data})


@pytest.mark.parametrize("about", FACTS.category_facts)
def test_facts_about_categories_name_each_category_once(about: str) -> None:
    names = [name for fact in FACTS.category_facts[about] for name in fact.categories]

    assert {*names} <= CATEGORIES
    assert len(names) == len({*names})


def test_subjects_and_aliases_that_facts_name_exist() -> None:
    facts = [*FACTS.subject_objects, *FACTS.unsupported, *FACTS.category_facts["subjects"]]

    assert {name for fact in facts for name in fact.subjects} <= SUBJECTS
    assert {it.same_as for it in FACTS.subjects} <= SUBJECTS
    assert {it.same_as for it in FACTS.categories} <= CATEGORIES


def test_each_object_type_is_in_one_group_at_most() -> None:
    types = [name for group in FACTS.groups for name in group.object_types]

    assert len(types) == len({*types})


def test_a_basis_prints_confidence_and_source() -> None:
    required = FACTS.find_requirement("rel_mask", "AverageNumberPerRelativeHour")

    assert required is not None
    assert str(required.basis) == "documented: RTME 8.5.1 HistoricalCategories"
    assert not required.basis.is_inferred


@pytest.mark.parametrize(
    ("text", "file_format", "name"),
    [
        ("MainMask", "options", "MainMask"),
        ("mainmask", "annex", "MainMask"),
        ("relativeMask", "gws", "RelMask"),
        ("relMask", "statistics", "RelMask"),
        ("relativeMask", "options", None),
        ("Main Mask", "options", None),
    ],
)
def test_a_key_has_the_spellings_of_the_format(
    text: str, file_format: str, name: str | None
) -> None:
    key = FACTS.find_key(text, file_format)

    assert (key and key.name) == name
