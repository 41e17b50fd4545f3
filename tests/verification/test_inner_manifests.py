"""Folders of a target that carry a manifest of their own files: declared, written, checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.artifact import digest
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.errors import TemplateError
from statserver_bindgen.pipeline import plan_outputs
from statserver_bindgen.rendering import targets
from statserver_bindgen.verification.verify import verify_copy
from statserver_bindgen.workspace import writer
from statserver_bindgen.workspace.manifest import parse

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.workspace.writer import PlannedOutput

CATALOG = build_catalog(yaml.safe_load(resources.spec().read_bytes()))
FILES = {"pkg/a.py.j2": "x=1", "pkg/in/b.txt": "b", "pkgs/c.txt": "c", "d.txt": "d"}


def target(folder: Path, manifests: list[str], files: dict[str, str] = FILES) -> targets.Target:
    """Return a target of these files that declares these folders."""
    head = {"title": "T", "description": "D", "language": "python", "formatter": "black"}
    declaration = {**head, **({"manifests": manifests} if manifests else {})}
    for path, text in {"target.yaml": yaml.safe_dump(declaration), **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return targets.read_target(folder)


def planned(tmp_path: Path, manifests: list[str], *, formatted: bool = True) -> PlannedOutput:
    one = target(tmp_path / "templates", manifests)
    (made,) = plan_outputs(CATALOG, {one: tmp_path / "out"}, formatted=formatted)
    return made


def texts(made: PlannedOutput) -> dict[str, str]:
    return {it.path: it.text for it in made.artifacts}


@pytest.mark.parametrize(("formatted", "text"), [(True, "x = 1\n"), (False, "x=1\n")])
def test_the_manifest_of_a_folder_has_the_files_as_they_are_written(
    tmp_path: Path, text: str, *, formatted: bool
) -> None:
    made = planned(tmp_path, ["pkg"], formatted=formatted)
    known = parse(texts(made)["pkg/manifest.json"].encode()).manifest
    assert known is not None
    assert known.provenance == made.provenance
    assert known.pending is None
    assert known.files == {"a.py": digest(text.encode()), "in/b.txt": digest(b"b\n")}


def test_it_is_an_artifact_like_any_other(tmp_path: Path) -> None:
    made = planned(tmp_path, ["pkg"])
    writer.generate([made])
    assert writer.check([made]).diagnostics == ()
    listed = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]
    assert listed["pkg/manifest.json"] == digest((tmp_path / "out/pkg/manifest.json").read_bytes())

    (tmp_path / "out/pkg/manifest.json").write_text("{}\n", "utf-8")
    assert [it.rule.id for it in writer.check([made]).diagnostics] == ["file-edited"]

    writer.generate([planned(tmp_path, [])])
    assert (tmp_path / "out/pkg/manifest.json").exists()  # edited, so it is left alone


def test_it_goes_when_the_folder_is_no_longer_declared(tmp_path: Path) -> None:
    writer.generate([planned(tmp_path, ["pkg"])])
    writer.generate([planned(tmp_path, [])])
    assert not (tmp_path / "out/pkg/manifest.json").exists()
    assert (tmp_path / "out/pkg/a.py").exists()


@pytest.mark.parametrize("manifests", [["pkg", "pkg/in"], ["pkg/in", "pkg"]])
def test_the_manifest_of_an_outer_folder_knows_that_of_an_inner_one(
    tmp_path: Path, manifests: list[str]
) -> None:
    made = planned(tmp_path, manifests)
    writer.generate([made])
    for folder, files in (("", 6), ("pkg", 3), ("pkg/in", 1)):
        copy = verify_copy(tmp_path / "out" / folder, strict=True)
        assert copy.diagnostics == ()
        assert len(copy.paths_in("intact")) == files


@pytest.mark.parametrize(
    "folder", ["lib", "pk", "pkg/", "/pkg", ".", "..", "pkg/a.py", "pkg/../pkg"]
)
def test_a_folder_without_artifacts_is_refused_with_what_to_do(tmp_path: Path, folder: str) -> None:
    with pytest.raises(TemplateError) as raised:
        target(tmp_path, [folder])
    assert str(raised.value) == (
        f"{tmp_path / 'target.yaml'}: manifests names {folder}, but no template generates a file "
        "in it; name a directory of artifacts, e.g. src/package"
    )


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.j2", "Manifest.JSON"])
def test_a_template_in_its_place_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        TemplateError, match="rename or remove the template, or remove the directory"
    ):
        target(tmp_path, ["pkg"], {**FILES, f"pkg/{name}": "{}"})


def test_without_the_declaration_a_template_may_have_that_name(tmp_path: Path) -> None:
    one = target(tmp_path, [], {**FILES, "pkg/manifest.json": "{}"})
    assert one.manifests == ()
