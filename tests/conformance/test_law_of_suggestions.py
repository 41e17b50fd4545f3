"""The law of suggestions: the reference keeps it, and a parser that breaks it is found.

The masks of known intent are in `support.mask_mistakes`, the check is in `support.mask_law`.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.conformance import (
    evident_name,
    mask_characters,
    mask_items,
    mask_parser,
    mask_repetitions,
    unknown_values,
)
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from support.generated import lifecycle_catalog
from support.known_intent import Names
from support.lifecycles import lifecycles
from support.mask_law import Parsed, Replacement, apply, disjoint, violations
from support.mask_mistakes import Case, cases, sample_cases, write_case
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog

CATALOG: Final = shipped_catalog()
LIFECYCLE: Final = lifecycle_catalog()
CATALOGS: Final = {"shipped": CATALOG, "lifecycle": LIFECYCLE}
# Modules that report problems with suggestions.
REPORTING: Final = (mask_characters, mask_items, mask_parser, mask_repetitions)


def reference(catalog: Catalog) -> Callable[[Sequence[str]], list[Parsed]]:
    """Return the reference as a parser of many texts, with an index of its own."""
    index = CatalogIndex(catalog)

    @cache
    def parse(text: str) -> Parsed:
        parsed = ParsedMask(index, text, keep=True)
        mask = Mask.of_items(parsed.items)
        return Parsed(
            None if parsed.is_rejected else format_canonical(index, mask),
            tuple(
                Replacement(problem.start, problem.length, problem.suggestion)
                for problem in parsed.problems
                if problem.suggestion is not None
            ),
        )

    return lambda texts: [parse(it) for it in texts]


REFERENCES: Final = {name: reference(catalog) for name, catalog in CATALOGS.items()}


@pytest.mark.once
@given(case=cases(CATALOG))
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
def test_suggestions_never_change_what_the_author_meant(case: Case) -> None:
    assert violations([case], REFERENCES["shipped"]) == []


@pytest.mark.once
@given(case=cases(LIFECYCLE))
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
def test_suggestions_for_names_with_a_history_keep_the_meaning(case: Case) -> None:
    assert violations([case], REFERENCES["lifecycle"]) == []


@pytest.mark.once
@given(data=lifecycles(), seed=st.integers(0, 1000))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_suggestions_keep_the_meaning_whatever_the_history(data: Any, seed: int) -> None:
    catalog, random = build_catalog(data), Random(seed)  # noqa: S311 - a sample
    sample = [write_case(Names(catalog), random.choice) for _ in range(30)]

    assert violations(sample, reference(catalog)) == []


@pytest.mark.once
@pytest.mark.parametrize("name", CATALOGS)
@given(data=st.data())
def test_suggestions_are_the_same_where_unknown_names_are_kept(
    name: str, data: st.DataObject
) -> None:
    case = data.draw(cases(CATALOGS[name]))
    index = CatalogIndex(CATALOGS[name])
    problems = [ParsedMask(index, case.text, keep=keep).problems for keep in (False, True)]

    first, second = ([it._replace(severity="") for it in kept] for kept in problems)
    assert first == second


@pytest.mark.parametrize("name", CATALOGS)
def test_the_sample_has_clear_and_unclear_masks_with_and_without_suggestions(name: str) -> None:
    sample = sample_cases(CATALOGS[name], 1000)
    parsed = REFERENCES[name]([it.text for it in sample])
    kinds = [
        (bool(case.meanings), bool(result.replacements), result.canonical_text is not None)
        for case, result in zip(sample, parsed, strict=True)
    ]

    assert len(sample) > 700
    for kind in [(True, True, False), (True, False, True), (False, False, False)]:
        assert kinds.count(kind) > 50


# Parsers that break the law.


def violated_by_a_broken_reference(catalog: Catalog = CATALOG) -> bool:
    sample, parse = sample_cases(catalog, 3000), reference(catalog)
    parts = (sample[start : start + 100] for start in range(0, len(sample), 100))
    return any(violations(part, parse) for part in parts)


def suggest(monkeypatch: pytest.MonkeyPatch, message: str, suggestion: str) -> None:
    """Let the reference suggest this for all problems with a message."""
    for module in REPORTING:
        build: Any = getattr(module, "build_problem")  # noqa: B009 - not a name of its API

        def build_wrong(id_: str, *values: Any, _build: Any = build, **named: Any) -> Any:
            problem = _build(id_, *values, **named)
            return problem._replace(suggestion=suggestion) if id_ == message else problem

        monkeypatch.setattr(module, "build_problem", build_wrong)


@pytest.mark.parametrize(
    ("message", "suggestion"),
    [
        ("wrong_sign", ""),
        ("wrong_sign", "~"),
        ("group", ""),
        ("only_exclusions", ""),
        ("wrong_separator", ","),
        ("wrong_separator", ",~"),
        ("invalid_character", ""),
        ("wildcard", ""),
        ("variant", "CallWait"),
        ("ambiguous_word", "LoggedOut"),
        ("later_release", "CallInbound"),
        ("unknown_name", "CallInbound"),
        ("label", "*"),
        ("option_line", "*"),
    ],
)
def test_wrong_suggestion_violates_the_law(
    monkeypatch: pytest.MonkeyPatch, message: str, suggestion: str
) -> None:
    suggest(monkeypatch, message, suggestion)

    assert violated_by_a_broken_reference()


def test_comma_after_a_sign_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    choose = mask_characters.choose_separator

    def choose_always(index: CatalogIndex, run: Any, *, is_after_sign: bool) -> str | None:
        del is_after_sign
        return choose(index, run, is_after_sign=False)

    monkeypatch.setattr(mask_characters, "choose_separator", choose_always)

    assert violated_by_a_broken_reference()


def test_joining_the_names_of_a_list_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_name(_index: CatalogIndex, _part: str) -> bool:
        return False

    monkeypatch.setattr(mask_characters, "is_name", is_name)

    assert violated_by_a_broken_reference()


def test_name_near_a_known_name_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variant must not become an action name that is near, too."""

    def evident_name(_text: str, _among: object) -> str:
        return "CallInbound"

    monkeypatch.setattr(unknown_values, "evident_name", evident_name)

    assert violated_by_a_broken_reference()


