"""SARIF 2.1.0: the format in which code scanning services read the results of linters.

Checked files go in; the log comes out as data. Paths are relative as they are given, with `/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from statserver_bindgen.linting.baseline import fingerprints
from statserver_bindgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.diagnostics import Rule, Span
    from statserver_bindgen.linting.section_diagnostics import SectionDiagnostic

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(entries: Sequence[SectionDiagnostic]) -> dict[str, object]:
    """Return diagnostics as a log of one run."""
    rules = {it.diagnostic.rule.id: it.diagnostic.rule for it in entries}
    numbers = {id_: number for number, id_ in enumerate(rules)}
    driver = {
        "name": "statserver-bindgen",
        "semanticVersion": __version__,
        "rules": [_rule(it) for it in rules.values()],
    }
    results = [
        _result(entry, numbers, fingerprint)
        for entry, fingerprint in zip(entries, fingerprints(entries), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reason},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(
    entry: SectionDiagnostic, numbers: Mapping[str, int], fingerprint: str
) -> dict[str, object]:
    diagnostic = entry.diagnostic
    hint = "" if diagnostic.hint is None else f"\n{diagnostic.hint}"
    location = _location(diagnostic.span)
    if entry.section:
        name = f"{entry.section}/{entry.key}"
        location["logicalLocations"] = [{"name": entry.key, "fullyQualifiedName": name}]
    result: dict[str, object] = {
        "ruleId": diagnostic.rule.id,
        "ruleIndex": numbers[diagnostic.rule.id],
        "level": diagnostic.severity,
        "message": {"text": diagnostic.message + hint},
        "locations": [location],
        "partialFingerprints": {"statTypeProblem/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(related.span), "message": {"text": related.message}}
            for related in diagnostic.related
        ]
    return result


def _location(span: Span) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(Path(span.file).as_posix())}}
    if span.line:
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": physical}
