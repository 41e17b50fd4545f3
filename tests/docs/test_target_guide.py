"""The guide for target authors is true: keys, context, filters, messages and examples."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.action_names import SplitName
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.errors import TargetError
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.releases.records import Release, ReleasedChange
from statserver_bindgen.rendering import languages, targets
from statserver_bindgen.rendering.context import context
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.records import attribute_names
from statserver_bindgen.rendering.renderer import render
from statserver_bindgen.rendering.values import FilterError, names_of
from support.lifecycles import RELEASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CATALOG = build_catalog(yaml.safe_load(resources.spec().read_bytes()))


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "targets.md").read_text("utf-8")


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    return root / "docs" / "examples" / "targets" / "sql"


def section(guide: str, heading: str) -> str:
    """Return the text under a heading of the guide."""
    return guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def table(text: str, head: str) -> list[list[str]]:
    """Return the cells of the first table with this first heading."""
    lines = text[text.index(f"| {head} |") :].partition("\n\n")[0].splitlines()[2:]
    rows = [re.split(r"(?<!\\)\|", it)[1:-1] for it in lines]
    return [[cell.strip().replace(r"\|", "|") for cell in row] for row in rows]


def code(cell: str) -> list[str]:
    """Return the code spans of a cell."""
    return re.findall(r"`([^`]+)`", cell)


# The example.


def test_the_guide_shows_the_files_of_the_example(guide: str, example: Path) -> None:
    shown = re.findall(r"```(?:yaml|jinja)\n(.*?)```", section(guide, "Quick start"), re.DOTALL)

    names = ["target.yaml", "schema.sql.j2", "seed.sql.j2"]
    assert shown == [(example / it).read_text("utf-8") for it in names]
    assert sorted(it.name for it in example.iterdir()) == sorted(names)


def test_the_query_of_the_guide_has_the_result_below_it(guide: str, example: Path) -> None:
    query, result = re.findall(r'sqlite3 actions.db "(SELECT .*)"\n((?:.*\|.*\n)+)', guide)[0]

    with closing(sqlite3.connect(":memory:")) as database:
        for artifact in render(CATALOG, targets.read_target(example)):
            database.executescript(artifact.text)
        rows = database.execute(query).fetchall()

    assert "".join(f"{one}|{other}\n" for one, other in rows) == result


# target.yaml.


def keys(schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the data path of each key that a target.yaml can have."""
    for name, subschema in schema.get("properties", {}).items():
        yield f"{path}{name}"
        yield from keys(subschema, f"{path}{name}.")
        more = subschema.get("additionalProperties")
        if isinstance(more, dict):
            yield from keys(cast("dict[str, Any]", more), f"{path}{name}.*.")


def test_the_guide_explains_every_key_of_target_yaml(guide: str) -> None:
    schema = json.loads(resources.target_schema().read_bytes())

    explained = [code(row[0])[0] for row in table(section(guide, "target.yaml"), "key")]
    assert explained == [*keys(schema)]
    required = [row for row in table(section(guide, "target.yaml"), "key") if "Required." in row[1]]
    assert [code(it[0])[0] for it in required] == schema["required"]


def test_the_guide_lists_the_endings_that_determine_a_language(guide: str) -> None:
    for language, endings in table(section(guide, "target.yaml"), "language"):
        for ending in code(endings):
            assert languages.language_of(f"x{ending}") == code(language)[0]


# Templates.


def attributes_of(record: object) -> set[str]:
    return {*(names_of(record) or ())}


