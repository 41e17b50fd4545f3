"""`generate --dry-run`: the words and the exit code of a run, and no change on disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statserver_bindgen.artifact import digest
from statserver_bindgen.workspace import locking
from support.checkout import ROOT
from support.command import run_command
from support.generated import FIXTURE
from support.programs import UNPRIVILEGED
from support.trees import state

if TYPE_CHECKING:
    from click.testing import Result

    from support.command import Command

# In the order in which a run writes them: the manifest is the last one.
JSON_FILES: Final = sorted(
    (path.name for path in (ROOT / "out" / "json").iterdir()),
    key=lambda name: (name == "manifest.json", name),
)
ARGUMENTS: Final = ("--target", "json=lib/a", "--target", "json=lib/b")


def as_dry(line: str) -> str:
    """Return the status line of a dry run for that of a run."""
    if " written, " in line:
        return f"dry run: nothing written; would be {line}"
    return line.replace("wrote ", "would write ").replace("removed ", "would remove ")


def assert_predicted(dry: Result, real: Result) -> None:
    """Check that a dry run printed what the run printed, and had its exit code."""
    assert dry.exit_code == real.exit_code
    assert dry.stdout == real.stdout
    assert dry.stderr.splitlines() == [as_dry(line) for line in real.stderr.splitlines()]


def test_it_prints_the_files_and_creates_nothing(command: Command, spec: Path) -> None:
    before = state(spec.parent.parent)
    dry = command("generate", "--target", "json=lib", "--dry-run")
    assert dry.exit_code == 0
    assert dry.stderr.splitlines() == [
        f"spec: {spec.relative_to(Path.cwd())}",
        *(f"would write lib/{name}" for name in JSON_FILES),
        f"dry run: nothing written; would be {len(JSON_FILES)} written, 0 removed, 0 unchanged",
    ]
    assert state(spec.parent.parent) == before


def test_its_report_lists_the_files(command: Command, spec: Path) -> None:
    dry = command("generate", "--target", "json=lib", "--dry-run", "--report", "json")
    data = json.loads(dry.stdout)
    assert data["written"] is False
    assert data["files"] == [f"lib/{name}" for name in JSON_FILES]
    assert spec.exists()
    real = command("generate", "--target", "json=lib", "--report", "json")
    assert json.loads(real.stdout) == {**data, "written": True}


CHANGES: Final = ("edit", "remove", "convert", "damage the manifest", "orphan", "change the spec")


def change(tree: Path, kind: str, name: str) -> None:
    """Change a tree with output in one way, or do nothing if the file is missing."""
    file, spec = tree / name, tree / "spec" / "actions.yaml"
    manifest = file.with_name("manifest.json")
    if kind == "change the spec":
        spec.write_bytes(spec.read_bytes().replace(b"timing: durable", b"timing: momentary", 1))
    elif kind == "damage the manifest":
        manifest.write_bytes(b"{")
    elif kind == "orphan" and manifest.read_bytes() != b"{":
        file.with_name("old.txt").write_bytes(b"old\n")
        data = json.loads(manifest.read_bytes())
        data["files"]["old.txt"] = digest(b"old\n")
        manifest.write_text(json.dumps(data, indent=2) + "\n", "utf-8")
    elif file.exists() and kind == "edit":
        file.write_bytes(file.read_bytes() + b"edited\n")
    elif file.exists() and kind == "remove":
        file.unlink()
    elif file.exists() and kind == "convert":
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with a spec and its output."""
    tree = tmp_path_factory.mktemp("generated")
    (tree / "spec").mkdir()
    shutil.copy(FIXTURE, tree / "spec" / "actions.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tree)
        assert run_command("generate", *ARGUMENTS).exit_code == 0
    return tree


FILES: Final = ("lib/a/actions.json", "lib/b/README.md")


@given(
    st.lists(st.tuples(st.sampled_from(CHANGES), st.sampled_from(FILES)), max_size=3),
    st.sampled_from([(), ("--force",)]),
)
@settings(max_examples=20)
def test_it_predicts_the_run_for_every_state_of_the_disk(
    generated: Path,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, str]],
    options: tuple[str, ...],
) -> None:
    tree = Path(shutil.copytree(generated, tmp_path_factory.mktemp("tree") / "copy"))
    for kind, name in changes:
        change(tree, kind, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tree)
        before = state(tree)
        dry = run_command("generate", *ARGUMENTS, "--dry-run", *options)
        assert state(tree) == before
        assert_predicted(dry, run_command("generate", *ARGUMENTS, *options))


def test_a_refused_run_exits_with_1(command: Command, spec: Path) -> None:
    Path("lib").mkdir()
    Path("lib/actions.json").write_text("mine\n", "utf-8")
    dry = command("generate", "--spec", spec, "--target", "json=lib", "--dry-run")
    assert dry.exit_code == 1
    assert "lib/actions.json: error: is not from this tool" in dry.stdout
    assert dry.stderr.splitlines()[-1] == "nothing written"


def test_an_unusable_directory_exits_with_2(command: Command, spec: Path, tmp_path: Path) -> None:
    arguments = ("generate", "--spec", spec, "--target")
    (tmp_path / "file").touch()
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "full" / "actions.json").mkdir(parents=True)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "actions.json").symlink_to("nowhere")
    for directory in ("file", "file/json", "broken", "full", "linked", "n" * 300):
        before = state(tmp_path)
        dry = command(*arguments, f"json={directory}", "--dry-run")
        assert state(tmp_path) == before
        assert dry.exit_code == 2
        assert_predicted(dry, command(*arguments, f"json={directory}"))


def test_it_waits_for_no_other_run(command: Command, spec: Path) -> None:
    Path("lib").mkdir()
    with locking.hold([Path("lib")], lambda _: None):
        dry = command("generate", "--spec", spec, "--target", "json=lib", "--dry-run")
    assert dry.exit_code == 0
    assert "waiting" not in dry.stderr


def without_privileges(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command so that permissions hold, even for root."""
    return subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-m", "statserver_bindgen", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("target", ["json=lib/json", "json=lib/new/json"])
def test_a_read_only_tree_gives_the_error_of_a_run(
    command: Command, spec: Path, target: str
) -> None:
    assert command("generate", "--spec", spec, "--target", "json=lib/json").exit_code == 0
    with spec.open("ab") as file:
        file.write(b"\n# a comment changes no output\n")
    directories = [Path("lib/json"), Path("lib"), Path("spec"), Path()]
    arguments = ("generate", "--target", target)
    try:
        for directory in directories:
            directory.chmod(0o555)
        before = state(Path())
        dry = without_privileges(*arguments, "--dry-run")
        assert state(Path()) == before
        run = without_privileges(*arguments)
    finally:
        for directory in directories:
            directory.chmod(0o755)
    assert (dry.returncode, dry.stdout) == (run.returncode, run.stdout)
    assert dry.returncode == (0 if target == "json=lib/json" else 2)
    assert dry.stderr.splitlines() == [as_dry(line) for line in run.stderr.splitlines()]
