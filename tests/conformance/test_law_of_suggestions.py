"""The law of suggestions: the reference keeps it, and a parser that breaks it is found.

The masks of known intent are in `support.mask_mistakes`, the check is in `support.mask_law`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from statserver_bindgen.conformance import (
    mask_characters,
    mask_items,
    mask_parser,
    mask_repetitions,
    unknown_values,
)
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from support.mask_law import Parsed, Replacement, apply, disjoint, violations
from support.mask_mistakes import Case, cases, sample_cases
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CATALOG: Final = shipped_catalog()
# Modules that report problems with suggestions.
REPORTING: Final = (mask_characters, mask_items, mask_parser, mask_repetitions)


def reference() -> Callable[[Sequence[str]], list[Parsed]]:
    """Return the reference as a parser of many texts, with an index of its own."""
    index = CatalogIndex(CATALOG)

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


REFERENCE: Final = reference()


@pytest.mark.once
@given(case=cases(CATALOG))
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
def test_suggestions_never_change_what_the_author_meant(case: Case) -> None:
    assert violations([case], REFERENCE) == []


@pytest.mark.once
@given(case=cases(CATALOG))
def test_suggestions_are_the_same_where_unknown_names_are_kept(case: Case) -> None:
    index = CatalogIndex(CATALOG)
    problems = [ParsedMask(index, case.text, keep=keep).problems for keep in (False, True)]

    first, second = ([it._replace(severity="") for it in kept] for kept in problems)
    assert first == second


def test_the_sample_has_clear_and_unclear_masks_with_and_without_suggestions() -> None:
    sample = sample_cases(CATALOG, 1000)
    parsed = REFERENCE([it.text for it in sample])
    kinds = [
        (bool(case.meanings), bool(result.replacements), result.canonical_text is not None)
        for case, result in zip(sample, parsed, strict=True)
    ]

    assert len(sample) > 700
    for kind in [(True, True, False), (True, False, True), (False, False, False)]:
        assert kinds.count(kind) > 50


# Parsers that break the law.


def violated_by_a_broken_reference() -> bool:
    sample, parse = sample_cases(CATALOG, 3000), reference()
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
