"""Check a document against a JSON Schema: a spec, or a target.yaml.

A valid document usually passes `fast_accept`. Otherwise `jsonschema` finds the errors, and
`schema_errors` makes a diagnostic of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.validation.fast_accept import (
    ANNOTATIONS,
    Schema,
    accepts,
    is_list,
    is_mapping,
)
from statserver_bindgen.yaml_source.limits import LIMITS, cap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import DataPath

_LITERAL: Final = frozenset({"const", "default", "enum", "examples"})


class SchemaResult(NamedTuple):
    """The result of a check.

    Attributes:
        diagnostics: the diagnostics in order; with those of the document, at most a thousand and
            one that reports that there are more.
        invalid: the paths of invalid values, and of missing ones.
    """

    diagnostics: tuple[Diagnostic, ...]
    invalid: frozenset[DataPath]


def check(document: Document, schema: Mapping[str, Any]) -> SchemaResult:
    """Check a document against a schema.

    Unreliable values and incomplete documents are not checked: a diagnostic reports them already.

    Args:
        document: the document.
        schema: a JSON Schema of draft 2020-12; its descriptions become hints.
    """
    inlined = inline(schema)
    if not document.complete or accepts(document.data, inlined):
        return SchemaResult((), frozenset())
    # Imported here because jsonschema is slow.
    from statserver_bindgen.validation.schema_errors import SchemaErrors
    from statserver_bindgen.validation.schema_keywords import find_errors

    before = len(document.diagnostics)
    errors = SchemaErrors(document, inlined, LIMITS.problems - before + 1)
    for error in find_errors(document.data, inlined):
        errors.add(error)
        if errors.is_full:
            break
    return SchemaResult(cap(errors.diagnostics, before=before), frozenset(errors.invalid))


def inline(schema: Schema) -> Schema:
    """Return the schema with definitions in place of the references to them.

    Validators then need not resolve them for each row, and the path of an error leads to the
    nearest description. A recursive reference remains.
    """
    inlined: dict[str, Schema] = {}
    open_references: set[str] = set()

    def walk(node: Schema) -> Schema:
        if is_list(node):
            return [walk(item) for item in node]
        if not is_mapping(node):
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return {key: value if key in _LITERAL else walk(value) for key, value in node.items()}
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        if reference in open_references or not ANNOTATIONS.issuperset(siblings):
            return node
        if reference not in inlined:
            open_references.add(reference)
            target = schema
            for step in reference[2:].split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            inlined[reference] = walk(target)
            open_references.remove(reference)
        return {**inlined[reference], **siblings}

    return walk(schema)
