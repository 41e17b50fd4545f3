"""What jsonschema finds wrong, in the user's words.

What comes in: errors of jsonschema. What goes out: diagnostics, one for each problem, at the value or key
that has it, with the description from the schema as the hint; and the paths of what is wrong.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.diagnostics import Diagnostic, Related, Span
from statserver_bindgen.display import listed, quoted, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jsonschema.exceptions import ValidationError

    from statserver_bindgen.acceptance import Schema
    from statserver_bindgen.positions import Path
    from statserver_bindgen.source import Document

_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}
# Steps of a path through a schema after which the next one is a name or a number, not a keyword.
_NAMING: Final = frozenset(
    {"$defs", "allOf", "anyOf", "dependentSchemas", "oneOf", "patternProperties", "prefixItems",
     "properties"}
)  # fmt: skip
_LONGEST: Final = 200


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
        self._mappings: set[tuple[Path, str]] = set()
        self._around_poison = {path[:-1] for path in document.poisoned}

    def add(self, error: ValidationError) -> None:
        """Add what an error of jsonschema means."""
        path: Path = tuple(error.absolute_path)
        if self._is_poisoned(path):
            return
        keyword = str(error.validator)
        if _is_about_key(error.absolute_schema_path):
            path = (*path, str(error.instance))
            if self._is_poisoned(path):
                return
            span = self._document.key_span(path)
        else:
            span = self._document.value_span(path)
        tell = _KEYWORDS.get(keyword, Violations._other)
        tell(self, error, path, span)

    def _add(
        self,
        rule: str,
        path: Path,
        span: Span,
        message: str,
        hint: str | None,
        related: tuple[Related, ...] = (),
    ) -> None:
        self.failed.add(path)
        self.diagnostics.append(Diagnostic(rule, "error", message, span, hint, related))

    def _is_poisoned(self, path: Path) -> bool:
        poisoned = self._document.poisoned
        return bool(poisoned) and any(path[:size] in poisoned for size in range(len(path) + 1))

    def _hint(self, error: ValidationError, *first: str | None) -> str | None:
        """Return what to do, then the description that stands nearest above the keyword that failed."""
        node: Any = self._schema
        description: str | None = None
        for step in (*error.absolute_schema_path,):
            if isinstance(node, dict) and isinstance(node.get("description"), str):
                description = node["description"]
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        own = error.schema.get("description") if isinstance(error.schema, dict) else None
        parts = [it for it in (*first, own if isinstance(own, str) else description) if it]
        return ". ".join(parts).replace("?. ", "? ") or None

    def _head(self, path: Path) -> Span:
        """Return where one looks for a list or mapping: itself on one line, else its key or first one."""
        span = self._document.value_span(path)
        if span.line == span.end_line:
            return span
        if path and isinstance(path[-1], str):
            return self._document.key_span(path)
        value: Any = self._document.data
        for step in path:
            value = value[step]
        first: str | int = next(iter(value)) if isinstance(value, dict) else 0
        return self._document.key_span((*path, first))

    # The keywords

    def _keys(self, error: ValidationError, path: Path, _: Span) -> None:
        """Tell of unknown and missing keys of a mapping, together: one may be the other, misspelt."""
        schema: Any = error.schema
        keyed: Mapping[str, Any] = error.instance  # type: ignore[assignment]
        place = (path, json.dumps([*error.absolute_schema_path][:-1]))
        if place in self._mappings:
            return
        self._mappings.add(place)
        known: Mapping[str, Any] = schema.get("properties", {})
        closed = schema.get("additionalProperties") is False
        patterns = schema.get("patternProperties", ())
        unknown = [
            key
            for key in keyed
            if closed and key not in known and not any(re.search(it, key) for it in patterns)
        ]
        absent = [key for key in known if key not in keyed]
        misspelt: set[str] = set()
        unreadable = False
        for key in unknown:
            if (*path, key) in self._document.poisoned:
                unreadable = True
                continue
            meant = _closest(key, [it for it in absent if it not in misspelt])
            if meant:
                misspelt.add(meant)
                self.failed.add((*path, meant))
            hint = f"did you mean {meant}?" if meant else f"there are: {listed([*known])}"
            span = self._document.key_span((*path, key))
            self._add("unknown-key", (*path, key), span, f"unknown key {quoted(key)}", hint)
        for key in schema.get("required", ()):
            if key in keyed or key in misspelt:
                continue
            self.failed.add((*path, key))
            # What could not be read may be the key that is missing.
            if not unreadable:
                about = known.get(key)
                hint = about.get("description") if isinstance(about, dict) else None
                message = f"the key {quoted(key)} is missing"
                self._add("missing-key", (*path, key), self._head(path), message, hint)

    def _type(self, error: ValidationError, path: Path, span: Span) -> None:
        names: Any = error.validator_value
        wanted = [names] if isinstance(names, str) else list(names)
        data: Any = error.instance
        first = None
        if "string" in wanted and isinstance(data, bool | int | float):
            first = f'put it into double quotes where it is text: "{self._document.written(path)}"'
        elif "boolean" in wanted and isinstance(data, str):
            meant = _closest(data, ["true", "false"])
            first = f"did you mean {meant}?" if meant else None
        elif "object" in wanted and isinstance(data, str) and re.match(r"[\w-]+:\S", data):
            first = "put a space after the colon"
        words = " or ".join(_TYPES[it] for it in wanted)
        message = f"expected {words}, found {self._shown(data, path)}"
        self._add("wrong-type", path, self._short(span, path), message, self._hint(error, first))

    def _shown(self, data: object, path: Path) -> str:
        if isinstance(data, dict):
            return "a mapping"
        if isinstance(data, list):
            return "a list"
        if isinstance(data, str):
            return f"the text {quoted(data)}"
        if data is None:
            return "nothing"
        written = safe(self._document.written(path))
        return written if isinstance(data, bool) else f"the number {written}"

    def _short(self, span: Span, path: Path) -> Span:
        return span if span.line == span.end_line else self._head(path)

    def _value(self, error: ValidationError, path: Path, span: Span) -> None:
        argument: Any = error.validator_value
        allowed = [argument] if error.validator == "const" else list(argument)
        words = [it if isinstance(it, str) else json.dumps(it) for it in allowed]
        data = error.instance
        meant = _closest(data, words) if isinstance(data, str) else None
        shown = quoted(data) if isinstance(data, str) else self._shown(data, path)
        one_of = "one of " if len(words) > 1 else ""
        hint = self._hint(error, f"did you mean {meant}?" if meant else None)
        message = f"{shown} is not {one_of}{listed(words)}"
        self._add("wrong-value", path, self._short(span, path), message, hint)

    def _pattern(self, error: ValidationError, path: Path, span: Span) -> None:
        text = str(error.instance)
        if not text:
            self._add("empty-value", path, span, "the text is empty", self._hint(error))
            return
        message = f"{quoted(text)} does not have the right form"
        self._add("wrong-form", path, span, message, self._hint(error))

    def _too_small(self, error: ValidationError, path: Path, _: Span) -> None:
        least, data = error.validator_value, error.instance
        kind, unit = _MEASURES[str(error.validator)[3:]]
        size = len(data)  # type: ignore[arg-type]
        message = f"the {kind} is empty"
        if size:
            message = f"the {kind} has {size} {unit}; at least {least} are needed"
        place = self._document.value_span(path)
        self._add("empty-value", path, self._short(place, path), message, self._hint(error))

    def _too_large(self, error: ValidationError, path: Path, span: Span) -> None:
        most, data = error.validator_value, error.instance
        kind, unit = _MEASURES[str(error.validator)[3:]]
        size = len(data)  # type: ignore[arg-type]
        message = f"the {kind} has {size} {unit}; at most {most} are allowed"
        place = span if isinstance(data, str) else self._short(span, path)
        self._add("too-long", path, place, message, self._hint(error))

    def _repeated(self, error: ValidationError, path: Path, _: Span) -> None:
        if path in self._around_poison:
            return
        for index, first in repeated(error.instance):  # type: ignore[arg-type]
            item = error.instance[index]  # type: ignore[index]
            shown = quoted(item) if isinstance(item, str) else "this item"
            related = Related("it stands here first", self._document.value_span((*path, first)))
            span = self._document.value_span((*path, index))
            hint = self._hint(error, "keep one of the two")
            message = f"{shown} stands here again"
            self._add("repeated-item", (*path, index), span, message, hint, (related,))

    def _contains(self, error: ValidationError, path: Path, _: Span) -> None:
        if path in self._around_poison or not error.instance:
            return
        wanted: Any = error.validator_value
        word = wanted.get("const") if isinstance(wanted, dict) else None
        message = f"the list lacks {quoted(word) if isinstance(word, str) else 'an item'}"
        self._add("missing-item", path, self._head(path), message, self._hint(error))

    def _other(self, error: ValidationError, path: Path, span: Span) -> None:
        message = safe(error.message[:_LONGEST])
        self._add("schema", path, self._short(span, path), message, self._hint(error))


_KEYWORDS: Final[Mapping[str, Callable[[Violations, ValidationError, Path, Span], None]]] = {
    "additionalProperties": Violations._keys,
    "const": Violations._value,
    "contains": Violations._contains,
    "enum": Violations._value,
    "maxItems": Violations._too_large,
    "maxLength": Violations._too_large,
    "maxProperties": Violations._too_large,
    "minItems": Violations._too_small,
    "minLength": Violations._too_small,
    "minProperties": Violations._too_small,
    "pattern": Violations._pattern,
    "required": Violations._keys,
    "type": Violations._type,
    "uniqueItems": Violations._repeated,
}
_MEASURES: Final = {
    "Items": ("list", "items"),
    "Length": ("text", "characters"),
    "Properties": ("mapping", "keys"),
}


def _is_about_key(steps: Sequence[str | int]) -> bool:
    """Return whether the way through the schema goes through propertyNames."""
    names = False
    for step in steps:
        if names:
            names = False
        elif step == "propertyNames":
            return True
        else:
            names = step in _NAMING
    return False


def _closest(text: str, words: Sequence[str]) -> str | None:
    """Return the word that was meant, most likely: the same in other letters, or a close one."""
    for word in words:
        if word.casefold() == text.strip().casefold():
            return word
    return next(iter(get_close_matches(text[:_LONGEST], words, 1)), None)


def repeated(items: Sequence[object]) -> list[tuple[int, int]]:
    """Return the indices of each item that equals an earlier one, and of that one."""
    seen: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        first = seen.setdefault(json.dumps(item, sort_keys=True), index)
        if first != index:
            found.append((index, first))
    return found
