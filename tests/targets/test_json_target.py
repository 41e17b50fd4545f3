"""The JSON target: the whole table as the design lays it out, and a schema that holds for it."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen import resources
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.identifiers import upper_snake
from statserver_bindgen.rendering import languages, targets
from statserver_bindgen.rendering.renderer import render
from support.catalogs import VOCABULARY, specs
from support.generated import FIXTURE
from support.lifecycles import RELEASES, lifecycles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

Json = dict[str, Any]
Check = Callable[[Json], None]
SPEC: Json = yaml.safe_load(resources.spec().read_bytes())


(TARGET,) = targets.select(["json"], [resources.templates()])


def rendered(data: Json) -> dict[str, str]:
    """Return the artifacts of the JSON target for a spec's data, by path."""
    return {it.path: it.text for it in render(build_catalog(data), TARGET)}


def checked_by(schema: Json) -> Check:
    """Return what raises where a document breaks a schema."""
    validator: Any = jsonschema.Draft202012Validator(schema)
    check: Check = validator.validate
    return check


def inferred(entry: Json) -> list[Json]:
    reasons: Json = entry.get("inferred", {})
    return [{"field": field, "reason": reason} for field, reason in reasons.items()]


def sources(entry: Json) -> list[Json]:
    return [{"source": it["source"], "note": it.get("note")} for it in entry["sources"]]


def deprecation(row: Json) -> Json | None:
    entry = row.get("deprecated")
    return entry and {"since": None, "reason": None, "replaced_by": None} | entry


def expected(data: Json) -> Json:
    """Return the expected actions.json of a spec, computed from the spec alone."""

    def action(row: Json) -> Json:
        name, scope = row["name"], row.get("scope")
        bracket = f" ({data['scopes'][scope]['title']})" if scope else ""
        return {
            "id": upper_snake(f"{name}_{scope}" if scope else name),
            "name": name,
            "scope": scope,
            "label": name + bracket,
            "object_class": row["object_class"],
            "object_types": data["object_classes"][row["object_class"]]["object_types"],
            "timing": row["timing"],
            "interaction_related": row["interaction_related"],
            "restricted_cluster": row["restricted_cluster"],
            "inferred": inferred(row),
            "source": row.get("source", about["source"]),
            "meaning": meaning(row),
            "since": row.get("since"),
            "deprecated": deprecation(row),
            "formerly": former_names(row),
        }

    def tombstone(row: Json) -> Json:
        facts = action(row)
        keys = ("id", "name", "scope", "label", "deprecated")
        rest = {"removed": row["removed"], "formerly": facts["formerly"]}
        return {key: facts[key] for key in keys} | rest

    def former_names(row: Json) -> list[Json]:
        entries: list[Json] = row.get("formerly", [])
        keys = ("id", "name", "scope", "label")
        row = {key: value for key, value in row.items() if key not in {"scope", "formerly"}}
        entries = [action(row | it) for it in entries]
        return [{key: it[key] for key in keys} for it in entries]

    def meaning(row: Json) -> Json | None:
        entry = row.get("meaning")
        if entry is None or entry["confidence"] == "low":
            return None
        return {
            "text": entry["text"],
            "inferred": data["evidence_kinds"][entry["evidence"]]["inferred"],
            "evidence": entry["evidence"],
            "confidence": entry["confidence"],
            "sources": sources(entry),
        }

    def facts(section: str, **defaults: object) -> Json:
        return {
            key: {
                **{name: entry.get(name, default) for name, default in defaults.items()},
                "evidence": entry["evidence"],
                "sources": sources(entry),
            }
            for key, entry in data.get(section, {}).items()
        }

    about = data["catalog"]
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    catalog = {
        **{key: about[key] for key in ("id", "title", "version", "release")},
        "release_inferred": "release" in about.get("inferred", {}),
        "digest": hashlib.sha256(canonical.encode()).hexdigest(),
        "description": about["description"],
        "inferred": inferred(about),
        "source": about["source"],
        "links": {
            key: about.get("links", {}).get(key)
            for key in ("repository", "issues", "changelog", "documentation")
        },
    }
    vocabulary = {key: data.get(key, {}) for key in VOCABULARY}
    vocabulary["object_types"] = {
        key: {"modes": [*data["modes"]], "source": None} | entry
        for key, entry in data["object_types"].items()
    }
    for entry in vocabulary["object_types"].values():
        for key in ("title", "description", "modes", "source"):  # in this order
            entry[key] = entry.pop(key)
    return {
        "$schema": "actions.schema.json",
        "catalog": catalog,
        **vocabulary,
        "known_names": facts("known_names", kind=None, actions=[], release=None),
        "known_object_types": facts("known_object_types", description=None),
        "object_type_spellings": facts("object_type_spellings", object_type=None),
        "statuses": facts("statuses", number=None, ranks=None, unranked=[]),
        "actions": [action(it) for it in data["actions"] if "removed" not in it],
        "removed": [tombstone(it) for it in data["actions"] if "removed" in it],
        **former_names_of(build_catalog(data)),
    }


