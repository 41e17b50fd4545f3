# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The schemas of the types of this package for pydantic 2.

Types get their schemas from here when pydantic asks for them. Nothing else loads this
module, and this package does not depend on pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import Optional

from ._action import Action
from ._action_name import ActionName
from ._errors import MaskError, UnknownValueError
from ._history import FORMER_IDS, FORMER_NAMES, FORMER_STATUSES
from ._mask_vocabulary import MaskProblemKind, MaskReason, Severity
from ._members import read_member
from ._shown_values import show
from ._statuses import Status
from ._unknown_action import UnknownAction
from ._unknown_term import UnknownTerm
from ._vocabulary import Inference, ObjectType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any, Protocol

    from ._mask import Mask
    from ._term import Term
    from ._text_enum import TextEnum

    Schema = dict[str, Any]

    class Handler(Protocol):
        """What pydantic gives a type that makes its own schema."""

        def __call__(self, schema: object, /) -> Schema:
            """Return the JSON Schema of a schema."""
            ...

        def generate_schema(self, source: object, /) -> Schema:
            """Return the schema of a type."""
            ...

        def resolve_ref_schema(self, schema: Schema, /) -> Schema:
            """Return the JSON Schema that a reference names."""
            ...


_TEXT_OR_NONE = Optional[str]  # Python 3.9 has no `str | None`.
_ACTIONS = tuple[Action, ...]
# The former texts of members, which data of older versions contains.
_FORMER: dict[type[TextEnum], Collection[str]] = {
    Action: FORMER_IDS,
    ActionName: FORMER_NAMES,
    Status: FORMER_STATUSES,
}
# The types of the attributes of each record: pydantic cannot evaluate the annotations.
ATTRIBUTES: dict[str, dict[str, object]] = {
    "Deprecation": {"since": str, "reason": str, "replaced_by": Optional[Action]},
    "Inferred": {"field": str, "reason": Inference},
    "MaskComparison": {"only_this": _ACTIONS, "only_other": _ACTIONS},
    "MaskFinding": {
        "name": _TEXT_OR_NONE,
        "reason": MaskReason,
        "object_types": tuple[ObjectType, ...],
        "actions": _ACTIONS,
        "message": str,
    },
    "MaskProblem": {
        "kind": MaskProblemKind,
        "severity": Severity,
        "start": int,
        "length": int,
        "message": str,
        "suggestion": _TEXT_OR_NONE,
    },
}


def enum_schema(enum: type[TextEnum]) -> Schema:
    """Return the schema of an enum: members and their texts are valid."""
    return _schema(enum, lambda value: read_member(enum, value))


def enum_json_schema(enum: type[TextEnum], mode: str) -> Schema:
    """Return the JSON Schema of an enum, for what is read or what is written.

    Former texts are read, and never written.
    """
    texts = [member.value for member in enum]
    if mode != "serialization":
        texts += _FORMER.get(enum, ())
    return {
        "description": (enum.__doc__ or "").partition("\n")[0],
        "enum": texts,
        "title": enum.__name__,
        "type": "string",
    }


