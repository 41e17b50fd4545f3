"""Rules and hints of masks: problems and findings as diagnostics have them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.mask_problems import quote
from statserver_bindgen.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.conformance.mask_problems import Problem


def problem_rule(problem: Problem) -> Rule:
    """Return the kind of a problem as a rule."""
    return _rules()[0][problem.kind]


def reason_rule(reason: str) -> Rule:
    """Return the reason of a finding as a rule."""
    return _rules()[1][reason]


def find_hint(problem: Problem) -> str | None:
    """Return what to do about a problem, or None if it has no suggestion."""
    if problem.suggestion is None:
        return None
    return f"write {quote(problem.suggestion)} instead" if problem.suggestion else "remove it"


@cache
def _rules() -> tuple[Mapping[str, Rule], Mapping[str, Rule]]:
    """Return the rules of kinds of problems, and those of reasons of findings, by id."""
    vocabulary = mask_vocabulary.load()
    kinds, reasons = (
        {it.id: Rule(it.id, it.description, "See docs/masks.md.") for it in entries}
        for entries in (vocabulary.kinds, vocabulary.reasons)
    )
    return kinds, reasons
