"""The vocabulary of masks: a valid file, frozen values, and what is made of it."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import yaml
from jsonschema import Draft202012Validator

from statserver_bindgen import mask_tables, mask_vocabulary, resources
from statserver_bindgen.validation import schema
from statserver_bindgen.yaml_source.document import read_document
from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from support.trial_targets import Rendering

FILE: Final = resources.mask_vocabulary()
DATA: Final[dict[str, Any]] = yaml.safe_load(FILE.read_bytes())
SCHEMA: Final[dict[str, Any]] = json.loads((ROOT / "spec/masks.schema.json").read_bytes())
VOCABULARY: Final = mask_vocabulary.load()


def changed(**sections: object) -> dict[str, Any]:
    return {**DATA, **sections}


def is_valid(data: Any) -> bool:
    validator: Any = Draft202012Validator(SCHEMA)
    return bool(validator.is_valid(data))


# The file and its schema.


def test_file_satisfies_its_schema() -> None:
    document = read_document("masks.yaml", FILE.read_bytes())

    assert document.diagnostics == ()
    assert schema.check(document, SCHEMA).diagnostics == ()
    assert is_valid(DATA)


def properties(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each schema that describes a value, with the keys that lead to it."""
    for keyword, value in data.items():
        if keyword in {"properties", "$defs"}:
            for name, subschema in cast("Mapping[str, Any]", value).items():
                yield f"{path}/{name}", subschema
                yield from properties(subschema, f"{path}/{name}")
        elif keyword in {"additionalProperties", "propertyNames", "items"} and value:
            yield f"{path}/{keyword}", value
            yield from properties(value, f"{path}/{keyword}")


@pytest.mark.parametrize(
    ("path", "subschema"), [*properties(SCHEMA)], ids=lambda it: it if isinstance(it, str) else ""
)
def test_every_value_of_the_schema_is_described(path: str, subschema: Mapping[str, Any]) -> None:
    reference = subschema.get("$ref", path).removeprefix("#/$defs/")
    described = SCHEMA["$defs"][reference] if "$ref" in subschema else subschema

    assert re.fullmatch(r"[A-Z][^\n]*\.", subschema.get("description", described["description"]))


@pytest.mark.parametrize(
    "data",
    [
        changed(kinds={}),
        changed(kinds={"Wrong": DATA["kinds"]["wrong-case"]}),
        changed(kinds={"wrong-case": {**DATA["kinds"]["wrong-case"], "severity": "fatal"}}),
        changed(errors={"invalid": "an {unclosed placeholder"}),
        changed(errors={"invalid": ""}),
        changed(limits={**DATA["limits"], "shown": 0}),
        changed(characters={**DATA["characters"], "invisible": "0-1F"}),
        changed(colors=[]),
        {key: value for key, value in DATA.items() if key != "reasons"},
    ],
)
def test_invalid_file_is_rejected_by_the_schema(data: object) -> None:
    assert not is_valid(data)


# What the schema cannot express.


def test_kinds_are_in_alphabetical_order() -> None:
    assert [*DATA["kinds"]] == sorted(DATA["kinds"])


def test_no_kind_has_a_reserved_id() -> None:
    assert {*DATA["kinds"]} & {*VOCABULARY.reserved_kinds} == set()


def test_message_ids_are_unique() -> None:
    ids = [it.id for it in VOCABULARY.messages]

    assert len(ids) == len({*ids})


def test_every_placeholder_is_used_and_listed() -> None:
    used = {name for it in VOCABULARY.messages for name in re.findall(r"{(\w+)}", it.text)}

    assert used == {*DATA["placeholders"]}


def test_unknown_placeholder_is_rejected() -> None:
    with pytest.raises(KeyError, match="colour"):
        mask_vocabulary.build_vocabulary(changed(errors={"invalid": "a {colour} mask"}))


def test_no_character_is_in_two_sets() -> None:
    sets = [text for name, text in DATA["characters"].items() if name != "invisible"]
    characters = "".join(sets)

    assert len(characters) == len({*characters})


def test_invisible_ranges_are_ascending_and_have_no_visible_character() -> None:
    ranges = VOCABULARY.characters.invisible
    bounds = [bound for it in ranges for bound in (it.first, it.last + 1)]
    characters = [chr(point) for it in ranges for point in range(it.first, it.last + 1)]

    assert bounds == sorted(bounds)
    assert {unicodedata.category(it)[0] for it in characters} <= {"C", "Z", "M"}


# Values.


def test_message_has_the_parts_of_its_text() -> None:
    (message,) = (it for it in VOCABULARY.messages if it.id == "excludes_nothing")

    assert [it.name for it in message.placeholders] == ["text", "name"]
    assert message.placeholders[0].is_quoted
    assert [it.literal for it in message.parts] == [
        None,
        " excludes nothing, because ",
        None,
        ' is not included; is "*" missing?',
    ]
    assert message.format({"text": '"~A"', "name": '"A"'}) == (
        '"~A" excludes nothing, because "A" is not included; is "*" missing?'
    )


@pytest.mark.parametrize("message", VOCABULARY.messages, ids=lambda it: it.id)
def test_parts_of_every_message_give_its_text(message: mask_vocabulary.Message) -> None:
    names = {it.name: f"{{{it.name}}}" for it in message.placeholders}

    assert message.format(names) == message.text


def test_vocabulary_has_every_message_of_the_file() -> None:
    owners = [*DATA["kinds"].values(), *DATA["reasons"].values()]
    messages = [it["messages"] for it in owners] + [DATA["errors"]]

    assert {it.id: it.text for it in VOCABULARY.messages} == {
        id_: text for texts in messages for id_, text in texts.items()
    }


def test_vocabulary_is_frozen() -> None:
    with pytest.raises(AttributeError, match="Vocabulary is immutable: kinds"):
        setattr(VOCABULARY, "kinds", ())  # noqa: B010 - type checkers reject the assignment
    owners = (VOCABULARY, VOCABULARY.characters, *VOCABULARY.kinds, *VOCABULARY.reasons)
    for entry in (*owners, *VOCABULARY.messages):
        hash(tuple(vars(entry).values()))  # fails for a list or a dictionary


# Its readers: docs/masks.md and templates.


def test_tables_of_the_page_are_up_to_date() -> None:
    page = (ROOT / "docs/masks.md").read_text("utf-8")

    assert page == mask_tables.replace_tables(page), "run `make docs`"


@pytest.mark.parametrize("section", ["kinds", "reasons", "errors"])
def test_edited_table_is_replaced(section: str) -> None:
    page = (ROOT / "docs/masks.md").read_text("utf-8")
    edited = page.replace(f"<!-- generated: {section} -->\n", f"<!-- generated: {section} -->\nX\n")

    assert edited != page
    assert mask_tables.replace_tables(edited) == page


def test_templates_write_a_function_for_each_message(rendering: Rendering) -> None:
    """The example in docs/targets.md gives functions with the texts of the vocabulary."""
    guide = (ROOT / "docs/targets.md").read_text("utf-8")
    examples = re.findall(r"```jinja\n(.*?)```", guide, re.DOTALL)
    (template,) = (it for it in examples if "masks." in it)
    namespace: dict[str, Any] = {}
    exec(rendering({"messages.py.j2": template})["messages.py"], namespace)  # noqa: S102

    for message in VOCABULARY.messages:
        names = [f"{{{it.name}}}" for it in message.placeholders]
        assert namespace[message.id](*names) == message.text