def test_the_guide_lists_every_attribute_that_templates_see(guide: str, example: Path) -> None:
    listed: dict[str, set[str]] = {}
    for owner, attributes, _ in table(section(guide, "Template context"), "of"):
        listed.setdefault(owner, set()).update(code(attributes))

    seen: Any = context(CATALOG, targets.read_target(example))
    catalog = seen["catalog"]
    assert {*seen} == {
        *("catalog", "target", "notice", "conformance", "example", "masks", "releases"),
    }
    assert listed["example"] == attributes_of(seen["example"])
    assert seen["conformance"].questions
    assert listed["conformance"] == attributes_of(seen["conformance"])
    assert attributes_of(seen["target"]) == {"name", "title", "description"}
    assert listed["catalog"] == attributes_of(catalog)
    assert listed["action"] == attributes_of(catalog.actions[0])
    assert listed["facts"] == attributes_of(catalog.facts[0])
    assert listed["group"] == attributes_of(catalog.groups[0])
    assert listed["letter"] == attributes_of(catalog.index[0])
    assert listed["index entry"] == attributes_of(catalog.index[0].entries[0])
    assert listed["basis"] == attributes_of(catalog.bases[0])
    assert listed["name"] == attributes_of(catalog.names[0])
    assert listed["name on object type"] == attributes_of(catalog.names_on_object_types[0])
    history = build_catalog(RELEASES[-1])
    for owner, record in {
        "deprecation": history.removed[0].action.deprecation,
        "alias": next(it.aliases[0] for it in history.actions if it.aliases),
        "tombstone": history.removed[0],
        "former name": history.former_names[0],
        "removed name": history.removed_names[0],
    }.items():
        assert listed[owner] == attributes_of(record)
    assert listed["split name"] == {*attribute_names(SplitName)}
    assert listed["release"] == {*attribute_names(Release)}
    assert listed["change"] == {*attribute_names(ReleasedChange)}
    masks = seen["masks"]
    for owner, record in {
        "kind": masks.kinds[0],
        "reason": masks.reasons[0],
        "message": masks.messages[0],
        "part": masks.messages[0].parts[0],
        "placeholder": masks.placeholders[0],
        "characters": masks.characters,
        "range": masks.characters.invisible[0],
        "limits": masks.limits,
        "masks": masks,
    }.items():
        assert listed[owner] == attributes_of(record)
    for owner, terms in {
        "term": [catalog.modes, catalog.inferences],
        "object class": [catalog.object_classes],
        "scope": [catalog.scopes],
        "timing": [catalog.timings],
        "source": [catalog.sources],
        "object type": [catalog.object_types],
        "evidence kind": [catalog.evidence_kinds],
    }.items():
        for one, *_ in terms:
            assert listed["term"] | listed[owner] == attributes_of(one)
    for owner, facts in {
        "meaning": [it.meaning for it in catalog.actions if it.meaning],
        "known name": catalog.known_names,
        "known object type": catalog.known_object_types,
        "spelling": catalog.object_type_spellings,
        "status": catalog.statuses,
    }.items():
        assert listed["fact"] | listed[owner] == attributes_of(facts[0])
        assert attributes_of(facts[0].sources[0]) == {"source", "note"}


def filters(name: str, **own: object) -> Filters:
    """Return the filters of a language with the declarations of a target.yaml."""
    return Filters(
        languages.LANGUAGES[name].customize(own), Identifiers("pascal", frozenset()), set()
    )


def test_the_guide_lists_every_filter_by_language(guide: str) -> None:
    listed = [code(row[0])[0] for row in table(section(guide, "Filters"), "filter")]
    assert listed == [*filters("c").table()]

    rows = {code(it[0])[0]: it[1:] for it in table(section(guide, "Filters"), "language")}
    assert rows.keys() == languages.LANGUAGES.keys()
    for name, cells in rows.items():
        for filter_, cell in zip(
            ("literal", "comment", "doc", "text", "code", "url"), cells, strict=True
        ):
            value = "https://example.org" if filter_ == "url" else "text"
            assert bool(cell) == accepts(name, filter_, True if "true" in cell else value)


def accepts(name: str, filter_: str, value: object) -> bool:
    """Return whether a filter of a language accepts a text, or true."""
    try:
        getattr(filters(name), filter_)(value)
    except FilterError:
        return False
    return True


