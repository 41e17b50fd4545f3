"""The Markdown target: every page has the facts of the spec, and every link has a target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.action import action_id
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.snapshots import write_snapshot
from statserver_bindgen.rendering import targets
from statserver_bindgen.rendering.context import NOTICE
from statserver_bindgen.rendering.renderer import render
from statserver_bindgen.validation.specs import load_spec
from support import markdown_pages
from support.catalogs import VOCABULARY
from support.generated import FIXTURE
from support.lifecycles import RELEASES

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

Pages = dict[str, markdown_pages.Page]
Texts = list[tuple[str, str]]
Spec = dict[str, Any]
SPEC: Spec = yaml.safe_load(resources.spec().read_bytes())
CLASSES, TIMINGS = [*SPEC["object_classes"]], [*SPEC["timings"]]


(TARGET,) = targets.select(["markdown"], [resources.templates()])


def rendered(data: Spec) -> dict[str, str]:
    """Return the pages of the Markdown target for a spec's data, by path."""
    return {it.path: it.text for it in render(build_catalog(data), TARGET) if it.path != "LICENSE"}


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return rendered(SPEC)


@pytest.fixture(scope="module")
def read(sources: dict[str, str]) -> Pages:
    """Return the pages as a reader sees them."""
    return {path: markdown_pages.read(text) for path, text in sources.items()}


def sections(page: markdown_pages.Page) -> dict[str, Texts]:
    """Return the texts below each heading of the second level, up to the foot."""
    by_heading: dict[str, Texts] = {}
    below: Texts = []
    for holder, text in page.texts[:-1]:
        if holder == "h2":
            below = by_heading[text] = []
        else:
            below.append((holder, text))
    return by_heading


def label(row: Spec) -> str:
    """Return name and scope of a row as the guide prints them."""
    bracket = f" ({SPEC['scopes'][row['scope']]['title']})" if "scope" in row else ""
    return f"{row['name']}{bracket}"


# The whole table.


def test_the_table_has_the_columns_of_the_guide(read: Pages) -> None:
    legend, *pieces = read["table.md"].tables

    assert [row[0] for row in legend] == ["mark", "✓", "(✓) or (-)"]
    for head, *_ in pieces:
        assert [*head] == [
            *("action", "SS_c"),
            "Regular DN / SIP DN objects",
            "Agent / place media channels",
            "Mediation DN objects",
            *("Ixn-Related", "Durable", "Momentary", "Retrospective"),
        ]


def test_the_table_has_every_tick_of_the_spec(read: Pages) -> None:
    def mark(row: Spec, field: str, *, marked: bool) -> str:
        return "" if not marked else "(✓)" if field in row.get("inferred", {}) else "✓"

    _, *pieces = read["table.md"].tables
    rows = [[*row] for _, *piece in pieces for row in piece]

    assert rows == [
        [
            label(row),
            mark(row, "restricted_cluster", marked=row["restricted_cluster"]),
            *(mark(row, "object_class", marked=row["object_class"] == it) for it in CLASSES),
            mark(row, "interaction_related", marked=row["interaction_related"]),
            *(mark(row, "timing", marked=row["timing"] == it) for it in TIMINGS),
        ]
        for row in SPEC["actions"]
    ]
    inferred = sum(len(it.get("inferred", {})) for it in SPEC["actions"])
    assert sum(cell in {"(✓)", "(-)"} for row in rows for cell in row) == inferred > 0


def test_an_inferred_empty_cell_is_shown() -> None:
    row = next(row for row in SPEC["actions"] if "scope" not in row)
    unmarked = {"restricted_cluster": False, "inferred": {"restricted_cluster": "spilled_cell"}}
    guessed = {**row, **unmarked}

    page = markdown_pages.read(rendered({**SPEC, "actions": [guessed]})["table.md"])
    _, (_, cells) = page.tables

    assert cells[1] == "(-)"


def test_inferred_cells_are_listed_with_their_reason(read: Pages) -> None:
    section = sections(read["table.md"])["Inferred cells"]

    inferred = [f"{label(it)}: restricted_cluster" for it in SPEC["actions"] if "inferred" in it]
    reason = SPEC["inferences"]["spilled_cell"]
    assert section == [
        ("p", f"{reason['title']}. {reason['description']}"),
        *(("li", it) for it in inferred),
    ]


# Lists and entries.


