"""Every count on the pages of Markdown is computed: it follows the catalog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from statserver_bindgen import resources
from support.generated import loaded, rendered
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((resources.templates() / "markdown").glob("*.j2"))
NUMBER = re.compile(
    r"\b(?:[0-9]+|zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)\b",
    re.IGNORECASE,
)
# What is not a count: code, and the rank that is the lowest in every order.
_CODE = re.compile(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^```.*?^```|`[^`\n]*`", re.MULTILINE)
_LOWEST_RANK = "Rank 1 is the lowest"


def literal_numbers(text: str) -> list[str]:
    """Return the numbers in the prose of a template."""
    return NUMBER.findall(_CODE.sub("", text).replace(_LOWEST_RANK, ""))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda it: "/".join(it.parts[-2:]))
def test_no_template_has_a_count_in_its_prose(path: Path) -> None:
    assert literal_numbers(path.read_text("utf-8")) == []


def test_a_count_in_prose_is_noticed() -> None:
    assert literal_numbers("The 129 actions under `117` {{ names }} have two rows.") == [
        "129",
        "two",
    ]


Row = dict[str, Any]


def rows_of(data: dict[str, Any], **values: object) -> int:
    """Return how many rows of the table have these values."""
    rows: list[Row] = [it for it in data["actions"] if "removed" not in it]
    return sum(values.items() <= it.items() for it in rows)


def counted_lists(text: str) -> list[tuple[int, int]]:
    """Return each count in brackets after a title, with the number of items or rows below it."""
    counts: list[tuple[int, int]] = []
    for block in re.split(r"\n(?=\*\*.*\*\* \([0-9]+\)\n)", text)[1:]:
        title, *lines = block.partition("\n#")[0].partition("\n---")[0].splitlines()
        items = [it for it in lines if re.match(r"(- |\| )(~~)?\[", it)]
        counts.append((int(title.rpartition("(")[2][:-1]), len(items)))
    return counts


@settings(max_examples=30)
@given(lifecycles())
def test_a_count_after_a_title_is_the_length_of_its_list(data: dict[str, Any]) -> None:
    pages = rendered(loaded(data), "markdown")
    types = [it for it in pages if it.startswith("object-type-")]
    for path in ("object-classes.md", "timings.md", *types):
        assert [it for it in counted_lists(pages[path]) if it[0] != it[1]] == []
    every = sum(count for count, _ in counted_lists(pages["object-classes.md"]))
    assert every == sum(count for count, _ in counted_lists(pages["timings.md"])) == rows_of(data)


def counts_of_lines(text: str) -> list[int]:
    """Return the counts on lines such as `- Actions: 65`, or in `… Actions: 43.`."""
    return [int(it) for it in re.findall(r"(?m)\bActions: ([0-9]+)\.?$", text)]


@settings(max_examples=30)
@given(lifecycles())
def test_the_counts_of_the_vocabulary_are_those_of_the_rows(data: dict[str, Any]) -> None:
    pages = rendered(loaded(data), "markdown")
    classes, timings = data["object_classes"], data["timings"]
    of_class = {it: rows_of(data, object_class=it) for it in classes}
    assert counts_of_lines(pages["object-classes.md"]) == [*of_class.values()]
    assert counts_of_lines(pages["timings.md"]) == [rows_of(data, timing=it) for it in timings]
    of_types = [
        sum(of_class[it] for it, entry in classes.items() if name in entry["object_types"])
        for name in data["object_types"]
    ]
    on_types = [counts_of_lines(pages[it]) for it in pages if it.startswith("object-type-")]
    assert sorted(on_types) == sorted([it] for it in of_types)


@settings(max_examples=30)
@given(lifecycles())
def test_the_counts_of_the_first_page_follow_the_catalog(data: dict[str, Any]) -> None:
    text = rendered(loaded(data), "markdown")["README.md"]
    names = [it["name"] for it in data["actions"] if "removed" not in it]

    assert f"\nThe {len(names)} actions of Genesys Stat Server, under {len({*names})} " in text
    assert (
        f"\n{rows_of(data, interaction_related=True)} are interaction-related. "
        f"{rows_of(data, restricted_cluster=True)} work in restricted cluster mode.\n"
    ) in text
    shared = sum(names.count(it) > 1 for it in {*names})
    assert (f"\n{shared} action names have several rows." in text) == bool(shared)
    table = text.partition("\n## Number of actions\n")[2].partition("\n\n## ")[0]
    cells = [re.findall(r" ([0-9]+) (?=\|)", it) for it in table.splitlines()[3:]]
    timings = data["timings"]
    assert [[*map(int, row)] for row in cells if row] == [
        *(
            [
                *(rows_of(data, object_class=key, timing=it) for it in timings),
                rows_of(data, object_class=key),
            ]
            for key in data["object_classes"]
        ),
        [*(rows_of(data, timing=it) for it in timings), rows_of(data)],
    ]
