"""Answers and errors as the corpus has them: plain data, with the keys of their forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.conformance.forms import LONGEST_LIST
from statserver_bindgen.conformance.mask_problems import build_message
from statserver_bindgen.conformance.unknown_values import explain_name, explain_object_type
from statserver_bindgen.suggestions import lower
from statserver_bindgen.validation.fast_accept import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.action import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.explanations import Explanation
    from statserver_bindgen.conformance.mask_findings import Finding
    from statserver_bindgen.conformance.mask_problems import Problem

Question = dict[str, Any]
"""A question with its answer, or with its error."""


# The messages about texts that are not names, which only masks have.
_NO_NAMES: Final = frozenset({"label", "id", "wrong_case"})


def answered(ask: Mapping[str, object], answer: object) -> Question:
    """Return a question with the answer of the binding."""
    return {"ask": ask, "answer": shorten(answer)}


def rejected(ask: Mapping[str, object], error: str, **facts: object) -> Question:
    """Return a question with the error that the binding raises."""
    return {"ask": ask, "error": {"type": error, **shorten(facts)}}


def unknown_name(index: CatalogIndex, ask: Mapping[str, object], text: str) -> Question:
    """Return a question with the error for a text that is not an action name."""
    explanation = explain_name(index, text)
    letters = lower(text)
    is_earlier = letters in index.earlier_names_by_lower and explanation.message not in _NO_NAMES
    is_known = letters in index.known_names or is_earlier
    return _unknown_value(ask, explanation, text=text, is_explained=is_known)


def unknown_object_type(index: CatalogIndex, ask: Mapping[str, object], text: str) -> Question:
    """Return a question with the error for a text that is not an object type."""
    explanation = explain_object_type(index, text)
    is_known = explanation.message is not None
    return _unknown_value(ask, explanation, text=text, is_explained=is_known)


def wrong_value(ask: Mapping[str, object], message: str | None = None, **values: str) -> Question:
    """Return a question with the error for a value of a wrong type, or for a missing value.

    Args:
        ask: the arguments.
        message: the id of the message of the error, if it is the same in every language.
        values: the values of the message.
    """
    facts = {} if message is None else {"message": build_message(message, **values)}
    return rejected(ask, "unknown-value", suggestion=None, **facts)


def _unknown_value(
    ask: Mapping[str, object], explanation: Explanation, *, text: str, is_explained: bool
) -> Question:
    facts: dict[str, object] = {"suggestion": explanation.suggestion}
    if is_explained and explanation.message is not None:
        facts["message"] = build_message(explanation.message, text=text, **explanation.values)
    return rejected(ask, "unknown-value", **facts)


def shorten(value: Any) -> Any:
    """Return the data with each long list as its length, and elements at equal distances."""
    if is_mapping(value):
        return {key: shorten(item) for key, item in value.items()}
    if not is_list(value):
        return value
    last = len(value) - 1
    if last < LONGEST_LIST:
        return [*map(shorten, value)]
    places = (at * last // (LONGEST_LIST - 1) for at in range(LONGEST_LIST))
    return {"length": len(value), "elements": [shorten(value[place]) for place in places]}


def ids(index: CatalogIndex, rows: Iterable[int]) -> list[str]:
    """Return the ids of rows."""
    actions = index.catalog.actions
    return [actions[row].id for row in rows]


def action_facts(action: Action) -> Mapping[str, object]:
    """Return the facts of a row."""
    return {
        "name": action.name,
        "scope": action.scope and action.scope.id,
        "label": action.label,
        "object_class": action.object_class.id,
        "object_types": [it.id for it in action.object_types],
        "timing": action.timing.id,
        "is_durable": not action.timing.instantaneous,
        "is_instantaneous": action.timing.instantaneous,
        "interaction_related": action.interaction_related,
        "restricted_cluster": action.restricted_cluster,
        "inferred": [{"field": it.field, "reason": it.reason.id} for it in action.inferred],
    }


def problem_facts(problem: Problem) -> Mapping[str, object]:
    """Return the facts of a problem."""
    return {
        "kind": problem.kind,
        "severity": problem.severity,
        "start": problem.start,
        "length": problem.length,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def finding_facts(index: CatalogIndex, findings: Iterable[Finding]) -> list[Mapping[str, object]]:
    """Return the facts of findings."""
    return [
        {
            "name": finding.name,
            "reason": finding.reason,
            "object_types": [*finding.object_types],
            "actions": ids(index, finding.rows),
            "message": finding.message,
        }
        for finding in findings
    ]


def mask_error_message(problems: Iterable[Problem]) -> str:
    """Return the message of the error for a text with problems."""
    return _lines("invalid_mask", [*map(_describe, problems)])


def inexpressible_message(findings: Iterable[Finding]) -> str:
    """Return the message of the error for a mask that does not exist."""
    return _lines("inexpressible", [finding.message for finding in findings])


def _describe(problem: Problem) -> str:
    values = {"kind": problem.kind, "start": f"{problem.start}", "message": problem.message}
    if problem.suggestion is None:
        return build_message("described", **values)
    if not problem.suggestion:
        return build_message("described_removal", **values)
    return build_message("described_replacement", suggestion=problem.suggestion, **values)


def _lines(summary: str, entries: list[str]) -> str:
    start = build_message(summary)
    if len(entries) == 1:
        return f"{start}: {entries[0]}"
    return "\n".join([f"{start}:", *(f"  {entry}" for entry in entries)])
