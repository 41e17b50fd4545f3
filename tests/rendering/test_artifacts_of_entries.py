"""An artifact per entry: a template with `each` is rendered for each entry of a section."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.errors import CatalogRejectedError, TargetError, TemplateError
from statserver_bindgen.identifiers import Identifiers
from statserver_bindgen.rendering import budget, targets
from statserver_bindgen.rendering.renderer import render
from support.generated import FIXTURE, fixture_catalog, loaded_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from statserver_bindgen.catalog import Catalog

HEAD = "title: Trial\ndescription: A trial.\nlanguage: markdown\nidentifiers: {case: kebab}\n"
SECTIONS = (
    *("actions", "names", "modes", "object_types", "object_classes", "scopes", "timings"),
    *("inferences", "sources", "evidence_kinds", "known_object_types"),
)


def target(
    directory: Path, declaration: str, files: Mapping[str, str], name: str = "trial"
) -> targets.Target:
    """Write the files of a target, and return it."""
    for path, text in {"target.yaml": HEAD + declaration, **files}.items():
        (directory / name / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / name / path).write_text(text, "utf-8")
    return targets.read_target(directory / name)


def each(path: str, section: str, **more: str) -> str:
    """Return the declaration of a file with `each`."""
    return f"files: {json.dumps({path: {'each': section, **more}})}\n"


def artifacts(catalog: Catalog, trial: targets.Target) -> dict[str, str]:
    """Return the text of each artifact by path."""
    return {it.path: it.text for it in render(catalog, trial)}


def with_object_types(*names: str) -> Catalog:
    """Return the fixture catalog with more object types."""
    lines = "".join(f"  {name}: {{title: T, description: D.}}\n" for name in names)
    text = FIXTURE.read_text("utf-8").replace("object_types:\n", f"object_types:\n{lines}", 1)
    return loaded_text("spec.yaml", text)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_entry_of_a_section_has_an_artifact(tmp_path: Path, section: str) -> None:
    made = artifacts(
        fixture_catalog(),
        target(tmp_path, each("a/{id}.md", section), {"a/{id}.md.j2": "{{ entry.id | code }}"}),
    )

    entries: Any = getattr(fixture_catalog(), section)
    assert made == {f"a/{'-'.join(identifier_parts(it.id))}.md": f"`{it.id}`\n" for it in entries}


def identifier_parts(text: str) -> list[str]:
    """Return the parts of an id in lower case, by a rule that shares no code with the tool."""
    return [it.lower() for it in re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]", text)]


def test_the_case_of_a_path_can_differ_from_that_of_the_target(tmp_path: Path) -> None:
    declaration = each("{id}.md", "object_types", case="pascal")
    made = artifacts(fixture_catalog(), target(tmp_path, declaration, {"{id}.md.j2": "x"}))
    assert {"GroupAgents.md", "Queue.md"} <= {*made}


def test_every_placeholder_in_a_path_is_replaced(tmp_path: Path) -> None:
    declaration = each("{id}/{id}.md", "timings")
    made = artifacts(fixture_catalog(), target(tmp_path, declaration, {"{id}/{id}.md.j2": "x"}))
    assert "durable/durable.md" in made


def test_an_entry_whose_template_renders_to_nothing_has_no_artifact(tmp_path: Path) -> None:
    template = {"{id}.md.j2": "{{ 'x' if entry.instantaneous else '' }}"}
    made = artifacts(fixture_catalog(), target(tmp_path, each("{id}.md", "timings"), template))
    assert {*made} == {f"{it.id}.md" for it in fixture_catalog().timings if it.instantaneous}


def test_an_imported_partial_runs_once_for_all_artifacts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its steps would exceed the bound if it ran for each action."""
    rows = len(fixture_catalog().actions)
    monkeypatch.setattr(budget, "STEPS", 12 * rows)
    files = {
        "{id}.md.j2": "{% from 'labels.part.j2' import labels %}{{ labels[entry] }}",
        "labels.part.j2": (
            "{% macro label(action) %}{{ action.label | text }}{% endmacro %}"
            "{% set labels = catalog.actions | each(label) %}"
        ),
    }
    made = artifacts(fixture_catalog(), target(tmp_path, each("{id}.md", "actions"), files))
    assert len(made) == rows


def test_all_artifacts_of_a_template_share_its_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"{id}.md.j2": "{% for action in catalog.actions %}x{% endfor %}"}
    rows = len(fixture_catalog().actions)
    trial = target(tmp_path, each("{id}.md", "actions"), files)
    monkeypatch.setattr(budget, "STEPS", 3 * rows)
    with pytest.raises(TemplateError, match="loop over fewer items"):
        render(fixture_catalog(), trial)
    monkeypatch.setattr(budget, "STEPS", 3 * rows * rows)
    monkeypatch.setattr(budget, "ARTIFACT_BYTES", rows * rows - 1)
    with pytest.raises(TemplateError, match="the artifact has more than"):
        render(fixture_catalog(), trial)


# Declarations.


