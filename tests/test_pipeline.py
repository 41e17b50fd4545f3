"""The Python API: load, generate, check, verify and diff as a build script calls them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Final

import pytest

import statserver_bindgen
from statserver_bindgen import (
    BindgenError,
    check,
    diff,
    find_configured,
    generate,
    load,
    pipeline,
    read_configuration,
    resources,
    verify,
)
from statserver_bindgen.errors import SpecError, TargetError, WorkspaceError
from support.checkout import ROOT
from support.generated import FIXTURE, fixture_catalog

if TYPE_CHECKING:
    from statserver_bindgen import Catalog

EXAMPLES: Final = re.findall(r"::\n\n((?: {4}.*\n|\n)+)", pipeline.__doc__ or "")
"""The examples in the documentation of the module."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the catalog of the shipped spec."""
    spec = load(resources.spec())
    assert spec.diagnostics == ()
    assert spec.catalog is not None
    return spec.catalog


def test_the_documented_example_runs(tmp_path: Path) -> None:
    example, _ = EXAMPLES
    (tmp_path / "spec").symlink_to(ROOT / "spec")
    printed = subprocess.check_output(
        [sys.executable, "-c", dedent(example)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        text=True,
    )
    count = sum(path.is_file() for path in (tmp_path / "lib" / "actions").rglob("*"))
    assert printed == f"{count} files written\n"
    assert verify(tmp_path / "lib" / "actions", strict=True).diagnostics == ()


def test_the_documented_example_with_a_configuration_runs(tmp_path: Path) -> None:
    _, example = EXAMPLES
    (tmp_path / "tables").symlink_to(ROOT / "spec")
    shutil.copytree(ROOT / "docs" / "examples" / "targets", tmp_path / "own")
    (tmp_path / "statserver-bindgen.yaml").write_text(
        "spec: tables/actions.yaml\ntemplates: [own]\ntargets: {sql: lib/sql, json: [a, b]}\n",
        "utf-8",
    )
    subprocess.run(
        [sys.executable, "-c", dedent(example)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        check=True,
    )
    manifests = [verify(tmp_path / it, strict=True).manifest for it in ("lib/sql", "a", "b")]
    assert [it and it.provenance.target for it in manifests] == ["sql", "json", "json"]


def test_without_a_configuration_the_default_targets_are_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    configuration = read_configuration()
    assert configuration.spec is None
    outputs = [(target.name, path) for target, path in find_configured(configuration)]
    defaults = [it.name for it in pipeline.find_targets() if it.is_default]
    assert outputs == [(name, Path("out", name)) for name in defaults]


def test_a_configuration_that_is_not_valid_is_an_error_with_diagnostics(tmp_path: Path) -> None:
    file = tmp_path / "build.yaml"
    file.write_text("targets: {pyton: a}\n", "utf-8")
    with pytest.raises(BindgenError) as caught:
        read_configuration(file)
    assert [it.rule.id for it in caught.value.diagnostics] == ["unknown-target"]


def test_check_is_clean_after_generate(catalog: Catalog, tmp_path: Path) -> None:
    outputs = {"json": tmp_path / "json", "markdown": tmp_path / "markdown"}
    result = generate(catalog, outputs)
    assert result.diagnostics == ()
    assert result.written
    assert check(catalog, outputs).diagnostics == ()
    assert generate(catalog, outputs).written == ()


def test_each_step_is_announced_when_it_starts(tmp_path: Path) -> None:
    steps: list[str] = []
    spec = load(resources.spec(), on_step=steps.append)
    assert spec.catalog is not None
    assert steps == ["read", "validate"]

    steps.clear()
    outputs = {"json": tmp_path / "json", "python": tmp_path / "python"}
    generate(spec.catalog, outputs, on_step=steps.append)
    rendered = ["render json", "render python", "format python"]
    assert steps == [*rendered, "plan", "write"]

    steps.clear()
    check(spec.catalog, outputs, diff=True, on_step=steps.append)
    assert steps == [*rendered, "plan", "diff"]

    steps.clear()
    (tmp_path / "json" / "actions.json").write_text("{}", "utf-8")
    assert generate(spec.catalog, outputs, formatted=False, on_step=steps.append).refused
    assert steps == ["render json", "render python", "plan"]


def test_a_target_is_written_to_every_directory_that_is_given(
    catalog: Catalog, tmp_path: Path
) -> None:
    outputs = [("json", tmp_path / "a"), ("json", tmp_path / "b"), ("markdown", tmp_path / "c")]
    written = generate(catalog, outputs).written
    copies = [verify(directory, strict=True) for _, directory in outputs]
    assert [it.manifest and it.manifest.provenance.target for it in copies] == [
        *("json", "json", "markdown")
    ]
    assert len(written) == sum(len(it.files) + 1 for it in copies)
    assert check(catalog, outputs).diagnostics == ()
    (target,) = pipeline.find_targets(["json"])
    assert check(catalog, [(target, tmp_path / "b")]).diagnostics == ()


def test_outputs_that_overlap_are_an_error(catalog: Catalog, tmp_path: Path) -> None:
    outputs = {"python": tmp_path, "json": tmp_path / "src" / "statserver_actions"}
    with pytest.raises(WorkspaceError, match="the targets python and json share the path"):
        generate(catalog, outputs)
    assert [*tmp_path.iterdir()] == []


def test_a_refused_run_is_reported_and_writes_nothing(catalog: Catalog, tmp_path: Path) -> None:
    generate(catalog, {"json": tmp_path})
    (tmp_path / "actions.json").write_text("mine", "utf-8")
    (tmp_path / "README.md").unlink()
    result = generate(catalog, {"json": tmp_path})
    assert result.refused
    assert result.written == ()
    assert not (tmp_path / "README.md").exists()
    assert generate(catalog, {"json": tmp_path}, force=True).diagnostics == ()


def test_check_returns_diffs_on_request(catalog: Catalog, tmp_path: Path) -> None:
    generate(catalog, {"json": tmp_path})
    with (tmp_path / "actions.json").open("a", encoding="utf-8") as file:
        file.write("mine\n")
    assert check(catalog, {"json": tmp_path}).diffs == ()
    (diff,) = check(catalog, {"json": tmp_path}, diff=True).diffs
    assert "-mine\n" in diff


def test_problems_of_a_spec_are_diagnostics(tmp_path: Path) -> None:
    path = tmp_path / "actions.yaml"
    path.write_text("catalog: 1\n", "utf-8")
    spec = load(path)
    assert spec.catalog is None
    assert {(it.span.file, it.severity) for it in spec.diagnostics} == {(str(path), "error")}


def test_a_missing_spec_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"nowhere\.yaml can't be read"):
        load(tmp_path / "nowhere.yaml")


def test_an_unknown_target_is_an_error(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="unknown target 'jsn'; did you mean json"):
        generate(catalog, {"jsn": tmp_path})


def test_verify_reports_an_edited_file(catalog: Catalog, tmp_path: Path) -> None:
    generate(catalog, {"json": tmp_path / "json"})
    (tmp_path / "json" / "actions.json").write_text("mine", "utf-8")
    copy = verify(tmp_path / "json", against=ROOT / "out" / "json")
    assert copy.paths_in("edited") == ["actions.json"]
    assert copy.age == "same"


def test_diff_compares_a_spec_with_what_was_generated_from_another(tmp_path: Path) -> None:
    generate(fixture_catalog(), {"json": tmp_path / "json"})
    spec = tmp_path / "spec.yaml"
    text = FIXTURE.read_text("utf-8")
    spec.write_text(text.replace("id: fixture", "id: another"), "utf-8")

    assert diff(str(tmp_path / "json"), str(FIXTURE)).changes == ()
    (change,) = diff(str(tmp_path / "json"), str(spec)).verdict.refused
    assert change.rule.id == "catalog-id-changed"


def test_exported_names_are_importable_and_listed() -> None:
    for name in statserver_bindgen.__all__:
        assert getattr(statserver_bindgen, name) is not None
    assert {*statserver_bindgen.__all__} <= {*dir(statserver_bindgen)}
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        getattr(statserver_bindgen, "lod")  # noqa: B009 - type checkers accept the name


def test_importing_the_package_imports_neither_jinja2_nor_yaml() -> None:
    program = (
        "import sys, statserver_bindgen\n"
        "heavy = {'jinja2', 'yaml', 'click', 'jsonschema', 'black', 'dataclasses', 'pathlib'}\n"
        "print(*heavy & sys.modules.keys())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    printed = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
    assert printed == "\n"
