"""The schemas of the Python package for pydantic, with pydantic itself replaced.

Programs with pydantic are in tests/examples.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from support.generated import loaded
from support.lifecycles import RELEASES
from support.mutated_package import imported_runner, read_sources
from support.python_package import imported_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VALID = {
    "Action": "CALL_WAIT",
    "ActionName": "CallWait",
    "ObjectType": "Queue",
    "Scope": "regular_dn",
    "Timing": "durable",
    "Mask": "*,~LoggedOut",
    "UnknownAction": "CALL_TELEPORTED",
    "UnknownTerm": "later",
}
INVALID: dict[str, tuple[object, str, str | None]] = {
    "Action": (
        "CALL_WAITS",
        "unknown action 'CALL_WAITS'; did you mean 'CALL_WAIT'?",
        "CALL_WAIT",
    ),
    "ActionName": (
        "CallWiat",
        "unknown action name 'CallWiat'; did you mean 'CallWait'?",
        "CallWait",
    ),
    "Timing": (
        7,
        "unknown timing 7; use one of: durable, momentary, retrospective",
        None,
    ),
    "Mask": (None, "expected the text of a mask, not None", None),
    "UnknownTerm": (7, "expected the text of a term, not 7", None),
    "UnknownAction": ("CALL_WAIT", "'CALL_WAIT' is a known action", None),
}


class CustomError(ValueError):
    """What a validator raises for pydantic: a type, a template, and the values in it."""

    def __init__(self, kind: str, template: str, context: dict[str, Any]) -> None:
        super().__init__(template.format(**context))
        self.kind = kind
        self.context = context


def validator(read: Callable[[object], object], **more: object) -> dict[str, object]:
    return {"read": read, **more}


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the Python package of this checkout, where pydantic is replaced."""
    core = ModuleType("pydantic_core")
    core.__dict__.update(
        PydanticCustomError=CustomError,
        core_schema=SimpleNamespace(
            no_info_plain_validator_function=validator, to_string_ser_schema=dict
        ),
    )
    monkeypatch.setitem(sys.modules, "pydantic_core", core)
    with imported_package() as package:
        yield package


def schema(annotation: Any) -> dict[str, Any]:
    """Return the schema of a type or of the metadata of an annotation."""
    result: dict[str, Any] = annotation.__get_pydantic_core_schema__(annotation, None)
    return result


def json_schema(annotation: Any) -> dict[str, Any]:
    result: dict[str, Any] = annotation.__get_pydantic_json_schema__({}, None)
    return result


@pytest.mark.parametrize("name", VALID)
def test_texts_are_read_as_values_and_values_are_kept(package: Any, name: str) -> None:
    value_type = getattr(package, name)
    read = schema(value_type)["read"]
    value = read(VALID[name])
    assert type(value) is value_type
    assert str(value) == VALID[name]
    assert read(value) is value


@pytest.mark.parametrize("name", INVALID)
def test_errors_have_the_message_and_the_suggestion_of_the_package(package: Any, name: str) -> None:
    value, message, suggestion = INVALID[name]
    with pytest.raises(CustomError) as raised:
        schema(getattr(package, name))["read"](value)
    assert raised.value.kind == "unknown_value"
    assert (str(raised.value), raised.value.context["suggestion"]) == (message, suggestion)


def test_errors_of_masks_have_their_problems(package: Any) -> None:
    with pytest.raises(CustomError) as raised:
        schema(package.Mask)["read"]("CallWiat,")
    assert raised.value.kind == "invalid_mask"
    assert str(raised.value).startswith("not a valid mask:\n  unknown-name at 0: ")
    assert [it["suggestion"] for it in raised.value.context["problems"]] == ["CallWait", None]


@pytest.mark.parametrize(
    "name", ["Deprecation", "Inferred", "MaskComparison", "MaskFinding", "MaskProblem"]
)
def test_the_schema_of_a_record_has_all_its_attributes(package: Any, name: str) -> None:
    record_type = getattr(package, name)
    schemas = importlib.import_module("statserver_actions._pydantic")
    attributes = list(inspect.signature(record_type).parameters)
    assert list(schemas.ATTRIBUTES[name]) == attributes


def test_values_are_serialized_to_text_in_json_only(package: Any) -> None:
    for name in VALID:
        serialization = schema(getattr(package, name))["serialization"]
        assert serialization == {"when_used": "json"}


def test_types_have_references_of_their_own(package: Any) -> None:
    references = {schema(getattr(package, name))["ref"] for name in VALID}
    assert len(references) == len(VALID)


def test_json_schemas_list_the_texts_of_enums(package: Any) -> None:
    assert json_schema(package.Timing) == {
        "description": "The timing of an action. All but durable actions are instantaneous.",
        "enum": ["durable", "momentary", "retrospective"],
        "title": "Timing",
        "type": "string",
    }
    assert json_schema(package.Mask)["type"] == "string"
    assert json_schema(package.UnknownAction)["type"] == "string"


@pytest.mark.parametrize("text", ["CALL_WAIT", "CALL_TELEPORTED"])
def test_any_action_is_what_parse_returns(package: Any, text: str) -> None:
    any_action: Any = importlib.import_module("statserver_actions.literals").AnyAction
    (metadata,) = any_action.__metadata__
    value = schema(metadata)["read"](text)
    assert value == text
    assert type(value) is type(package.Action.parse(text))
    assert schema(metadata)["read"](value) == value
    assert json_schema(metadata)["type"] == "string"


@pytest.mark.parametrize(
    "name", ["Inference", "Mode", "ObjectClass", "ObjectType", "Scope", "Timing"]
)
def test_any_term_is_what_parse_returns(package: Any, name: str) -> None:
    any_term: Any = getattr(importlib.import_module("statserver_actions.literals"), f"Any{name}")
    (metadata,) = any_term.__metadata__
    enum = getattr(package, name)
    read = schema(metadata)["read"]
    first, *_ = enum
    assert read(first.value) is first
    newer = read("Later")
    assert (newer, type(newer)) == ("Later", package.UnknownTerm)
    assert read(newer) == newer
    with pytest.raises(CustomError, match="expected the text of a term, not 7"):
        read(7)
    assert json_schema(metadata)["type"] == "string"


def test_json_schemas_have_former_texts_of_data_that_is_read() -> None:
    catalog = loaded(RELEASES[-1])
    with imported_runner(read_sources(catalog)) as runner:
        enum = runner["Action"]
        read = enum.__get_pydantic_json_schema__({}, SimpleNamespace(mode="validation"))
        written = enum.__get_pydantic_json_schema__({}, SimpleNamespace(mode="serialization"))
    assert written["enum"] == [it.id for it in catalog.actions]
    assert read["enum"] == [*written["enum"], "CALL_WAIT", "CALL_IN_QUEUE"]
