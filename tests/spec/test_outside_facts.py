"""Facts from outside the table: what the catalog makes of them, and where readers find meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_parser import ParsedMask
from support.generated import FIXTURE, loaded, rendered
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog


def data() -> dict[str, Any]:
    """Return the data of the fixture catalog."""
    spec: dict[str, Any] = yaml.safe_load(FIXTURE.read_bytes())
    return spec


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return loaded(data())


def action(catalog: Catalog, key: str) -> Action:
    """Return the row with an id."""
    return next(it for it in catalog.actions if it.id == key)


# Meanings.


@pytest.mark.parametrize(
    ("key", "explanation"),
    [
        (
            "CALL_WAIT",
            (
                "Lasts while a call waits at a queue or route point. "
                "Evidence: Documentation (Release note)."
            ),
        ),
        (
            "HANDLING_INBOUND",
            (
                "Presumably: lasts while an agent or place works on an inbound interaction. "
                "Evidence: Name and columns (Stat Server User's Guide; Release note)."
            ),
        ),
        (
            "CALL_ENTERED",
            (
                "Presumably: CallWait begins at the moment of this action. "
                "Evidence: Inferred (Release note)."
            ),
        ),
        ("ACTIVE", "The meaning is not documented."),  # its confidence is low
        ("CALL_ABANDONED", "The meaning is not documented."),  # it has none
    ],
)
def test_explanation_is_the_meaning_with_its_evidence(
    catalog: Catalog, key: str, explanation: str
) -> None:
    assert action(catalog, key).explanation == explanation


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Lasts for a time.", "Presumably: lasts for a time."),
        ("A call waits.", "Presumably: a call waits."),
        ("DN of a call.", "Presumably: DN of a call."),
        ("AfterCallWork ends.", "Presumably: AfterCallWork ends."),
        ("Handling begins.", "Presumably: Handling begins."),  # an action name
        ("Stat Server starts.", "Presumably: Stat Server starts."),
    ],
)
def test_inferred_meaning_begins_with_a_small_letter_unless_with_a_name(
    text: str, sentence: str
) -> None:
    changed = data()
    row = next(it for it in changed["actions"] if it["name"] == "HandlingInbound")
    row["meaning"]["text"] = text

    meaning = action(loaded(changed), "HANDLING_INBOUND").meaning

    assert meaning is not None
    assert meaning.is_inferred
    assert meaning.sentence == sentence


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("python", "src/statserver_actions/_action.py"),
        ("python", "src/statserver_actions/_action_name.py"),
        ("typescript", "src/actions.ts"),
    ],
)
def test_documentation_of_a_symbol_has_the_meaning(
    catalog: Catalog, target: str, path: str
) -> None:
    documentation = " ".join(rendered(catalog, target)[path].replace("*", "").split())

    for row in catalog.actions:
        if row.scope is None:
            assert row.explanation in documentation, row.id


def test_rows_of_typescript_have_no_property_for_the_meaning(catalog: Catalog) -> None:
    lines = rendered(catalog, "typescript")["src/actions.ts"].splitlines()

    assert not any("waits at a queue" in it for it in lines if not it.startswith(" *"))


def test_a_kind_of_evidence_lists_its_rows(catalog: Catalog) -> None:
    kinds = {it.id: it for it in catalog.evidence_kinds}

    assert [it.id for it in catalog.actions_of(kinds["name"])] == ["ACTIVE", "HANDLING_INBOUND"]
    assert [it.id for it in catalog.actions_of(kinds["infer"])] == ["CALL_ENTERED"]


# Modes of object types.


def test_object_types_have_all_modes_unless_the_spec_lists_them(catalog: Catalog) -> None:
    modes = {it.id: [mode.id for mode in it.modes] for it in catalog.object_types}

    assert modes.pop("Place") == ["regular"]
    assert {*map(tuple, modes.values())} == {("regular", "restricted_cluster")}


@pytest.mark.parametrize(
    ("key", "object_type", "mode", "occurs"),
    [
        ("OFF_HOOK", "Place", None, True),
        ("OFF_HOOK", "Place", "regular", True),
        ("OFF_HOOK", "Place", "restricted_cluster", False),
        ("OFF_HOOK", "GroupPlaces", "restricted_cluster", True),
        ("OFF_HOOK", "Queue", None, False),
        ("OFF_HOOK", "Queue", "regular", False),
        ("ACCEPTED", "Agent", "regular", True),
        ("ACCEPTED", "Agent", "restricted_cluster", False),
    ],
)
def test_an_action_occurs_where_row_and_object_type_have_the_mode(
    catalog: Catalog, key: str, object_type: str, mode: str | None, *, occurs: bool
) -> None:
    types = {it.id: it for it in catalog.object_types}

    assert action(catalog, key).occurs_on(types[object_type], mode) is occurs


def test_object_types_in_restricted_cluster_mode_are_those_that_support_it(
    catalog: Catalog,
) -> None:
    def types_of(key: str) -> list[str]:
        return [it.id for it in action(catalog, key).restricted_cluster_object_types]

    assert types_of("OFF_HOOK") == ["Agent", "GroupAgents", "GroupPlaces", "RegDN"]
    assert types_of("ACCEPTED") == []


# Names, statuses and provenance.


def test_a_known_name_has_kind_actions_and_release(catalog: Catalog) -> None:
    names = {it.name: it for it in catalog.known_names}

    assert (names["Login"].kind, names["Login"].actions) == (
        "everyday_word",
        ("AgentLogin", "LoggedIn"),
    )
    assert (names["Routable"].release, names["CallOutboundReceived"].release) == ("8.5.1", None)


def test_every_shipped_known_name_suggests_only_a_name_of_the_same_action() -> None:
    index = CatalogIndex(shipped_catalog())
    assert index.catalog.known_names

    for known_name in index.catalog.known_names:
        (problem,) = ParsedMask(index, known_name.name).problems
        is_one_action = known_name.kind in {"everyday_word", "other_name"}
        if is_one_action and len(known_name.actions) == 1:
            assert problem.suggestion == known_name.actions[0]
        else:
            assert problem.suggestion is None


def test_a_status_has_a_rank_only_where_an_order_is_documented(catalog: Catalog) -> None:
    statuses = {it.name: it for it in catalog.statuses}

    assert statuses["LoggedOut"].rank_on("Agent") == 8
    assert statuses["LoggedOut"].rank_on("RegDN") is None
    assert statuses["CallDialing"].ranks == ()
    assert statuses["CallDialing"].unranked == ("Agent", "RegDN")


def test_provenance_names_the_evidence_and_the_sources(catalog: Catalog) -> None:
    (status,) = (it for it in catalog.statuses if it.name == "OffHook")

    assert status.provenance == "Programs and files (Release note)"
    assert [it.source.id for it in status.sources] == ["release_note"]


def test_a_whole_number_with_a_fraction_of_zero_is_an_integer() -> None:
    changed = data()
    changed["statuses"]["OffHook"] |= {"number": 5.0, "ranks": {"Agent": 4.0}}

    (status,) = (it for it in build_catalog(changed).statuses if it.name == "OffHook")

    assert (repr(status.number), repr(status.rank_on("Agent"))) == ("5", "4")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("actions", 0, "meaning", "text"), "Another sentence."),
        (("known_names", "ACW", "evidence"), "code"),
        (("known_object_types", "Tenant", "description"), "Another text."),
        (("object_type_spellings", "AgentPlace", "object_type"), "Agent"),
        (("statuses", "LoggedOut", "number"), 24),
        (("object_types", "Place", "source"), "users_guide"),
    ],
)
def test_the_digest_of_the_catalog_covers_every_fact(
    catalog: Catalog, path: tuple[str | int, ...], value: object
) -> None:
    changed = data()
    *parents, key = path
    entry: Any = changed
    for parent in parents:
        entry = entry[parent]
    assert entry[key] != value
    entry[key] = value

    assert build_catalog(changed).digest != catalog.digest


def test_a_catalog_without_facts_from_outside_the_table_is_valid() -> None:
    changed = data()
    for section in ("known_names", "known_object_types", "object_type_spellings", "statuses"):
        del changed[section]
    del changed["evidence_kinds"]
    for key in ("modes", "source"):
        del changed["object_types"]["Place"][key]
    for row in changed["actions"]:
        row.pop("meaning", None)

    catalog = loaded(changed)

    assert (catalog.evidence_kinds, catalog.known_names, catalog.statuses) == ((), (), ())
    assert (catalog.known_object_types, catalog.object_type_spellings) == ((), ())
