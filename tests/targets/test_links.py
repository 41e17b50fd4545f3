"""The links of a catalog in the metadata of packages, the READMEs and actions.json."""

from __future__ import annotations

import importlib
import json
import re
import sys
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.compare import compare
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.links import NAMES, Links
from statserver_bindgen.rendering.filters import Filters
from statserver_bindgen.rendering.languages import LANGUAGES
from statserver_bindgen.rendering.values import FilterError
from support import markdown_pages
from support.catalogs import LINKS, specs
from support.generated import FIXTURE, fixture_catalog, loaded, rendered
from support.specs import load_spec

# Python 3.10 has no tomllib; pytest brings tomli there.
TOML: Final = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
DATA: Final[dict[str, Any]] = yaml.safe_load(FIXTURE.read_bytes())
REPOSITORY: Final = "https://github.com/Owner/name"
URLS: Final = {
    "repository": REPOSITORY,
    "issues": "https://example.org/issues?state=open&copy=1",
    "changelog": "https://example.org/_changes_/~1.0#newest",
    "documentation": "https://example.org/docs",
}


def with_links(links: dict[str, str]) -> dict[str, Any]:
    """Return the data of the fixture catalog with links."""
    return {**DATA, "catalog": {**DATA["catalog"], "links": links}}


def artifact(target: str, path: str, links: dict[str, str]) -> str:
    return rendered(loaded(with_links(links)), target)[path]


def project(links: dict[str, str]) -> dict[str, Any]:
    metadata: dict[str, Any] = TOML.loads(artifact("python", "pyproject.toml", links))["project"]
    return metadata


def package(links: dict[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(artifact("typescript", "package.json", links))
    return content


def test_links_are_the_urls_of_the_python_project() -> None:
    labels = {it.title(): url for it, url in URLS.items()}

    assert project(URLS)["urls"] == labels
    assert project({"issues": URLS["issues"]})["urls"] == {"Issues": URLS["issues"]}


def test_links_are_the_metadata_of_the_npm_package() -> None:
    metadata = package(URLS)

    assert metadata["homepage"] == URLS["documentation"]
    assert metadata["bugs"] == {"url": URLS["issues"]}
    assert metadata["repository"] == {"type": "git", "url": f"git+{REPOSITORY}.git"}
    assert package({"repository": REPOSITORY})["homepage"] == REPOSITORY


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        (REPOSITORY, f"git+{REPOSITORY}.git"),
        (f"{REPOSITORY}/", f"git+{REPOSITORY}.git"),
        (f"{REPOSITORY}.git", f"git+{REPOSITORY}.git"),
        ("https://gitlab.com/a/b/c", "git+https://gitlab.com/a/b/c.git"),
        ("https://example.org/scm/name", "git+https://example.org/scm/name"),
        (None, None),
    ],
)
def test_the_git_url_has_the_form_of_its_host(repository: str | None, url: str | None) -> None:
    assert Links(repository).git_url == url


@pytest.mark.parametrize(
    "target", ["conformance", "csv", "json", "markdown", "python", "typescript"]
)
def test_readmes_link_to_the_project(target: str) -> None:
    page = markdown_pages.read(artifact(target, "README.md", URLS))

    assert ("h2", "Links") in page.headings
    assert {*URLS.values()} <= {*page.links}


def test_json_has_every_link_or_null() -> None:
    links = {"issues": URLS["issues"]}
    catalog = json.loads(artifact("json", "actions.json", links))["catalog"]

    assert catalog["links"] == dict.fromkeys(NAMES) | links


@pytest.mark.parametrize("target", ["conformance", "csv", "markdown", "python", "typescript"])
def test_without_links_nothing_mentions_them(target: str) -> None:
    files = rendered(fixture_catalog(), target)

    assert not any("## Links" in text for text in files.values())
    metadata = files.get("pyproject.toml", "") + files.get("package.json", "")
    assert not re.search(r"urls\]|homepage|bugs|repository", metadata)


@settings(max_examples=25)
@given(specs())
def test_links_of_any_catalog_arrive_unchanged(data: dict[str, Any]) -> None:
    links: dict[str, str] = data["catalog"].get("links", {})
    catalog = loaded(data)
    python = TOML.loads(rendered(catalog, "python")["pyproject.toml"])["project"]
    readme = markdown_pages.read(rendered(catalog, "json")["README.md"])

    assert python.get("urls", {}) == {name.title(): links[name] for name in LINKS if name in links}
    shown = [url for url in readme.links if url in links.values()]
    assert shown == [links[name] for name in LINKS if name in links]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://user@example.org",
        "https://example.org/](javascript:x)",
        'https://example.org/"',
        "https://example.org/a b",
        "https://example.org/\u202e",
        "https://example.org/\n",
        "https://example.org/%",
        "https://EXAMPLE.org/",
        "https://",
        "//example.org",
        "",
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_other_texts_are_refused(name: str, url: str) -> None:
    text = yaml.safe_dump(with_links({name: url}), sort_keys=False)
    diagnostics = load_spec(text.encode(), {}, "spec.yaml").diagnostics

    assert [it.rule.id for it in diagnostics if it.rule.id != "invisible-character"][:1] == [
        "empty-value" if url == "" else "wrong-form"
    ]
    assert "https URL" in str(diagnostics[0].hint)


@pytest.mark.parametrize(
    ("text", "destination"),
    [
        ("https://example.org/a?b=1&copy=2", "https://example.org/a?b=1&amp;copy=2"),
        ("https://example.org/)[x](y) <z>", "https://example.org/%29%5Bx%5D%28y%29%20%3Cz%3E"),
        ("https://example.org/\u202eé", "https://example.org/%E2%80%AE%C3%A9"),
    ],
)
def test_the_filter_url_writes_one_destination(text: str, destination: str) -> None:
    filters = Filters(LANGUAGES["markdown"], Identifiers("snake", frozenset()), set())

    assert filters.url(text) == destination
    assert markdown_pages.read(f"[x]({destination}) y").texts == (("p", "x y"),)


def test_the_filter_url_refuses_other_schemes() -> None:
    filters = Filters(LANGUAGES["markdown"], Identifiers("snake", frozenset()), set())

    with pytest.raises(FilterError, match="is not an https URL"):
        filters.url("javascript:x")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"issues": URLS["issues"]}),
        ({"issues": URLS["issues"]}, {}),
        ({"issues": URLS["issues"]}, {"issues": URLS["changelog"]}),
    ],
)
def test_a_change_of_a_link_is_a_patch(old: dict[str, str], new: dict[str, str]) -> None:
    [change] = compare(build_catalog(with_links(old)), build_catalog(with_links(new)))

    assert (change.rule.id, change.rule.bump) == ("links-changed", "patch")
    assert change.message == (
        f"link issues changed from {old.get('issues', 'none')} to {new.get('issues', 'none')}"
    )
