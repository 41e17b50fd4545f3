"""The spec compared with its newest release: versions, refused changes, and `since`."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from statserver_bindgen import report, resources
from statserver_bindgen.catalog import build_catalog
from statserver_bindgen.changes.snapshots import write_snapshot
from statserver_bindgen.releases.origins import find_origins
from support.catalogs import as_yaml
from support.lifecycles import RELEASES, lifecycles
from support.released import Repository


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """Return a repository with the releases 1.0.0 to 1.3.0, and the spec of the newest."""
    work = Repository(tmp_path, ())
    work.edit(RELEASES[3])
    work.releases.mkdir()
    for data in RELEASES[:4]:
        file = work.releases / f"{data['catalog']['version']}.json"
        file.write_bytes(write_snapshot(data, {}))
    return work


def row(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the row of a name that has one row."""
    rows: list[dict[str, Any]] = [it for it in data["actions"] if it["name"] == name]
    assert len(rows) == 1
    return rows[0]


def line_of(work: Repository, text: str) -> int:
    """Return the number of the first line of the spec that contains a text."""
    lines = work.spec.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def changed(version: str = "1.3.0") -> dict[str, Any]:
    """Return a copy of the data of the newest release, with a version."""
    data = copy.deepcopy(RELEASES[3])
    data["catalog"]["version"] = version
    return data


def test_the_newest_release_has_no_problem(work: Repository) -> None:
    assert work.check() == ()


def test_a_version_that_is_too_small_is_reported_at_its_line_with_the_changes(
    work: Repository,
) -> None:
    data = changed()
    row(data, "CallTreated")["timing"] = "momentary"
    row(data, "CallTreated")["restricted_cluster"] = False
    data["actions"].append({**row(data, "CallTreated"), "name": "CallMoved"})
    del data["actions"][-1]["since"]
    work.edit(data)
    file, text = str(work.spec), work.spec.read_text("utf-8")
    shown = report.show(work.check(), {file: text}, "text").replace(file, "actions.yaml")
    version, edited = line_of(work, "version: 1.3.0"), line_of(work, "CallTreated")
    lines = [re.sub(r":\d+(?=:? |$)", "", it) for it in shown.splitlines() if " | " not in it]
    assert (
        "\n".join(lines)
        == f"""\
actions.yaml:{version}: error: the version 1.3.0 is too small: 2 major changes since 1.3.0 \
require 2.0.0 or later [version-too-small]
  hint: set it to 2.0.0, or run `release`, which does so
  note: CALL_TREATED: timing changed from durable to momentary [timing-changed]; affects: Python \
at run time, TypeScript types, TypeScript at run time, JSON, CSV, masks and stat types; migration: \
Check each use of CALL_TREATED: its timing is momentary, no longer durable: actions.yaml:{edited}
  note: CALL_TREATED: restricted cluster changed from true to false [restricted-cluster-lost]; \
affects: Python at run time, TypeScript types, TypeScript at run time, JSON, CSV, \
masks and stat types; migration: Do not use CALL_TREATED in restricted cluster mode: \
actions.yaml:{edited}"""
    )


@pytest.mark.parametrize(
    ("version", "rules"),
    [
        ("1.3.0", ["version-too-small"]),
        ("1.3.1", ["version-too-small"]),
        ("1.4.0", []),
        ("2.0.0", []),
    ],
)
def test_an_added_row_requires_a_minor_version(
    work: Repository, version: str, rules: list[str]
) -> None:
    data = changed(version)
    data["actions"].append({**row(changed(), "CallTreated"), "name": "CallMoved"})
    del data["actions"][-1]["since"]
    work.edit(data)
    assert [it.rule.id for it in work.check()] == rules


def test_only_the_changes_of_the_required_bump_are_listed_and_at_most_twenty(
    work: Repository,
) -> None:
    data = changed()
    model = {key: it for key, it in row(data, "CallTreated").items() if key != "since"}
    data["actions"] += [{**model, "name": f"Call{letter}"} for letter in "ABCDEFGHIJKLMNOPQRSTUVW"]
    work.edit(data)
    [diagnostic] = work.check()
    assert "23 minor changes" in diagnostic.message
    assert len(diagnostic.related) == 21
    assert diagnostic.related[-1].message == "3 more changes: `diff` lists them"


