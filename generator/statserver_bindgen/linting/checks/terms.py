"""Category and subject: one of the names of Stat Server each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from statserver_bindgen import stat_type_facts
from statserver_bindgen.linting.checks.quotes import read_value
from statserver_bindgen.linting.section_diagnostics import TextRange
from statserver_bindgen.rules import stat_types
from statserver_bindgen.suggestions import closest, lower
from statserver_bindgen.terminal_text import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.diagnostics import Rule
    from statserver_bindgen.linting.section_diagnostics import Reporter
    from statserver_bindgen.linting.sections import Role
    from statserver_bindgen.linting.stat_types import StatType
    from statserver_bindgen.stat_type_facts import Category, Subject

_Term = TypeVar("_Term", "Category", "Subject")


def read_category(stat_type: StatType, reporter: Reporter) -> Category | None:
    """Return the category of a stat type, or None, and report the problem of its value."""
    terms = stat_type_facts.load().category_by_lower
    return _read(stat_type, "category", terms, stat_types.UNKNOWN_CATEGORY, reporter)


def read_subject(stat_type: StatType, reporter: Reporter) -> Subject | None:
    """Return the subject of a stat type, or None, and report the problem of its value."""
    terms = stat_type_facts.load().subject_by_lower
    return _read(stat_type, "subject", terms, stat_types.UNKNOWN_SUBJECT, reporter)


def _read(
    stat_type: StatType,
    role: Role,
    terms: Mapping[str, _Term],
    rule: Rule,
    reporter: Reporter,
) -> _Term | None:
    setting = stat_type.settings.get(role)
    if setting is None:
        return None
    basis = next(iter(terms.values())).basis
    names = [it.name for it in terms.values()]
    if not setting.value.text.strip():
        at = TextRange(setting.key_text, setting.key)
        reporter.add(rule, at, f"the {role} is empty", basis, f"name a {role}")
        return None
    value = read_value(TextRange(setting.value, setting.key), reporter)
    text = value.characters
    term = terms.get(lower(text))
    if term is None:
        nearest = closest(text, names)
        hint = f"did you mean {nearest}?" if nearest else f"use one of: {listed(names, len(names))}"
        reporter.add(rule, value, f"unknown {role} {quoted(text)}", basis, hint)
        return None
    if term.name != text:
        message = f"the documentation spells the {role} {term.name}"
        hint = f"write {term.name}"
        reporter.add(stat_types.VALUE_CASE, value, message, term.basis, hint, fix=term.name)
    return None if role in stat_type.repeated else term
