"""What documentation says about versions agrees with the rules of changes."""

from __future__ import annotations

import re
from typing import Final, get_args

import pytest

from statserver_bindgen.rules.change_rule import BUMPS, Audience, ChangeRule
from statserver_bindgen.rules.docs import CHANGE_MODULES
from support.checkout import ROOT

RULES: Final = tuple(
    value
    for module in CHANGE_MODULES.values()
    for value in vars(module).values()
    if isinstance(value, ChangeRule)
)
PAGE: Final = ROOT / "docs" / "versions.md"
READMES: Final = ("python", "typescript", "json", "csv", "markdown", "conformance")
# What each README says, with the rules of these changes.
CLAIMS: Final = {
    "patch": {
        "a **patch** changes texts": (
            *("text-changed", "links-changed", "meaning-changed", "deprecation-changed"),
        ),
        ", sources, evidence": ("source-changed", "sources-changed", "evidence-changed"),
        " and order": ("order-changed", "since-changed", "tombstone-changed"),
        "; which values are inferred": ("inference-confirmed", "inference-changed"),
        "; and code, but not its interface": ("code-changed",),
    },
    "minor": {
        "a **minor** version adds actions": ("action-added",),
        ", vocabulary": ("entry-added", "alias-added"),
        ", known names": ("known-name-added", "known-object-type-added", "spelling-added"),
        ", statuses": ("status-added",),
        " and modes": ("mode-gained", "restricted-cluster-gained"),
        "; deprecates actions": ("action-deprecated", "deprecation-withdrawn"),
        "; renames them, with the old name as an alias": ("action-renamed",),
    },
    "major": {
        "a **major** version removes deprecated actions": ("deprecated-action-removed",),
        ", former names": ("alias-dropped", "name-split"),
        " and entries": (
            *("entry-removed", "known-name-removed", "known-object-type-removed"),
            *("spelling-removed", "status-removed"),
        ),
        "; corrects the timing": ("timing-changed",),
        ", class": ("object-class-changed", "scope-class-changed"),
        ", object types": ("object-types-changed",),
        ", modes": ("mode-lost", "restricted-cluster-lost"),
        " and other facts": (
            *("interaction-related-changed", "known-name-changed", "spelling-changed"),
            "status-changed",
        ),
        "; describes another release of Stat Server": ("release-changed",),
    },
}


def policy() -> str:
    """Return the rows of the table of all rules, the smallest bump first."""
    rows = sorted(RULES, key=lambda rule: BUMPS.index(rule.bump))
    return "".join(f"| [{it.title}](rules.md#{it.id}) | {it.bump} |\n" for it in rows)


def summary() -> str:
    """Return the list of each README on one line."""
    return "; - ".join("".join(claims) for claims in CLAIMS.values()) + "."


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_page_of_versions_lists_all_rules_of_changes() -> None:
    text = PAGE.read_text("utf-8")
    assert text.endswith(f"| change | version |\n| --- | --- |\n{policy()}")


def test_each_claim_about_versions_is_that_of_the_rules() -> None:
    bumps = {rule.id: rule.bump for rule in RULES}
    claimed = {rule: bump for bump, it in CLAIMS.items() for rules in it.values() for rule in rules}
    assert claimed == {rule: bump for rule, bump in bumps.items() if bump != "refused"}


def test_the_page_of_versions_has_the_summary() -> None:
    assert f": - {summary()}" in in_one_line(PAGE.read_text("utf-8"))


@pytest.mark.parametrize("target", READMES)
def test_every_readme_explains_versions(target: str) -> None:
    text = (ROOT / "out" / target / "README.md").read_text("utf-8")
    _, _, section = text.partition("\n## Versions\n")
    section = in_one_line(section.partition("\n## ")[0])
    assert f": - {summary()}" in section
    assert "inor version" in section.partition(summary())[2]  # new branches of an exhaustive match
    assert re.search(
        r"(?i)removal follows a warning|before a (later )?major version removes", section
    )


def test_the_page_on_diff_lists_every_audience() -> None:
    section = (ROOT / "docs" / "diff.md").read_text("utf-8").split("## Consumers\n")[1]
    rows = re.findall(r"^\| ([^|-][^|]*) \|", section.split("\n## ")[0], re.MULTILINE)[1:]
    assert {name for row in rows for name in row.split(", ")} == {*get_args(Audience)}