@pytest.mark.parametrize("version", ["1.3.0", "9.0.0"])
def test_a_refused_change_is_an_error_in_every_version(work: Repository, version: str) -> None:
    data = changed(version)
    data["actions"].remove(row(data, "CallTreated"))
    work.edit(data)
    [diagnostic] = work.check()
    assert (diagnostic.rule.id, diagnostic.severity) == ("change-refused", "error")
    assert diagnostic.message.startswith("CALL_TREATED: ")
    assert "[action-removed]" in diagnostic.message
    assert diagnostic.span.line == line_of(work, f"version: {version}")
    assert diagnostic.hint is not None
    assert diagnostic.hint == "restore the row, deprecate it, and remove it in a later release"


@pytest.mark.parametrize(
    ("name", "since", "message"),
    [
        ("CallTreated", "1.1.0", None),
        ("CallTreated", "1.2.0", "is since 1.2.0, and 1.1.0 is the first release that has it"),
        ("CallTreated", None, "has no since, and 1.1.0 is the first release that has it"),
        ("CallParked", "1.0.0", None),
        ("CallParked", "1.1.0", "is since 1.1.0, and 1.0.0 is the first release that has it"),
        ("CallQueued", None, None),
        ("CallQueued", "1.2.0", "is since 1.2.0, and 1.0.0 is the first release that has it"),
    ],
)
def test_since_is_the_version_of_the_first_release_with_the_row(
    work: Repository, name: str, since: str | None, message: str | None
) -> None:
    data = changed("1.3.1")
    row(data, name).pop("since", None)
    if since is not None:
        row(data, name)["since"] = since
    work.edit(data)
    diagnostics = [it for it in work.check() if it.rule.id == "since-differs"]
    assert [it.message.partition(" ")[2] for it in diagnostics] == ([message] if message else [])
    assert all(it.span.line == line_of(work, f"name: {name},") for it in diagnostics)


@pytest.mark.parametrize(
    ("version", "since", "rules"),
    [
        ("1.4.0", None, set[str]()),
        ("1.4.0", "1.4.0", set[str]()),
        ("1.4.0", "1.3.0", {"since-differs"}),
        ("1.3.0", None, {"version-too-small"}),
        ("1.3.0", "1.3.0", {"version-too-small", "since-differs"}),
    ],
)
def test_a_row_that_no_release_has_is_since_the_next_one_or_has_no_since(
    work: Repository, version: str, since: str | None, rules: set[str]
) -> None:
    data = changed(version)
    added = {**row(data, "CallTreated"), "name": "CallMoved"}
    del added["since"]
    data["actions"].append(added if since is None else {**added, "since": since})
    work.edit(data)
    assert {it.rule.id for it in work.check()} == rules


def test_a_row_keeps_its_origin_if_an_alias_is_dropped() -> None:
    data = changed("2.0.0")
    del row(data, "CallQueued")["formerly"]
    specs = [*RELEASES[:4], data]
    origins = find_origins([build_catalog(it) for it in specs])
    assert origins["CallQueued", None] == "1.0.0"
    assert origins["CallOnHold", None] == "1.2.0"


@settings(max_examples=15)
@given(data=lifecycles())
def test_a_catalog_of_any_age_has_no_problem_with_its_first_release(data: dict[str, Any]) -> None:
    with TemporaryDirectory() as path:
        work = Repository(Path(path), ("json",))
        work.spec.parent.mkdir()
        work.spec.write_bytes(as_yaml(data))
        work.generate()
        assert not work.release().is_refused
        assert work.check() == ()


def test_without_releases_nothing_is_imported_for_them(work: Repository) -> None:
    for file in work.releases.iterdir():
        file.unlink()
    work.releases.rmdir()
    program = (
        "import sys\n"
        "from statserver_bindgen import pipeline\n"
        f"loaded = pipeline.load({str(work.spec)!r})\n"
        f"pipeline.check(loaded.catalog, {{'json': {str(work.path / 'out')!r}}})\n"
        "packages = {'releases', 'releasing', 'changes'}\n"
        "print(sorted(it for it in sys.modules if not packages.isdisjoint(it.split('.'))))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (
        result.stdout == "['statserver_bindgen.releases', 'statserver_bindgen.releases.records']\n"
    )


def test_the_shipped_spec_is_not_compared_with_its_releases(
    work: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = changed()
    row(data, "CallTreated")["timing"] = "momentary"
    work.edit(data)
    assert work.rules() == ["version-too-small"]
    monkeypatch.setattr(resources, "spec", lambda: work.spec)
    assert work.rules() == []
