"""The commands that edit a spec: `add`, `rename`, `deprecate`, `remove` and `set`.

They edit a copy of the fixture catalog's spec. Releases are snapshots next to it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from statserver_bindgen import artifact_paths, edited_specs
from statserver_bindgen.changes.snapshots import write_snapshot
from statserver_bindgen.errors import WorkspaceError
from statserver_bindgen.workspace import filesystem
from support.catalogs import as_yaml
from support.documents import pyyaml
from support.lifecycles import ENDED, RELEASES

if TYPE_CHECKING:
    from statserver_bindgen.editing.operations import Operation
    from support.command import Command

FACTS: Final = (
    *("--object-class", "regular_dn", "--timing", "durable"),
    *("--interaction-related", "--restricted-cluster"),
)


def changed_lines(patch: str) -> list[str]:
    """Return the lines of a patch that are removed or added."""
    return [it for it in patch.splitlines() if re.match(r"[-+](?![-+]{2} )", it)]


def patch_of(command: Command, *arguments: str) -> list[str]:
    """Return the changed lines that a command prints without writing."""
    result = command(*arguments, "--dry-run", "--report", "json")
    assert result.exit_code == 0, result.output
    return changed_lines(json.loads(result.stdout)["patch"])


def release(spec: Path, data: dict[str, Any]) -> None:
    """Write the snapshot of a release next to a spec."""
    version = data["catalog"]["version"]
    directory = spec.parent / "releases"
    directory.mkdir(exist_ok=True)
    (directory / f"{version}.json").write_bytes(write_snapshot(data, {}))


def release_spec(spec: Path) -> None:
    """Release the spec as it is."""
    release(spec, pyyaml(spec.read_bytes()))


def nothing(*_: object) -> tuple[Operation, ...]:
    """Return no operations: an edit that changes nothing."""
    return ()


def row(spec: Path, name: str) -> dict[str, Any]:
    """Return the row of an action name that has one."""
    actions: list[dict[str, Any]] = pyyaml(spec.read_bytes())["actions"]
    (only,) = [it for it in actions if it["name"] == name]
    return only


# The result


def test_an_edit_prints_the_patch_the_changes_and_the_verdict(command: Command, spec: Path) -> None:
    before = spec.read_text("utf-8")
    result = command("set", "CallRinging", "timing=momentary")

    assert result.exit_code == 0
    removed, added = changed_lines(result.stdout)
    assert removed.startswith(
        "-  - {name: CallRinging, object_class: regular_dn, timing: durable, "
    )
    assert added[1:] == removed[1:].replace("durable", "momentary")
    assert "\nmajor:\n  CALL_RINGING: timing changed from durable to momentary" in result.stdout
    assert result.stdout.endswith("\nnothing is released: the version 1.0.0 may stay\n")
    assert result.stderr == "spec: spec/actions.yaml\nwrote spec/actions.yaml\n"
    text = "CallRinging, object_class: regular_dn, timing: "
    assert spec.read_text("utf-8") == before.replace(f"{text}durable", f"{text}momentary")


def test_a_dry_run_prints_the_patch_and_writes_nothing(command: Command, spec: Path) -> None:
    before = spec.read_bytes()
    result = command("set", "catalog", "title=Other", "--dry-run")
    assert result.exit_code == 0
    assert changed_lines(result.stdout) == ["-  title: Fixture catalog", "+  title: Other"]
    assert result.stderr == "spec: spec/actions.yaml\ndry run: nothing written\n"
    assert spec.read_bytes() == before


@pytest.mark.parametrize("assignment", ["timing=durable", "source="])
def test_an_edit_that_changes_nothing_writes_nothing(
    command: Command, spec: Path, assignment: str
) -> None:
    status = spec.stat()
    result = command("set", "OffHook", assignment)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "nothing to change")
    assert spec.stat() == status


def test_an_invalid_result_is_reported_at_its_lines_and_not_written(
    command: Command, spec: Path
) -> None:
    before = spec.read_bytes()
    result = command("rename", "OffHook", "Off-Hook")
    assert result.exit_code == 1
    assert "error: " in result.stdout
    assert "OffHook" not in result.stdout.split("hint")[0].split("|")[1]
    assert result.stderr.endswith("nothing written: the edited spec would not be valid\n")
    assert spec.read_bytes() == before


def test_an_invalid_spec_is_reported_and_not_edited(command: Command, spec: Path) -> None:
    spec.write_bytes(b"\xef\xbb\xbf" + spec.read_bytes())
    before = spec.read_bytes()
    result = command("set", "OffHook", "timing=durable")
    assert result.exit_code == 1
    assert "[byte-order-mark]" in result.stdout
    assert result.stderr.endswith("nothing written: the spec is not valid\n")
    assert spec.read_bytes() == before


def test_the_result_as_data(command: Command, spec: Path) -> None:
    release_spec(spec)
    result = command("set", "catalog", "title=Other", "--report", "json")
    data = json.loads(result.stdout)
    assert data["diagnostics"] == []
    assert data["written"] is True
    assert data["patch"].startswith("--- spec/actions.yaml\n+++ spec/actions.yaml\n@@ -")
    assert [it["rule"] for it in data["comparison"]["changes"]] == ["text-changed"]
    assert data["since_release"]["changes"][0]["message"].startswith("title changed")
    assert data["since_release"]["verdict"]["smallest"] == "1.0.1"


def test_the_verdict_is_that_since_the_newest_release(command: Command, spec: Path) -> None:
    release_spec(spec)
    assert command("set", "CallRinging", "timing=momentary").exit_code == 0
    result = command("set", "catalog", "title=Other", "version=1.2.0")
    assert "patch:\n" in result.stdout
    assert result.stdout.endswith("\nmajor: 1.0.0 requires 2.0.0 or later; 1.2.0 is too small\n")


def test_an_invalid_result_as_annotations(command: Command, spec: Path) -> None:
    before = spec.read_bytes()
    result = command("set", "OffHook", "timing=none", "--report", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=spec/actions.yaml,line=")
    assert spec.read_bytes() == before


# Files


def test_the_mode_and_the_bytes_around_an_edit_stay(command: Command, spec: Path) -> None:
    spec.write_bytes(spec.read_bytes().replace(b"\n", b"\r\n").rstrip())
    spec.chmod(0o640)
    before = spec.read_bytes()

    assert command("rename", "LoggedOut", "SignedOut").exit_code == 0

    assert stat.S_IMODE(spec.stat().st_mode) == 0o640
    after = spec.read_bytes()
    alias = b", formerly: [{name: LoggedOut}]"
    assert after.replace(alias, b"").replace(b"SignedOut", b"LoggedOut") == before
    assert [it.name for it in spec.parent.iterdir()] == ["actions.yaml"]


def test_the_owner_stays(command: Command, spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owners: list[tuple[int, int]] = []

    def change_owner(_path: Path, user: int, group: int) -> None:
        owners.append((user, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", change_owner)
    status = spec.stat()
    assert command("set", "catalog", "title=Other").exit_code == 0
    assert owners == [(status.st_uid, status.st_gid)]


def test_the_temporary_file_of_a_run_that_was_killed_is_replaced(
    command: Command, spec: Path
) -> None:
    temporary = spec.parent / artifact_paths.temporary_path(spec.name)
    temporary.write_text("half")
    assert command("set", "catalog", "title=Other").exit_code == 0
    assert [it.name for it in spec.parent.iterdir()] == ["actions.yaml"]
    assert b"title: Other" in spec.read_bytes()


def test_a_release_that_cannot_be_read_is_an_error(command: Command, spec: Path) -> None:
    before = spec.read_bytes()
    release_spec(spec)
    (spec.parent / "releases" / "1.10.0.json").write_text("{")
    result = command("set", "catalog", "title=Other")
    assert result.exit_code == 2
    assert "spec/releases/1.10.0.json" in result.stderr
    assert spec.read_bytes() == before


def test_a_symlink_is_followed_and_reported(command: Command, spec: Path) -> None:
    real = spec.rename(spec.parent.parent / "elsewhere.yaml")
    spec.symlink_to("../elsewhere.yaml")

    result = command("set", "catalog", "title=Other", "--quiet")

    assert result.stderr == f"spec/actions.yaml leads to {real}\n"
    assert spec.is_symlink()
    assert b"title: Other" in real.read_bytes()


def test_a_directory_that_is_a_symlink_is_reported(command: Command, spec: Path) -> None:
    spec.parent.rename("elsewhere")
    Path("spec").symlink_to("elsewhere")
    result = command("set", "catalog", "title=Other")
    assert f"spec/actions.yaml leads to {Path.cwd()}/elsewhere/actions.yaml\n" in result.stderr


def test_a_file_without_symlinks_leads_nowhere_else(command: Command, spec: Path) -> None:
    result = command("set", "catalog", "title=Other", "--spec", str(spec.resolve()))
    assert result.exit_code == 0
    assert "leads to" not in result.stderr


def test_a_file_that_changed_since_it_was_read_is_not_written(spec: Path) -> None:
    edited = edited_specs.edit(str(spec), nothing)._replace(after="x")
    spec.write_bytes(spec.read_bytes() + b"# mine\n")
    with pytest.raises(WorkspaceError, match="changed while it was edited; run the command again"):
        edited_specs.write(edited, print)
    assert spec.read_bytes().endswith(b"# mine\n")


def test_a_read_only_file_is_not_written(
    command: Command, spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        return False

    monkeypatch.setattr(os, "access", refuse)
    before = spec.read_bytes()
    result = command("set", "catalog", "title=Other")
    assert result.exit_code == 2
    assert result.stderr.endswith("spec/actions.yaml is read-only; change its permissions\n")
    assert spec.read_bytes() == before


def test_a_failed_write_leaves_the_file_as_it_was(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = spec.read_bytes()
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WorkspaceError, match="can't be written: No space left on device"):
        filesystem.replace_file(spec, before, b"")
    assert spec.read_bytes() == before
    assert [it.name for it in spec.parent.iterdir()] == ["actions.yaml"]


def test_a_missing_spec_is_an_error_even_where_a_shipped_one_exists(
    command: Command, tmp_path: Path
) -> None:
    result = command("set", "catalog", "title=Other")
    assert result.exit_code == 2
    assert "the spec spec/actions.yaml can't be read: No such file" in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_standard_input_cannot_be_edited(command: Command) -> None:
    result = command("set", "catalog", "title=Other", "--spec", "-", stdin="")
    assert result.exit_code == 2
    assert "an edit needs a file" in result.stderr


# Rows


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rename", "CallWaitt", "X"], 'unknown action "CallWaitt"; did you mean CallWait?'),
        (["remove", "Nothing"], 'unknown action "Nothing"'),
        (
            ["set", "AgentLogin", "timing=durable"],
            "AgentLogin has 2 rows; name one: AGENT_LOGIN_REGULAR_DN, AGENT_LOGIN_MEDIATION_DN",
        ),
        (
            ["rename", "AgentLogin", "X", "--scope", "regular_dn"],
            "AgentLogin has 2 rows; name one: AGENT_LOGIN_REGULAR_DN, AGENT_LOGIN_MEDIATION_DN",
        ),
        (["set", "OffHook", "timming=x"], 'unknown key "timming" of a row; did you mean timing?'),
        (["set", "OffHook", "meaning.txt=x"], 'unknown key "txt" of meaning; did you mean text?'),
        (["set", "OffHook", "timing.x=x"], "timing has no keys of its own; write timing=VALUE"),
        (
            ["set", "catalog", "versian=x"],
            'unknown key "versian" of the catalog; did you mean version?',
        ),
        (["set", "OffHook", "timing"], '"timing" has no value; write KEY=VALUE, or KEY= to remove'),
        (["set", "OffHook", "timing="], "the key timing is required; give it a value"),
        (
            ["set", "OffHook", "restricted_cluster=yes"],
            'invalid value "yes" of restricted_cluster; use true or false',
        ),
        (
            ["set", "OffHook", "meaning=text"],
            'invalid value "text" of meaning; write it as {KEY: VALUE, …}',
        ),
        (
            ["set", "OffHook", "formerly={name: X}"],
            'invalid value "{name: X}" of formerly; write it as [VALUE, …]',
        ),
        (["add", "X", *FACTS, "--after", "Y"], 'unknown action "Y"'),
        (["add", "X", *FACTS, "--scope-of-other", "regular_dn"], "no row of X lacks a scope"),
        (
            ["deprecate", "CallWait", "--reason", "R.", "--replaced-by", "CallAnswered"],
            "name the one row that replaces CALL_WAIT: CALL_ANSWERED_REGULAR_DN, ",
        ),
        (
            ["rename", "LoggedIn", "LoggedOut"],
            '"LoggedIn" and "LoggedOut" both have a status; remove one of them',
        ),
    ],
)
def test_a_refused_edit_is_an_error_and_changes_nothing(
    command: Command, spec: Path, arguments: list[str], message: str
) -> None:
    before = spec.read_bytes()
    result = command(*arguments)
    assert result.exit_code == 2
    assert f"error: {message}" in result.stderr
    assert spec.read_bytes() == before


def test_a_former_name_is_explained(command: Command, spec: Path) -> None:
    assert command("rename", "CallWait", "CallQueued").exit_code == 0
    for text in ("CallWait", "CALL_WAIT"):
        result = command("rename", text, "Other")
        now = "CallQueued" if text == "CallWait" else "CALL_QUEUED"
        assert f'error: unknown action "{text}"; it is now {now}\n' in result.stderr
    assert row(spec, "CallQueued")["formerly"] == [{"name": "CallWait"}]


# add


def test_new_rows_follow_the_last_one_of_their_object_class(command: Command, spec: Path) -> None:
    facts = ("--object-class", "media_channel", "--timing", "momentary")
    flags = ("--no-interaction-related", "--no-restricted-cluster")
    assert command("add", "CallParked", "CallMoved", *facts, *flags).exit_code == 0
    names = [it["name"] for it in pyyaml(spec.read_bytes())["actions"]]
    index = names.index("HandlingInbound")
    assert names[index : index + 4] == ["HandlingInbound", "CallParked", "CallMoved", "LoggedIn"]
    assert row(spec, "CallMoved") == {
        "name": "CallMoved",
        "object_class": "media_channel",
        "timing": "momentary",
        "interaction_related": False,
        "restricted_cluster": False,
    }


def test_all_facts_of_a_new_row_are_options(command: Command, spec: Path) -> None:
    del spec
    meaning = "{text: It is., evidence: doc, confidence: low, sources: [{source: users_guide}]}"
    options = ("--after", "Accepted", "--source", "release_note", "--meaning", meaning)
    (line,) = patch_of(
        command, "add", "CallParked", *FACTS, *options, "--inferred", "timing=spilled_cell"
    )
    facts = "object_class: regular_dn, timing: durable, interaction_related: true"
    added = f"inferred: {{timing: spilled_cell}}, source: release_note, meaning: {meaning}"
    expected = f"+  - {{name: CallParked, {facts}, restricted_cluster: true, {added}}}"
    assert line == expected


def test_a_second_row_of_a_name_gives_the_first_one_a_scope(command: Command, spec: Path) -> None:
    before = spec.read_bytes()
    scopes = ("--scope", "regular_dn", "--scope-of-other", "mediation_dn")
    assert command("add", "CallWait", *FACTS, *scopes).exit_code == 0
    rows = [it for it in pyyaml(spec.read_bytes())["actions"] if it["name"] == "CallWait"]
    assert [it["scope"] for it in rows] == ["mediation_dn", "regular_dn"]
    assert [it.get("formerly") for it in rows] == [[{"name": "CallWait"}], None]

    assert command("remove", "CALL_WAIT_REGULAR_DN").exit_code == 0
    assert spec.read_bytes() == before


# rename


def test_a_renamed_action_keeps_its_name_as_an_alias_and_references_follow(
    command: Command, spec: Path
) -> None:
    before = spec.read_bytes()
    lines = patch_of(command, "rename", "CallOnHold", "CallHeld")
    assert [it.split(": {")[0] for it in lines[1::2]] == [
        "+  Hold",
        "+  CallHeld",
        lines[5],
    ]
    assert "actions: [CallHeld]" in lines[1]
    assert lines[5].startswith("+  - {name: CallHeld, object_class: regular_dn, ")
    assert lines[5].endswith(", formerly: [{name: CallOnHold}]}")
    assert command("rename", "CallOnHold", "CallHeld").exit_code == 0
    assert command("rename", "CallHeld", "CallOnHold").exit_code == 0
    assert spec.read_bytes() == before


def test_all_rows_of_a_name_are_renamed(command: Command, spec: Path) -> None:
    assert command("rename", "AgentLogin", "AgentIn").exit_code == 0
    rows = [it for it in pyyaml(spec.read_bytes())["actions"] if it["name"] == "AgentIn"]
    assert [it["formerly"] for it in rows] == [
        [{"name": "AgentLogin", "scope": "regular_dn"}],
        [{"name": "AgentLogin", "scope": "mediation_dn"}],
    ]


@pytest.mark.parametrize("text", ["AGENT_LOGIN_REGULAR_DN", "AgentLogin (Regular DNs)"])
def test_a_row_that_remains_alone_loses_its_scope(command: Command, spec: Path, text: str) -> None:
    before = spec.read_bytes()
    assert command("rename", text, "AgentIn").exit_code == 0
    assert "scope" not in row(spec, "AgentIn")
    assert row(spec, "AgentIn")["formerly"] == [{"name": "AgentLogin", "scope": "regular_dn"}]
    assert "scope" not in row(spec, "AgentLogin")
    assert row(spec, "AgentLogin")["formerly"] == [{"name": "AgentLogin", "scope": "mediation_dn"}]

    scopes = ("--scope", "regular_dn", "--scope-of-other", "mediation_dn")
    assert command("rename", "AgentIn", "AgentLogin", *scopes).exit_code == 0
    assert spec.read_bytes() == before


def test_a_name_is_never_an_alias_twice(command: Command, spec: Path) -> None:
    for old, new in (("CallWait", "A"), ("A", "B"), ("B", "A"), ("A", "C")):
        assert command("rename", old, new).exit_code == 0
    assert row(spec, "C")["formerly"] == [{"name": "CallWait"}, {"name": "A"}]


def test_a_released_name_stays_an_alias_when_the_former_name_returns(
    command: Command, spec: Path
) -> None:
    assert command("rename", "CallWait", "CallQueued").exit_code == 0
    release_spec(spec)
    assert command("rename", "CallQueued", "CallWait").exit_code == 0
    assert row(spec, "CallWait")["formerly"] == [{"name": "CallQueued"}]


def test_the_replacement_of_a_row_follows_its_new_name(command: Command, spec: Path) -> None:
    options = ("--reason", "It ended.", "--replaced-by", "CallOnHold")
    assert command("deprecate", "CallRinging", *options).exit_code == 0
    assert command("rename", "CallOnHold", "CallHeld").exit_code == 0
    assert row(spec, "CallRinging")["deprecated"]["replaced_by"] == "CALL_HELD"


def test_a_name_in_a_known_name_with_both_names_is_kept_once(command: Command, spec: Path) -> None:
    spec.write_bytes(
        spec.read_bytes().replace(b"[AgentLogin, LoggedIn]", b"[CallWait, CallEntered]")
    )
    lines = patch_of(command, "rename", "CallWait", "CallQueued")
    assert "[CallQueued, CallEntered]" in lines[3]


# deprecate


def test_a_deprecation_has_the_version_of_the_next_release(command: Command, spec: Path) -> None:
    options = ("--reason", "It ended.")
    assert command("deprecate", "CallRinging", *options).exit_code == 0
    assert row(spec, "CallRinging")["deprecated"] == {"since": "1.0.0", "reason": "It ended."}

    release_spec(spec)
    result = command("deprecate", "CallConsult", *options, "--replaced-by", "CallInbound")
    assert result.exit_code == 0
    assert result.stdout.endswith("minor: 1.0.0 requires 1.1.0 or later; 1.1.0 is enough\n")
    assert row(spec, "CallConsult")["deprecated"] == {
        "since": "1.1.0",
        "reason": "It ended.",
        "replaced_by": "CALL_INBOUND",
    }
    assert pyyaml(spec.read_bytes())["catalog"]["version"] == "1.1.0"


def test_a_deprecated_row_keeps_its_version(command: Command, spec: Path) -> None:
    assert command("deprecate", "CallRinging", "--reason", "It ended.").exit_code == 0
    release_spec(spec)
    options = ("--reason", "It is another.", "--replaced-by", "CallInbound")
    assert command("deprecate", "CallRinging", *options).exit_code == 0
    assert row(spec, "CallRinging")["deprecated"] == {
        "since": "1.0.0",
        "reason": "It is another.",
        "replaced_by": "CALL_INBOUND",
    }
    assert pyyaml(spec.read_bytes())["catalog"]["version"] == "1.0.0"


def test_each_row_is_replaced_by_the_one_with_its_scope(command: Command, spec: Path) -> None:
    options = ("--reason", "It ended.", "--replaced-by", "CallAnswered")
    assert command("deprecate", "CallAbandonedFromRinging", *options).exit_code == 0
    actions = pyyaml(spec.read_bytes())["actions"]
    rows = [row for row in actions if row["name"] == "CallAbandonedFromRinging"]
    replacements = [row["deprecated"]["replaced_by"] for row in rows]
    assert replacements == [
        "CALL_ANSWERED_REGULAR_DN",
        "CALL_ANSWERED_MEDIATION_DN",
        "CALL_ANSWERED_VIRTUAL_QUEUE",
    ]


def test_a_row_without_scope_is_replaced_by_the_one_of_its_object_class(
    command: Command, spec: Path
) -> None:
    options = ("--reason", "It ended.", "--replaced-by", "NotMonitored")
    assert command("deprecate", "CallWait", *options).exit_code == 0
    assert row(spec, "CallWait")["deprecated"]["replaced_by"] == "NOT_MONITORED_MEDIATION_DN"


def test_replacements_follow_when_the_replacement_is_deprecated(
    command: Command, spec: Path
) -> None:
    for old, new in (("CallConsult", "CallRinging"), ("CallRinging", "CallInbound")):
        options = ("--reason", "It ended.", "--replaced-by", new)
        assert command("deprecate", old, *options).exit_code == 0
    assert row(spec, "CallConsult")["deprecated"]["replaced_by"] == "CALL_INBOUND"


# remove


def test_a_row_that_no_release_has_is_deleted_with_its_lines(command: Command, spec: Path) -> None:
    before = spec.read_text("utf-8")
    assert command("remove", "HandlingInbound").exit_code == 0
    removed = re.search(r"  - \{name: HandlingInbound,.*\n     meaning.*\n", before)
    assert removed is not None
    assert spec.read_text("utf-8") == before.replace(removed[0], "")


def test_a_released_action_must_be_deprecated_in_a_release(command: Command, spec: Path) -> None:
    release_spec(spec)
    result = command("remove", "CallRinging")
    assert result.exit_code == 2
    assert "CALL_RINGING is released and not deprecated; deprecate it, " in result.stderr

    assert command("deprecate", "CallRinging", "--reason", "It ended.").exit_code == 0
    result = command("remove", "CallRinging")
    assert result.exit_code == 2
    assert "no release has the deprecation of CALL_RINGING; remove it after" in result.stderr

    release_spec(spec)
    result = command("remove", "CallRinging")
    assert result.exit_code == 0
    assert result.stdout.endswith("major: 1.1.0 requires 2.0.0 or later; 2.0.0 is enough\n")
    assert row(spec, "CallRinging")["removed"] == {"since": "2.0.0"}
    assert pyyaml(spec.read_bytes())["catalog"]["version"] == "2.0.0"

    for arguments in (["remove"], ["deprecate", "--reason", "R."], ["rename", "Other"]):
        result = command(arguments[0], "CallRinging", *arguments[1:])
        assert result.exit_code == 2
        assert re.search(r"CALL_RINGING (is removed already|can't be renamed)", result.stderr)


def test_a_renamed_action_is_released_under_its_former_name(command: Command, spec: Path) -> None:
    release_spec(spec)
    assert command("rename", "CallRinging", "CallRings").exit_code == 0
    assert "CALL_RINGS is released and not deprecated" in command("remove", "CallRings").stderr


def test_pending_changes_follow_the_version(command: Command, spec: Path) -> None:
    assert command("deprecate", "CallRinging", "--reason", "It ended.").exit_code == 0
    release_spec(spec)
    assert command("deprecate", "CallConsult", "--reason", "It ended.").exit_code == 0
    assert row(spec, "CallConsult")["deprecated"]["since"] == "1.1.0"
    assert command("remove", "CallRinging").exit_code == 0
    assert row(spec, "CallConsult")["deprecated"]["since"] == "2.0.0"
    assert command("set", "catalog", "version=2.1.0").exit_code == 0
    assert row(spec, "CallConsult")["deprecated"]["since"] == "2.1.0"
    assert row(spec, "CallRinging")["removed"]["since"] == "2.1.0"
    assert row(spec, "CallRinging")["deprecated"]["since"] == "1.0.0"


# set


@pytest.mark.parametrize(
    ("assignment", "added"),
    [
        ("source=release_note", ", source: release_note}"),
        ("inferred.timing=spilled_cell", ", inferred: {timing: spilled_cell}}"),
        ("since=1.0.0", ", since: 1.0.0}"),
        ("formerly=[{name: A}, {name: B}]", ", formerly: [{name: A}, {name: B}]}"),
        ("deprecated={since: 1.0.0, reason: So.}", ", deprecated: {since: 1.0.0, reason: So.}}"),
    ],
)
def test_a_key_is_set_in_its_order_and_removed_again(
    command: Command, spec: Path, assignment: str, added: str
) -> None:
    before = spec.read_bytes()
    line, edited = patch_of(command, "set", "OffHook", assignment)
    assert edited[1:] == line[1:].removesuffix("}") + added
    key = assignment.partition("=")[0]
    assert command("set", "OffHook", assignment).exit_code == 0
    assert command("set", "OffHook", f"{key}=").exit_code == 0
    assert spec.read_bytes() == before


def test_several_values_are_set_one_after_the_other(command: Command, spec: Path) -> None:
    arguments = ("inferred.timing=spilled_cell", "inferred.object_class=spilled_cell")
    assert command("set", "OffHook", *arguments, "inferred.timing=").exit_code == 0
    assert row(spec, "OffHook")["inferred"] == {"object_class": "spilled_cell"}


def test_a_text_of_several_lines_is_replaced(command: Command, spec: Path) -> None:
    assert command("set", "catalog", "description=One: two, three.").exit_code == 0
    assert '  description: "One: two, three."\n  version: 1.0.0\n' in spec.read_text("utf-8")


# Completion


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("rename CallW", ["CallWait"]),
        ("remove CALL_W", ["CALL_WAIT"]),
        ("deprecate OffHook --replaced-by OnH", ["OnHook"]),
        ("set cat", ["catalog"]),
        ("set OffHook ti", ["timing="]),
        ("set catalog ti", ["title="]),
        ("add X --object-class re", ["regular_dn"]),
        ("add X --after CallW", ["CallWait"]),
    ],
)
def test_names_ids_and_keys_are_completed(
    command: Command,
    spec: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    completions: list[str],
) -> None:
    del spec
    monkeypatch.setenv("_STATSERVER_BINDGEN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"statserver-bindgen {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    lines = command().stdout.splitlines()
    assert [it.partition(",")[2] for it in lines] == completions


# Releases


def test_the_commands_make_five_releases(command: Command, spec: Path) -> None:
    spec.write_bytes(as_yaml(RELEASES[0]))
    line, queue = FACTS, ("--object-class", "mediation_dn", *FACTS[2:])
    reason = ("--reason", "The guide uses another name.")
    scopes = ("--scope", "regular_dn", "--scope-of-other", "mediation_dn")
    steps: list[list[list[str]]] = [
        [
            ["set", "catalog", "version=1.1.0"],
            ["add", "CallTreated", *queue],
            ["set", "CallTreated", "since=1.1.0"],
        ],
        [
            ["rename", "CallInQueue", "CallQueued"],
            ["deprecate", "CallLost", "--reason", ENDED],
            ["add", "CallOnHold", *line, "--after", "CallTreated"],
            ["deprecate", "CallHeld", "--replaced-by", "CallOnHold", *reason],
            ["set", "CallOnHold", "since=1.2.0"],
        ],
        [
            ["deprecate", "CallParked", "--reason", ENDED],
            ["add", "CallWait", *line, "--after", "CallOnHold", *scopes],
            ["set", "CALL_WAIT_REGULAR_DN", "since=1.3.0"],
        ],
        [["remove", "CallHeld"], ["remove", "CallLost"]],
    ]
    for before, edits, after in zip(RELEASES, steps, RELEASES[1:], strict=False):
        release(spec, before)
        results = [command(*arguments) for arguments in edits]
        assert [it.exit_code for it in results] == [0] * len(edits), [it.stderr for it in results]
        assert yaml.safe_load(spec.read_bytes()) == after
        verdict = results[-1].stdout.splitlines()[-1]
        assert verdict.endswith(f"; {after['catalog']['version']} is enough")
