"""Peers of the benchmarks: their input is equivalent, and one that is not installed has its row."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from benchmarks.bounds import NOT_MEASURED
from benchmarks.installed_tool import InstalledTool
from benchmarks.peers import comparison, installation
from benchmarks.peers.inputs import write_proto
from support.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DATA = ROOT / "out" / "json" / "actions.json"


def test_the_input_of_protoc_has_a_value_for_each_action(tmp_path: Path) -> None:
    write_proto(DATA, tmp_path / "actions.proto")

    text = (tmp_path / "actions.proto").read_text("utf-8")
    assert text.count("[(facts) = {") == len(json.loads(DATA.read_bytes())["actions"])
    assert (
        ' [(facts) = { name: "CallAnswered", '
        'label: "CallAnswered (Regular DNs)", scope: SCOPE_regular_dn, '
        "object_class: OBJECTCLASS_regular_dn, "
        "object_types: [OBJECTTYPE_Agent, OBJECTTYPE_GroupAgents, OBJECTTYPE_Place, "
        "OBJECTTYPE_GroupPlaces, OBJECTTYPE_RegDN], timing: TIMING_retrospective, "
        "interaction_related: true, restricted_cluster: true }];\n"
    ) in text
    assert "enum Timing {\n  TIMING_UNSPECIFIED = 0;\n  TIMING_durable = 1;\n" in text


def test_a_peer_that_cannot_be_installed_is_reported_in_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "peers"
    monkeypatch.setattr(installation, "LOCKS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).touch()

    peers = installation.install_peers(directory)
    rows = comparison.compare(InstalledTool(sys.executable, "", tmp_path), peers)

    assert peers.versions == {}
    assert [NOT_MEASURED in str(row.row) for row in rows] == [True, True]
    assert not any("|  |" in f"{row}{row.row}" for row in rows)
    assert "not installed: datamodel-code-generator. npm: No such file" in rows[0].limit
