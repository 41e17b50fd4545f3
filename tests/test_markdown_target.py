"""The Markdown target: every page says what the spec says, and every link ends."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings

from catalogs import specs
from statserver_bindgen import model, resources
from statserver_bindgen.rendering import targets
from statserver_bindgen.rendering.context import NOTICE
from statserver_bindgen.rendering.render import render

if TYPE_CHECKING:
    from pathlib import Path

Pages = dict[str, str]
Spec = dict[str, Any]
SPEC: Spec = yaml.safe_load(resources.spec().read_bytes())
CLASSES, TIMINGS = [*SPEC["object_classes"]], [*SPEC["timings"]]


(TARGET,) = targets.choose(["markdown"], [resources.templates()])


def rendered(data: Spec) -> Pages:
    """Return the pages of the Markdown target for a spec's data, by path."""
    return {it.path: it.text for it in render(model.build(data), TARGET) if it.path != "LICENSE"}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return rendered(SPEC)


# How a code host reads a page.


def tables(page: str) -> list[list[list[str]]]:
    """Return the tables of a page: rows of cells, the line below the head left out."""
    blocks = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
    cells = [[re.split(r"(?<!\\)\|", it)[1:-1] for it in block.splitlines()] for block in blocks]
    return [[[it.strip() for it in row] for row in (table[0], *table[2:])] for table in cells]


def shown(markdown: str) -> str:
    """Return what a reader sees of inline Markdown."""
    text = re.sub(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"\\(.)|[`*]", r"\1", text)


def without_escapes(markdown: str) -> str:
    """Return Markdown in which every mark that is left counts."""
    return re.sub(r"\\.|`[^`\n]+`", "x", markdown)