def former_names_of(catalog: Catalog) -> Json:
    """Return what became of former names; tests/test_action_names.py checks the catalog's lists."""
    return {
        "former_names": {it.name: it.action_name.name for it in catalog.former_names},
        "split_names": {
            split.name: [it.name for it in split.action_names] for split in catalog.split_names
        },
        "removed_names": {
            removed.name: {
                "since": removed.since,
                "replacements": [it.name for it in removed.replacements],
                "equivalent": removed.equivalent and removed.equivalent.name,
            }
            for removed in catalog.removed_names
        },
    }


def format_json(data: Json) -> str:
    """Return data as the json module writes it, with escapes for unprintable characters, too."""
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    unit = languages.Escape(r"\uXXXX").of
    return languages.UNPRINTABLE.sub(lambda it: it[0] if it[0] == "\n" else unit(it[0]), text)


@pytest.fixture(scope="module")
def artifacts() -> dict[str, str]:
    return rendered(SPEC)


@pytest.fixture(scope="module")
def table(artifacts: dict[str, str]) -> Json:
    loaded: Json = json.loads(artifacts["actions.json"])
    return loaded


@pytest.fixture(scope="module")
def schema(artifacts: dict[str, str]) -> Json:
    loaded: Json = json.loads(artifacts["actions.schema.json"])
    return loaded


@pytest.fixture(scope="module")
def validate(schema: Json) -> Check:
    return checked_by(schema)


def test_the_table_has_every_fact_of_the_spec_in_the_published_order(
    artifacts: dict[str, str],
) -> None:
    # Texts are compared: the order of keys and the layout are part of the contract.
    assert artifacts["actions.json"] == format_json(expected(SPEC))


@settings(max_examples=40)
@given(st.one_of(specs(), lifecycles()))
def test_hostile_text_of_any_catalog_is_unchanged(data: Json) -> None:
    files = rendered(data)

    assert files["actions.json"] == format_json(expected(data))
    checked_by(json.loads(files["actions.schema.json"]))(json.loads(files["actions.json"]))


def test_a_removed_row_is_listed_with_the_name_to_use_instead() -> None:
    document = json.loads(rendered(RELEASES[-1])["actions.json"])

    assert [it["id"] for it in document["removed"]] == ["CALL_HELD", "CALL_LOST"]
    assert document["removed"][0]["deprecated"]["replaced_by"] == "CALL_ON_HOLD"
    assert document["removed_names"]["CallHeld"] == {
        "since": "2.0.0",
        "replacements": ["CallOnHold"],
        "equivalent": "CallOnHold",
    }
    assert document["former_names"] == {"CallInQueue": "CallQueued"}


