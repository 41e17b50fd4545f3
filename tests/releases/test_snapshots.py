"""Snapshots have one canonical layout, and give back the facts of any catalog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given

from statserver_bindgen.catalog import catalog_digest
from statserver_bindgen.changes.comparison import compare_sides
from statserver_bindgen.changes.sides import Side, read_side
from statserver_bindgen.changes.snapshots import check_snapshot, write_snapshot
from statserver_bindgen.terminal_text import safe
from support.lifecycles import RELEASES, lifecycles

if TYPE_CHECKING:
    from pathlib import Path

ARTIFACTS = {"python/b": "2" * 64, "json/a": "1" * 64}


@given(lifecycles())
def test_a_snapshot_gives_back_facts_and_their_order(data: dict[str, Any]) -> None:
    raw = write_snapshot(data, ARTIFACTS)
    snapshot = json.loads(raw)
    check_snapshot("snapshot", snapshot)
    assert snapshot["facts"] == data
    assert json.dumps(snapshot["facts"]) == json.dumps(data)
    assert snapshot["digest"] == catalog_digest(data)
    assert [*snapshot["artifacts"]] == ["json/a", "python/b"]
    assert write_snapshot(snapshot["facts"], snapshot["artifacts"]) == raw


@given(lifecycles())
def test_a_snapshot_has_a_line_for_each_row_and_no_invisible_character(
    data: dict[str, Any],
) -> None:
    lines = write_snapshot(data, ARTIFACTS).decode().split("\n")
    start = lines.index('    "actions": [') + 1
    rows = [json.loads(it.strip(" ,")) for it in lines[start : start + len(data["actions"])]]
    assert rows == data["actions"]
    assert lines[-1] == ""
    assert [safe(it) for it in lines] == lines


def test_a_release_compared_with_itself_has_no_changes(tmp_path: Path) -> None:
    for data in RELEASES:
        file = tmp_path / f"{data['catalog']['version']}.json"
        file.write_bytes(write_snapshot(data, ARTIFACTS))
        side: Side = read_side(str(file))
        assert side.artifacts == ARTIFACTS
        assert compare_sides(side, read_side(str(file))).changes == ()
