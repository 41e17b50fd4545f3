"""The pages of any catalog show its texts unchanged, and every link has a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from statserver_bindgen import resources
from statserver_bindgen.artifact_paths import find_refusal
from statserver_bindgen.rendering.context import NOTICE
from statserver_bindgen.rendering.filters import one_line
from statserver_bindgen.rendering.renderer import render
from statserver_bindgen.rendering.targets import read_target
from support import markdown_pages
from support.catalogs import HOSTILE, VOCABULARY, hostile, specs
from support.checkout import ROOT
from support.generated import (
    fixture_catalog,
    lifecycle_catalog,
    loaded,
    odd_catalog,
    rendered,
    written,
)
from support.lifecycles import lifecycles

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TARGETS = sorted(it.name for it in (ROOT / "out").iterdir())
# All markup that the templates write, by the parser's names.
MARKUP = frozenset(
    {
        *("inline", "text", "softbreak", "code_inline", "hr", "fence"),
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("link_open", "link_close", "em_open", "em_close", "strong_open", "strong_close"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    }
)


def terms(data: dict[str, Any]) -> list[dict[str, str]]:
    return [term for section in VOCABULARY for term in data.get(section, {}).values()]


def read(data: dict[str, Any]) -> dict[str, markdown_pages.Page]:
    """Return the pages of a spec as a reader sees them."""
    made = rendered(loaded(data), "markdown")
    return {path: markdown_pages.read(text) for path, text in made.items() if path.endswith(".md")}


@settings(max_examples=40)
@given(specs())
def test_texts_of_any_catalog_are_shown_unchanged(data: dict[str, Any]) -> None:
    first = read(data)["README.md"]
    cells = {cell for table in first.tables for row in table for cell in row}

    assert first.headings[0] == ("h1", one_line(data["catalog"]["title"]).strip())
    assert {one_line(it["description"]).strip() for it in terms(data)} <= cells


@settings(max_examples=40)
@given(specs())
def test_texts_of_any_catalog_are_not_markup_and_break_none(data: dict[str, Any]) -> None:
    assert_complete(data, MARKUP)


@settings(max_examples=40)
@given(specs())
def test_any_catalog_has_a_page_for_each_object_type(data: dict[str, Any]) -> None:
    catalog = loaded(data)
    paths = [*rendered(catalog, "markdown")]
    assert sum(it.startswith("object-type-") for it in paths) == len(catalog.object_types)
    assert find_refusal(paths) is None


@settings(max_examples=40)
@given(lifecycles())
def test_deprecated_and_removed_rows_are_struck_through(data: dict[str, Any]) -> None:
    struck = any("deprecated" in it for it in data["actions"])
    assert_complete(data, MARKUP | {"s_open", "s_close"} if struck else MARKUP)
    catalog = loaded(data)
    headings = [text for level, text in read(data)["actions.md"].headings if level == "h3"]
    aliases = [alias.id for it in catalog.actions for alias in it.aliases]
    assert headings == [*(it.action.id for it in catalog.removed), *aliases]


def assert_complete(data: dict[str, Any], markup: frozenset[str]) -> None:
    """Assert that the pages have each row, live links, and no other markup."""
    read_pages = read(data)

    assert markdown_pages.dead_links(read_pages) == []
    for page in read_pages.values():
        assert page.markup <= markup
        assert all(it.startswith("mailto:") for it in page.addresses)  # no escape prevents these
        for table in page.tables:
            assert len({len(row) for row in table}) == 1
        holder, foot = page.texts[-1]
        assert (holder, foot[-len(NOTICE) :]) == ("p", NOTICE)
    ids = [text for level, text in read_pages["actions.md"].headings if level == "h2"]
    sections = {"Removed actions", "Former ids"}
    assert sorted({*ids} - sections) == sorted(it.id for it in loaded(data).actions)


def test_pages_of_hostile_texts_pass_markdownlint(tools: Path, tmp_path: Path) -> None:
    catalogs = [loaded(hostile(text)) for text in HOSTILE if one_line(text)]
    for at, catalog in enumerate(catalogs):
        written(catalog, "markdown", tmp_path / str(at))
    made = sorted(tmp_path.rglob("*.md"))

    pages = {it.name for it in ROOT.glob("out/markdown/*.md")}
    others = sum(not it.startswith("object-type-") for it in pages)
    assert len(made) == sum(others + len(it.object_types) for it in catalogs)
    assert markdown_pages.markdownlint(tools, tmp_path, made) == []


def test_pages_of_all_targets_pass_markdownlint(tools: Path, tmp_path: Path) -> None:
    """With all hostile texts in each text, with a history, and with hardly any facts."""
    texts = " ".join(it for it in HOSTILE if one_line(it))
    for name, catalog in {
        "hostile": loaded(hostile(texts)),
        "history": lifecycle_catalog(),
        "odd": odd_catalog(),
        "facts": fixture_catalog(),
    }.items():
        for target in TARGETS:
            written(catalog, target, tmp_path / name / target)
    made = sorted(tmp_path.rglob("*.md"))

    assert {(it.relative_to(tmp_path).parts[1], "README.md") for it in made} == {
        (target, "README.md") for target in TARGETS
    }
    assert markdown_pages.markdownlint(tools, tmp_path, made) == []
    for directory in sorted(tmp_path.glob("*/*")):
        files = {it.relative_to(directory).as_posix(): it for it in directory.rglob("*.md")}
        pages = {path: markdown_pages.read(it.read_text("utf-8")) for path, it in files.items()}
        (directory / "manifest.json").touch()  # the tool writes it after rendering
        dead = [link for _, link in markdown_pages.dead_links(pages)]
        assert [it for it in dead if not (directory / it.partition("#")[0]).exists()] == []


@settings(max_examples=10)
@given(specs())
def test_a_target_that_shares_all_pages_has_no_dead_links(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    """A copy has the same pages under the same names, in a directory of another target."""
    markdown = read_target(resources.templates() / "markdown")
    shared = {f"reference/{it.path}": f"markdown/{it.source}" for it in markdown.files}
    directory = tmp_path_factory.mktemp("targets") / "guide"
    directory.mkdir()
    head = {"title": "Guide", "description": "A guide.", "language": "markdown"}
    declaration = json.dumps({**head, "shared": shared})
    (directory / "target.yaml").write_text(declaration, encoding="utf-8")

    catalog = loaded(data)
    texts = {it.path: it.text for it in render(catalog, read_target(directory))}
    pages = {
        path.removeprefix("reference/"): markdown_pages.read(text)
        for path, text in texts.items()
        if path.endswith(".md")
    }
    assert pages.keys() == {it for it in rendered(catalog, "markdown") if it.endswith(".md")}
    assert markdown_pages.dead_links(pages) == []
