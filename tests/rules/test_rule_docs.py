"""The rules beyond the schema, and the reference that explains them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import resources
from statserver_bindgen.rules import docs, table
from statserver_bindgen.rules.yaml import RULES
from statserver_bindgen.validation import schema
from support.catalogs import POLICIES
from support.specs import load_spec

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.diagnostics import Rule


def with_sections(changed: str) -> bytes:
    """Return the shipped spec with some of its top-level sections replaced."""
    text = resources.spec().read_text("utf-8")
    for section in re.findall(r"^(\w+):", changed, re.MULTILINE):
        text = re.sub(rf"^{section}:.*?(?=^\w|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return (changed + text if changed.startswith("%") else text + changed).encode()


def rules_broken_by(changed: str) -> set[str]:
    return {it.rule for it in load_spec(with_sections(changed), POLICIES).diagnostics}


@pytest.mark.parametrize(
    "rule",
    [it for it in (*RULES, *schema.RULES, *table.RULES) if it.example],
    ids=lambda rule: rule.id,
)
def test_the_bad_example_breaks_this_rule_alone_and_the_good_one_none(rule: Rule) -> None:
    assert rule.example is not None
    broken = rules_broken_by(rule.example.bad)
    if rule.id == "multiple-documents":  # what moves to the second document lacks in the first
        broken -= {"missing-key"}
    assert broken == {rule.id}
    assert rules_broken_by(rule.example.good) == set()


def test_the_shipped_spec_keeps_every_rule() -> None:
    assert load_spec(resources.spec().read_bytes(), POLICIES).diagnostics == ()


def test_a_broken_row_does_not_make_its_siblings_look_needlessly_scoped() -> None:
    rows = (
        "actions:\n"
        "  - {name: Monitored, scope: regular_dn, object_class: regular_dn, timing: durable,"
        " interaction_related: true, restricted_cluster: true}\n"
        "  - {name: Monitored, scope: mediation_dn, object_class: mediation_dn, timing: forever,"
        " interaction_related: true, restricted_cluster: true}\n"
    )
    assert rules_broken_by(rows) == {"wrong-value"}


def test_an_inference_that_nobody_named_is_unknown() -> None:
    rows = (
        "actions:\n"
        "  - {name: OffHook, object_class: regular_dn, timing: durable, interaction_related: true,"
        " restricted_cluster: true, inferred: {restricted_cluster: spiled_cell}}\n"
    )
    (problem,) = load_spec(with_sections(rows), POLICIES).diagnostics
    assert problem.rule == "unknown-reference"
    assert problem.message == 'there is no "spiled_cell" under inferences'
    assert problem.hint == "did you mean spilled_cell?"


@pytest.mark.parametrize(
    "version", ["1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-rc1", "1.0.x", " 1.0.0"]
)
def test_versions_are_three_numbers(version: str) -> None:
    catalog = (
        f'catalog: {{id: a, title: T, description: D, version: "{version}", release: 8.5.0}}\n'
    )
    assert rules_broken_by(catalog) == {"version-form"}


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for _, _, rules in docs.sections() for rule in rules]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", it) for it in ids)


def test_the_rule_reference_is_what_the_code_says(root: Path) -> None:
    assert (root / "docs/rules.md").read_text("utf-8") == docs.markdown(), "run `make docs`"
