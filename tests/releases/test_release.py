"""A release: what it requires, what it refuses, and what it writes."""

from __future__ import annotations

import copy
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from statserver_bindgen import pipeline
from statserver_bindgen.changes.snapshots import write_snapshot
from statserver_bindgen.errors import SpecError, WorkspaceError
from statserver_bindgen.workspace import writer
from support.lifecycles import RELEASES
from support.released import CHANGELOG, Repository, repository, unreleased

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = RELEASES[0], RELEASES[1]


@pytest.fixture
def released(tmp_path: Path) -> Repository:
    """Return a repository with the release 1.0.0."""
    work = repository(tmp_path, FIRST, "json")
    assert not work.release().is_refused
    return work


@pytest.fixture
def edited(released: Repository) -> Repository:
    """Return a repository with the release 1.0.0, and a new row since then."""
    released.edit(unreleased(SECOND, FIRST))
    released.generate()
    return released


def rules_of(result: Any) -> list[str]:
    assert result.is_refused
    return [it.rule.id for it in result.diagnostics]


def test_a_release_writes_a_snapshot_with_facts_and_digests(released: Repository) -> None:
    snapshot = json.loads((released.releases / "1.0.0.json").read_bytes())
    manifest = json.loads((released.outputs["json"] / "manifest.json").read_bytes())
    assert [*snapshot] == ["format", "version", "digest", "facts", "artifacts"]
    assert (snapshot["format"], snapshot["version"]) == (1, "1.0.0")
    assert snapshot["facts"] == FIRST
    assert snapshot["digest"] == manifest["catalog"]["digest"]
    assert snapshot["artifacts"] == {f"json/{path}": it for path, it in manifest["files"].items()}


def test_each_row_of_a_snapshot_has_a_line_of_its_own(released: Repository) -> None:
    lines = (released.releases / "1.0.0.json").read_text("utf-8").splitlines()
    for row in FIRST["actions"]:
        assert [it for it in lines if it.strip(" ,") == json.dumps(row)]


def test_the_first_release_writes_no_since(released: Repository) -> None:
    assert released.data() == FIRST


def test_the_smallest_version_is_the_default(edited: Repository) -> None:
    assert edited.release().version == "1.1.0"
    assert edited.data() == SECOND


def test_the_version_of_the_spec_is_kept_if_it_is_large_enough(edited: Repository) -> None:
    data = unreleased(SECOND, FIRST)
    data["catalog"]["version"] = "1.4.0"
    edited.edit(data)
    edited.generate()
    assert edited.release().version == "1.4.0"
    assert edited.data()["actions"][-1]["since"] == "1.4.0"


def test_a_requested_version_is_written_into_all_changes_of_the_release(
    edited: Repository,
) -> None:
    edited.release()
    edited.edit(unreleased(RELEASES[2], SECOND))
    edited.generate()
    assert edited.release("3.0.0").version == "3.0.0"
    rows = edited.data()["actions"]
    versions = [it.get("since") for it in rows]
    versions += [it["deprecated"]["since"] for it in rows if "deprecated" in it]
    assert sorted({it for it in versions if it}) == ["1.1.0", "3.0.0"]
    assert edited.rules() == []


@pytest.mark.parametrize("version", ["1.0.1", "0.9.0", "1.0.0"])
def test_a_version_that_is_too_small_is_refused(edited: Repository, version: str) -> None:
    before = edited.files()
    result = edited.release(version)
    assert rules_of(result) == ["version-too-small"]
    assert "minor changes since 1.0.0 require 1.1.0 or later" in result.diagnostics[0].message
    assert edited.files() == before


def test_a_release_with_the_same_content_is_not_repeated(released: Repository) -> None:
    before = released.files()
    for version in (None, "1.0.0"):
        result = released.release(version)
        assert (result.is_released, result.is_refused, result.version) == (True, False, "1.0.0")
    assert released.files() == before


def test_a_removed_action_that_no_release_deprecates_is_refused(released: Repository) -> None:
    data = copy.deepcopy(FIRST)
    del data["actions"][-1]
    released.edit(data)
    released.generate()
    before = released.files()
    assert "change-refused" in rules_of(released.release("9.0.0"))
    assert released.files() == before


