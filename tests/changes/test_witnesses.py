"""Each witness of a change rule works with the old package, and not, or else, with the new one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from statserver_bindgen.rules import docs
from statserver_bindgen.rules.change_rule import (
    CSV,
    JSON,
    MARKDOWN,
    MASKS,
    PYTHON,
    PYTHON_TYPES,
    TYPESCRIPT,
    TYPESCRIPT_TYPES,
)
from support.change_examples import BASE, catalog_after
from support.witnesses import (
    check_python,
    check_typescript,
    follow_links,
    run_csv,
    run_json,
    run_python,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.rules.change_rule import Audience, ChangeRule, Witness
    from support.witnesses import Outcome

pytestmark = pytest.mark.packages

RULES: Final = [rule for rule in docs.change_rules() if rule.example]
CATALOGS: Final[Mapping[str, Catalog]] = {
    "before": BASE,
    **{rule.id: catalog_after(rule) for rule in RULES},
}


class Case(NamedTuple):
    """A witness of a rule, with its number among all witnesses."""

    number: int
    rule: ChangeRule
    witness: Witness


CASES: Final = [
    Case(number, rule, witness)
    for number, (rule, witness) in enumerate(
        (rule, witness) for rule in RULES for witness in rule.witnesses
    )
]


def cases_for(*audiences: Audience) -> list[Case]:
    return [case for case in CASES if case.witness.audience in audiences]


def case_id(case: Case) -> str:
    same = [it.number for it in cases_for(case.witness.audience) if it.rule is case.rule]
    return f"{case.rule.id}, {case.witness.audience} {same.index(case.number) + 1}"


def for_catalogs(cases: Collection[Case]) -> tuple[dict[str, Catalog], dict[str, list[str]]]:
    """Return the catalogs of cases, and their programs: all with the old one, each with its own."""
    programs = {"before": [case.witness.program for case in cases]}
    for case in cases:
        programs.setdefault(case.rule.id, []).append(case.witness.program)
    return {name: CATALOGS[name] for name in programs}, programs


def by_number(
    cases: Collection[Case], outcomes: Mapping[str, list[Outcome]]
) -> dict[int, tuple[Outcome, Outcome]]:
    """Return the outcomes of each case with the old and the new package."""
    after = {name: iter(its) for name, its in outcomes.items()}
    return {case.number: (next(after["before"]), next(after[case.rule.id])) for case in cases}


Outcomes = dict[int, "tuple[Outcome, Outcome]"]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Return the outcomes of the programs in Python, and of those with masks."""
    cases = cases_for(PYTHON, MASKS)
    catalogs, programs = for_catalogs(cases)
    outcomes = {
        name: run_python(catalog, tmp_path_factory.mktemp("python"), programs[name])
        for name, catalog in catalogs.items()
    }
    return by_number(cases, outcomes)


@pytest.fixture(scope="module")
def python_types(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Return the outcomes of the programs that mypy checks."""
    cases = cases_for(PYTHON_TYPES)
    outcomes = check_python(tmp_path_factory.mktemp("types"), *for_catalogs(cases))
    return by_number(cases, outcomes)


@pytest.fixture(scope="module")
def typescript(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Return the outcomes of the programs in TypeScript and of the scripts."""
    del tools
    typed, scripts = cases_for(TYPESCRIPT_TYPES), cases_for(TYPESCRIPT)
    catalogs, programs = for_catalogs(typed)
    catalogs_of_scripts, texts = for_catalogs(scripts)
    compiled, run = check_typescript(
        tmp_path_factory.mktemp("typescript"), catalogs | catalogs_of_scripts, programs, texts
    )
    return by_number(typed, compiled) | by_number(scripts, run)


@cache
def documents() -> Outcomes:
    """Return the outcomes of the programs for JSON and CSV, and of links to Markdown pages."""
    results: Outcomes = {}
    runs = {JSON: run_json, CSV: run_csv, MARKDOWN: follow_links}
    for case in cases_for(JSON, CSV, MARKDOWN):
        run = runs[case.witness.audience]
        (before,) = run(BASE, [case.witness.program])
        (after,) = run(CATALOGS[case.rule.id], [case.witness.program])
        results[case.number] = before, after
    return results


def expect(case: Case, outcomes: Outcomes) -> None:
    before, after = outcomes[case.number]
    assert before.error is None
    assert "DeprecationWarning" not in before.warnings
    if case.witness.outcome in {"works", "warns"}:
        assert after.error is None
    else:
        assert after.error is not None
    is_warned = case.witness.outcome == "warns" and case.witness.audience == PYTHON
    assert ("DeprecationWarning" in after.warnings) == is_warned


@pytest.mark.parametrize("case", cases_for(PYTHON, MASKS), ids=case_id)
def test_program_in_python(case: Case, python: Outcomes) -> None:
    expect(case, python)


@pytest.mark.parametrize(
    "case", [case for case in cases_for(MASKS) if case.witness.outcome == "warns"], ids=case_id
)
def test_a_mask_that_keeps_working_has_a_problem_then(case: Case, tmp_path: Path) -> None:
    program = case.witness.program.replace("Mask.parse(", "assert Mask.problems(")
    (before,) = run_python(BASE, tmp_path / "before", [program])
    (after,) = run_python(CATALOGS[case.rule.id], tmp_path / "after", [program])

    assert before.error is not None
    assert after.error is None


@pytest.mark.parametrize("case", cases_for(PYTHON_TYPES), ids=case_id)
def test_program_that_mypy_checks(case: Case, python_types: Outcomes) -> None:
    expect(case, python_types)


@pytest.mark.parametrize("case", cases_for(TYPESCRIPT, TYPESCRIPT_TYPES), ids=case_id)
def test_program_in_typescript(case: Case, typescript: Outcomes) -> None:
    expect(case, typescript)


@pytest.mark.parametrize("case", cases_for(JSON, CSV, MARKDOWN), ids=case_id)
def test_program_for_json_or_csv_or_link(case: Case) -> None:
    expect(case, documents())


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.bump in {"patch", "minor"}],
    ids=lambda rule: rule.id,
)
def test_every_program_keeps_working_after_a_patch_or_a_minor_change(
    rule: ChangeRule, tmp_path: Path
) -> None:
    """All witnesses of all rules run with the package after the example of this rule."""
    programs = [case.witness.program for case in cases_for(PYTHON, MASKS)]
    outcomes = run_python(CATALOGS[rule.id], tmp_path, programs)
    data = [case.witness.program for case in cases_for(JSON)]
    outcomes += run_json(CATALOGS[rule.id], data)
    outcomes += run_csv(CATALOGS[rule.id], [case.witness.program for case in cases_for(CSV)])
    outcomes += follow_links(
        CATALOGS[rule.id], [case.witness.program for case in cases_for(MARKDOWN)]
    )

    assert [it.error for it in outcomes if it.error] == []
