"""Every rule is defined once, used by a check, and documented with examples that hold."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen import resources, rules
from statserver_bindgen.configuration.reading import parse
from statserver_bindgen.errors import ConfigurationError
from statserver_bindgen.rules import configuration, docs, stat_types
from statserver_bindgen.validation.references import FACTS
from support.catalogs import IDENTIFIERS
from support.checkout import ROOT
from support.linted import lint
from support.specs import load_spec

if TYPE_CHECKING:
    from statserver_bindgen.diagnostics import Rule

RULES: Final = tuple(rule for section in docs.sections() for rule in section.rules)
LINT_RULES: Final = tuple(
    rule for section in docs.sections() if section.command == docs.LINT for rule in section.rules
)
STAT_TYPE_RULES: Final = tuple(it for it in vars(stat_types).values() if it in LINT_RULES)
TOOL: Final = ROOT / "generator" / "statserver_bindgen"
ONE_ROW: Final = (
    "actions:\n  - {name: CallWait, object_class: mediation_dn, timing: durable, "
    "interaction_related: true, restricted_cluster: true}\n"
)
DEFINITIONS: Final = sorted((TOOL / "rules").glob("*.py"))
CHECKS: Final = sorted({*TOOL.rglob("*.py")} - {*DEFINITIONS})


def constant(rule: Rule) -> str:
    return rule.id.upper().replace("-", "_")


@cache
def names_in_checks() -> set[str]:
    """Return the names of all modules of checks, as `NAME` and as `module.NAME`."""
    return {
        ast.unparse(node)
        for path in CHECKS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }


def with_sections(changed: str) -> bytes:
    """Return the vocabulary of the shipped spec and one row, with some sections replaced."""
    text = resources.spec().read_text("utf-8")
    text = text[: text.index("\nactions:\n")] + f"\n{ONE_ROW}"
    text = re.sub(
        rf"^({'|'.join(FACTS)}):.*?(?=^\w)", "", text, flags=re.MULTILINE | re.DOTALL
    )  # they refer to the rows of the shipped spec
    for section in re.findall(r"^(\w+):", changed, re.MULTILINE):
        text = re.sub(rf"^{section}:.*?(?=^\w|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return (changed + text if changed.startswith("%") else text + changed).encode()


def broken_rules(changed: str) -> set[str]:
    loaded = load_spec(with_sections(changed), IDENTIFIERS)
    return {diagnostic.rule.id for diagnostic in loaded.diagnostics}


def broken_by_configuration(text: str) -> set[str]:
    try:
        parse(Path("statserver-bindgen.yaml"), text.encode())
    except ConfigurationError as error:
        return {diagnostic.rule.id for diagnostic in error.diagnostics}
    return set()


def test_rule_ids_are_unique_and_in_kebab_case() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len({*ids})
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule) for rule in ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_a_constant_named_like_its_id_and_used_by_a_check(rule: Rule) -> None:
    (module,) = (path for path in DEFINITIONS if f'"{rule.id}"' in path.read_text("utf-8"))
    assert f"{constant(rule)}: Final = Rule(" in module.read_text("utf-8")
    assert {constant(rule), f"{module.stem}.{constant(rule)}"} & names_in_checks()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_title_and_reason_are_sentences(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert rule.reason.endswith(".")


def test_no_check_spells_the_id_of_a_rule() -> None:
    # An id of one term, such as `tag`, may be the name of something else too.
    ids = {rule.id for rule in RULES if "-" in rule.id}
    spelled = [
        (path.name, node.value)
        for path in CHECKS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert spelled == []


def test_every_module_of_rules_is_a_section_of_the_reference() -> None:
    documented = {rule.id for rule in RULES}
    defined = {
        match
        for path in DEFINITIONS
        for match in re.findall(r'\bRule\(\s*"([a-z-]+)"', path.read_text("utf-8"))
    }
    assert defined == documented
    assert rules.__doc__


def test_the_rule_reference_is_up_to_date(root: Path) -> None:
    assert (root / "docs/rules.md").read_text("utf-8") == docs.markdown(), "run `make docs`"


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.example and rule not in LINT_RULES],
    ids=lambda rule: rule.id,
)
def test_the_bad_example_breaks_only_its_rule_and_the_good_one_none(rule: Rule) -> None:
    assert rule.example is not None
    if rule in vars(configuration).values():
        assert broken_by_configuration(rule.example.bad) == {rule.id}
        assert broken_by_configuration(rule.example.good) == set()
        return
    broken = broken_rules(rule.example.bad)
    if rule.id == "multiple-documents":  # the first document lacks the section of the second
        broken -= {"missing-key"}
    assert broken == {rule.id}
    assert broken_rules(rule.example.good) == set()


def test_the_shipped_spec_breaks_no_rule() -> None:
    assert load_spec(resources.spec().read_bytes(), IDENTIFIERS).diagnostics == ()


# Rules of configuration files: an example is a section of a file.


def test_every_rule_of_stat_types_has_an_example_but_that_of_a_mode() -> None:
    assert [rule.id for rule in LINT_RULES if rule in STAT_TYPE_RULES and not rule.example] == [
        "not-in-restricted-cluster"
    ]


@pytest.mark.parametrize(
    "rule", [rule for rule in STAT_TYPE_RULES if rule.example], ids=lambda rule: rule.id
)
def test_the_bad_section_breaks_its_rule_once_and_the_good_one_none(rule: Rule) -> None:
    assert rule.example is not None
    assert [it.diagnostic.rule for it in lint(rule.example.bad)] == [rule]
    assert lint(rule.example.good) == []


@pytest.mark.parametrize("rule", LINT_RULES, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_of_lint_shows_how_to_disable_it(rule: Rule) -> None:
    assert f"`lint: {{disabled: [{rule.id}]}}`" in docs.markdown()