def mask_schema(mask_type: type[Mask]) -> Schema:
    """Return the schema of masks: masks and their texts are valid."""

    def read(value: object) -> Mask:
        if isinstance(value, mask_type):
            return value
        # An error for values that are no texts.
        return mask_type.parse(value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    return _schema(mask_type, read)


def mask_json_schema() -> Schema:
    """Return the JSON Schema of masks."""
    return {
        "description": "Action names with commas between them; `~` excludes one.",
        "examples": ["*"],
        "title": "Mask",
        "type": "string",
    }


def unknown_action_schema() -> Schema:
    """Return the schema of unknown actions: all texts but ids of this package."""

    def read(value: object) -> UnknownAction:
        if isinstance(value, UnknownAction):
            return value
        action = Action.parse(value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        if isinstance(action, UnknownAction):
            return action
        raise UnknownValueError(f"{show(value)} is a known action", value)

    return _schema(UnknownAction, read)


def any_action_schema() -> Schema:
    """Return the schema of actions that are known or not: all texts."""

    def read(value: object) -> Action | UnknownAction:
        if isinstance(value, UnknownAction):
            return value
        return Action.parse(value)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    return _schema(None, read)


def any_action_json_schema() -> Schema:
    """Return the JSON Schema of actions that are known or not."""
    return {"description": "The id of an action.", "type": "string"}


def unknown_term_schema() -> Schema:
    """Return the schema of unknown terms: all texts."""

    def read(value: object) -> UnknownTerm:
        return value if isinstance(value, UnknownTerm) else UnknownTerm(_text(value))

    return _schema(UnknownTerm, read)


def any_term_schema(enum: type[Term]) -> Schema:
    """Return the schema of terms of an enum that are known or not: all texts."""
    return _schema(None, lambda value: enum.parse(_text(value)))


def any_term_json_schema() -> Schema:
    """Return the JSON Schema of terms that are known or not."""
    return {"description": "A term of the vocabulary.", "type": "string"}


def record_schema(record_type: type, handler: Handler) -> Schema:
    """Return the schema of records: they and mappings of their attributes are valid."""
    core: Any = import_module("pydantic_core").core_schema
    types = ATTRIBUTES[record_type.__name__]
    attributes = core.typed_dict_schema(
        {
            name: core.typed_dict_field(handler.generate_schema(types[name]))
            for name in types
        },
        cls_name=record_type.__name__,
    )

    def read(value: object, validate: Callable[[object], Any]) -> object:
        if isinstance(value, record_type):
            return value
        return record_type(**validate(value))

    def plain(record: object) -> dict[str, object]:
        return {name: getattr(record, name) for name in types}

    schema: Schema = core.no_info_wrap_validator_function(
        read,
        attributes,
        ref=_reference(record_type),
        serialization=core.plain_serializer_function_ser_schema(
            plain, return_schema=attributes
        ),
    )
    return schema


def record_json_schema(record_type: type, schema: object, handler: Handler) -> Schema:
    """Return the JSON Schema of a record, with its title and description."""
    return {
        **handler.resolve_ref_schema(handler(schema)),
        "description": (record_type.__doc__ or "").partition("\n")[0],
        "title": record_type.__name__,
    }


def _schema(type_: type | None, read: Callable[[object], object]) -> Schema:
    """Return the schema of the values that a function reads."""
    core: Any = import_module("pydantic_core")

    def validate(value: object) -> object:
        try:
            return read(value)
        except UnknownValueError as error:
            kind, message = "unknown_value", str(error)
            facts: dict[str, Any] = {"suggestion": error.suggestion}
        except MaskError as error:
            kind, message = "invalid_mask", str(error)
            facts = {"problems": _plain(error)}
        raise core.PydanticCustomError(kind, "{message}", {"message": message, **facts})

    schema: Schema = core.core_schema.no_info_plain_validator_function(
        validate,
        ref=type_ and _reference(type_),
        serialization=core.core_schema.to_string_ser_schema(when_used="json"),
    )
    return schema


def _text(value: object) -> str:
    """Return a value that is a text."""
    if isinstance(value, str):
        return value
    raise UnknownValueError(f"expected the text of a term, not {show(value)}", value)


def _reference(type_: type) -> str:
    """Return the name that pydantic gives a type."""
    return f"{type_.__module__}.{type_.__qualname__}:{id(type_)}"


def _plain(error: MaskError) -> list[dict[str, object]]:
    """Return the problems of a mask as values that JSON has."""
    return [
        {
            "kind": problem.kind.value,
            "severity": problem.severity.value,
            "start": problem.start,
            "length": problem.length,
            "message": problem.message,
            "suggestion": problem.suggestion,
        }
        for problem in error.problems
    ]
