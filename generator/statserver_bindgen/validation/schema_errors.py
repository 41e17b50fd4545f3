"""The diagnostics of schema errors.

Each error of jsonschema becomes one diagnostic at the value or key that causes it. Its hint is the
description in the schema. Consequences of other diagnostics are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from statserver_bindgen.diagnostics import Related
from statserver_bindgen.rules.schema import MISSING_KEY, REPEATED_ITEM, UNKNOWN_KEY
from statserver_bindgen.suggestions import closest
from statserver_bindgen.terminal_text import listed, quoted
from statserver_bindgen.validation.fast_accept import Schema, accepts, is_list, is_mapping
from statserver_bindgen.validation.schema_messages import (
    KeywordViolation,
    describe,
    repeated_items,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.diagnostics import Diagnostic, Rule, Span
    from statserver_bindgen.yaml_source.document import Document
    from statserver_bindgen.yaml_source.positions import DataPath

_SHORTAGES: Final = frozenset({"contains", "minItems", "minProperties"})
# Keywords whose argument is a mapping or list of schemas: a name or an index follows in a path.
_CONTAINERS: Final = frozenset(
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


class SchemaErrors:
    """The schema errors of one document.

    Attributes:
        diagnostics: the diagnostics so far.
        invalid: the paths of invalid and of missing values.
    """

    def __init__(self, document: Document, schema: Schema, most: int) -> None:
        """Prepare the diagnostics of a document, of which `most` are enough."""
        self.diagnostics: list[Diagnostic] = []
        self.invalid: set[DataPath] = set()
        self._document = document
        self._schema = schema
        self._most = most
        self._mappings: set[tuple[DataPath, int]] = set()
        # The unreliable parts of each list and mapping: any of them may be the missing one.
        self._unreliable_parts: dict[DataPath, set[str | int]] = {}
        for path in document.unreliable:
            self._unreliable_parts.setdefault(path[:-1], set()).update(path[-1:])

    @property
    def is_full(self) -> bool:
        """Whether there are enough diagnostics."""
        return len(self.diagnostics) >= self._most

    def add(self, error: ValidationError) -> None:
        """Add the diagnostics of an error of jsonschema."""
        path: DataPath = tuple(error.absolute_path)
        steps = tuple(error.absolute_schema_path)
        is_key = _is_about_key(steps)
        if is_key:
            path = (*path, str(error.instance))
        if self._is_unreliable(path):
            return
        closed = error.validator == "additionalProperties" and error.validator_value is False
        if error.validator == "dependentRequired":
            self._add_missing(path, error.schema, error.instance, _dependents(error))
        elif closed or error.validator == "required":
            self._add_keys(path, error.schema, error.instance)
        elif error.validator == "uniqueItems":
            self._add_repeated(path, error.instance, self._description(steps, error.schema))
        elif error.validator not in _SHORTAGES or self._is_short(path, error):
            keyword, document = str(error.validator), self._document
            written = document.written(path)
            message = describe(
                KeywordViolation(
                    keyword, error.validator_value, error.instance, written, error.message
                )
            )
            span = document.key_span(path) if is_key else self._head(path, error.instance)
            hint = _joined(message.advice, self._description(steps, error.schema))
            self._add(message.rule, path, span, message.text, hint)

    def _add(
        self,
        rule: Rule,
        path: DataPath,
        span: Span,
        message: str,
        hint: str | None,
        *related: Related,
    ) -> None:
        self.invalid.add(path)
        self.diagnostics.append(rule.at(span, message, hint, related=related))

    def _add_keys(self, path: DataPath, schema: Schema, keyed: Any) -> None:
        """Add unknown and missing keys of a mapping together: one may misspell another."""
        if (path, id(schema)) in self._mappings:
            return
        self._mappings.add((path, id(schema)))
        properties: dict[str, Any] = schema.get("properties", {})
        absent = [key for key in properties if key not in keyed]
        misspelled: set[str] = set()
        unreliable = self._unreliable_parts.get(path, set[str | int]())
        for key in unknown_keys(schema, keyed) if _is_closed(schema) else ():
            if self.is_full:
                return
            if key in unreliable:
                continue
            suggestion = closest(key, [name for name in absent if name not in misspelled])
            if suggestion:
                misspelled.add(suggestion)
                self.invalid.add((*path, suggestion))
            hint = (
                f"did you mean {suggestion}?"
                if suggestion
                else f"use one of these keys: {listed([*properties])}"
            )
            span = self._document.key_span((*path, key))
            self._add(UNKNOWN_KEY, (*path, key), span, f"unknown key {quoted(key)}", hint)
        if unreliable - properties.keys():
            self.invalid.update((*path, key) for key in absent)
            return
        self._add_missing(path, schema, keyed, schema.get("required", ()))

    def _add_missing(
        self, path: DataPath, schema: Schema, keyed: Any, required: Iterable[str]
    ) -> None:
        for key in required:
            # A misspelled key is invalid already, and reported as unknown.
            if key in keyed or (*path, key) in self.invalid:
                continue
            if self._may_be_unread(path, key):
                self.invalid.add((*path, key))
                continue
            message = f"the key {quoted(key)} is missing"
            description = _own_description(schema.get("properties", {}).get(key))
            self._add(MISSING_KEY, (*path, key), self._head(path, keyed), message, description)

    def _add_repeated(self, path: DataPath, items: Any, description: str | None) -> None:
        if path in self._unreliable_parts:
            return
        for index, first in repeated_items(items):
            if self.is_full:
                return
            item = items[index]
            shown = quoted(item) if isinstance(item, str) else "this item"
            span = self._document.value_span((*path, index))
            related = Related("the first one is here", self._document.value_span((*path, first)))
            hint = _joined("keep one of the two", description)
            message = f"{shown} is repeated"
            self._add(REPEATED_ITEM, (*path, index), span, message, hint, related)

    def _is_unreliable(self, path: DataPath) -> bool:
        unreliable = self._document.unreliable
        return bool(unreliable) and any(path[:size] in unreliable for size in range(len(path) + 1))

    def _may_be_unread(self, path: DataPath, key: str) -> bool:
        """Return whether a missing key of a mapping may be in text that could not be read."""
        return any(
            entry[:-1] == path or (entry[: len(path)] == path and f"{key}:" in text)
            for entry, text in self._document.unread.items()
        )

    def _is_short(self, path: DataPath, error: ValidationError) -> bool:
        """Return whether a list or mapping lacks something, and nothing else explains it."""
        if path in self._unreliable_parts:
            return False
        schema: Schema = error.schema
        if error.validator == "contains":
            present: Any = error.instance
            items: Schema = schema.get("items", True)
            if not present:
                return not schema.get("minItems")
            return all(accepts(item, items) for item in present)
        return True

    def _description(self, steps: Sequence[str | int], failing: Schema) -> str | None:
        """Return the description of the violated schema, or the nearest one around it."""
        if own := _own_description(failing):
            return own
        node: Any = self._schema
        description: str | None = None
        for step in steps:
            description = _own_description(node) or description
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return description

    def _head(self, path: DataPath, value: object) -> Span:
        """Return the span of a value on one line, else that of its key or first part."""
        span = self._document.value_span(path)
        if span.line == span.end_line:
            return span
        if path and isinstance(path[-1], str):
            return self._document.key_span(path)
        if is_mapping(value) and value:
            return self._document.key_span((*path, next(iter(value))))
        return self._document.value_span((*path, 0)) if is_list(value) and value else span


def _dependents(error: ValidationError) -> Iterator[str]:
    """Yield the keys that the keys of a mapping require."""
    requirements: Any = error.validator_value
    for key, others in requirements.items():
        if key in cast("Any", error.instance):
            yield from others


def _own_description(schema: Schema) -> str | None:
    description = schema.get("description") if is_mapping(schema) else None
    return description if isinstance(description, str) else None


def _joined(advice: str | None, description: str | None) -> str | None:
    """Return both as one hint: descriptions are sentences, advice has no full stop."""
    if advice is None or description is None:
        return advice or description
    return f"{advice} {description}" if advice.endswith("?") else f"{advice}. {description}"


def unknown_keys(schema: Mapping[str, Any], keyed: Any) -> Iterator[str]:
    """Yield the keys of a mapping that a schema does not define."""
    properties: dict[str, Any] = schema.get("properties", {})
    patterns: dict[str, Any] = schema.get("patternProperties", {})
    for key in keyed:
        if key not in properties and not any(re.search(pattern, key) for pattern in patterns):
            yield key


def _is_closed(schema: Schema) -> bool:
    return schema.get("additionalProperties") is False


def _is_about_key(steps: Sequence[str | int]) -> bool:
    """Return whether a path in a schema goes through propertyNames."""
    is_name = False
    for step in steps:
        if is_name:
            is_name = False
        elif step == "propertyNames":
            return True
        else:
            is_name = step in _CONTAINERS
    return False