def lists(page: markdown_pages.Page) -> dict[tuple[str, str], list[str]]:
    """Return the items of a page's lists by heading and title, after checking their counts."""
    listed: dict[tuple[str, str], list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for heading, texts in sections(page).items():
        key = (heading, "")
        for holder, text in texts:
            if holder == "p" and (counted := re.fullmatch(r"(.*) \((\d+)\)", text)):
                key = (heading, counted[1])
                listed[key], counts[key] = [], int(counted[2])
            elif key in listed:
                listed[key].append(text)
    assert {key: len(items) for key, items in listed.items()} == counts
    return listed


def rows_of(**values: str) -> list[Spec]:
    """Return the rows that have these values."""
    return [it for it in SPEC["actions"] if values.items() <= it.items()]


def labels(**values: str) -> list[str]:
    """Return the labels of the rows that have these values."""
    return [label(it) for it in rows_of(**values)]


def narrow_mark(row: Spec, letter: str, field: str) -> list[str]:
    """Return the mark of a fact in the narrow form, as a list with one mark or none."""
    shown = letter if row[field] else f"no {letter}"
    if field in row.get("inferred", {}):
        return [f"({shown})"]
    return [letter] if row[field] else []


def test_the_narrow_form_has_every_fact_of_the_table(read: Pages) -> None:
    """The object class and the timing of a row are those of its table."""
    tables = iter(read["object-classes.md"].tables)
    for key in CLASSES:
        for timing in TIMINGS:
            rows = rows_of(object_class=key, timing=timing)
            head, *cells = next(tables)
            assert head == ("action", "I, C")
            assert cells == [
                (
                    label(row),
                    " ".join(
                        narrow_mark(row, "I", "interaction_related")
                        + narrow_mark(row, "C", "restricted_cluster")
                    ),
                )
                for row in rows
            ]
    assert next(tables, None) is None


def test_the_narrow_form_shows_every_inferred_fact() -> None:
    row = next(row for row in SPEC["actions"] if "scope" not in row)
    fields = ("interaction_related", "restricted_cluster", "object_class", "timing")
    guessed = {
        **row,
        "interaction_related": False,
        "restricted_cluster": True,
        "inferred": dict.fromkeys(fields, "spilled_cell"),
    }
    page = markdown_pages.read(rendered({**SPEC, "actions": [guessed]})["object-classes.md"])
    assert page.tables[0][1] == (label(row), "(no I) (C) (class) (timing)")


def test_the_full_table_and_its_narrow_form_link_to_each_other(read: Pages) -> None:
    assert "object-classes.md" in read["table.md"].links
    assert "table.md" in read["object-classes.md"].links


def test_every_timing_lists_its_actions_by_object_class(read: Pages) -> None:
    assert lists(read["timings.md"]) == {
        (timing, SPEC["object_classes"][key]["title"]): labels(object_class=key, timing=timing)
        for timing in TIMINGS
        for key in CLASSES
    }


def page_of(object_type: str) -> str:
    """Return the path of the page of an object type."""
    parts = re.findall(r"[A-Z]{2,}|[A-Z][a-z]*", object_type)
    return f"object-type-{'-'.join(it.lower() for it in parts)}.md"


def meaning_of(row: Spec) -> str:
    """Return the meaning of a row as readers see it."""
    meaning = row.get("meaning", {"confidence": "low"})
    if meaning["confidence"] == "low":
        return "The meaning is not documented."
    text: str = meaning["text"]
    if SPEC["evidence_kinds"][meaning["evidence"]]["inferred"]:
        first, _, rest = text.partition(" ")
        names = {it["name"] for it in SPEC["actions"]}
        return f"Presumably: {first if first in names else first[0].lower() + first[1:]} {rest}"
    return text


@pytest.mark.parametrize("object_type", SPEC["object_types"])
def test_every_object_type_lists_its_actions_with_their_facts(
    read: Pages, object_type: str
) -> None:
    has_clusters = "restricted_cluster" in SPEC["object_types"][object_type].get(
        "modes", SPEC["modes"]
    )

    def item(row: Spec) -> str:
        notes = ["interaction-related"] if row["interaction_related"] else []
        if row["restricted_cluster"] and has_clusters:
            notes.append("restricted cluster mode")
        if "inferred" in row:
            notes.append(f"inferred: {', '.join(row['inferred'])}")
        brackets = f" ({'; '.join(notes)})" if notes else ""
        return f"{label(row)}{brackets}: {meaning_of(row)}"

    page = read[page_of(object_type)]
    classes = {key: entry["object_types"] for key, entry in SPEC["object_classes"].items()}
    listed = lists(page)
    assert {key: items for key, items in listed.items() if items} == {
        (key, SPEC["timings"][timing]["title"]): [*map(item, rows)]
        for key, types in classes.items()
        for timing in TIMINGS
        if object_type in types and (rows := rows_of(object_class=key, timing=timing))
    }
    actions = sum(len(it) for it in listed.values())
    assert ("li", f"Actions: {actions}") in page.texts
    assert page.headings[0] == ("h1", object_type)


def test_a_page_of_an_object_type_has_its_other_spellings(read: Pages) -> None:
    all_spellings = SPEC["object_type_spellings"].items()
    spellings = [key for key, entry in all_spellings if entry["object_type"] == "Place"]
    assert ("li", f"Other spellings: {', '.join(spellings)}") in read["object-type-place.md"].texts
    assert spellings


@pytest.mark.parametrize("object_type", SPEC["object_types"])
def test_a_page_of_an_object_type_has_its_statuses(read: Pages, object_type: str) -> None:
    section = sections(read[page_of(object_type)])["Statuses on this object type"]
    shown = [text for holder, text in section if holder == "li"]
    assert shown == [
        f"{name}: number {status['number']}, rank {rank or 'not known'}"
        for name, status in SPEC["statuses"].items()
        for rank in [status["ranks"].get(object_type)]
        if rank is not None or object_type in status.get("unranked", ())
    ]
    assert shown or ("p", "None.") in section


def test_the_first_page_links_to_every_page(read: Pages) -> None:
    assert {*read["README.md"].links} >= read.keys() - {"README.md"}


def restricted_cluster(row: Spec) -> str:
    """Return whether an action works in restricted cluster mode, and where if not everywhere."""
    if not row["restricted_cluster"]:
        return "no"
    types: list[str] = SPEC["object_classes"][row["object_class"]]["object_types"]
    modes = {key: it.get("modes", SPEC["modes"]) for key, it in SPEC["object_types"].items()}
    supported = [it for it in types if "restricted_cluster" in modes[it]]
    return "yes" if supported == types else f"yes, on {', '.join(supported)}"


def test_every_action_has_an_entry_headed_by_its_id_with_its_facts(read: Pages) -> None:
    entries = sections(read["actions.md"])
    rows = {action_id(it["name"], it.get("scope")): it for it in SPEC["actions"]}

    assert sorted(entries) == sorted(rows)
    for key, (printed, meaning, *items) in entries.items():
        row = rows[key]
        facts = dict(text.split(": ", maxsplit=1) for _, text in items)
        object_class, timing = (
            SPEC["object_classes"][row["object_class"]],
            SPEC["timings"][row["timing"]],
        )
        assert printed == ("p", f"As the guide prints it: {label(row)}")
        assert meaning[0] == "p"
        assert facts["In a mask"] == row["name"]
        assert facts["Object class"] == object_class["title"]
        assert facts["Object types"] == ", ".join(object_class["object_types"])
        assert facts["Timing"].split(", ") == [
            timing["title"],
            *["instantaneous"] * timing["instantaneous"],
        ]
        assert facts["Interaction-related"] == ("yes" if row["interaction_related"] else "no")
        assert facts["Restricted cluster mode"] == restricted_cluster(row)
        assert ("Inferred, not legible in the source" in facts) == ("inferred" in row)
        assert ("Other rows with this name" in facts) == ("scope" in row)


def test_entries_link_to_the_other_rows_with_their_name() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    assert (
        "- Other rows with this name: [CALL_ANSWERED_REGULAR_DN](#call_answered_regular_dn), "
        "[CALL_ANSWERED_VIRTUAL_QUEUE](#call_answered_virtual_queue)\n"
    ) in pages["actions.md"]


def test_an_entry_has_the_meaning_and_its_evidence() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    entries = sections(markdown_pages.read(pages["actions.md"]))

    assert entries["CALL_WAIT"][1:3] == [
        ("p", "Lasts while a call waits at a queue or route point."),
        ("li", "Evidence of the meaning: Documentation: Release note"),
    ]
    meaning, evidence = entries["HANDLING_INBOUND"][1:3]
    assert meaning[1] == (
        "Presumably: lasts while an agent or place works on an inbound interaction."
    )
    assert evidence[1] == (
        "Evidence of the meaning: Name and columns: Stat Server User's Guide "
        "(name and columns of the row); Release note"
    )


def test_an_inferred_meaning_keeps_the_name_at_its_start() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    entries = sections(markdown_pages.read(pages["actions.md"]))

    assert entries["CALL_ENTERED"][1] == (
        "p",
        "Presumably: CallWait begins at the moment of this action.",
    )


@pytest.mark.parametrize("action", ["ACTIVE", "CALL_ABANDONED"])
def test_an_action_with_low_confidence_or_no_meaning_is_not_documented(action: str) -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    entries = sections(markdown_pages.read(pages["actions.md"]))

    assert entries[action][1] == ("p", "The meaning is not documented.")
    assert not any(text.startswith("Evidence") for _, text in entries[action])


# Statuses, and names outside the table.


def test_the_page_of_statuses_has_numbers_ranks_and_evidence() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    ranks, evidence = markdown_pages.read(pages["statuses.md"]).tables

    (head, *rows) = ranks
    cells = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert cells["LoggedOut"]["number"] == "23"
    assert (cells["LoggedOut"]["Agent"], cells["LoggedOut"]["RegDN"]) == ("8", "")
    assert (cells["NotMonitored"]["Queue"], cells["NotMonitored"]["GroupQueues"]) == ("1", "")
    assert cells["CallDialing"]["Agent"] == "not known"
    assert ("LoggedOut", "Programs and files", "Release note (never the status of a DN)") in (
        evidence
    )


def test_the_page_of_known_names_has_kind_actions_and_evidence() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))
    names, types, spellings = markdown_pages.read(pages["known-names.md"]).tables

    assert {
        ("CallWaitInbound", "per-call-type variant", "CallWait", "Documentation", "Release note"),
        ("Routable", "later release, 8.5.1", "", "Documentation", "Release note"),
        ("Login", "everyday word", "AgentLogin, LoggedIn", "Inferred", "Release note"),
    } <= {*names}
    assert types[1] == (
        *("Tenant", "One tenant of the contact center.", "Documentation"),
        "Release note (a list)",
    )
    assert ("AgentPlace", "Place", "Programs and files", "Release note") in spellings


