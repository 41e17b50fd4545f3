"""Check a document against a JSON Schema: a spec, or a target.yaml.

A valid document usually passes `fast_accept`. Otherwise `jsonschema` finds the errors, and
`schema_errors` makes a diagnostic of each.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.rules.yaml import TOO_MANY_PROBLEMS
from statserver_bindgen.validation.fast_accept import (
    ANNOTATIONS,
    Schema,
    accepts,
    compile_pattern,
    is_list,
    is_mapping,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import DataPath

_MOST_ERRORS: Final = 1_000
_LITERAL: Final = frozenset({"const", "default", "enum", "examples"})


class SchemaResult(NamedTuple):
    """The result of a check.

    Attributes:
        diagnostics: the diagnostics, in no particular order.
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
    # Imported here because it is slow.
    from statserver_bindgen.validation.schema_errors import SchemaErrors

    errors = SchemaErrors(document, inlined)
    for error in islice(_errors(document.data, inlined), _MOST_ERRORS):
        errors.add(error)
    diagnostics = errors.diagnostics[:_MOST_ERRORS]
    if len(diagnostics) == _MOST_ERRORS:
        message = f"more than {_MOST_ERRORS} problems; the rest is not checked"
        hint = "fix these problems, then check the file again"
        span = max(diagnostic.span for diagnostic in diagnostics)
        diagnostics.append(
            TOO_MANY_PROBLEMS.at(
                span,
                message,
                hint,
            )
        )
    return SchemaResult(tuple(diagnostics), frozenset(errors.invalid))


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


def _errors(data: object, schema: Schema) -> Iterator[ValidationError]:
    """Yield the errors of jsonschema, which skips list items that `accepts` accepts."""
    from jsonschema import Draft202012Validator, validators
    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.validation.schema_messages import repeated_items

    def items(
        validator: Any, argument: Schema, data: object, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if is_list(data):
            for index in range(len(schema.get("prefixItems", ())), len(data)):
                if not accepts(data[index], argument):
                    yield from validator.descend(data[index], argument, path=index)

    def pattern(_: Any, argument: str, data: object, __: Schema) -> Iterator[ValidationError]:
        if isinstance(data, str) and compile_pattern(argument).search(data) is None:
            yield ValidationError(f"does not match {argument}")

    def unique(_: Any, argument: object, data: object, __: Schema) -> Iterator[ValidationError]:
        if argument and is_list(data) and repeated_items(data):
            yield ValidationError("has repeated items")

    keywords = {"items": items, "pattern": pattern, "uniqueItems": unique}
    # The stubs of jsonschema have no types for `extend`.
    untyped: Any = validators
    validator = untyped.extend(Draft202012Validator, keywords)(schema)
    errors: Iterator[ValidationError] = validator.iter_errors(data)
    return errors
