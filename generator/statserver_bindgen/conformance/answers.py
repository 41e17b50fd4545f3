"""Answers and errors as the corpus has them: plain data, with the keys of their forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from statserver_bindgen.conformance.kinds import LONGEST_LIST
from statserver_bindgen.validation.fast_accept import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statserver_bindgen.catalog import Action
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_findings import Finding
    from statserver_bindgen.conformance.mask_problems import Problem

Question = dict[str, Any]
"""A question with its answer, or with its error."""


def answered(ask: Mapping[str, object], answer: object) -> Question:
    """Return a question with the answer of the binding."""
    return {"ask": ask, "answer": shorten(answer)}


def rejected(ask: Mapping[str, object], error: str, **facts: object) -> Question:
    """Return a question with the error that the binding raises."""
    return {"ask": ask, "error": {"type": error, **shorten(facts)}}


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
