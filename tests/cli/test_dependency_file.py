"""`generate --dependency-file`: when the file is written, and what it names."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen import resources
from statserver_bindgen.artifact_paths import temporary_path
from support.generated import FIXTURE

if TYPE_CHECKING:
    from support.command import Command

TARGET: Final = ("--target", "json=lib")
OPTION: Final = ("--dependency-file", "build/stamp.d")
FILE: Final = Path("build/stamp.d")


def prerequisites(file: Path = FILE) -> list[str]:
    """Return the prerequisites in a dependency file whose paths need no escapes."""
    rule, _, empty = file.read_text("utf-8").partition("\n\n")
    paths = [line.removesuffix(" \\").strip() for line in rule.split("\n")[1:]]
    assert rule.startswith(f"{file.with_suffix('')}: \\\n")
    assert [f"{path}:" for path in paths] == [line for line in empty.split("\n") if line]
    return paths


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the tool be installed, and return the record of its files."""
    record = tmp_path / "site" / "RECORD"
    record.parent.mkdir()
    record.touch()
    monkeypatch.setattr(resources, "installation_record", lambda: record)
    return record


def test_the_prerequisites_are_the_spec_and_the_tool(
    command: Command, spec: Path, installed: Path
) -> None:
    assert command("generate", *TARGET, *OPTION).exit_code == 0
    assert prerequisites() == [str(installed), "spec/actions.yaml"]
    assert spec.exists()


def test_snapshots_of_releases_and_their_directory_are_prerequisites(
    command: Command, spec: Path, installed: Path
) -> None:
    assert command("generate", "--out", "out", "--target", "json").exit_code == 0
    assert command("release", "--out", "out").exit_code == 0
    assert command("generate", *TARGET, *OPTION).exit_code == 0
    (snapshot,) = (spec.parent / "releases").iterdir()
    expected = ["spec/actions.yaml", "spec/releases/", f"spec/releases/{snapshot.name}"]
    assert prerequisites() == [str(installed), *expected]


def test_templates_that_are_not_shipped_are_prerequisites(
    command: Command, spec: Path, installed: Path, root: Path
) -> None:
    shutil.copytree(root / "docs" / "examples" / "targets", "mine")
    Path("mine/sql/inner").mkdir()
    Path("mine/sql/inner/note.txt").write_text("a note\n", "utf-8")
    Path("mine/other").mkdir()
    arguments = ("--templates", "mine", "--target", "sql=lib", "--spec", spec)
    assert command("generate", *arguments, *OPTION).exit_code == 0
    assert prerequisites() == [
        str(installed),
        str(spec),
        "mine/",
        "mine/sql/",
        "mine/sql/inner/",
        "mine/sql/inner/note.txt",
        "mine/sql/schema.sql.j2",
        "mine/sql/seed.sql.j2",
        "mine/sql/target.yaml",
    ]


def test_templates_of_a_shared_artifact_are_prerequisites(
    command: Command, installed: Path, root: Path
) -> None:
    shutil.copytree(root / "docs" / "examples" / "targets", "mine")
    Path("mine/trial").mkdir()
    Path("mine/trial/target.yaml").write_text(
        "title: Trial\ndescription: A trial.\nlanguage: python\n"
        "shared: {seed.sql: sql/seed.sql.j2, actions.json: json/actions.json.j2}\n",
        "utf-8",
    )
    arguments = ("--templates", "mine", "--target", "trial=lib", "--spec", FIXTURE)
    result = command("generate", *arguments, *OPTION)
    assert result.exit_code == 0, result.output
    assert {"mine/trial/target.yaml", "mine/sql/seed.sql.j2"} < {*prerequisites()}
    assert not any("json/" in path for path in prerequisites())  # part of the tool
    assert prerequisites()[0] == str(installed)


def test_a_checkout_of_the_tool_is_listed_with_its_templates(command: Command, root: Path) -> None:
    assert command("generate", *TARGET, *OPTION).exit_code == 0
    listed = {*prerequisites()}
    for path in (
        "generator/statserver_bindgen/version.py",
        "generator/statserver_bindgen/rendering/renderer.py",
        "templates/json/",
        "templates/json/actions.json.j2",
        "spec/actions.yaml",
        "spec/masks.yaml",
    ):
        assert f"{root}/{path}" in listed
    assert f"{root}/templates/python/target.yaml" not in listed


def test_the_configuration_is_a_prerequisite(
    command: Command, spec: Path, installed: Path, root: Path
) -> None:
    shutil.copytree(root / "docs" / "examples" / "targets", "here/mine")
    shutil.copy(spec, "here/actions.yaml")
    text = "spec: actions.yaml\ntemplates: [mine]\ntargets: {json: ../lib}\n"
    Path("here/statserver-bindgen.yaml").write_text(text, "utf-8")
    named = ("--config", "here/statserver-bindgen.yaml")
    assert command("generate", *named, *OPTION).exit_code == 0
    assert prerequisites() == [
        str(installed),
        "here/statserver-bindgen.yaml",
        "here/actions.yaml",
        "here/mine/",
    ]
    assert command("generate", "--no-config", *TARGET, *OPTION).exit_code == 0
    assert prerequisites() == [str(installed), "spec/actions.yaml"]