@pytest.mark.parametrize(
    ("path", "declaration", "message"),
    [
        ("{id}.md.j2", "", "{id}.md has {id} in its path; declare each for it"),
        ("x.md.j2", each("x.md", "modes"), "x.md has each, but no {id} in its path; add it"),
        ("{id}.md", each("{id}.md", "modes"), "{id}.md is copied, so it can't have each; add .j2"),
        ("x.md.j2", "files: {x.md: {case: snake}}", "x.md has case, but not each"),
    ],
)
def test_a_declaration_that_does_not_fit_the_file_is_an_error(
    tmp_path: Path, path: str, declaration: str, message: str
) -> None:
    with pytest.raises(TargetError) as raised:
        target(tmp_path, declaration, {path: "x"})
    assert str(raised.value).startswith(f"{tmp_path / 'trial' / 'target.yaml'}: {message}")


def test_an_unknown_section_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as raised:
        target(tmp_path, each("{id}.md", "object_type"), {"{id}.md.j2": "x"})
    (diagnostic,) = raised.value.diagnostics
    assert "did you mean object_types?" in str(diagnostic.hint)


def test_a_copied_file_can_have_braces_in_its_name(tmp_path: Path) -> None:
    assert artifacts(fixture_catalog(), target(tmp_path, "", {"{id}.md": "x"})) == {
        "{id}.md": "x\n"
    }


# Paths that can't exist.


def rejected(catalog: Catalog, trial: targets.Target) -> list[str]:
    """Return the diagnostics of a target that rejects the catalog."""
    with pytest.raises(CatalogRejectedError) as raised:
        render(catalog, trial)
    return [it.message for it in raised.value.diagnostics]


def test_a_device_of_windows_is_reported_at_the_entry(tmp_path: Path) -> None:
    trial = target(tmp_path, each("{id}.md", "object_types"), {"{id}.md.j2": "x"})
    (message,) = rejected(with_object_types("Nul"), trial)
    assert message == (
        "the target trial rejects the catalog: Nul gives 'nul.md', which can't be written: "
        "nul.md is the name of a device on Windows"
    )


def test_two_paths_that_differ_only_by_case_are_reported_at_the_entry(tmp_path: Path) -> None:
    declaration = each("{id}.md", "object_types", case="pascal")
    trial = target(tmp_path, declaration, {"{id}.md.j2": "x"})
    (message,) = rejected(with_object_types("ChatBox", "Chatbox"), trial)
    assert "'ChatBox.md' is the same file on some systems" in message


def test_two_entries_with_one_identifier_are_one_problem(tmp_path: Path) -> None:
    declaration = each("{id}.md", "inferences", case="camel")
    trial = target(tmp_path, declaration, {"{id}.md.j2": "x"})
    data = yaml.safe_load(FIXTURE.read_bytes())
    data["inferences"] |= {key: {"title": "T", "description": "D."} for key in ("x_1", "x1")}
    (message,) = rejected(build_catalog(data), trial)
    assert "x_1 and x1 both become x1 in: trial" in message


@pytest.mark.parametrize("path", ["queue.md", "QUEUE.md"])
def test_an_entry_can_not_have_the_path_of_another_file(tmp_path: Path, path: str) -> None:
    files = {"{id}.md.j2": "x", path: "x"}
    trial = target(tmp_path, each("{id}.md", "object_types"), files)
    (message,) = rejected(fixture_catalog(), trial)
    assert f"Queue gives 'queue.md', which can't be written: {path!r} is the same file" in message


@pytest.mark.parametrize("parts", ["", "manifests: [in]\n"])
def test_an_entry_can_not_have_the_path_of_a_manifest(tmp_path: Path, parts: str) -> None:
    path = "in/{id}.json" if parts else "{id}.json"
    trial = target(tmp_path, each(path, "object_types") + parts, {f"{path}.j2": "x"})
    (message,) = rejected(with_object_types("Manifest"), trial)
    assert f"Manifest gives {path.replace('{id}', 'manifest')!r}" in message


def test_an_identifier_that_the_target_reserves_is_reported_at_the_entry(tmp_path: Path) -> None:
    trial = target(tmp_path, each("{id}.md", "timings"), {"{id}.md.j2": "x"})
    reserved = trial._replace(identifiers=Identifiers("kebab", frozenset({"durable"})))
    (message,) = rejected(fixture_catalog(), reserved)
    assert "durable becomes durable, which is reserved in the target trial" in message


# Shared artifacts.


def test_a_target_can_share_the_artifacts_of_entries(tmp_path: Path) -> None:
    target(tmp_path, each("{id}.md", "timings"), {"{id}.md.j2": "{{ entry.id | code }}"}, "first")
    shared = "shared: {'in/x-{id}.md': 'first/{id}.md.j2'}\n"
    trial = target(tmp_path, shared, {}, "second")

    alone = artifacts(fixture_catalog(), trial)
    assert alone == {f"in/x-{it.id}.md": f"`{it.id}`\n" for it in fixture_catalog().timings}
    first = targets.read_target(tmp_path / "first")
    before = {first.directory: render(fixture_catalog(), first)}
    again = {it.path: it.text for it in render(fixture_catalog(), trial, rendered=before)}
    assert again == alone


@pytest.mark.parametrize(("path", "source"), [("x.md", "{id}.md.j2"), ("{id}.md", "one.md.j2")])
def test_a_shared_path_has_the_placeholder_if_and_only_if_the_template_has_it(
    tmp_path: Path, path: str, source: str
) -> None:
    files = {"{id}.md.j2": "x", "one.md.j2": "x"}
    target(tmp_path, each("{id}.md", "timings"), files, "first")
    with pytest.raises(TargetError, match="in both paths or in none of them"):
        target(tmp_path, f"shared: {{{path!r}: 'first/{source}'}}\n", {}, "second")
