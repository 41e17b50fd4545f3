"""The command `release`, from its arguments to its exit code and its output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.workspace import filesystem
from support.lifecycles import RELEASES
from support.released import Repository, repository, unreleased

if TYPE_CHECKING:
    from support.command import Command

DATE = ("--date", "2026-01-31")


@pytest.fixture
def work(command: Command, tmp_path: Path) -> Repository:
    """Return a repository in the working directory, with the release 1.0.0 and a new row."""
    work = repository(tmp_path, RELEASES[0], "json")
    assert command("release", *DATE, "--quiet").exit_code == 0
    work.edit(unreleased(RELEASES[1], RELEASES[0]))
    work.generate()
    return work


def test_a_release_reports_what_it_wrote(command: Command, work: Repository) -> None:
    result = command("release", *DATE)
    assert result.exit_code == 0, result.output
    assert work.data() == RELEASES[1]
    assert "-  version: 1.0.0\n+  version: 1.1.0\n" in result.stdout
    status = result.stderr.splitlines()
    assert status[0] == "spec: spec/actions.yaml"
    assert "wrote out/json/actions.json" in status
    assert status[-1] == "released 1.1.0 in spec/releases/1.1.0.json"


def test_a_dry_run_reports_what_would_happen(command: Command, work: Repository) -> None:
    before = work.files()
    result = command("release", "--dry-run", *DATE)
    assert result.exit_code == 0
    assert work.files() == before
    assert "would write out/json/actions.json" in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "dry run: nothing written; would release 1.1.0 in spec/releases/1.1.0.json"
    )


def test_the_report_has_the_release_as_data(command: Command, work: Repository) -> None:
    result = command("release", "1.5.0", "--report", "json", *DATE)
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (data["version"], data["written"], data["diagnostics"]) == ("1.5.0", True, [])
    assert data["snapshot"] == "spec/releases/1.5.0.json"
    assert data["changelog"] == str(work.changelog)
    assert "out/json/actions.json" in data["files"]
    assert len(data["edits"]) == 2


def test_a_refused_release_exits_with_1(command: Command, work: Repository) -> None:
    before = work.files()
    result = command("release", "1.0.1")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "spec/actions.yaml:5:12: error: the version 1.0.1 is too small: minor changes since 1.0.0 "
        "require 1.1.0 or later [version-too-small]\n"
    )
    assert result.stderr.splitlines()[-1] == "nothing released"
    assert work.files() == before


def test_a_refused_release_is_annotated_on_github(command: Command, work: Repository) -> None:
    result = command("release", "1.0.1", "--report", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=spec/actions.yaml,line=5,")
    assert work.data()["catalog"]["version"] == "1.0.0"


def test_an_invalid_spec_is_not_released(command: Command, work: Repository) -> None:
    work.spec.write_text(work.spec.read_text("utf-8").replace("durable,", "durible,", 1), "utf-8")
    result = command("release")
    assert result.exit_code == 1
    assert "did you mean durable?" in result.stdout


def test_nothing_is_released_twice(command: Command, work: Repository) -> None:
    assert command("release", *DATE).exit_code == 0
    before = work.files()
    result = command("release")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == (
        "nothing to release: 1.1.0 is released with this content"
    )
    assert work.files() == before


def test_check_reports_a_version_that_is_too_small(command: Command, work: Repository) -> None:
    result = command("check", "--target", "json")
    assert result.exit_code == 1
    assert "1 minor change since 1.0.0 requires 1.1.0 or later [version-too-small]" in result.stdout
    assert "note: CALL_TREATED: action added [action-added]; affects: " in result.stdout
    assert work.rules() == ["version-too-small"]


def test_a_release_without_a_changelog_says_so(command: Command, work: Repository) -> None:
    work.changelog.unlink()
    result = command("release", *DATE)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1].endswith("; there is no CHANGELOG.md for its changes")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1.0"], "1.0 is not three numbers, such as 1.2.0"),
        (["--date", "today"], "today is not a date, such as 2026-01-31"),
        (["--date", "2026-02-30"], "2026-02-30 is not a date"),
        (["--date", "20260131"], "20260131 is not a date"),
        (["--spec", "-"], "standard input can't be released"),
        (["--out", "elsewhere"], "elsewhere has no generated output; run generate first"),
        (["--spec", "none.yaml"], "the spec none.yaml can't be read"),
    ],
)
def test_wrong_arguments_exit_with_2(
    command: Command, work: Repository, arguments: list[str], message: str
) -> None:
    before = work.files()
    result = command("release", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert work.files() == before


def test_a_damaged_snapshot_exits_with_2(command: Command, work: Repository) -> None:
    (work.releases / "1.0.0.json").write_text("{", "utf-8")
    for arguments in (["release"], ["check", "--target", "json"]):
        result = command(*arguments)
        assert result.exit_code == 2
        assert "error: spec/releases/1.0.0.json is not JSON" in result.stderr


def test_an_interruption_names_the_command_that_continues(
    command: Command, work: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(filesystem, "rename_file", interrupt)
        result = command("release", *DATE)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "interrupted; some files are written: run release to continue"
    )
    result = command("check", "--target", "json")
    assert result.exit_code == 0
    assert "spec/releases/1.1.0.json.pending: warning: the release 1.1.0 was interrupted" in (
        result.stdout
    )
    assert command("release", *DATE).exit_code == 0
    assert sorted(it.name for it in work.releases.iterdir()) == ["1.0.0.json", "1.1.0.json"]


def test_an_interruption_before_the_first_write_is_reported_as_one(
    command: Command, work: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(filesystem, "refuse_unreplaceable", interrupt)
    before = work.files()
    result = command("release", *DATE)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "interrupted; nothing was written"
    assert work.files() == before


def test_named_targets_are_released_alone(command: Command, tmp_path: Path) -> None:
    repository(tmp_path, RELEASES[0], "json", "markdown")
    assert command("release", "--target", "json", *DATE).exit_code == 0
    snapshot = json.loads(Path("spec/releases/1.0.0.json").read_bytes())
    assert {it.partition("/")[0] for it in snapshot["artifacts"]} == {"json"}