def test_standard_input_is_not_a_prerequisite(command: Command, installed: Path) -> None:
    text = FIXTURE.read_bytes()
    assert command("generate", *TARGET, *OPTION, "--spec", "-", stdin=text).exit_code == 0
    assert prerequisites() == [str(installed)]


def test_the_shipped_spec_is_part_of_the_installed_tool(command: Command, installed: Path) -> None:
    assert command("generate", *TARGET, *OPTION).exit_code == 0
    assert prerequisites() == [str(installed)]


def test_the_file_is_not_written_again_when_nothing_changed(command: Command, spec: Path) -> None:
    command("generate", *TARGET, *OPTION)
    before = FILE.stat()
    with spec.open("ab") as file:
        file.write(b"\n# a comment\n")
    command("generate", *TARGET, *OPTION)
    assert (FILE.stat().st_mtime_ns, FILE.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_only_a_run_that_succeeds_writes_the_file(command: Command, spec: Path) -> None:
    assert command("generate", *TARGET, *OPTION, "--dry-run").exit_code == 0
    assert not FILE.exists()
    text = spec.read_bytes()
    spec.write_bytes(text.replace(b"durable", b"durabel", 1))
    assert command("generate", *TARGET, *OPTION).exit_code == 1
    assert not FILE.exists()
    spec.write_bytes(text)
    Path("lib").mkdir()
    Path("lib/actions.json").write_text("mine\n", "utf-8")
    assert command("generate", *TARGET, *OPTION).exit_code == 1
    assert not FILE.exists()
    assert command("generate", *TARGET, *OPTION, "--force").exit_code == 0
    assert FILE.exists()


def test_a_path_that_cannot_be_written_stops_the_run_before_it_writes(command: Command) -> None:
    spec = shutil.copy(FIXTURE, "odd\nname.yaml")
    result = command("generate", *TARGET, *OPTION, "--spec", spec)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "error: odd\\nname.yaml can't be written to a dependency file: make and ninja can't both "
        'read "\\n"; rename it'
    )
    assert sorted(it.name for it in Path().iterdir()) == [spec]


def test_a_name_that_is_not_text_is_refused(command: Command, spec: Path) -> None:
    result = command("generate", *TARGET, "--dependency-file", "stamp\udcff.d")
    assert result.exit_code == 2
    assert "can't be written to a dependency file" in result.stderr
    assert not Path("lib").exists()
    assert spec.exists()


@pytest.mark.parametrize("name", ["stamp", "stamp.mk", ".d"])
def test_a_name_without_the_ending_is_refused(command: Command, name: str) -> None:
    result = command("generate", *TARGET, "--dependency-file", name)
    assert result.exit_code == 2
    assert f"{name} does not end with .d; write {name}.d for {name}" in result.stderr


def test_another_file_is_not_overwritten(command: Command, spec: Path) -> None:
    Path("actions.d").write_text("module actions;\n", "utf-8")
    result = command("generate", *TARGET, "--dependency-file", "actions.d")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "error: actions.d is not a dependency file for actions; move it, or choose another name"
    )
    assert Path("actions.d").read_text("utf-8") == "module actions;\n"
    assert not Path("lib").exists()
    assert spec.exists()


def test_a_generated_file_is_not_overwritten(command: Command) -> None:
    Path("mine/trial").mkdir(parents=True)
    declaration = "title: Trial\ndescription: A trial.\nlanguage: c\n"
    Path("mine/trial/target.yaml").write_text(declaration, "utf-8")
    Path("mine/trial/actions.d").write_text("module actions;\n", "utf-8")
    arguments = ("--templates", "mine", "--target", "trial=lib", "--spec", FIXTURE)
    result = command("generate", *arguments, "--dependency-file", "lib/actions.d")
    assert result.exit_code == 2
    assert "lib/actions.d is not a dependency file for actions" in result.stderr
    assert command("check", *arguments).exit_code == 0


def test_a_directory_in_place_of_the_file_is_an_error(command: Command, spec: Path) -> None:
    FILE.mkdir(parents=True)
    result = command("generate", *TARGET, *OPTION)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "error: build/stamp.d can't be read: Is a directory"
    assert spec.exists()


def test_an_empty_file_and_a_temporary_file_of_a_killed_run_are_replaced(
    command: Command, spec: Path
) -> None:
    FILE.parent.mkdir()
    FILE.touch()
    FILE.with_name(temporary_path(FILE.name)).write_text("half", "utf-8")
    assert command("generate", *TARGET, *OPTION).exit_code == 0
    assert "spec/actions.yaml" in prerequisites()
    assert [it.name for it in FILE.parent.iterdir()] == ["stamp.d"]
    assert spec.exists()