def test_a_row_has_the_documented_keys() -> None:
    data = yaml.safe_load(FIXTURE.read_bytes())
    rows = {it["id"]: it for it in json.loads(rendered(data)["actions.json"])["actions"]}

    assert len(rows) == len(data["actions"])
    assert rows["CALL_ABANDONED_FROM_RINGING_MEDIATION_DN"] == {
        "id": "CALL_ABANDONED_FROM_RINGING_MEDIATION_DN",
        "name": "CallAbandonedFromRinging",
        "scope": "mediation_dn",
        "label": "CallAbandonedFromRinging (Mediation DNs)",
        "object_class": "mediation_dn",
        "object_types": ["Queue", "GroupQueues", "RoutePoint"],
        "timing": "retrospective",
        "interaction_related": True,
        "restricted_cluster": True,
        "inferred": [{"field": "restricted_cluster", "reason": "spilled_cell"}],
        "source": "users_guide",
        "meaning": None,
        "since": None,
        "deprecated": None,
        "formerly": [],
    }
    assert rows["CALL_WAIT"]["scope"] is None
    assert rows["CALL_WAIT"]["inferred"] == []


def test_a_meaning_has_its_evidence_and_its_sources() -> None:
    document = json.loads(rendered(yaml.safe_load(FIXTURE.read_bytes()))["actions.json"])
    meanings = {it["id"]: it["meaning"] for it in document["actions"]}

    assert meanings["HANDLING_INBOUND"] == {
        "text": "Lasts while an agent or place works on an inbound interaction.",
        "inferred": True,
        "evidence": "name",
        "confidence": "medium",
        "sources": [
            {"source": "users_guide", "note": "name and columns of the row"},
            {"source": "release_note", "note": None},
        ],
    }
    assert meanings["CALL_WAIT"]["inferred"] is False
    assert meanings["ACTIVE"] is None  # its confidence is low


def test_facts_from_outside_the_table_have_the_documented_keys() -> None:
    document = json.loads(rendered(yaml.safe_load(FIXTURE.read_bytes()))["actions.json"])
    provenance = {"evidence": "doc", "sources": [{"source": "release_note", "note": None}]}

    assert document["known_names"]["CallWaitInbound"] == {
        "kind": "variant",
        "actions": ["CallWait"],
        "release": None,
        **provenance,
    }
    assert document["known_names"]["Routable"] == {
        "kind": "later_release",
        "actions": [],
        "release": "8.5.1",
        **provenance,
    }
    assert document["known_object_types"]["Campaign"] == {
        "description": "An outbound campaign.",
        **provenance,
    }
    assert document["object_type_spellings"]["AgentPlace"] == {
        "object_type": "Place",
        **provenance,
        "evidence": "code",
    }
    assert document["statuses"]["LoggedOut"] == {
        "number": 23,
        "ranks": {"Agent": 8},
        "unranked": [],
        "evidence": "code",
        "sources": [{"source": "release_note", "note": "never the status of a DN"}],
    }
    assert document["statuses"]["CallDialing"]["unranked"] == ["Agent", "RegDN"]
    assert document["object_types"]["Place"]["modes"] == ["regular"]
    assert document["object_types"]["Place"]["source"] == "release_note"
    assert document["object_types"]["Agent"]["modes"] == ["regular", "restricted_cluster"]


def test_the_release_of_the_catalog_is_inferred(table: Json) -> None:
    assert table["catalog"]["release_inferred"] is True
    assert [it["field"] for it in table["catalog"]["inferred"]] == ["release"]


# The schema.


