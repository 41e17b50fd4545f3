"""The forms of arguments, answers and errors: what each is, with its JSON Schema.

The schema of the corpus and its guide are made from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_LIST: Final = 200
"""The most elements of a list in an answer. It is more than the shipped table has rows."""


def _reference(form: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{form}"}


def _object(**forms: str | dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these keys."""
    properties = {
        key: _reference(form) if isinstance(form, str) else form for key, form in forms.items()
    }
    return {
        "type": "object",
        "required": [*properties],
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: str | dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list, which is an object if it is long."""
    items = _reference(items) if isinstance(items, str) else items
    elements = {"type": "array", "items": items, "maxItems": LONGEST_LIST}
    return {"anyOf": [elements, _object(length="number", elements=elements)]}


def _or_null(form: str) -> dict[str, Any]:
    return {"anyOf": [_reference(form), {"type": "null"}]}


class Form(NamedTuple):
    """The form of an argument, an answer or an error: what it is, and its JSON Schema."""

    description: str
    schema: Mapping[str, Any]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of an object."""
        return tuple(self.schema.get("properties", ()))


FORMS: Final[Mapping[str, Form]] = {
    "text": Form("A text.", {"type": "string"}),
    "long_text": Form(
        "A text, or a list of parts, each a text and the number of its repetitions. It may be no "
        "text at all: null, a number or an object.",
        {
            "anyOf": [
                {"not": {"type": "array"}},
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "array",
                        "prefixItems": [_reference("text"), _reference("number")],
                        "minItems": 2,
                        "items": False,
                    },
                },
            ]
        },
    ),
    "value": Form(
        "A text. It may be misspelt, or not a text at all: null, a number, a list or an object.", {}
    ),
    "values": Form("A text, or a list of texts. They may be misspelt, or not texts at all.", {}),
    "number": Form("A number; offsets and lengths count code points.", {"type": "integer"}),
    "flag": Form("True or false.", {"type": "boolean"}),
    "texts": Form("Texts.", _list("text")),
    "action": Form(
        "The facts of a row.",
        _object(
            name="text",
            scope=_or_null("text"),
            label="text",
            object_class="text",
            object_types="texts",
            timing="text",
            is_durable="flag",
            is_instantaneous="flag",
            interaction_related="flag",
            restricted_cluster="flag",
            inferred=_list(_object(field="text", reason="text")),
        ),
    ),
    "id": Form("The id of a row.", {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}),
    "ids": Form("The ids of rows, in table order.", _list("id")),
    "names": Form("Action names, in table order.", _list("text")),
    "mask": Form("The canonical text of a mask.", {"type": "string"}),
    "parsed_mask": Form(
        "The problems of a text, sorted; the mask and its unknown names, both null if a problem is "
        "an error.",
        _object(
            problems=_list("problem"),
            mask=_or_null("mask"),
            unknown=_or_null("texts"),
        ),
    ),
    "problem": Form(
        "A problem of a text as a mask.",
        _object(
            kind="text",
            severity={"enum": ["error", "warning"]},
            start="number",
            length="number",
            message="text",
            suggestion=_or_null("text"),
        ),
    ),
    "selection": Form(
        "The names and rows that a mask selects, whether durable as well as instantaneous rows are "
        "among them, and the findings.",
        _object(names="names", actions="ids", is_mixed="flag", findings="findings"),
    ),
    "finding": Form(
        "What a mask, or a name in it, can't do on objects, with the rows that it concerns.",
        _object(
            name=_or_null("text"),
            reason="text",
            object_types="texts",
            actions="ids",
            message="text",
        ),
    ),
    "findings": Form(
        "What a mask can't do on objects.",
        _list("finding"),
    ),
    "sets": Form(
        "The union, intersection and difference of two masks, and whether they are equal.",
        _object(union="mask", intersection="mask", difference="mask", equal="flag"),
    ),
    "difference": Form(
        "The rows that only one of two masks selects.", _object(only_left="ids", only_right="ids")
    ),
    "status": Form(
        "The facts of a status: its rank by object type, and the object types without a rank.",
        _object(
            name="text",
            evidence="text",
            ranks={"type": "object", "additionalProperties": _reference("number")},
            unranked="texts",
        ),
    ),
    "unknown-value": Form(
        "A value is not a valid one; a valid one may be suggested. The message is there only if it "
        "is the same in every language.",
        {
            **_object(type={"const": "unknown-value"}, suggestion=_or_null("text"), message="text"),
            "required": ["type", "suggestion"],
        },
    ),
    "inexpressible-mask": Form(
        "The mask does not exist, for the reasons in the findings.",
        _object(type={"const": "inexpressible-mask"}, findings="findings", message="text"),
    ),
}
