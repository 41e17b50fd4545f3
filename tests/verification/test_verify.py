"""`verify` in another repository: its reports, its exit codes, and what it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from statserver_bindgen.artifact import digest
from statserver_bindgen.verification import report
from support.copies import (
    INNER,
    OUT,
    change_manifest,
    copied,
    diagnostics,
    facts,
    manifest_of,
    verify,
)

TARGETS: Final = ("conformance", "csv", "json", "markdown", "python", "typescript")


# Reports


@pytest.mark.parametrize("target", TARGETS)
def test_a_copy_of_every_target_is_intact(tmp_path: Path, target: str) -> None:
    result = verify(copied(target, tmp_path), "--strict", "--report", "json")
    assert (result.exit_code, diagnostics(result)) == (0, [])
    assert facts(result)["target"] == target
    assert facts(result)["intact"] == len(manifest_of(OUT / target)["files"])


def test_a_directory_with_an_inner_manifest_is_verified_by_itself(copy: Path) -> None:
    directory = copy.rename("elsewhere") / INNER
    result = verify(directory, "--strict", "--report", "json")
    assert (result.exit_code, diagnostics(result)) == (0, [])
    assert facts(result)["target"] == "python"


def test_the_text_report_shows_the_provenance(copy: Path) -> None:
    made_of = manifest_of(OUT / "python")
    catalog, generator = made_of["catalog"], made_of["generator"]
    result = verify(copy)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "python\n"
        "  target     python\n"
        f"  catalog    {catalog['id']} {catalog['version']} (digest {catalog['digest'][:12]})\n"
        f"  generator  statserver-bindgen {generator['version']}\n"
        f"  formatter  {made_of['formatter']}\n"
        f"  files      {len(made_of['files'])} intact\n"
    )


def test_several_copies_are_reported_one_after_the_other(tmp_path: Path) -> None:
    directories = [copied("json", tmp_path), copied("markdown", tmp_path)]
    blocks = verify(*directories).stdout.split("\n\n")
    assert [it.splitlines()[0] for it in blocks] == ["json", "markdown"]


def test_the_json_report_has_the_documented_keys(copy: Path) -> None:
    (copy / "README.md").write_text("mine\n", "utf-8")
    (copy / "LICENSE").unlink()
    (copy / "notes.txt").touch()
    data = json.loads(verify(copy, "--report", "json").stdout)
    assert [*data] == ["diagnostics", "errors", "warnings", "copies"]
    assert (data["errors"], data["warnings"]) == (2, 0)
    made_of = manifest_of(copy)
    assert data["copies"] == [
        {
            "path": "python",
            "target": made_of["target"],
            "catalog": made_of["catalog"],
            "generator": made_of["generator"],
            "formatter": made_of["formatter"],
            "interrupted": False,
            "intact": len(made_of["files"]) - 2,
            "edited": ["README.md"],
            "missing": ["LICENSE"],
            "old": [],
            "new": [],
            "untracked": ["notes.txt"],
            "age": None,
        }
    ]


def test_the_keys_of_the_json_report_do_not_depend_on_the_copy(copy: Path) -> None:
    intact = facts(verify(copy, "--report", "json"))
    (copy / "manifest.json").unlink()
    without = facts(verify(copy, "--report", "json"))
    assert [*intact] == [*without]
    assert without == {**dict.fromkeys(intact), "path": "python"}
    listed = str(report.__doc__).partition("The keys of the data")[2]
    assert all(f" {key}" in listed for key in intact)


def test_the_github_report_prints_only_annotations_to_standard_output(copy: Path) -> None:
    (copy / "LICENSE").unlink()
    result = verify(copy, "--report", "github")
    assert result.exit_code == 1
    assert result.stdout == (
        "::error file=python/LICENSE,title=file-missing::is missing"
        "%0Acopy or install it again, or run the generator there\n"
    )
    assert "catalog    stat-server-actions" in result.stderr
    assert verify(copy, "--report", "github", "--quiet").stderr == ""


# Usage and side effects


def test_a_missing_directory_exits_with_2_and_nothing_is_reported(copy: Path) -> None:
    result = verify(copy, "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: nowhere does not exist\n"


def test_a_file_in_place_of_a_directory_exits_with_2(copy: Path) -> None:
    result = verify(copy / "manifest.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a file, not a directory" in result.stderr


def test_no_directory_exits_with_2() -> None:
    assert verify().exit_code == 2


def state(directory: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (directory, *sorted(directory.rglob("*")))
    }


def test_verify_writes_nothing_even_after_an_interrupted_run(copy: Path) -> None:
    change_manifest(copy, pending={"x": digest(b"x")})
    (copy / "LICENSE").unlink()
    before = state(Path())
    assert verify(copy, "--against", OUT / "python").exit_code == 1
    assert state(Path()) == before


def test_verify_imports_only_what_it_needs(copy: Path, tmp_path: Path) -> None:
    (copy / "LICENSE").unlink()
    code = (
        "import contextlib, sys\n"
        "from statserver_bindgen.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(sys.argv[1:], standalone_mode=False)\n"
        "heavy = {'jinja2', 'black', 'yaml', 'jsonschema', 'difflib', 'fcntl', 'tempfile'}\n"
        "print('loaded', *sorted(heavy & sys.modules.keys()))\n"
        "print('modules', *(it for it in sys.modules if 'rendering' in it or 'checking' in it))\n"
    )
    arguments = ["verify", str(copy), "--against", str(copy), "--report", "json"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-2:] == ["loaded", "modules"], done.stderr
