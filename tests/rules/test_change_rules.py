"""Every rule of changes is documented, has an example that makes its change, and a bump."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.changes.compare import compare
from statserver_bindgen.rules import docs
from statserver_bindgen.rules.change_rule import BUMPS
from support.change_examples import BASE, catalog_after
from support.checkout import ROOT

if TYPE_CHECKING:
    from statserver_bindgen.rules.change_rule import ChangeRule

RULES: Final = docs.change_rules()
EXAMPLES: Final = [rule for rule in RULES if rule.example]
COMPARISONS: Final = sorted((ROOT / "generator" / "statserver_bindgen" / "changes").glob("*.py"))


# The policy. A change of it changes what versions mean to consumers.
POLICY: Final = {
    "refused": {
        *("action-removed", "tombstone-missing", "action-name-reused", "catalog-id-changed"),
    },
    "major": {
        *("timing-changed", "interaction-related-changed", "object-class-changed"),
        *("restricted-cluster-lost", "deprecated-action-removed", "name-split", "alias-dropped"),
        *("release-changed", "entry-removed", "mode-lost", "object-types-changed"),
        *("scope-class-changed", "known-name-removed", "known-name-changed"),
        *("known-object-type-removed", "spelling-removed", "spelling-changed"),
        *("status-removed", "status-changed"),
    },
    "minor": {
        *("action-added", "restricted-cluster-gained", "action-deprecated"),
        *("deprecation-withdrawn", "action-renamed", "alias-added", "entry-added", "mode-gained"),
        *("known-name-added", "known-object-type-added", "spelling-added", "status-added"),
    },
    "patch": {
        *("inference-confirmed", "inference-changed", "meaning-changed", "source-changed"),
        *("order-changed", "deprecation-changed", "tombstone-changed", "since-changed"),
        *("text-changed", "links-changed", "evidence-changed", "sources-changed", "code-changed"),
    },
}


def test_each_rule_has_the_bump_of_the_policy() -> None:
    bumps = {bump: {rule.id for rule in RULES if rule.bump == bump} for bump in BUMPS}

    assert bumps == POLICY


def test_rule_ids_are_unique_and_in_kebab_case() -> None:
    ids = [rule.id for section in docs.sections() for rule in section.rules]
    ids += [rule.id for rule in RULES]

    assert len(ids) == len({*ids})
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule) for rule in ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_a_constant_named_like_its_id_and_used_by_a_comparison(rule: ChangeRule) -> None:
    constant = rule.id.upper().replace("-", "_")
    attributes = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for path in COMPARISONS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
    }

    assert any(vars(module).get(constant) is rule for module in docs.CHANGE_MODULES.values())
    assert constant in attributes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_texts_of_a_rule_are_sentences(rule: ChangeRule) -> None:
    assert not rule.title.endswith(".")
    assert rule.reason.endswith(".")
    if rule.migration is not None:
        assert rule.migration.format(subject="it.", old="a", new="It.").endswith(".")
    assert (rule.hint is not None) == (rule.bump == "refused")
    if rule.hint is not None:
        assert not rule.hint.endswith(".")


def test_only_generated_code_has_no_example() -> None:
    assert [rule.id for rule in RULES if rule.example is None] == ["code-changed"]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.id)
def test_the_example_makes_the_change(rule: ChangeRule) -> None:
    changes = compare(BASE, catalog_after(rule))

    assert changes[0].rule is rule
    assert [it.rule.bump for it in changes if it.rule is not rule] in ([], ["patch"], ["minor"])
    assert all(BUMPS.index(it.rule.bump) <= BUMPS.index(rule.bump) for it in changes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_outcomes_of_witnesses_agree_with_the_bump(rule: ChangeRule) -> None:
    outcomes = {it.outcome for it in rule.witnesses}

    if rule.bump == "patch":
        assert rule.witnesses == ()
    elif rule.bump == "minor":
        assert outcomes
        assert "fails" not in outcomes
    else:
        assert outcomes == {"fails"}