def test_the_table_names_the_object_types_without_restricted_cluster_mode() -> None:
    pages = rendered(yaml.safe_load(FIXTURE.read_bytes()))

    assert (
        "In restricted cluster mode, no action occurs on `Place`: Stat Server does not support it "
        "there. Source: Release note.\n"
    ) in pages["table.md"]
    assert "`GroupPlaces`" not in pages["table.md"]


def test_a_catalog_without_facts_from_outside_the_table_has_empty_pages() -> None:
    data = yaml.safe_load(FIXTURE.read_bytes())
    for section in ("known_names", "known_object_types", "object_type_spellings", "statuses"):
        del data[section]
    pages = rendered(data)

    assert pages["statuses.md"].count("\nNone.\n") == 1
    assert pages["known-names.md"].count("\nNone.\n") == 3


# The first page.


def test_the_first_page_counts_the_rows(read: Pages) -> None:
    counts = next(it for it in read["README.md"].tables if it[0][-1] == "all")

    assert [[int(cell) for cell in row[1:]] for row in counts[1:]] == [
        *(
            [
                *(len(labels(object_class=key, timing=it)) for it in TIMINGS),
                len(labels(object_class=key)),
            ]
            for key in CLASSES
        ),
        [*(len(labels(timing=it)) for it in TIMINGS), len(SPEC["actions"])],
    ]
    related = sum(it["interaction_related"] for it in SPEC["actions"])
    restricted = sum(it["restricted_cluster"] for it in SPEC["actions"])
    shown = " ".join(text for _, text in read["README.md"].texts)
    assert f"{related} are interaction-related. {restricted} work in restricted" in shown
    rows, names = len(SPEC["actions"]), len({it["name"] for it in SPEC["actions"]})
    assert f"The {rows} actions of Genesys Stat Server, under {names} action names" in shown


