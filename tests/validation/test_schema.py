"""Schema errors: one diagnostic for each, at the value that causes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from jsonschema import Draft202012Validator

import statserver_bindgen
from statserver_bindgen import resources
from statserver_bindgen.validation import schema
from statserver_bindgen.validation.fast_accept import compile_pattern, is_list, is_mapping
from statserver_bindgen.yaml_source.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATOR = Path(statserver_bindgen.__file__).parent.parent
SPEC_SCHEMA = json.loads(resources.spec_schema().read_bytes())

A_SCHEMA: dict[str, Any] = {
    "description": "The whole.",
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "dependentRequired": {"even": ["size"]},
    "properties": {
        "name": {"$ref": "#/$defs/name", "description": "Its name."},
        "size": {"description": "Its size.", "enum": ["small", "large"]},
        "lit": {"description": "Whether it is lit.", "type": "boolean"},
        "tags": {
            "description": "Its tags.",
            "type": "array",
            "minItems": 1,
            "maxItems": 3,
            "uniqueItems": True,
            "contains": {"const": "first"},
            "items": {"type": "string"},
        },
        "by_key": {
            "description": "By key.",
            "type": "object",
            "maxProperties": 2,
            "propertyNames": {"description": "A key.", "pattern": "^[a-z]+$"},
            "additionalProperties": {"$ref": "#/$defs/number"},
        },
        "nothing": {"type": ["null", "array"]},
        "even": {"multipleOf": 2, "maximum": 8},
        "inner": {"$ref": "#"},
    },
    "$defs": {
        "name": {"description": "A name.", "type": "string", "pattern": "^[A-Z]", "maxLength": 5},
        "number": {"type": "integer", "minimum": 3},
    },
}


MISSING_SIZE = 'the key "size" is missing'


def problems(text: str) -> list[tuple[str, str, str]]:
    """Return rule, text of the span, and message of each diagnostic."""
    document = read_document("file.yaml", text.encode())
    lines = text.split("\n")
    return [
        (
            diagnostic.rule.id,
            lines[diagnostic.span.line - 1][
                diagnostic.span.column - 1 : diagnostic.span.end_column - 1
            ],
            diagnostic.message,
        )
        for diagnostic in (*document.diagnostics, *schema.check(document, A_SCHEMA).diagnostics)
    ]


def hint(text: str) -> str | None:
    (problem,) = schema.check(read_document("file.yaml", text.encode()), A_SCHEMA).diagnostics
    return problem.hint


# Diagnostics


@pytest.mark.parametrize(
    ("text", "rule", "span", "message"),
    [
        ("{name: Ann, sice: small}", "unknown-key", "sice", 'unknown key "sice"'),
        ("{size: small}", "missing-key", "{size: small}", 'the key "name" is missing'),
        ("size: small", "missing-key", "size: small", 'the key "name" is missing'),
        ("name: 8", "wrong-type", "8", "expected text, found the number 8"),
        ("name: 1.5", "wrong-type", "1.5", "expected text, found the number 1.5"),
        ("name: 1.10", "type-changing-scalar", "1.10", "1.10 without quotes is the number 1.1"),
        ("name: true", "wrong-type", "true", "expected text, found true"),
        ("name:", "wrong-type", "", "expected text, found null"),
        ("name: [a]", "wrong-type", "[a]", "expected text, found a list"),
        (
            "{name: Ann, lit: tru}",
            "wrong-type",
            "tru",
            'expected true or false, found the text "tru"',
        ),
        ("{name: Ann, tags: {}}", "wrong-type", "{}", "expected a list, found a mapping"),
        ("{name: Ann, by_key: x}", "wrong-type", "x", 'expected a mapping, found the text "x"'),
        (
            "{name: Ann, nothing: x}",
            "wrong-type",
            "x",
            'expected null or a list, found the text "x"',
        ),
        ("- a", "wrong-type", "- a", "expected a mapping, found a list"),
        ("{name: Ann, size: smal}", "wrong-value", "smal", '"smal" is not one of small, large'),
        ("{name: Ann, size: 5}", "wrong-value", "5", "the number 5 is not one of small, large"),
        ("name: ann", "wrong-form", "ann", '"ann" has an invalid format'),
        ('name: ""', "empty-value", '""', "the text is empty"),
        ("{name: Ann, tags: []}", "empty-value", "[]", "the list is empty"),
        (
            "name: Annette",
            "too-long",
            "Annette",
            "the text has 7 characters; at most 5 are allowed",
        ),
        (
            "{name: Ann, by_key: {a: 3, b: 3, c: 3}}",
            "too-long",
            "{a: 3, b: 3, c: 3}",
            "the mapping has 3 keys; at most 2 are allowed",
        ),
        ("{name: Ann, tags: [first, x, x]}", "repeated-item", "x", '"x" is repeated'),
        ("{name: Ann, tags: [x]}", "missing-item", "[x]", '"first" is missing from the list'),
        ("{name: Ann, by_key: {A: 3}}", "wrong-form", "A", '"A" has an invalid format'),
        ("{name: Ann, by_key: {a: 2}}", "wrong-value", "2", "2 is not at least 3"),
        ("{name: Ann, size: small, even: 10}", "wrong-value", "10", "10 is not at most 8"),
        ("{name: Ann, size: small, even: 7}", "schema", "7", "7 is not a multiple of 2"),
        ("{name: Ann, even: 8}", "missing-key", "{name: Ann, even: 8}", MISSING_SIZE),
        ("{name: Ann, even: 8, sice: small}", "unknown-key", "sice", 'unknown key "sice"'),
        ("{name: Ann, inner: {name: 8}}", "wrong-type", "8", "expected text, found the number 8"),
    ],
)
def test_each_error_is_reported_once(text: str, rule: str, span: str, message: str) -> None:
    assert problems(text) == [(rule, span, message)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{name: Ann, sice: small}", "did you mean size?"),
        (
            "{name: Ann, NAMES: x}",
            "use one of these keys: name, size, lit, tags, by_key, nothing, even, inner",
        ),
        ("Name: Ann", "did you mean name?"),
        ("size: small", "Its name."),
        ("name: 1.5", 'put it into double quotes: "1.5". Its name.'),
        ("{name: Ann, lit: flase}", "did you mean false? Whether it is lit."),
        ("{name: Ann, by_key: a:3}", "put a space after the colon. By key."),
        ("{name: Ann, size: LARGE}", "did you mean large? Its size."),
        ("{name: Ann, tags: [x]}", "Its tags."),
        ("{name: Ann, tags: [first, x, x]}", "keep one of the two. Its tags."),
        ("{name: Ann, by_key: {A: 3}}", "A key."),
        ("{name: Ann, by_key: {a: b}}", "By key."),
        ("- a", "The whole."),
    ],
)
def test_the_hint_is_a_suggestion_and_the_description_in_the_schema(
    text: str, expected: str
) -> None:
    assert hint(text) == expected


def test_a_missing_key_is_reported_at_the_key_of_a_block_mapping() -> None:
    assert problems("name: Ann\ninner:\n  size: small\n  lit: true\n") == [
        ("missing-key", "inner", 'the key "name" is missing')
    ]


def test_a_misspelled_key_is_not_reported_as_missing_too() -> None:
    assert [rule for rule, _, _ in problems("nam: Ann")] == ["unknown-key"]


def test_a_repeated_item_is_reported_with_the_first_one() -> None:
    document = read_document("file.yaml", b"{name: Ann, tags: [first, x, x]}")
    (problem,) = schema.check(document, A_SCHEMA).diagnostics
    assert [it.span[1:] for it in problem.related] == [(1, 27, 1, 28)]


def test_all_errors_are_reported_at_once() -> None:
    text = "{name: 8, sice: x, lit: tru, tags: [first, first], by_key: {A: 1}, size: big, even: 7}"
    assert sorted(rule for rule, _, _ in problems(text)) == [
        "repeated-item",
        "schema",
        "unknown-key",
        "wrong-form",
        "wrong-type",
        "wrong-type",
        "wrong-value",
        "wrong-value",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{name: yes}", "type-changing-scalar"),
        ("{name: *x}", "alias"),
        ("{name: !!int 8}", "tag"),
        ("{name: Ann, name: 8}", "duplicate-key"),
        ("{<<: *x, size: small}", "merge-key"),
        ("{name:Ann, size: small}", "yaml-syntax"),
        ("{on: x, yes: Ann}", "type-changing-scalar"),
        ("{name: Ann, tags: [first, *x, *x]}", "alias"),
        ("{name: Ann, tags: [*x]}", "alias"),
        ("{name: Ann, by_key: {[a]: 3}}", "key-not-text"),
        ("{[name]: Ann}", "key-not-text"),
    ],
)
def test_unreliable_values_are_not_reported_again(text: str, rule: str) -> None:
    reported = {rule_id for rule_id, _, _ in problems(text)}
    assert rule in reported
    assert reported - {rule} <= ({"wrong-type"} if "on: x" in text else set())


def test_an_incomplete_list_with_an_invalid_item_gets_one_diagnostic() -> None:
    assert [rule for rule, _, _ in problems("{name: Ann, tags: [8]}")] == ["wrong-type"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("size: {small\n", ["yaml-syntax"]),
        ("inner: {size: small, name: Ann\n", ["yaml-syntax"]),
        ("by_key: {a: 3} name: Ann\n", ["yaml-syntax"]),
        ("inner:\n  name: Ann\n  size: {small} name: Ann\n", ["yaml-syntax"]),
    ],
)
def test_a_key_that_may_be_in_unread_text_is_not_reported_as_missing(
    text: str, rules: list[str]
) -> None:
    assert [rule for rule, _, _ in problems(text)] == rules


def test_untrusted_text_in_messages_is_short_and_printable() -> None:
    text = f'name: "\\e[31m\\u202e{"x" * 500}"'
    (message,) = (message for rule, _, message in problems(text) if rule == "wrong-form")
    assert message.isprintable()
    assert "\\x1b[31m\\u202e" in message
    assert len(message) < 120


def test_the_paths_of_invalid_values_are_returned() -> None:
    document = read_document(
        "file.yaml", b"{nam: x, lit: tru, tags: [first, first], by_key: {A: 3}}"
    )
    assert schema.check(document, A_SCHEMA).invalid == {
        ("nam",),
        ("name",),
        ("lit",),
        ("tags", 1),
        ("by_key", "A"),
    }


def test_a_pattern_does_not_match_before_a_final_line_break() -> None:
    assert problems('name: "A\\n"') == []
    strict = {"type": "string", "pattern": "^[a-z$]+$"}
    for text, is_valid in (('"ab"', True), ('"a$"', True), ('"ab\\n"', False)):
        document = read_document("file.yaml", text.encode())
        assert (schema.check(document, strict).diagnostics == ()) is is_valid


@pytest.mark.parametrize(
    ("pattern", "python"),
    [
        ("a$", r"a\Z"),
        (r"a\$", r"a\$"),
        ("[$]b$", r"[$]b\Z"),
        (r"[\]$]$", r"[\]$]\Z"),
        ("(a|$)", r"(a|\Z)"),
    ],
)
def test_patterns_have_the_meaning_of_json_schema(pattern: str, python: str) -> None:
    assert compile_pattern(pattern).pattern == python


# Shipped schemas

SCHEMAS: Final = (
    resources.spec_schema(),
    resources.target_schema(),
    resources.configuration_schema(),
)


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_shipped_schemas_are_valid(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_bytes()))


@pytest.mark.parametrize("file", SCHEMAS)
def test_every_property_of_the_shipped_schemas_has_a_description(file: Path) -> None:
    def undescribed(node: Any, path: str) -> Iterator[str]:
        if is_mapping(node):
            properties = node.get("properties")
            for name, inner in properties.items() if is_mapping(properties) else ():
                if "description" not in inner and "$ref" not in inner:
                    yield f"{path}/{name}"
            for key, inner in node.items():
                yield from undescribed(inner, f"{path}/{key}")
        elif is_list(node):
            for inner in node:
                yield from undescribed(inner, path)

    assert list(undescribed(json.loads(file.read_bytes()), "")) == []


# Limits


def test_at_most_a_thousand_errors_are_reported() -> None:
    rows = "  - {name: a, object_class: b, timing: c}\n" * 20_000
    document = read_document("file.yaml", f"actions:\n{rows}".encode())
    diagnostics = schema.check(document, SPEC_SCHEMA).diagnostics
    assert len(diagnostics) == 1001
    assert diagnostics[-1].rule.id == "too-many-problems"


def test_long_lists_of_mixed_values_can_be_compared() -> None:
    items = ", ".join(f"a{n}, {n}" for n in range(20_000))
    document = read_document("file.yaml", f"[{items}]".encode())
    assert schema.check(document, {"uniqueItems": True}).diagnostics == ()