def anchors(page: str) -> set[str]:
    """Return the anchors that a code host gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    slugs = [re.sub(r"[^\w\- ]", "", shown(it).lower()).replace(" ", "-") for it in headings]
    seen = Counter[str]()
    for at, slug in enumerate(slugs):
        seen[slug] += 1
        if seen[slug] > 1:
            slugs[at] = f"{slug}-{seen[slug] - 1}"
    return {*slugs}


def dead_links(pages: Pages) -> list[tuple[str, str]]:
    """Return each link that ends nowhere, with the page that it stands on."""
    known = {path: anchors(page) for path, page in pages.items()}
    links = [
        (path, *it)
        for path, page in pages.items()
        for it in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", without_escapes(page))
    ]
    return [
        (path, f"{file}#{anchor}")
        for path, file, anchor in links
        if (file or path) not in known or (anchor and anchor not in known[file or path])
    ]


def label(row: Spec) -> str:
    """Return name and scope of a row as the guide prints them."""
    bracket = f" ({SPEC['scopes'][row['scope']]['title']})" if "scope" in row else ""
    return f"{row['name']}{bracket}"


# The whole table.


def test_the_table_has_the_columns_of_the_guide(pages: Pages) -> None:
    legend, *pieces = tables(pages["table.md"])

    assert [shown(row[0]) for row in legend] == ["mark", "✓", "(✓) or (-)"]
    for head, *_ in pieces:
        assert head == [
            *("action", "SS_c"),
            "Regular DN / SIP DN objects",
            "Agent / place media channels",
            "Mediation DN objects",
            *("Ixn-Related", "Durable", "Momentary", "Retrospective"),
        ]


def test_the_table_has_every_mark_of_the_spec(pages: Pages) -> None:
    def mark(row: Spec, field: str, *, marked: bool) -> str:
        return "" if not marked else "(✓)" if field in row.get("inferred", {}) else "✓"

    _, *pieces = tables(pages["table.md"])
    rows = [[shown(cell) for cell in row] for _, *piece in pieces for row in piece]

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
    assert sum(cell == "(✓)" for row in rows for cell in row) == 4


def test_a_cell_that_is_believed_to_be_empty_is_told_from_an_empty_one() -> None:
    guessed = {**SPEC["actions"][0], "inferred": {"restricted_cluster": "spilled_cell"}}

    _, (_, row) = tables(rendered({**SPEC, "actions": [guessed]})["table.md"])

    assert row[1] == "(-)"


def test_inferred_cells_are_listed_with_their_reason(pages: Pages) -> None:
    _, _, section = pages["table.md"].partition("## Inferred cells")
    listed = [shown(it) for it in re.findall(r"^- (.*)$", section, re.MULTILINE)]

    inferred = [it for it in SPEC["actions"] if "inferred" in it]
    assert listed == [f"{label(it)}: restricted_cluster" for it in inferred]
    assert shown(section).count(SPEC["inferences"]["spilled_cell"]["description"]) == 1


# Lists and entries.


def lists(page: str) -> dict[tuple[str, str], list[str]]:
    """Return what a page lists, by heading and bold title, whose count holds."""
    found: dict[tuple[str, str], list[str]] = {}
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        for title, count, items in re.findall(
            r"^\*\*(.*)\*\* \((\d+)\)\n\n((?:- .*\n)*)", section, re.MULTILINE
        ):
            found[heading, title] = [shown(it) for it in re.findall(r"- (.*)\n", items)]
            assert len(found[heading, title]) == int(count)
    return found


def labels(**wanted: str) -> list[str]:
    """Return the labels of the rows that have these values."""
    return [label(it) for it in SPEC["actions"] if wanted.items() <= it.items()]


def test_every_object_class_lists_its_actions_by_timing(pages: Pages) -> None:
    assert lists(pages["object-classes.md"]) == {
        (key, SPEC["timings"][timing]["title"]): labels(object_class=key, timing=timing)
        for key in CLASSES
        for timing in TIMINGS
    }


def test_every_timing_lists_its_actions_by_object_class(pages: Pages) -> None:
    assert lists(pages["timings.md"]) == {
        (timing, SPEC["object_classes"][key]["title"]): labels(object_class=key, timing=timing)
        for timing in TIMINGS
        for key in CLASSES
    }


def test_every_action_has_an_entry_headed_by_its_id_with_its_facts(pages: Pages) -> None:
    entries = re.split(r"^## ", pages["actions.md"].partition("\n---\n")[0], flags=re.MULTILINE)[1:]

    assert len(entries) == 129
    for row, entry in zip(SPEC["actions"], entries, strict=True):
        heading, _, *lines = entry.splitlines()
        facts = dict(re.findall(r"^- ([^:]*): (.*)$", shown(entry), re.MULTILINE))
        object_class, timing = (
            SPEC["object_classes"][row["object_class"]],
            SPEC["timings"][row["timing"]],
        )
        assert heading == model.action_id(row["name"], row.get("scope"))
        assert shown(lines[0]) == f"As the guide prints it: {label(row)}"
        assert facts["In a mask"] == row["name"]
        assert facts["Object class"] == object_class["title"]
        assert facts["Object types"] == ", ".join(object_class["object_types"])
        assert facts["Timing"].split(", ") == [
            timing["title"],
            *["instantaneous"] * timing["instantaneous"],
        ]
        assert facts["Interaction-related"] == ("yes" if row["interaction_related"] else "no")
        assert facts["Restricted cluster mode"] == ("yes" if row["restricted_cluster"] else "no")
        assert ("Inferred, not legible in the source" in facts) == ("inferred" in row)
        assert ("Other rows of the name" in facts) == ("scope" in row)


def test_entries_of_one_name_lead_to_each_other(pages: Pages) -> None:
    assert (
        "- Other rows of the name: [CALL_ANSWERED_REGULAR_DN](#call_answered_regular_dn), "
        "[CALL_ANSWERED_VIRTUAL_QUEUE](#call_answered_virtual_queue)\n"
    ) in pages["actions.md"]


# The first page.


def test_the_first_page_counts_the_rows(pages: Pages) -> None:
    counts = next(it for it in tables(pages["README.md"]) if it[0][-1] == "all")

    assert [[int(cell) for cell in row[1:]] for row in counts[1:]] == [
        *(
            [
                *(len(labels(object_class=key, timing=it)) for it in TIMINGS),
                len(labels(object_class=key)),
            ]
            for key in CLASSES
        ),
        [*(len(labels(timing=it)) for it in TIMINGS), 129],
    ]
    related = sum(it["interaction_related"] for it in SPEC["actions"])
    restricted = sum(it["restricted_cluster"] for it in SPEC["actions"])
    assert f"{related} are interaction-related. {restricted} work in" in pages["README.md"]
    assert (
        "The 129 actions that Genesys Stat Server counts by, under 117 action names"
        in (pages["README.md"])
    )


def test_the_first_page_shows_what_is_inferred_of_the_catalog(pages: Pages) -> None:
    assert "- Stat Server release: `8.5.0` (inferred)\n" in pages["README.md"]
    assert SPEC["inferences"]["published_list"]["description"] in pages["README.md"]


def test_the_first_page_says_that_calls_stand_for_other_interactions(pages: Pages) -> None:
    assert re.search(
        r"names speak of calls.*chats, e-mails and other\s", pages["README.md"], re.DOTALL
    )


def test_the_first_page_explains_every_word_of_the_vocabulary(pages: Pages) -> None:
    cells = {shown(cell) for table in tables(pages["README.md"]) for row in table for cell in row}

    for section in ("modes", "object_types", "object_classes", "scopes", "timings", "inferences"):
        assert {it["description"] for it in SPEC[section].values()} <= cells


# Every page.


def test_every_link_ends_where_a_code_host_has_an_anchor(pages: Pages) -> None:
    assert dead_links(pages) == []


def test_every_page_says_that_it_is_unofficial_and_generated_without_raw_html(pages: Pages) -> None:
    for page in pages.values():
        assert page.endswith(
            f"\n---\n\nUnofficial, not affiliated with or endorsed by Genesys. {NOTICE}\n"
        )
        assert "<" not in page


def test_the_licence_is_that_of_the_repository(root: Path) -> None:
    ours = (resources.templates() / "markdown" / "LICENSE").read_bytes()

    assert ours == (root / "LICENSE").read_bytes()


@settings(max_examples=30, deadline=None)
@given(specs())
def test_no_text_of_any_catalog_breaks_links_tables_or_pages(data: Spec) -> None:
    pages = rendered(data)

    assert dead_links(pages) == []
    for page in pages.values():
        assert not re.search(r"[<>|]", re.sub(r"(?m)^\|.*\|$", "", without_escapes(page)))
        assert page.count("\n---\n") == 1
        for table in tables(page):
            assert len({len(row) for row in table}) == 1
    assert len(re.findall(r"^## ", pages["actions.md"], re.MULTILINE)) == len(data["actions"])
