"""What jsonschema finds wrong, at its place in a document.

What comes in: errors of jsonschema. What goes out: diagnostics, one for each problem, at the value
or key that has it, with the description from the schema as the hint; and the paths of what is
wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.schema import MISSING_KEY, REPEATED_ITEM, UNKNOWN_KEY
from statserver_bindgen.suggestions import closest
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.validation.data import is_list, is_mapping
from statserver_bindgen.validation.schema_messages import Broken, describe, repeated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.diagnostics import Diagnostic, Rule, Span
    from statserver_bindgen.validation.fast_accept import Schema
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import Path

_LACKING: Final = frozenset({"contains", "minItems", "minProperties"})
# Steps of a way through a schema after which the next one is a name or a number, not a keyword.
_NAMING: Final = frozenset(
    {
        "$defs",
        "allOf",
        "anyOf",
        "dependentSchemas",
        "oneOf",
        "patternProperties",
        "prefixItems",
        "properties",
    }
)


class Violations:
    """What is wrong with a document by a schema.

    Attributes:
        diagnostics: the problems so far.
        failed: the paths of what is wrong.
    """

    def __init__(self, document: Document, schema: Schema) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.failed: set[Path] = set()
        self._document = document
        self._schema = schema
        self._mappings: set[tuple[Path, int]] = set()
        # What is poisoned in each list and mapping: it may be whatever seems to be missing there.
        self._poisoned_inside: dict[Path, set[str | int]] = {}
        for path in document.poisoned:
            self._poisoned_inside.setdefault(path[:-1], set()).update(path[-1:])

    def add(self, error: ValidationError) -> None:
        """Add what an error of jsonschema means."""
        path: Path = tuple(error.absolute_path)
        steps = tuple(error.absolute_schema_path)
        is_key = _is_about_key(steps)
        if is_key:
            path = (*path, str(error.instance))
        if self._is_poisoned(path):
            return
        closed = error.validator == "additionalProperties" and error.validator_value is False
        if closed or error.validator == "required":
            self._add_keys(path, error.schema, error.instance)
        elif error.validator == "uniqueItems":
            self._add_repeated(path, error.instance, self._description(steps, error.schema))
        elif error.validator not in _LACKING or self._is_lacking(path, error):
            keyword, document = str(error.validator), self._document
            written = document.written(path)
            told = describe(
                Broken(keyword, error.validator_value, error.instance, written, error.message)
            )
            span = document.key_span(path) if is_key else self._head(path, error.instance)
            hint = _joined(told.advice, self._description(steps, error.schema))
            self._add(told.rule, path, span, told.message, hint)

    def _add(
        self,
        rule: Rule,
        path: Path,
        span: Span,
        message: str,
        hint: str | None,
        *related: Related,
    ) -> None:
        self.failed.add(path)
        self.diagnostics.append(rule.at(span, message, hint, related=related))

    def _add_keys(self, path: Path, schema: Schema, keyed: Any) -> None:
        """Add unknown and missing keys of a mapping together: one may be the other, misspelt."""
        if (path, id(schema)) in self._mappings:
            return
        self._mappings.add((path, id(schema)))
        known: dict[str, Any] = schema.get("properties", {})
        absent = [key for key in known if key not in keyed]
        misspelt: set[str] = set()
        poisoned = self._poisoned_inside.get(path, set[str | int]())
        for key in _unknown(schema, keyed):
            if key in poisoned:
                continue
            meant = closest(key, [it for it in absent if it not in misspelt])
            if meant:
                misspelt.add(meant)
                self.failed.add((*path, meant))
            hint = f"did you mean {meant}?" if meant else f"there are: {listed([*known])}"
            span = self._document.key_span((*path, key))
            self._add(UNKNOWN_KEY, (*path, key), span, f"unknown key {quoted(key)}", hint)
        if poisoned - known.keys():
            self.failed.update((*path, key) for key in absent)
            return
        for key in schema.get("required", ()):
            if key not in keyed and key not in misspelt:
                about = known.get(key)
                message = f"the key {quoted(key)} is missing"
                place = self._head(path, keyed)
                self._add(MISSING_KEY, (*path, key), place, message, _own_description(about))

    def _add_repeated(self, path: Path, items: Any, description: str | None) -> None:
        if path in self._poisoned_inside:
            return
        for index, first in repeated(items):
            item = items[index]
            shown = quoted(item) if isinstance(item, str) else "this item"
            span = self._document.value_span((*path, index))
            related = Related("it stands here first", self._document.value_span((*path, first)))
            hint = _joined("keep one of the two", description)
            message = f"{shown} stands here again"
            self._add(REPEATED_ITEM, (*path, index), span, message, hint, related)

    def _is_poisoned(self, path: Path) -> bool:
        poisoned = self._document.poisoned
        return bool(poisoned) and any(path[:size] in poisoned for size in range(len(path) + 1))

    def _is_lacking(self, path: Path, error: ValidationError) -> bool:
        """Return whether something is lacking beyond what could not be read, or is told anyway."""
        schema: Schema = error.schema
        told = error.validator == "contains" and not error.instance and schema.get("minItems")
        return not told and path not in self._poisoned_inside

    def _description(self, steps: Sequence[str | int], failing: Schema) -> str | None:
        """Return the description of the schema that failed, or the nearest one above it."""
        if own := _own_description(failing):
            return own
        node: Any = self._schema
        found: str | None = None
        for step in steps:
            found = _own_description(node) or found
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return found

    def _head(self, path: Path, value: object) -> Span:
        """Return where one looks for a value: on its one line, else at its key or first part."""
        span = self._document.value_span(path)
        if span.line == span.end_line:
            return span
        if path and isinstance(path[-1], str):
            return self._document.key_span(path)
        if is_mapping(value) and value:
            return self._document.key_span((*path, next(iter(value))))
        return self._document.value_span((*path, 0)) if is_list(value) and value else span


def _own_description(schema: Schema) -> str | None:
    description = schema.get("description") if is_mapping(schema) else None
    return description if isinstance(description, str) else None


def _joined(advice: str | None, description: str | None) -> str | None:
    """Return both as one hint: descriptions are sentences, advice has no full stop."""
    if advice is None or description is None:
        return advice or description
    return f"{advice} {description}" if advice.endswith("?") else f"{advice}. {description}"


def _unknown(schema: Schema, keyed: Any) -> list[str]:
    if schema.get("additionalProperties") is not False:
        return []
    known: dict[str, Any] = schema.get("properties", {})
    patterns: dict[str, Any] = schema.get("patternProperties", {})
    return [
        key
        for key in keyed
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _is_about_key(steps: Sequence[str | int]) -> bool:
    """Return whether a way through a schema goes through propertyNames."""
    is_name = False
    for step in steps:
        if is_name:
            is_name = False
        elif step == "propertyNames":
            return True
        else:
            is_name = step in _NAMING
    return False
