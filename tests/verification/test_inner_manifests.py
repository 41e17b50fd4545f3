"""Inner manifests: directories of a target that have a manifest of their own files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from statserver_bindgen import resources
from statserver_bindgen.artifact import digest
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.errors import TemplateError
from statserver_bindgen.planned_outputs import plan_outputs
from statserver_bindgen.rendering import targets
from statserver_bindgen.verification.verify import verify_copy
from statserver_bindgen.workspace import writer
from statserver_bindgen.workspace.manifest import parse

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.workspace.writer import PlannedOutput

CATALOG = build_catalog(yaml.safe_load(resources.spec().read_bytes()))
FILES = {"pkg/a.py.j2": "x=1", "pkg/in/b.txt": "b", "pkgs/c.txt": "c", "d.txt": "d"}


def target(directory: Path, manifests: list[str], files: dict[str, str] = FILES) -> targets.Target:
    """Return a target of these files that declares these inner manifests."""
    head = {"title": "T", "description": "D", "language": "python", "formatter": "black"}
    declaration = {**head, **({"manifests": manifests} if manifests else {})}
    for path, text in {"target.yaml": yaml.safe_dump(declaration), **files}.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, "utf-8")
    return targets.read_target(directory)


def planned(tmp_path: Path, manifests: list[str], *, formatted: bool = True) -> PlannedOutput:
    one = target(tmp_path / "templates", manifests)
    (made,) = plan_outputs(CATALOG, {one: tmp_path / "out"}, formatted=formatted)
    return made


def texts(made: PlannedOutput) -> dict[str, str]:
    return {it.path: it.text for it in made.artifacts}


@pytest.mark.parametrize(("formatted", "text"), [(True, "x = 1\n"), (False, "x=1\n")])
def test_an_inner_manifest_has_the_digests_of_the_written_files(
    tmp_path: Path, text: str, *, formatted: bool
) -> None:
    made = planned(tmp_path, ["pkg"], formatted=formatted)
    manifest = parse(texts(made)["pkg/manifest.json"].encode()).manifest
    assert manifest is not None
    assert manifest.provenance == made.provenance
    assert manifest.pending is None
    assert manifest.files == {"a.py": digest(text.encode()), "in/b.txt": digest(b"b\n")}


def test_an_inner_manifest_is_an_artifact_like_any_other(tmp_path: Path) -> None:
    made = planned(tmp_path, ["pkg"])
    writer.generate([made])
    assert writer.check([made]).diagnostics == ()
    listed = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]
    assert listed["pkg/manifest.json"] == digest((tmp_path / "out/pkg/manifest.json").read_bytes())

    (tmp_path / "out/pkg/manifest.json").write_text("{}\n", "utf-8")
    assert [it.rule.id for it in writer.check([made]).diagnostics] == ["file-edited"]

    writer.generate([planned(tmp_path, [])])
    assert (tmp_path / "out/pkg/manifest.json").exists()  # edited, so it is kept


def test_an_inner_manifest_is_removed_when_it_is_no_longer_declared(tmp_path: Path) -> None:
    writer.generate([planned(tmp_path, ["pkg"])])
    writer.generate([planned(tmp_path, [])])
    assert not (tmp_path / "out/pkg/manifest.json").exists()
    assert (tmp_path / "out/pkg/a.py").exists()


@pytest.mark.parametrize("manifests", [["pkg", "pkg/in"], ["pkg/in", "pkg"]])
def test_an_outer_manifest_lists_an_inner_one(tmp_path: Path, manifests: list[str]) -> None:
    made = planned(tmp_path, manifests)
    writer.generate([made])
    for directory, files in (("", 6), ("pkg", 3), ("pkg/in", 1)):
        copy = verify_copy(tmp_path / "out" / directory, strict=True)
        assert copy.diagnostics == ()
        assert len(copy.paths_in("intact")) == files


@pytest.mark.parametrize(
    "directory", ["lib", "pk", "pkg/", "/pkg", ".", "..", "pkg/a.py", "pkg/../pkg"]
)
def test_a_directory_without_artifacts_is_refused_with_a_hint(
    tmp_path: Path, directory: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        target(tmp_path, [directory])
    assert str(raised.value) == (
        f"{tmp_path / 'target.yaml'}: manifests names {directory}, but no template generates a "
        "file in it; name a directory of artifacts, e.g. src/package"
    )


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.j2", "Manifest.JSON"])
def test_a_template_at_the_path_of_an_inner_manifest_is_refused_with_a_hint(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(
        TemplateError, match="rename or remove the template, or remove the directory"
    ):
        target(tmp_path, ["pkg"], {**FILES, f"pkg/{name}": "{}"})


def test_without_a_declaration_a_template_may_have_that_name(tmp_path: Path) -> None:
    one = target(tmp_path, [], {**FILES, "pkg/manifest.json": "{}"})
    assert one.manifests == ()
