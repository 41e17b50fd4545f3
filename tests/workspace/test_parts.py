"""Parts of targets: directories with a manifest of their own that are generated alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from statserver_bindgen import check, find_targets, generate, verify
from statserver_bindgen.artifact import Artifact
from statserver_bindgen.errors import TargetError, WorkspaceError
from statserver_bindgen.workspace.inner_manifests import select_manifests, select_part
from support.checkout import ROOT
from support.specs import shipped_catalog
from support.trees import contents

if TYPE_CHECKING:
    from pathlib import Path

PART = "python:src/statserver_actions"


def test_a_part_is_what_the_whole_target_has_in_its_directory(tmp_path: Path) -> None:
    directory = tmp_path / "vendor" / "actions"
    result = generate(shipped_catalog(), {PART: directory})
    assert not result.refused
    assert contents(directory) == contents(ROOT / "out/python/src/statserver_actions")


def test_a_part_is_imported_in_place(tmp_path: Path) -> None:
    generate(shipped_catalog(), {PART: tmp_path / "vendor" / "actions"})
    code = "from vendor.actions import Mask; print(Mask.parse('*,~LoggedOut'))"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "*,~LoggedOut\n"


def test_check_and_verify_report_an_edited_file_of_a_part(tmp_path: Path) -> None:
    generate(shipped_catalog(), {PART: tmp_path})
    assert check(shipped_catalog(), {PART: tmp_path}).diagnostics == ()
    assert verify(tmp_path, strict=True).diagnostics == ()
    (tmp_path / "_row.py").write_text("edited\n", "utf-8")
    rules = [it.rule.id for it in check(shipped_catalog(), {PART: tmp_path}).diagnostics]
    assert rules == ["file-edited"]
    assert [it.message for it in verify(tmp_path).diagnostics]
    assert generate(shipped_catalog(), {PART: tmp_path}).refused


def test_a_part_and_its_target_never_share_a_directory(tmp_path: Path) -> None:
    outputs = {"python": tmp_path, PART: tmp_path / "src" / "statserver_actions"}
    with pytest.raises(WorkspaceError) as raised:
        generate(shipped_catalog(), outputs)
    assert str(raised.value) == (
        "the targets python and python share the path "
        f"{tmp_path}/src/statserver_actions/__init__.py; give each its own output directory"
    )
    assert contents(tmp_path) == {}


def test_a_part_and_its_target_are_written_side_by_side(tmp_path: Path) -> None:
    generate(shipped_catalog(), {"python": tmp_path / "whole", PART: tmp_path / "part"})
    assert contents(tmp_path / "part") == contents(tmp_path / "whole/src/statserver_actions")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "python:src",
            "the target python has no part 'src'; use one of: src/statserver_actions",
        ),
        (
            "python:src/statserver_action",
            (
                "the target python has no part 'src/statserver_action'; "
                "did you mean src/statserver_actions?"
            ),
        ),
        ("python:", "the target python has no part ''; use one of: src/statserver_actions"),
        ("json:data", "the target json has no part 'data'; generate the whole target"),
        ("pyton:src", "unknown target 'pyton'; did you mean python?"),
    ],
)
def test_an_unknown_part_is_an_error_with_a_hint(name: str, message: str) -> None:
    with pytest.raises(TargetError) as raised:
        find_targets([name])
    assert str(raised.value) == message


def test_a_slash_at_the_end_of_a_part_is_ignored() -> None:
    (target,) = find_targets([f"{PART}/"])
    assert target.part == "src/statserver_actions"


def test_artifacts_and_manifests_of_a_part_have_paths_in_it() -> None:
    artifacts = [Artifact(it, "") for it in ("a/b", "a/in/c", "ab/d", "e")]
    assert [it.path for it in select_part(artifacts, "a")] == ["b", "in/c"]
    assert select_part(artifacts, "") == tuple(artifacts)
    assert select_manifests(["a/in", "a", "ab"], "a") == ("in",)
    assert select_manifests(["a/in", "a"], "") == ("a/in", "a")
