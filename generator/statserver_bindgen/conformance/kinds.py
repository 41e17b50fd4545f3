"""The kinds of questions, the forms of values, and the levels of conformance, as data.

The corpus, its schema and its guide are made from this description, so that each kind is described
once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_LIST: Final = 200
"""The most elements of a list in an answer. It is more than the shipped table has rows."""


class Level(NamedTuple):
    """A level of conformance that a binding can claim; it includes the levels before it.

    Attributes:
        name: the name of the level.
        description: what the binding answers at this level.
        keys: the keys of answers and errors that are compared from this level on.
    """

    name: str
    description: str
    keys: tuple[str, ...] = ()


class Kind(NamedTuple):
    """A kind of question.

    Attributes:
        name: the name of the kind.
        level: the first level that has its questions.
        description: what the binding returns.
        arguments: the form of each argument.
        answer: the form of the answer.
        errors: the forms of the errors that the binding raises instead of an answer.
        optional: the arguments that are not in every question.
    """

    name: str
    level: str
    description: str
    arguments: Mapping[str, str]
    answer: str
    errors: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()


LEVELS: Final = (
    Level("table", "The queries of the table."),
    Level("masks", "Masks: parsing with the problems, selection, statuses, algebra, comparison."),
    Level(
        "explanations",
        "The texts for people: messages and suggestions.",
        keys=("message", "suggestion"),
    ),
)


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

_ON_OBJECTS: Final = {"object_types": "values", "mode": "value"}
_FILTERS: Final = {
    **dict.fromkeys(("object_type", "object_class", "timing", "mode"), "values"),
    "instantaneous": "value",
    "interaction_related": "value",
}
_UNKNOWN_VALUE: Final = ("unknown-value",)

KINDS: Final = (
    Kind("action", "table", "The facts of the row with an id.", {"id": "id"}, "action"),
    Kind(
        "parse",
        "table",
        "The row with an id that is read from data, by its id. A text that is not the id of a row "
        "is kept as it is, without an error.",
        {"text": "text"},
        "text",
    ),
    Kind(
        "select",
        "table",
        "The rows that match all filters. A filter is a value, or a list of values of which any "
        "matches. Without a filter, these are all rows.",
        _FILTERS,
        "ids",
        errors=_UNKNOWN_VALUE,
        optional=frozenset(_FILTERS),
    ),
    Kind("named", "table", "The rows with a name.", {"name": "value"}, "ids", _UNKNOWN_VALUE),
    Kind(
        "resolve",
        "table",
        "The rows with a name that can occur on an object type; with a mode, those that are "
        "present there in the mode.",
        {"name": "value", "object_type": "value", "mode": "value"},
        "ids",
        errors=_UNKNOWN_VALUE,
        optional=frozenset({"mode"}),
    ),
    Kind(
        "status",
        "table",
        "The status with a number.",
        {"number": "value"},
        "status",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "mask",
        "masks",
        "The problems of a text as a mask, and the mask. Unknown names are refused, or kept with "
        'unknown = "keep".',
        {"text": "long_text", "unknown": "value"},
        "parsed_mask",
        errors=_UNKNOWN_VALUE,
        optional=frozenset({"unknown"}),
    ),
    Kind(
        "of",
        "masks",
        "The mask of exactly the names in a list.",
        {"names": "values"},
        "mask",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "membership",
        "masks",
        "Whether a name, or the name of the row with an id, is in a mask, whose unknown names are "
        "kept.",
        {"mask": "mask", "name": "value"},
        "flag",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "selection",
        "masks",
        "What a mask, whose unknown names are kept, selects and can't do on objects in a mode.",
        {"mask": "mask", **_ON_OBJECTS},
        "selection",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "statuses",
        "masks",
        "The names of the statuses that a mask, whose unknown names are kept, selects on objects "
        "of a type, in regular mode or the given one.",
        {"mask": "mask", "object_type": "value", "mode": "value"},
        "texts",
        errors=_UNKNOWN_VALUE,
        optional=frozenset({"mode"}),
    ),
    Kind(
        "algebra",
        "masks",
        "The union, intersection, difference and equality of two masks, whose unknown names are "
        "kept.",
        {"left": "mask", "right": "mask"},
        "sets",
    ),
    Kind(
        "comparison",
        "masks",
        "The rows that only one of two masks selects on objects in a mode.",
        {"left": "mask", "right": "mask", **_ON_OBJECTS},
        "difference",
    ),
    Kind(
        "shortest",
        "masks",
        "The mask with the shortest text that selects action names and rows, given by their ids, "
        "and nothing else on objects in a mode.",
        {"names": "texts", "rows": "texts", **_ON_OBJECTS},
        "mask",
        errors=("inexpressible-mask", *_UNKNOWN_VALUE),
    ),
    Kind(
        "error_message",
        "explanations",
        "The message of the error for a text that is not a valid mask.",
        {"text": "value"},
        "text",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "shortened_value",
        "explanations",
        "Whether the message of the error for an unknown action name has at most 100 characters "
        "of the name.",
        {"name": "text"},
        "flag",
    ),
)
"""Every kind of question, in the order of the corpus."""