@pytest.mark.parametrize(
    ("state", "rule"),
    [("stale", "file-stale"), ("edited", "file-edited"), ("missing", "file-missing")],
)
def test_output_that_is_not_as_generated_is_refused(
    edited: Repository, state: str, rule: str
) -> None:
    file = edited.outputs["json"] / "actions.json"
    if state == "edited":
        file.write_text("{}\n", "utf-8")
    elif state == "missing":
        file.unlink()
    else:
        edited.edit(FIRST)
        edited.generate()
        edited.edit(unreleased(SECOND, FIRST))
    before = edited.files()
    assert rule in rules_of(edited.release())
    assert edited.files() == before


def test_a_new_file_in_the_way_stops_a_release_before_its_first_write(tmp_path: Path) -> None:
    work = repository(tmp_path, FIRST, "json")
    before = work.files()
    # The file gets in the way after the output was checked, as another program may do.
    (work.outputs["json"] / "README.md").unlink()
    (work.outputs["json"] / "README.md").mkdir()
    with pytest.raises(Exception, match="directory"):
        work.release()
    assert {it: raw for it, raw in before.items() if not it.endswith("README.md")} == work.files()


def test_a_dry_run_writes_nothing_and_shows_all_edits(edited: Repository) -> None:
    before = edited.files()
    result = edited.release(dry_run=True)
    assert edited.files() == before
    spec, changelog = result.edits
    assert "-  version: 1.0.0\n+  version: 1.1.0\n" in spec
    assert "since: 1.1.0" in spec
    assert "+## Catalog 1.1.0 (2026-01-31)\n" in changelog
    files = [it for it in edited.release().written if it.endswith("actions.json")]
    assert files
    assert {*files} <= {*result.written}


def test_the_artifacts_do_not_depend_on_the_digests_in_snapshots(edited: Repository) -> None:
    edited.release()
    for file in edited.releases.iterdir():
        facts = json.loads(file.read_bytes())["facts"]
        file.write_bytes(write_snapshot(facts, {}))
    assert edited.rules() == []


def test_code_that_changed_alone_requires_a_patch(released: Repository) -> None:
    file = released.releases / "1.0.0.json"
    digests = json.loads(file.read_bytes())["artifacts"]
    file.write_bytes(write_snapshot(FIRST, dict.fromkeys(digests, "0" * 64)))
    [diagnostic] = released.check()
    assert diagnostic.rule.id == "version-too-small"
    assert "1 patch change since 1.0.0 requires 1.0.1 or later" in diagnostic.message
    assert released.release().version == "1.0.1"
    assert released.rules() == []


def test_the_changelog_gets_the_changes(edited: Repository) -> None:
    edited.release()
    text = edited.changelog.read_text("utf-8")
    assert text == (
        "# Changelog\n\nAll changes.\n\n"
        "## Catalog 1.1.0 (2026-01-31)\n\n"
        "### New\n\n"
        "- CALL\\_TREATED: action added.\n"
        "  Affects Python types, TypeScript types.\n"
        "  Add a branch for CALL\\_TREATED where a match lists all actions.\n\n"
        "## Catalog 1.0.0 (2026-01-31)\n\n"
        "- A note of a keeper.\n\n"
        "1.0.0 is the first release of the catalog.\n"
    )


def test_a_release_needs_no_changelog(tmp_path: Path) -> None:
    work = repository(tmp_path, FIRST, "json")
    work.changelog.unlink()
    result = work.release()
    assert (result.changelog, result.is_refused) == (None, False)


