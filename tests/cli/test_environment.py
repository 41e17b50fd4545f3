"""Environments that refuse something: one sentence, and an exit code that is contract."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen import __main__, cli
from support.checkout import ROOT
from support.generated import FIXTURE

if TYPE_CHECKING:
    from pathlib import Path

    Argument = str | bytes | Path

PACKAGE: Final = {"PYTHONPATH": str(ROOT / "generator")}


def run_python(
    directory: Path, *arguments: Argument, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=directory,
        env={**PACKAGE, **variables},
        capture_output=True,
        check=False,
    )
    if variables.get("STATSERVER_BINDGEN_DEBUG") is None:
        assert b"Traceback" not in result.stderr
        assert b"internal error" not in result.stderr
    return result


def run(
    directory: Path, *arguments: Argument, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command with these environment variables only."""
    return run_python(directory, "-m", "statserver_bindgen", *arguments, **variables)


def last_line(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode().splitlines()[-1]


def test_no_environment_variable_is_needed(tmp_path: Path) -> None:
    assert run(tmp_path, "validate", FIXTURE).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", FIXTURE], 0),
        (["validate"], 0),
        (["validate", "nowhere.yaml"], 2),
        (["generate", "--spec", FIXTURE, "--target", "json"], 2),
        (["check", "--spec", FIXTURE, "--target", "json"], 2),
        (["verify", "."], 1),
    ],
)
def test_a_deleted_working_directory_gives_a_message(
    tmp_path: Path, arguments: list[str | Path], code: int
) -> None:
    deleted = tmp_path / "deleted"
    program = (
        "import os, sys\n"
        "os.rmdir(os.getcwd())\n"
        "from statserver_bindgen.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    deleted.mkdir()
    result = run_python(deleted, "-c", program, *arguments)
    assert result.returncode == code, result.stderr


@pytest.mark.parametrize(
    "name", ["a" * 300, "a/" * 3000 + "x", "a\nb"], ids=["long", "long path", "newline"]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["show", "CallWait", "--spec"],
        ["generate", "--templates"],
        ["verify"],
        ["verify", ROOT / "out" / "json", "--against"],
        ["generate", "--target", "json", "--spec"],
    ],
    ids=lambda arguments: " ".join(it for it in arguments if isinstance(it, str)),
)
def test_a_name_that_does_not_exist_is_an_error(
    tmp_path: Path, arguments: list[str | Path], name: str
) -> None:
    result = run(tmp_path, *arguments, name)
    assert result.returncode == 2
    assert last_line(result).startswith("error: ")
    assert result.stderr.count(b"\nerror") <= 1


@pytest.mark.parametrize("name", ["a" * 300, "a" * 255])
def test_an_output_directory_that_cannot_be_created_is_an_error(tmp_path: Path, name: str) -> None:
    result = run(tmp_path, "generate", "--spec", FIXTURE, "--target", f"json={name}/x/{'b' * 300}")
    assert result.returncode == 2
    assert last_line(result).startswith("error: ")
    assert [*tmp_path.iterdir()] == []


def test_a_name_that_is_not_utf8_is_printed_escaped(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.yaml")).write_bytes(FIXTURE.read_bytes())
    result = run(tmp_path, "validate", b"\xff.yaml", LC_ALL="C.UTF-8")
    assert result.returncode == 0
    assert result.stderr.startswith(b"spec: \\udcff.yaml\n")


INTERRUPTED: Final = """
import os, signal, sys
from pathlib import Path
from statserver_bindgen import pipeline
from statserver_bindgen.cli import main

place, *arguments = sys.argv[1:]
signal.signal(signal.SIGINT, signal.default_int_handler)

def interrupt(*_, **__):
    os.kill(os.getpid(), signal.SIGINT)

if place == "load":
    pipeline.load = interrupt
else:
    Path.replace = interrupt
main(arguments)
"""


@pytest.mark.parametrize(
    ("place", "consequence"),
    [
        ("load", "nothing was written"),
        ("write", "some files are written: run generate to continue"),
    ],
)
def test_an_interrupted_run_exits_with_130_and_says_whether_it_wrote(
    tmp_path: Path, place: str, consequence: str
) -> None:
    arguments: list[Argument] = ["generate", "--spec", FIXTURE, "--target", "json"]
    result = run_python(tmp_path, "-c", INTERRUPTED, place, *arguments)
    assert result.returncode == 130
    assert last_line(result) == f"interrupted; {consequence}"


FAILING: Final = """
import sys
from statserver_bindgen import pipeline
from statserver_bindgen.cli import main

def fail(*_, **__):
    raise AssertionError("a bug\\x1b[31m")

pipeline.load = fail
main(sys.argv[1:])
"""


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_internal_error_is_one_sentence_and_a_traceback_on_request(
    tmp_path: Path, debug: str
) -> None:
    result = run_python(tmp_path, "-c", FAILING, "validate", STATSERVER_BINDGEN_DEBUG=debug)
    assert result.returncode == 2
    assert last_line(result) == (
        "error: internal error: AssertionError: a bug\\x1b[31m; "
        "set STATSERVER_BINDGEN_DEBUG=1 to print the traceback"
    )
    assert (b"Traceback" in result.stderr) == bool(debug)


def test_a_process_collects_little_garbage_and_frees_no_objects_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thresholds: list[int] = []
    codes: list[int] = []

    def main(prog_name: str) -> None:
        thresholds.append(gc.get_threshold()[0])
        sys.exit(f"{prog_name} failed")

    default = gc.get_threshold()
    monkeypatch.setattr(cli, "main", main)
    monkeypatch.setattr(os, "_exit", codes.append)
    try:
        __main__.run()
    finally:
        gc.set_threshold(*default)
    assert thresholds == [__main__.ALLOCATIONS]
    assert codes == [1]


def test_the_exit_code_of_a_process_is_that_of_its_command(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    result = run(tmp_path, "validate", "empty.yaml")
    assert result.returncode == 1
    assert b"the file is empty" in result.stdout + result.stderr


def test_completion_is_printed_before_the_process_ends(tmp_path: Path) -> None:
    result = run(tmp_path, _STATSERVER_BINDGEN_COMPLETE="bash_source")
    assert result.returncode == 0
    assert b"_STATSERVER_BINDGEN_COMPLETE=bash_complete" in result.stdout