def test_the_first_page_shows_inferred_facts_of_the_catalog(read: Pages) -> None:
    texts = read["README.md"].texts
    reason = SPEC["inferences"]["published_list"]["description"]
    assert ("li", f"Stat Server release: {SPEC['catalog']['release']} (inferred)") in texts
    assert ("p", f"The release is inferred. {reason}") in texts


def test_the_first_page_mentions_other_interactions(read: Pages) -> None:
    shown = " ".join(text for _, text in read["README.md"].texts)
    assert re.search("names refer to calls.*chats, e-mails and other interactions", shown)


def test_the_first_page_describes_the_whole_vocabulary(read: Pages) -> None:
    cells = {cell for table in read["README.md"].tables for row in table for cell in row}

    for section in VOCABULARY:
        assert {it["description"] for it in SPEC[section].values()} <= cells


# Every page.


def test_every_link_has_an_anchor(read: Pages) -> None:
    assert markdown_pages.dead_links(read) == []


def test_every_page_has_the_disclaimer_and_no_raw_html(
    sources: dict[str, str],
) -> None:
    for page in sources.values():
        assert page.endswith(
            f"\n---\n\nUnofficial, not affiliated with or endorsed by Genesys. {NOTICE}\n"
        )
        assert "<" not in page


def test_the_licence_is_that_of_the_repository(root: Path) -> None:
    ours = (resources.templates() / "markdown" / "LICENSE").read_bytes()

    assert ours == (root / "LICENSE").read_bytes()


