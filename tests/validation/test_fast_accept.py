"""The fast check before jsonschema: it accepts most valid data and no invalid data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import statserver_bindgen
from statserver_bindgen import resources
from statserver_bindgen.validation import schema
from statserver_bindgen.validation.fast_accept import accepts
from statserver_bindgen.yaml_source.document import read_document

GENERATOR = Path(statserver_bindgen.__file__).parent.parent
SPEC_SCHEMA = json.loads(resources.spec_schema().read_bytes())


def is_valid(value: Any, definition: dict[str, Any]) -> bool:
    validator: Any = Draft202012Validator(definition)
    return bool(validator.is_valid(value))


texts = st.sampled_from(["a", "b", "ab", "A", "", "a\n", "é"])
scalars = st.one_of(texts, st.integers(0, 3), st.booleans(), st.none(), st.sampled_from([1.0, 2.5]))
data = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=8,
)
TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"]


def keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    sizes = st.integers(0, 3)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.one_of(st.sampled_from(TYPES), st.lists(st.sampled_from(TYPES), min_size=1)),
            "enum": st.lists(scalars, min_size=1, max_size=3),
            "const": scalars,
            "pattern": st.sampled_from(["^a", "b$", "^[a-z]*$"]),
            "minLength": sizes,
            "maxLength": sizes,
            "minItems": sizes,
            "maxItems": sizes,
            "minProperties": sizes,
            "maxProperties": sizes,
            "uniqueItems": st.booleans(),
            "required": st.lists(texts, max_size=2),
            "properties": st.dictionaries(texts, inner, max_size=2),
            "additionalProperties": inner,
            "propertyNames": inner,
            "items": inner,
            "contains": inner,
            "minimum": sizes,
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
            "patternProperties": st.dictionaries(st.just("^a"), inner, max_size=1),
            "not": inner,
        },
    )


schemas = st.recursive(st.booleans(), keywords, max_leaves=6)


@given(data, keywords(schemas))
def test_invalid_data_is_never_accepted(value: Any, definition: dict[str, Any]) -> None:
    if accepts(value, definition):
        assert is_valid(value, definition)


@given(data, keywords(schemas))
def test_data_is_rejected_exactly_if_jsonschema_rejects_it(
    value: Any, definition: dict[str, Any]
) -> None:
    document = read_document("file.yaml", json.dumps(value).encode())
    if not document.diagnostics and document.data == value:
        checked = schema.check(document, definition)
        line_breaks = "\\n" in json.dumps(
            value
        )  # jsonschema accepts them before the end of a pattern
        assert bool(checked.invalid) is bool(checked.diagnostics) or line_breaks
        assert bool(checked.invalid) is not is_valid(value, definition) or line_breaks


def test_the_shipped_spec_and_targets_are_accepted() -> None:
    document = read_document("file.yaml", resources.spec().read_bytes())
    assert accepts(document.data, schema.inline(SPEC_SCHEMA))
    target_schema = schema.inline(json.loads(resources.target_schema().read_bytes()))
    for path in resources.templates().glob("*/target.yaml"):
        assert accepts(read_document(str(path), path.read_bytes()).data, target_schema)


def test_valid_data_does_not_import_jsonschema() -> None:
    program = (
        "import sys\n"
        "from statserver_bindgen import pipeline, resources\n"
        "from statserver_bindgen.rendering import targets\n"
        "loaded = pipeline.load(resources.spec())\n"
        "assert loaded.catalog is not None\n"
        "targets.select((), [resources.templates()])\n"
        "late = {'jsonschema', 'statserver_bindgen.validation.schema_errors'}\n"
        "print(*late & sys.modules.keys())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}
    process = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, env=environment
    )
    assert process.stdout.decode() == "\n"