# Parsers that break the law for names with a history.


@pytest.mark.parametrize(
    ("message", "suggestion"),
    [
        ("deprecated", "CallOnHold"),
        ("deprecated_for", "AgentLogin"),
        ("deprecated_for_some", "AgentLogin"),
        ("renamed", "CallOnHold"),
        ("split", "CallTreated"),
        ("removed", "CallQueued"),
        ("removed_for_some", "AgentLogin"),
        ("former_name", "CallOnHold"),
    ],
)
def test_wrong_suggestion_for_a_name_with_a_history_violates_the_law(
    monkeypatch: pytest.MonkeyPatch, message: str, suggestion: str
) -> None:
    suggest(monkeypatch, message, suggestion)

    assert violated_by_a_broken_reference(LIFECYCLE)


def test_former_name_that_does_not_mean_its_new_name_violates_the_law(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find_name(index: CatalogIndex, text: str) -> str | None:
        return text if text in index.rank else None

    monkeypatch.setattr(CatalogIndex, "find_name", find_name)

    assert violated_by_a_broken_reference(LIFECYCLE)


def test_suggestion_that_drops_the_sign_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    build: Any = getattr(mask_parser, "build_problem")  # noqa: B009 - not a name of its API

    def build_without_sign(id_: str, start: int, length: int, *rest: Any, **values: str) -> Any:
        problem = build(id_, start, length, *rest, **values)
        is_replaced = id_ in {"renamed", "deprecated_for"} and start > 0
        return problem._replace(start=start - 1, length=length + 1) if is_replaced else problem

    monkeypatch.setattr(mask_parser, "build_problem", build_without_sign)

    assert violated_by_a_broken_reference(LIFECYCLE)


def test_two_names_that_become_one_violate_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask_parser, "_REPLACED", frozenset[str]())

    assert violated_by_a_broken_reference(LIFECYCLE)


def test_name_near_an_earlier_name_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    known_names = [it.name for it in LIFECYCLE.known_names]
    names = [it.name for it in LIFECYCLE.names]
    near_names = evident_name.candidates(names, known_names, {})
    monkeypatch.setattr(CatalogIndex, "near_names", near_names)

    assert violated_by_a_broken_reference(LIFECYCLE)


def test_one_of_two_names_in_another_case_violates_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(index: CatalogIndex, letters: str) -> str | None:
        return next(iter(index.names_by_lower.get(letters, ())), None)

    monkeypatch.setattr(unknown_values, "_common_meaning", first)

    assert violated_by_a_broken_reference(LIFECYCLE)


# Masks without mistakes: suggestions update their names.


@given(data=st.data())
def test_updated_mask_selects_the_rows_and_what_replaces_them(data: st.DataObject) -> None:
    """Former names keep their rows; a row of a deprecated or removed name gets its replacement."""
    names, index = Names(LIFECYCLE), CatalogIndex(LIFECYCLE)
    written = data.draw(st.lists(st.sampled_from(names.written), min_size=1, unique=True))
    parsed = ParsedMask(index, ",".join(written), keep=True)
    replacements = [
        Replacement(problem.start, problem.length, problem.suggestion)
        for problem in parsed.problems
        if problem.suggestion is not None
    ]
    updated = ParsedMask(index, apply(parsed.text, replacements), keep=True)

    replaced = {parsed.text[it.start : it.end] for it in replacements}
    rows = {row.id for name in written for row in rows_after(name, is_updated=name in replaced)}
    mask = Mask.of_items(updated.items)
    assert {it.id for it in LIFECYCLE.actions if mask.selects(it.name)} == rows
    assert not any(it.kind == "renamed-name" and it.suggestion for it in updated.problems)


def rows_after(name: str, *, is_updated: bool) -> list[Action]:
    """Return the rows that a name selects, or that replace them."""
    if name in {it.name for it in LIFECYCLE.split_names}:
        return []
    rows = [
        row
        for row in (*LIFECYCLE.actions, *(tombstone.action for tombstone in LIFECYCLE.removed))
        if name in {row.name, *(former.name for former in row.formerly)}
    ]
    if is_updated and name not in {it.name for it in LIFECYCLE.former_names}:
        replacements = (it.deprecation.replaced_by for it in rows if it.deprecation)
        return [it for it in replacements if it]
    return [it for it in rows if it in LIFECYCLE.actions]


# The check itself.


def test_only_disjoint_ranges_are_replaced_together() -> None:
    whole, part, other = Replacement(0, 6, "A"), Replacement(2, 1, "B"), Replacement(6, 1, "C")

    assert disjoint([whole, part, other]) == [whole, other]
    assert disjoint([part, whole, other]) == [part, other]
    assert apply("012345678", [part, other]) == "01B345C78"


def test_suggestions_that_lead_to_longer_texts_without_end_are_an_error() -> None:
    def parse(texts: Sequence[str]) -> list[Parsed]:
        return [Parsed(None, (Replacement(0, 0, "x"),)) for _ in texts]

    with pytest.raises(AssertionError, match="lead to each other"):
        violations([Case("", frozenset())], parse)