# The lifecycle of rows.


def test_a_deprecated_action_is_struck_through_and_names_its_replacement() -> None:
    pages = rendered(RELEASES[2])

    assert "- ~~[CallHeld](actions.md#call_held)~~" in pages["timings.md"].splitlines()
    assert (
        "Deprecated since version 1.2.0: The guide uses another name. "
        "Use [CallOnHold](#call_on_hold) instead."
    ) in pages["actions.md"]


def test_links_to_former_and_removed_ids_lead_to_an_explanation() -> None:
    page = markdown_pages.read(rendered(RELEASES[-1])["actions.md"])

    assert {"call_held", "call_lost", "call_in_queue", "call_wait"} <= page.anchors
    assert ("p", "CallInQueue is now CallQueued.") in page.texts


# Changes


@pytest.fixture
def released(tmp_path: Path) -> str:
    """Return the page of changes of the newest of five releases, four of which have a snapshot."""
    spec = tmp_path / "actions.yaml"
    spec.write_text(yaml.safe_dump(RELEASES[-1], sort_keys=False), "utf-8")
    (tmp_path / "releases").mkdir()
    for data in RELEASES[:-1]:
        file = tmp_path / "releases" / f"{data['catalog']['version']}.json"
        file.write_bytes(write_snapshot(data, {}))
    return changes_page(load_spec(spec, dict).catalog)


def changes_page(catalog: Catalog | None) -> str:
    assert catalog is not None
    return next(it.text for it in render(catalog, TARGET) if it.path == "CHANGELOG.md")


def test_the_page_of_changes_lists_the_releases_from_the_newest_one(released: str) -> None:
    page = markdown_pages.read(released)
    assert [text for kind, text in page.texts if kind == "h2"] == [
        *("2.0.0", "1.3.0", "1.2.0", "1.1.0", "1.0.0")
    ]


def test_the_page_of_changes_has_the_changes_of_each_release(released: str) -> None:
    _, newest, before, _, oldest, _ = released.split("\n## ")
    assert newest.count("\n- ") == 2
    assert (
        "\n**Breaking changes**\n\n"
        "- `CALL_HELD`: deprecated action removed. Stop using CALL_HELD. Use CALL_ON_HOLD "
        "instead.\n"
    ) in newest
    assert before.count("\n- ") == 3
    assert "- `CALL_WAIT_MEDIATION_DN`: renamed from CallWait." in before
    assert "\n**New**\n\n- `CALL_TREATED`: action added." in oldest


def test_the_page_of_changes_is_the_same_with_the_snapshot_of_the_release(
    tmp_path: Path, released: str
) -> None:
    file = tmp_path / "releases" / "2.0.0.json"
    file.write_bytes(write_snapshot(RELEASES[-1], {"markdown/CHANGELOG.md": "0" * 64}))
    assert changes_page(load_spec(tmp_path / "actions.yaml", dict).catalog) == released


def test_without_releases_the_page_of_changes_begins_with_the_version(
    sources: dict[str, str],
) -> None:
    version = SPEC["catalog"]["version"]
    _, section = sources["CHANGELOG.md"].split("\n## ")
    assert section.startswith(f"{version}\n\nThe changelog begins with this version.\n")
