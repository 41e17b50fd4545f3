"""`targets --outputs` lists the files that `generate` with the same options writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from statserver_bindgen import generate, load, pipeline
from support.catalogs import specs
from support.command import run_command
from support.generated import FIXTURE, LIFECYCLE, ODD, loaded

if TYPE_CHECKING:
    from typing import Any

    from support.command import Command


def files(directory: Path) -> list[str]:
    """Return the paths of all files below a directory."""
    return sorted(it.as_posix() for it in directory.rglob("*") if it.is_file())


@pytest.mark.parametrize("spec", [FIXTURE, ODD, LIFECYCLE], ids=lambda it: it.stem)
@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--all",),
        ("--out", "lib"),
        ("--target", "json=a", "--target", "json=b", "--target", "markdown"),
        ("--target", "python:src/statserver_actions=vendor", "--target", "typescript:src=ts"),
    ],
    ids=" ".join,
)
def test_the_listed_files_are_those_that_are_written(
    command: Command, spec: Path, options: tuple[str, ...]
) -> None:
    listed = command("targets", "--outputs", "--spec", spec, *options)
    assert listed.exit_code == 0
    assert files(Path()) == []
    assert command("generate", "--spec", spec, *options).exit_code == 0
    assert sorted(listed.stdout.splitlines()) == files(Path())


def test_the_files_are_those_of_the_configuration(command: Command, spec: Path) -> None:
    text = "targets: {json: [a, b], markdown: c}\n"
    Path("statserver-bindgen.yaml").write_text(text, "utf-8")
    listed = command("targets", "--outputs")
    assert command("generate").exit_code == 0
    generated = [it for it in files(Path()) if it.startswith(("a/", "b/", "c/"))]
    assert sorted(listed.stdout.splitlines()) == generated
    assert {it.split("/")[0] for it in generated} == {"a", "b", "c"}
    assert spec.exists()


@given(specs())
@settings(max_examples=10)
def test_the_listed_files_are_those_of_any_catalog(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    directory = tmp_path_factory.mktemp("catalog")
    catalog = loaded(data)
    outputs = {"json": directory / "json", "markdown": directory / "markdown"}
    listed = pipeline.list_files(catalog, outputs)
    assert files(directory) == []
    generate(catalog, outputs)
    assert sorted((it.directory / path).as_posix() for it in listed for path in it.paths) == (
        files(directory)
    )


def test_the_report_has_each_output_directory(command: Command, root: Path) -> None:
    targets = ("--target", "json=a", "--target", "python:src/statserver_actions=b")
    shown = command("targets", "--outputs", "--spec", FIXTURE, *targets, "--report", "json")
    first, second = json.loads(shown.stdout)["outputs"]
    assert first == {
        "target": "json",
        "part": None,
        "directory": "a",
        "files": sorted(path.name for path in (root / "out" / "json").iterdir()),
    }
    assert (second["target"], second["part"]) == ("python", "src/statserver_actions")
    assert {"__init__.py", "manifest.json"} < {*second["files"]}


def test_a_template_that_renders_to_nothing_gives_no_file(command: Command) -> None:
    Path("mine/trial").mkdir(parents=True)
    Path("mine/trial/target.yaml").write_text(
        "title: Trial\ndescription: A trial.\nlanguage: python\n", "utf-8"
    )
    Path("mine/trial/full.py.j2").write_text("x = 1\n", "utf-8")
    blank = "{% if not catalog.actions %}x = 1{% endif %}\n"
    Path("mine/trial/blank.py.j2").write_text(blank, "utf-8")
    listed = command("targets", "--outputs", "--templates", "mine", "--target", "trial")
    assert listed.stdout.splitlines() == ["out/trial/full.py", "out/trial/manifest.json"]


def test_an_invalid_spec_is_reported_as_by_generate(command: Command, root: Path) -> None:
    spec = root / "tests" / "rejected" / "wrong-value-enum.yaml"
    listed = command("targets", "--outputs", "--spec", spec)
    generated = command("generate", "--spec", spec)
    assert (listed.exit_code, listed.stdout) == (1, generated.stdout)


def test_overlapping_targets_exit_with_2_as_in_generate(command: Command) -> None:
    targets = ("--target", "json=a", "--target", "markdown=a", "--spec", FIXTURE)
    listed, generated = command("targets", "--outputs", *targets), command("generate", *targets)
    assert (listed.exit_code, listed.stderr) == (2, generated.stderr)


@pytest.mark.parametrize(
    "options",
    [("--out", "lib"), ("--target", "json"), ("--all",), ("--spec", "spec/actions.yaml")],
    ids=lambda it: it[0],
)
def test_options_that_need_outputs_are_refused_without_it(
    command: Command, options: tuple[str, ...]
) -> None:
    result = command("targets", *options)
    assert result.exit_code == 2
    assert f"Error: {options[0]} needs --outputs" in result.stderr


def test_the_spec_of_standard_input_is_listed() -> None:
    text = FIXTURE.read_bytes()
    listed = run_command("targets", "--outputs", "--target", "json=a", "--spec", "-", stdin=text)
    assert "a/actions.json" in listed.stdout.splitlines()


def test_a_rejected_catalog_is_reported_as_by_generate(command: Command) -> None:
    Path("mine/trial").mkdir(parents=True)
    Path("mine/trial/target.yaml").write_text(
        "title: Trial\ndescription: A trial.\nlanguage: python\n", "utf-8"
    )
    Path("mine/trial/a.py.j2").write_text("{{ fail('too small') }}\n", "utf-8")
    arguments = ("--templates", "mine", "--target", "trial", "--spec", FIXTURE)
    listed, generated = command("targets", "--outputs", *arguments), command("generate", *arguments)
    assert (listed.exit_code, listed.stdout) == (1, generated.stdout)
    assert "rejects the catalog: too small" in listed.stdout


def test_the_files_of_the_shipped_spec_are_committed(root: Path) -> None:
    spec = load(root / "spec" / "actions.yaml")
    assert spec.catalog is not None
    for output in pipeline.list_files(spec.catalog, {"json": "json", "markdown": "markdown"}):
        directory = root / "out" / output.target.name
        expected = [path.relative_to(directory).as_posix() for path in map(Path, files(directory))]
        assert sorted(output.paths) == sorted(expected)