def test_a_spec_that_changed_during_the_release_is_not_overwritten(
    edited: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate = writer.generate
    changed = edited.spec.read_bytes() + b"# a comment\n"

    def edit_and_generate(*arguments: Any, **choices: Any) -> Any:
        edited.spec.write_bytes(changed)
        return generate(*arguments, **choices)

    monkeypatch.setattr(writer, "generate", edit_and_generate)
    with pytest.raises(Exception, match="changed while"):
        edited.release()
    assert edited.spec.read_bytes() == changed
    assert [it.name for it in edited.releases.iterdir()] == ["1.0.0.json"]


def test_a_read_only_changelog_stops_a_release_before_its_first_write(
    edited: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = edited.files()
    is_allowed = os.access

    def access(path: object, mode: int) -> bool:
        return path != edited.changelog and is_allowed(str(path), mode)

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(WorkspaceError, match=r"CHANGELOG\.md is read-only"):
        edited.release()
    assert edited.files() == before


def test_an_abandoned_release_is_replaced_by_another_one(edited: Repository) -> None:
    (edited.releases / "3.0.0.json.pending").write_text("{}", "utf-8")
    assert "release-interrupted" in edited.rules()
    assert edited.release().version == "1.1.0"
    assert sorted(it.name for it in edited.releases.iterdir()) == ["1.0.0.json", "1.1.0.json"]


def test_a_changelog_that_is_not_utf_8_is_reported(edited: Repository) -> None:
    edited.changelog.write_bytes(b"\xff\xfe")
    with pytest.raises(SpecError, match=r"CHANGELOG\.md is not UTF-8"):
        edited.release()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not JSON: .* in line 1, column 2"),
        (b"[]", "is not a JSON object"),
        (b"{}", "is neither an actions.json nor a snapshot"),
        (b'{"facts": {}, "format": 2}', "has the format 2; this version of the tool reads 1"),
        (b'{"facts": {}, "format": 1}', "is not a snapshot of a release"),
    ],
)
def test_a_damaged_snapshot_is_reported(released: Repository, content: bytes, message: str) -> None:
    (released.releases / "1.0.0.json").write_bytes(content)
    with pytest.raises(SpecError, match=message):
        released.check()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"version": "1.0.0",\n  "digest"', '"version": "1.0.1",\n  "digest"', "another version"),
        ("CallParked", "CallMoved", "was edited: its facts do not have its digest"),
        ('"artifacts": {', '"artifacts": {"x": 1, ', 'the digest of "x" is not text'),
        ('"artifacts"', '"others"', "it has no artifacts"),
    ],
)
def test_an_edited_snapshot_is_reported(
    released: Repository, before: str, after: str, message: str
) -> None:
    file = released.releases / "1.0.0.json"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    with pytest.raises(SpecError, match=message):
        released.check()


def test_a_snapshot_with_the_name_of_another_version_is_reported(released: Repository) -> None:
    file = released.releases / "1.0.0.json"
    file.rename(file.with_name("1.2.0.json"))
    with pytest.raises(SpecError, match=r"contains the release 1\.0\.0"):
        released.check()
    file.with_name("1.2.0.json").rename(file.with_name("latest.json"))
    with pytest.raises(SpecError, match="has not the name of a version"):
        released.check()


def test_the_newest_release_is_that_with_the_largest_number(released: Repository) -> None:
    for version in ("1.9.0", "1.10.0"):
        data = copy.deepcopy(FIRST)
        data["catalog"]["version"] = version
        (released.releases / f"{version}.json").write_bytes(write_snapshot(data, {}))
    messages = [it.message for it in released.check() if "too small" in it.message]
    assert len(messages) == 1
    assert "too small: 1.10.0 is released" in messages[0]


def test_a_version_that_is_not_valid_is_a_wrong_argument(released: Repository) -> None:
    with pytest.raises(ValueError, match=r"1\.0"):
        released.release("1.0")


def test_the_committed_output_directories_are_those_with_a_manifest(
    released: Repository,
) -> None:
    (released.path / "out" / "notes").mkdir()
    (released.path / "out" / "web").mkdir()
    (released.path / "out" / "web" / "manifest.json").write_text('{"name": "an app"}', "utf-8")
    outputs = pipeline.find_committed(released.path / "out")
    assert [(it.name, path) for it, path in outputs] == [("json", released.outputs["json"])]
    assert pipeline.find_committed(released.path / "none") == []


def test_a_damaged_manifest_is_not_overlooked(released: Repository) -> None:
    manifest = released.outputs["json"] / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8")[:-10], "utf-8")
    with pytest.raises(WorkspaceError, match=r"json.manifest\.json can't be read: it is not JSON"):
        pipeline.find_committed(released.path / "out")


def test_the_version_of_the_tool_is_not_part_of_a_snapshot(tmp_path: Path) -> None:
    work = repository(tmp_path, FIRST, "python")
    work.release()
    snapshot = json.loads((work.releases / "1.0.0.json").read_bytes())
    package = "python/src/statserver_actions"
    assert f"{package}/__init__.py" in snapshot["artifacts"]
    assert f"{package}/manifest.json" not in snapshot["artifacts"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_release_keeps_comments_and_line_endings(edited: Repository, newline: str) -> None:
    text = edited.spec.read_text("utf-8").replace("actions:\n", "actions: # the table\n")
    edited.spec.write_bytes(text.replace("\n", newline).encode())
    assert edited.release().version == "1.1.0"
    after = edited.spec.read_bytes().decode()
    expected = text.replace("version: 1.0.0", "version: 1.1.0").splitlines()
    expected[-1] = expected[-1].replace("}", ", since: 1.1.0}")
    assert after == newline.join([*expected, ""])


def test_changelog_of_the_fixture_has_an_unreleased_section() -> None:
    assert "## Unreleased" in CHANGELOG