def declared(guide: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the family and the declarations of each language in the guide."""
    declarations: dict[str, tuple[str, dict[str, Any]]] = {}
    for member, family, cell in table(section(guide, "Languages and databases"), "for"):
        declaration = next((it for it in code(cell) if it.startswith("literals:")), "{}")
        declarations[member] = (code(family)[0], yaml.safe_load(declaration))
    return declarations


@pytest.mark.parametrize(
    ("member", "values", "written"),
    [
        ("Java", ['"\u202e', True, None], [r'"\"\u202e"', "true", "null"]),
        ("Go", ['"\u202e\U000e0041', None], [r'"\"\u202e\U000e0041"', "nil"]),
        ("Rust", ['"\u202e\U000e0041', None], [r'"\"\u{202e}\u{0e0041}"', "None"]),
        ("Kotlin", ['${x}\n"\\'], [r'"\${x}\n\"\\"']),
        ("SQLite", ["'\u202e"], ["'''' || char(0x202e) || ''"]),
        ("PostgreSQL", ["'\u202e\U000e0041"], [r"'''' || U&'\202e' || '' || U&'\+0e0041' || ''"]),
        ("MySQL, BigQuery", ["\\'\n"], [r"'\\''\n'"]),
    ],
)
def test_the_declarations_in_the_guide_write_valid_literals(
    guide: str, member: str, values: list[object], written: list[str]
) -> None:
    family, own = declared(guide)[member]

    assert [filters(family, **own).literal(it) for it in values] == written


# Messages.

BROKEN: dict[str, tuple[dict[str, str], str]] = {
    "the spec text": ({"x.sql.j2": "{{ catalog.title }}"}, ""),
    "a value of type bool": ({"x.sql.j2": "{{ catalog.release_inferred }}"}, ""),
    "the filter doc": ({"x.sql.j2": "{{ catalog.title | doc }}"}, ""),
    "'javascript:x'": ({"x.md.j2": "{{ 'javascript:x' | url }}"}, ""),
    "U+202E": ({"x.sql.j2": "{{ '\\u202e' | literal }}"}, ""),
    "'1a'": ({"x.sql.j2": "{{ '1a' | identifier }}"}, ""),
    "the identifier": (
        {"x.sql.j2": "{{ 'Class' | identifier }}"},
        "identifiers: {reserved: [CLASS]}",
    ),
    "unknown attribute": ({"x.sql.j2": "{{ catalog.titel }}"}, ""),
    "unknown name": ({"x.sql.j2": "{{ catalogue }}"}, ""),
    "the variable entry": ({"x.sql.j2": "{{ entry.id }}"}, ""),
    "x/{id}.md has": ({"x/{id}.md.j2": ""}, ""),
    "x.md has each": ({"x.md.j2": ""}, "files: {x.md: {each: modes}}"),
    "wrap": ({"x.sql.j2": "{{ catalog.title | wrap }}"}, ""),
    "each": ({"x.sql.j2": "{{ catalog.facts | each(dict) }}"}, ""),
    "unknown template": ({"x.sql.j2": "{% include 'rows.part.j2' %}"}, ""),
    "a text literal": ({"x.sql.j2": ""}, 'literals: {escapes: {"\\n": " "}}'),
    "the language": ({"x.kt.j2": ""}, ""),
    "a value of type Joiner": ({"x.sql.j2": "{{ joiner() ~ 'a' }}"}, ""),
    "the templates": (
        {"x.sql.j2": "{% for i in range(99999) %}{% for k in range(99) %}{% endfor %}{% endfor %}"},
        "",
    ),
    "is a symlink": ({"x.sql": "link"}, ""),
    "is not valid text": ({"x.sql": "\ufeff"}, ""),
    "two files": ({"x.sql.j2": "", "x.sql": ""}, ""),
    "files names": ({"x.sql.j2": ""}, "files: {y.sql: {language: sql}}"),
    "manifests names": ({"x.sql.j2": ""}, "manifests: [lib]"),
    "a template generates": ({"lib/manifest.json": "", "lib/x.sql": ""}, "manifests: [lib]"),
}


def test_each_message_of_the_guide_has_an_example(guide: str) -> None:
    messages = [row[0].strip("`") for row in table(section(guide, "Errors"), "message")]

    assert [next(it for it in BROKEN if message.startswith(it)) for message in messages] == [
        *BROKEN
    ]


@pytest.mark.parametrize("start", BROKEN)
def test_the_messages_of_the_guide_are_those_of_the_tool(
    guide: str, tmp_path: Path, start: str
) -> None:
    files, declaration = BROKEN[start]
    rows = table(section(guide, "Errors"), "message")
    message = next(row[0].strip("`") for row in rows if row[0].startswith(f"`{start}"))
    head = f"title: Trial\ndescription: A trial.\nlanguage: sql\n{declaration}\n"
    for path, text in {"target.yaml": head, **files}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
        if text == "link":
            (tmp_path / path).unlink()
            (tmp_path / path).symlink_to("/etc/hosts")

    with pytest.raises(TargetError, match=re.escape(message)):
        render(CATALOG, targets.read_target(tmp_path))
