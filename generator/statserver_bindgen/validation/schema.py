"""A document against a JSON Schema: of a spec, or of a target.yaml.

What comes in: a document, and the schema. What goes out: a diagnostic for each problem, and the
paths of what is wrong. `jsonschema` judges; what is right beyond doubt does not get that far
(`acceptance`), and what is wrong is told in the user's words (`violations`).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.rules.yaml import TOO_MANY_PROBLEMS
from statserver_bindgen.validation.data import is_list, is_mapping
from statserver_bindgen.validation.fast_accept import ANNOTATIONS, Schema, accepts, ecma

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import Path

_MOST_PROBLEMS: Final = 1_000
_LITERAL: Final = frozenset({"const", "default", "enum", "examples"})


class Checked(NamedTuple):
    """What a schema says of a document.

    Attributes:
        diagnostics: what is wrong.
        failed: the paths of what is wrong; of a missing key, the path that it would have.
    """

    diagnostics: tuple[Diagnostic, ...]
    failed: frozenset[Path]


def check(document: Document, schema: Mapping[str, Any]) -> Checked:
    """Return what a schema finds wrong with a document.

    Nothing is said of values that the reader has found wrong already, nor of a document that is not
    complete.

    Args:
        document: what was read.
        schema: a JSON Schema of draft 2020-12; its descriptions become hints.
    """
    inlined = inline(schema)
    if not document.complete or accepts(document.data, inlined):
        return Checked((), frozenset())
    # Only now: both import much.
    from statserver_bindgen.validation.schema_errors import Violations

    violations = Violations(document, inlined)
    for error in islice(_errors(document.data, inlined), _MOST_PROBLEMS):
        violations.add(error)
    diagnostics = violations.diagnostics[:_MOST_PROBLEMS]
    if len(diagnostics) == _MOST_PROBLEMS:
        message = f"there are more than {_MOST_PROBLEMS} problems; looking stops here"
        hint = "correct what is shown, then look again"
        span = max(it.span for it in diagnostics)
        diagnostics.append(
            TOO_MANY_PROBLEMS.at(
                span,
                message,
                hint,
            )
        )
    return Checked(tuple(diagnostics), frozenset(violations.failed))


def inline(schema: Schema) -> Schema:
    """Return the schema with the definition in the place of each reference into itself.

    So validators need not look them up for each row, and the description that stands nearest to a
    value is where a walk through the schema finds it. What refers to itself stays a reference.
    """
    done: dict[str, Schema] = {}
    under_way: set[str] = set()

    def walk(node: Schema) -> Schema:
        if is_list(node):
            return [walk(it) for it in node]
        if not is_mapping(node):
            return node
        reference = node.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return {key: it if key in _LITERAL else walk(it) for key, it in node.items()}
        beside = {key: value for key, value in node.items() if key != "$ref"}
        if reference in under_way or not ANNOTATIONS.issuperset(beside):
            return node
        if reference not in done:
            under_way.add(reference)
            target = schema
            for step in reference[2:].split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            done[reference] = walk(target)
            under_way.remove(reference)
        return {**done[reference], **beside}

    return walk(schema)


def _errors(data: object, schema: Schema) -> Iterator[ValidationError]:
    """Yield what jsonschema finds, which is asked only about items that are in doubt."""
    from jsonschema import Draft202012Validator, validators
    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.validation.schema_messages import repeated

    def items(
        validator: Any, argument: Schema, data: object, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if is_list(data):
            for index in range(len(schema.get("prefixItems", ())), len(data)):
                if not accepts(data[index], argument):
                    yield from validator.descend(data[index], argument, path=index)

    def pattern(_: Any, argument: str, data: object, __: Schema) -> Iterator[ValidationError]:
        if isinstance(data, str) and ecma(argument).search(data) is None:
            yield ValidationError(f"does not match {argument}")

    def unique(_: Any, argument: object, data: object, __: Schema) -> Iterator[ValidationError]:
        if argument and is_list(data) and repeated(data):
            yield ValidationError("has repeated items")

    own = {"items": items, "pattern": pattern, "uniqueItems": unique}
    # The stubs of jsonschema have no types for `extend`.
    untyped: Any = validators
    judge = untyped.extend(Draft202012Validator, own)(schema)
    found: Iterator[ValidationError] = judge.iter_errors(data)
    return found
