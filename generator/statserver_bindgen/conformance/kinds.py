"""The kinds of questions and the levels of conformance, as data.

The corpus, its schema and its guide are made from this description, so that each kind is described
once. `forms` describes the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        "The row with an id, or a former id, that is read from data, by its id. Any other text is "
        "kept as it is, without an error.",
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
    Kind(
        "named",
        "table",
        "The rows with a name, or with the new name of a former name.",
        {"name": "value"},
        "ids",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "resolve",
        "table",
        "The rows with a name, or with the new name of a former name, that can occur on an object "
        "type; with a mode, those that are present there in the mode.",
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
        "The mask of exactly the names in a list, which may be former names.",
        {"names": "values"},
        "mask",
        errors=_UNKNOWN_VALUE,
    ),
    Kind(
        "membership",
        "masks",
        "Whether a name, or the name of the row with an id, is in a mask, whose unknown names are "
        "kept. Former names and former ids count as the new ones.",
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
        "and nothing else on objects in a mode. Former names and former ids count as the new ones.",
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
