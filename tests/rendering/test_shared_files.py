"""Shared artifacts: a target has artifacts of other targets, without a copy of their templates."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import generate, load, resources
from statserver_bindgen.errors import TargetError
from statserver_bindgen.rendering import renderer, targets
from support.generated import fixture_catalog

if TYPE_CHECKING:
    from pathlib import Path

DECLARATION = """\
title: Facts
description: The facts of the catalog.
language: json
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a directory of targets: `facts` has a template, and `package` shares it."""
    for name, shared in (
        ("facts", ""),
        ("package", "shared: {data/table.json: facts/ids.json.j2}\n"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "target.yaml").write_text(DECLARATION + shared)
    (tmp_path / "facts" / "ids.json.j2").write_text(
        '{% include "ids.part.j2" %}\n', encoding="utf-8"
    )
    (tmp_path / "facts" / "ids.part.j2").write_text(
        "[{{ catalog.actions | map(attribute='id') | map('literal') | join(', ') }}]\n"
    )
    (tmp_path / "package" / "version.json.j2").write_text("{{ catalog.version | literal }}\n")
    return tmp_path


def share(templates: Path, declaration: str) -> None:
    """Rewrite what the package shares."""
    (templates / "package" / "target.yaml").write_text(f"{DECLARATION}{declaration}\n")


def artifacts(templates: Path) -> dict[str, str]:
    """Return the artifacts of the package by path."""
    target = targets.read_target(templates / "package")
    return {it.path: it.text for it in renderer.render(fixture_catalog(), target)}


def test_a_shared_artifact_is_that_of_the_other_target(templates: Path) -> None:
    made = artifacts(templates)
    assert [*made] == ["data/table.json", "version.json"]
    assert json.loads(made["data/table.json"]) == [it.id for it in fixture_catalog().actions]


def test_a_listed_artifact_has_the_path_of_the_other_target(templates: Path) -> None:
    share(templates, "shared: [facts/ids.json.j2, json/actions.schema.json]")
    made = artifacts(templates)
    assert [*made] == ["actions.schema.json", "ids.json", "version.json"]
    assert json.loads(made["ids.json"]) == [it.id for it in fixture_catalog().actions]


def test_a_shared_artifact_is_rendered_once_in_a_run(templates: Path, tmp_path: Path) -> None:
    spec = load(resources.spec())
    assert spec.catalog is not None
    outputs = [(it, tmp_path / "out" / it.name) for it in targets.select((), [templates])]
    generate(spec.catalog, outputs)
    first = tmp_path / "out" / "facts" / "ids.json"
    assert (tmp_path / "out" / "package" / "data" / "table.json").read_bytes() == first.read_bytes()


def test_the_package_alone_has_the_shared_artifact(templates: Path, tmp_path: Path) -> None:
    spec = load(resources.spec())
    assert spec.catalog is not None
    generate(spec.catalog, [(targets.read_target(templates / "package"), tmp_path / "out")])
    assert json.loads((tmp_path / "out" / "data" / "table.json").read_text("utf-8"))


def test_a_part_can_have_a_shared_artifact(templates: Path) -> None:
    share(templates, "shared: {data/table.json: facts/ids.json.j2}\nmanifests: [data]")
    assert targets.read_target(templates / "package").manifests == ("data",)


def test_a_target_can_share_with_a_shipped_one(templates: Path) -> None:
    share(templates, "shared: {data/actions.json: json/actions.json.j2}")
    table = json.loads(artifacts(templates)["data/actions.json"])
    assert table["catalog"]["digest"] == fixture_catalog().digest


def test_the_targets_of_the_user_come_before_the_shipped_ones(templates: Path) -> None:
    shutil.move(templates / "facts", templates / "json")
    share(templates, "shared: {data/table.json: json/ids.json.j2}")
    assert json.loads(artifacts(templates)["data/table.json"])[0] == fixture_catalog().actions[0].id


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("shared: {data/x.json: missing/ids.json.j2}", "there is no target missing"),
        ("shared: {data/x.json: facts/other.json.j2}", "the target facts has no such file"),
        ("shared: [facts/other.json.j2]", "the target facts has no such file"),
        ("shared: [facts/../ids.json.j2]", "is not a valid target declaration"),
        ("shared: [ids.json.j2]", "is not a valid target declaration"),
        ("shared: []", "is not a valid target declaration"),
        ("shared: facts/ids.json.j2", "is not a valid target declaration"),
        (
            "shared: [json/actions.json.j2, typescript/actions.json]",
            "two files generate actions.json",
        ),
        ("shared: [json/LICENSE, csv/LICENSE]", "two files generate LICENSE"),
        ("shared: {version.json: facts/ids.json.j2}", "two files generate version.json"),
        ("shared: {VERSION.json: facts/ids.json.j2}", "two files generate version.json"),
        ("shared: {../x.json: facts/ids.json.j2}", "is not a valid target declaration"),
        ("shared: {/x.json: facts/ids.json.j2}", "is not a valid target declaration"),
        ("shared: {a/../x.json: facts/ids.json.j2}", "is not a valid target declaration"),
        ("shared: {x.json: ids.json.j2}", "is not a valid target declaration"),
        ("shared: {x.json: facts/target.yaml}", "the target facts has no such file"),
        ("shared: {x.json: ../facts/ids.json.j2}", "is not a valid target declaration"),
        ("shared: {x.json: facts/../facts/ids.json.j2}", "is not a valid target declaration"),
        ("shared: {x.json: facts/ids.part.j2}", "the target facts has no such file"),
        ("shared: {x.json: facts/.hidden.json}", "the target facts has no such file"),
        ("shared: {x.json: facts/.git/config}", "the target facts has no such file"),
        ("shared: {x.json: facts/missing.json}", "the target facts has no such file"),
        ("shared: {x.json: facts/..}", "is not a valid target declaration"),
        ("shared: {x.json: facts/a/..}", "is not a valid target declaration"),
    ],
)
def test_an_invalid_declaration_is_an_error(
    templates: Path, declaration: str, message: str
) -> None:
    (templates / "facts" / ".git").mkdir()
    (templates / "facts" / ".git" / "config").write_text("secret")
    (templates / "facts" / ".hidden.json").write_text("{}")
    share(templates, declaration)
    with pytest.raises(TargetError, match=message):
        targets.read_target(templates / "package")


def test_a_copied_file_can_be_shared(templates: Path) -> None:
    (templates / "facts" / "ids.schema.json").write_text('{"type": "array"}')
    share(templates, "shared: {data/ids.schema.json: facts/ids.schema.json}")
    assert artifacts(templates)["data/ids.schema.json"] == '{"type": "array"}\n'


def test_a_hidden_file_can_be_shared_that_its_target_declares(templates: Path) -> None:
    (templates / "facts" / ".ids.json").write_text("{}")
    declaration = f"{DECLARATION}files: {{.ids.json: {{language: json}}}}\n"
    (templates / "facts" / "target.yaml").write_text(declaration)
    share(templates, "shared: {ids.json: facts/.ids.json}")
    assert artifacts(templates)["ids.json"] == "{}\n"


def test_a_copied_file_outside_of_its_target_is_not_read(templates: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.json"
    secret.write_text("secret")
    (templates / "facts" / "link.json").symlink_to(secret)
    share(templates, "shared: {x.json: facts/link.json}")
    with pytest.raises(TargetError, match="outside of the target"):
        targets.read_target(templates / "package")


def test_a_template_outside_of_its_target_is_not_read(templates: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.json.j2"
    secret.write_text("secret")
    (templates / "facts" / "link.json.j2").symlink_to(secret)
    share(templates, "shared: {x.json: facts/link.json.j2}")
    with pytest.raises(TargetError, match="outside of the target"):
        targets.read_target(templates / "package")
