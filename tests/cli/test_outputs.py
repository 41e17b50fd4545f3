"""The output directories of `generate` and `check`: several of one target, overlaps, removals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from statserver_bindgen.artifact import digest
from statserver_bindgen.cli import main
from support.generated import FIXTURE

if TYPE_CHECKING:
    from click.testing import Result


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use an empty working directory."""
    monkeypatch.chdir(tmp_path)


def run(command: str, *targets: str, options: tuple[str, ...] = ()) -> Result:
    """Run a command on the fixture catalog and these targets."""
    chosen = [argument for it in targets for argument in ("--target", it)]
    arguments = [command, "--spec", str(FIXTURE), *chosen, *options]
    return CliRunner().invoke(main, arguments, prog_name="statserver-bindgen")


def change_manifest(directory: Path, **changes: Any) -> None:
    file = directory / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), **changes}), "utf-8")


def test_one_target_is_written_to_each_of_its_directories() -> None:
    result = run("generate", "json=a", "json=b", "json", "markdown=m")
    assert result.exit_code == 0
    manifests = sorted(str(it.parent) for it in Path().rglob("manifest.json"))
    assert manifests == ["a", "b", "m", "out/json"]
    assert Path("a/actions.json").read_bytes() == Path("b/actions.json").read_bytes()
    assert run("check", "json=a", "json=b").exit_code == 0
    Path("b/actions.json").write_text("mine\n", "utf-8")
    assert run("check", "json=a", "json=b").exit_code == 1


def test_a_directory_that_is_given_twice_is_written_once() -> None:
    assert run("generate", "json=a", "json=./a/", "json", "json").exit_code == 0


@pytest.mark.parametrize(
    ("targets", "path"),
    [
        (("python=n", "json=n/src/statserver_actions"), "n/src/statserver_actions/manifest.json"),
        (("json=n/src/statserver_actions", "python=n"), "n/src/statserver_actions/manifest.json"),
        (("json=n", "markdown=n"), "n/LICENSE"),
        (("json=n", "markdown=x/../n"), "n/LICENSE"),
        (("json=n", "json=N"), "n/LICENSE"),
        (("json=n", "markdown=n/README.md"), "n/README.md"),
    ],
)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_overlapping_targets_exit_with_2_and_are_named_with_the_path(
    command: str, targets: tuple[str, ...], path: str
) -> None:
    result = run(command, *targets)
    assert result.exit_code == 2
    names = " and ".join(it.partition("=")[0] for it in targets)
    assert result.stderr.splitlines()[-1] == (
        f"error: the targets {names} share the path {path}; give each its own output directory"
    )
    assert [*Path().iterdir()] == []


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--quiet", "--report", "json")])
def test_removals_are_printed_even_if_quiet(options: tuple[str, ...]) -> None:
    run("generate", "json=a")
    files = json.loads(Path("a/manifest.json").read_bytes())["files"]
    Path("a/old.txt").write_bytes(b"old\n")
    change_manifest(Path("a"), files={**files, "old.txt": digest(b"old\n")})
    result = run("generate", "json=a", options=options)
    assert result.exit_code == 0
    assert "removed a/old.txt" in result.stderr.splitlines()
    assert not Path("a/old.txt").exists()


def test_an_older_catalog_is_a_warning_and_the_run_succeeds() -> None:
    run("generate", "json=a")
    catalog = json.loads(Path("a/manifest.json").read_bytes())["catalog"]
    change_manifest(Path("a"), catalog={**catalog, "version": "99.0.0"})
    checked = run("check", "json=a")
    warning = (
        "a/manifest.json: warning: was generated from a newer version of the catalog: 99.0.0; "
        f"the spec has version {catalog['version']} [catalog-older]"
    )
    assert (checked.exit_code, warning in checked.stdout) == (1, True)
    result = run("generate", "json=a", options=("--quiet",))
    assert (result.exit_code, warning in result.stdout) == (0, True)
    assert run("check", "json=a").stdout == ""


def test_converted_line_endings_are_written_again_without_force() -> None:
    run("generate", "json=a")
    for file in Path("a").iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    message = "error: line endings were converted: CR LF instead of LF"
    assert f"a/actions.json: {message} [file-stale]" in run("check", "json=a").stdout
    assert run("generate", "json=a").exit_code == 0
    assert run("check", "json=a").exit_code == 0
