"""Rejected specs are files; the exact diagnostics of each are in a file next to it.

`REFRESH=1 python -m pytest tests/validation/test_rejected_specs.py` rewrites the diagnostics;
review their diff. The name of a file begins with the id of the rule that it breaks. It ends with
the keyword of the schema, if a keyword rejects it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from statserver_bindgen import report, resources
from statserver_bindgen.rules import docs
from statserver_bindgen.validation import schema
from statserver_bindgen.yaml_source.document import read_document
from statserver_bindgen.yaml_source.limits import Limits
from support.catalogs import IDENTIFIERS
from support.checkout import ROOT
from support.specs import load_spec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jsonschema import ValidationError

HERE: Final = ROOT / "tests" / "rejected"
FILES: Final = sorted(HERE.glob("*.yaml"))
SCHEMA: Final = json.loads(resources.spec_schema().read_text("utf-8"))

# The sections of the rules of a spec.
RULES_OF_SPECS: Final = {
    "YAML",
    "Schema",
    "Table",
    "Facts from outside the table",
    "Lifecycle of rows",
}
# Rules that no file of reasonable size breaks, and no keyword of the schema; each has a test below.
# A template rejects a valid spec: see tests/rendering/test_printed_identifiers.py.
NOT_AS_FILES: Final = {
    "too-large",
    "too-long-text",
    "too-many-values",
    "too-many-problems",
    "schema",
    "rejected-by-target",
}


def diagnostics_of(path: Path) -> str:
    loaded = load_spec(path.read_bytes(), IDENTIFIERS, path.name)
    text = report.show(loaded.diagnostics, {path.name: loaded.text}, "text")
    return f"{text}\n" if text else ""


def keywords(node: dict[str, Any] | bool | None) -> set[str]:  # noqa: FBT001 - schemas are bool
    """Return the keywords that a schema uses."""
    if not isinstance(node, dict):
        return set()
    names = {it for it in node if it in Draft202012Validator.VALIDATORS and it != "$ref"}
    inside: list[dict[str, Any] | bool | None] = []
    for place in ("properties", "$defs"):
        inside += node.get(place, {}).values()
    inside += [
        node.get(keyword)
        for keyword in ("items", "additionalProperties", "propertyNames", "contains")
    ]
    return names.union(*map(keywords, inside))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_diagnostics_of_a_rejected_spec(path: Path) -> None:
    expected = path.with_suffix(".txt")
    if os.environ.get("REFRESH"):
        expected.write_text(diagnostics_of(path), encoding="utf-8", newline="\n")
    assert expected.read_text("utf-8") == diagnostics_of(path)


def test_only_the_valid_specs_have_no_diagnostics() -> None:
    assert {it.stem for it in FILES if not diagnostics_of(it)} == {
        "valid",
        "valid-facts",
        "valid-lifecycle",
    }


def test_every_file_of_diagnostics_belongs_to_a_spec() -> None:
    assert {it.stem for it in HERE.glob("*.txt")} == {it.stem for it in FILES}


@pytest.mark.parametrize(
    "rule",
    [
        rule.id
        for section in docs.sections()
        if section.title in RULES_OF_SPECS
        for rule in section.rules
        if rule.id not in NOT_AS_FILES
    ],
)
def test_every_rule_has_a_rejected_spec(rule: str) -> None:
    named = [it for it in FILES if it.stem == rule or it.stem.startswith(f"{rule}-")]
    assert any(f"[{rule}]" in diagnostics_of(it) for it in named)


@pytest.mark.parametrize("keyword", sorted(keywords(SCHEMA) - {"properties", "items"}))
def test_every_keyword_of_the_schema_rejects_a_spec(keyword: str) -> None:
    (path,) = (it for it in FILES if it.stem.endswith(f"-{keyword}"))
    data = yaml.safe_load(path.read_text("utf-8"))
    validator: Any = Draft202012Validator(SCHEMA)
    errors: Iterator[ValidationError] = validator.iter_errors(data)
    assert keyword in {str(step) for it in errors for step in it.absolute_schema_path}


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        (Limits(file=20), "too-large"),
        (Limits(text=3), "too-long-text"),
        (Limits(values=3), "too-many-values"),
        (Limits(problems=2), "too-many-problems"),
        (Limits(depth=1), "too-deep"),
    ],
)
def test_every_limit_is_reported(limits: Limits, rule: str) -> None:
    text = b"alpha: [yes, no, on, off, [bravo]]\n"
    assert rule in {it.rule.id for it in read_document("file.yaml", text, limits).diagnostics}


edits = st.lists(
    st.tuples(
        st.integers(0, 3000),
        st.integers(0, 12),
        st.one_of(
            st.sampled_from([*"\n\t\r\0 :-[]{},#&*!|>%@`'\"\\", "yes", "<<: ", "é", "😀"]),
            st.text(),
        ),
    ),
    max_size=6,
)


@given(edits)
def test_any_edit_of_a_spec_gives_a_catalog_or_errors(
    changes: list[tuple[int, int, str]],
) -> None:
    text = (HERE / "valid.yaml").read_text("utf-8")
    for start, length, new in changes:
        text = text[:start] + new + text[start + length :]
    loaded = load_spec(text.encode(errors="replace"), IDENTIFIERS)
    assert (loaded.catalog is None) is any(it.severity == "error" for it in loaded.diagnostics)
    for style in ("text", "json", "github"):
        shown = report.show(loaded.diagnostics, {"file.yaml": loaded.text}, style)
        assert all(line.isprintable() for line in shown.split("\n"))


def test_a_keyword_without_a_rule_is_reported() -> None:
    document = read_document("file.yaml", b"a: 5\n")
    checked = schema.check(document, {"properties": {"a": {"multipleOf": 2}}})
    assert [it.rule.id for it in checked.diagnostics] == ["schema"]


def test_every_part_of_the_spec_schema_has_a_description() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    def undescribed(node: Any, path: str) -> list[str]:
        paths: list[str] = []
        for key, value in node.get("properties", {}).items():
            target = SCHEMA["$defs"][value["$ref"].split("/")[-1]] if "$ref" in value else value
            paths += (
                [] if value.get("description") or target.get("description") else [f"{path}/{key}"]
            )
            paths += undescribed(value, f"{path}/{key}")
        for key, value in node.get("$defs", {}).items():
            paths += [] if value.get("description") else [key]
            paths += undescribed(value, key)
        return paths

    assert undescribed(SCHEMA, "") == []