def objects(value: object, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every object of a document with its path."""
    if isinstance(value, dict):
        inside = cast("Json", value)
        yield path, inside
        for key, item in inside.items():
            yield from objects(item, f"{path}/{key}")
    if isinstance(value, list):
        for at, item in enumerate(cast("list[object]", value)):
            yield from objects(item, f"{path}/{at}")


def inside(table: Json, path: str) -> Json:
    """Return the object at a path."""
    return dict(objects(table))[f"/{path}" if path else ""]


def test_the_table_is_valid_by_the_schema(schema: Json, validate: Check, table: Json) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)

    validate(table)


def test_the_schema_is_formatted_as_by_the_json_module(artifacts: dict[str, str]) -> None:
    text = artifacts["actions.schema.json"]

    assert text == format_json(json.loads(text))


def test_every_property_of_the_schema_is_described(schema: Json) -> None:
    def described(value: Json) -> bool:
        return "description" in value or described(schema["$defs"][value["$ref"].split("/")[-1]])

    properties = [
        (path, key, value)
        for path, holder in objects(schema)
        for key, value in holder.get("properties", {}).items()
        if not path.endswith("/properties")
    ]

    assert len(properties) >= 40
    assert [(path, key) for path, key, value in properties if not described(value)] == []


def test_unknown_keys_are_accepted(validate: Check, table: Json) -> None:
    later = copy.deepcopy(table)
    maps = {
        *("Agent", "regular", "regular_dn", "spilled_cell", "durable", "users_guide"),
        *("doc", "Tenant", "AgentPlace", "CallWaitInbound", "NotMonitored"),
    }
    for path, holder in [*objects(later)]:
        is_map = path.endswith(("/ranks", "_names")) or maps & holder.keys()
        if not is_map:
            holder["something_new"] = 1

    validate(later)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("catalog/digest", "101b7a"),
        ("catalog/version", 1),
        ("catalog/release_inferred", None),
        ("modes", {}),
        ("object_classes/regular_dn/object_types", []),
        ("timings/durable/instantaneous", "no"),
        ("inferences/Spilled cell", {"title": "x", "description": "y"}),
        ("sources", {}),
        ("evidence_kinds/doc/inferred", "no"),
        ("object_types/Place/modes", []),
        ("known_names/Call Wait", {}),
        ("known_names/ACW/kind", "jargon"),
        ("known_names/ACW/sources", []),
        ("known_object_types/Tenant/evidence", None),
        ("object_type_spellings/AgentPlace/object_type", "a place"),
        ("statuses/LoggedOut/number", -1),
        ("statuses/LoggedOut/ranks", {"Agent": 0}),
        ("actions/0/meaning/confidence", "low"),
        ("catalog/source", "Users Guide"),
        ("actions/0/source", None),
        ("actions", []),
        ("actions/0/id", "Accepted"),
        ("actions/0/name", "accepted!"),
        ("actions/0/scope", ""),
        ("actions/0/object_types", ["Agent", "Agent"]),
        ("actions/0/timing", "lasting"),
        ("actions/0/restricted_cluster", 1),
        ("actions/0/inferred", [{"field": "timing"}]),
    ],
)
def test_the_schema_rejects_invalid_values(
    validate: Check, table: Json, path: str, value: object
) -> None:
    wrong = copy.deepcopy(table)
    parent, _, key = path.rpartition("/")
    inside(wrong, parent)[key] = value

    with pytest.raises(jsonschema.ValidationError):
        validate(wrong)


@pytest.mark.parametrize(
    "path",
    [
        *("", "catalog", "object_types/Place", "object_classes/regular_dn", "scopes/regular_dn"),
        *("evidence_kinds/doc", "known_names/ACW", "known_object_types/Tenant"),
        *("object_type_spellings/AgentPlace", "statuses/LoggedOut"),
        *("actions/0", "actions/0/meaning", "actions/0/meaning/sources/0"),
    ],
)
def test_missing_keys_are_rejected(validate: Check, table: Json, path: str) -> None:
    for key in inside(table, path).keys() - {"$schema"}:
        wrong = copy.deepcopy(table)
        del inside(wrong, path)[key]

        with pytest.raises(jsonschema.ValidationError, match=f"'{key}' is a required property"):
            validate(wrong)


# What a consumer reads first.


def test_the_readme_has_the_title_and_the_disclaimer(artifacts: dict[str, str]) -> None:
    readme = artifacts["README.md"]

    assert "Unofficial, not affiliated with or endorsed by Genesys." in readme
    assert f"Stat Server release: `{SPEC['catalog']['release']}` (inferred)" in readme
    assert f"version: `{SPEC['catalog']['version']}`" in readme
    linked = set(re.findall(r"\]\(([^)]+)\)", readme))
    assert linked - {"manifest.json"} == artifacts.keys() - {"README.md"}


def test_the_licence_is_that_of_the_repository(artifacts: dict[str, str], root: Path) -> None:
    assert artifacts["LICENSE"] == (root / "LICENSE").read_text(encoding="utf-8")
