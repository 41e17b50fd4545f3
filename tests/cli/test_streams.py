"""Standard streams that are closed, full or of another encoding: one sentence, and exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from support.checkout import ROOT
from support.generated import FIXTURE

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS: Final = {
    "validate": f"validate {FIXTURE}",
    "validate an invalid spec": f"validate {ROOT / 'tests/rejected/twenty-problems.yaml'}",
    "validate as json": f"validate {FIXTURE} --report json",
    "generate": f"generate --spec {FIXTURE} --target json=out",
    "check": f"check --spec {FIXTURE} --target json=new",
    "verify": f"verify {ROOT / 'out' / 'json'}",
    "verify as github": f"verify {ROOT / 'out' / 'json'} --report github",
    "show": f"show CallWait --spec {FIXTURE}",
    "show an unknown action": f"show CallWiat --spec {FIXTURE}",
    "targets": "targets",
    "targets as json": "targets --report json",
    "help": "--help",
    "version": "--version",
    "wrong arguments": "validate --frobnicate",
    "a missing spec": "validate nowhere.yaml",
}
PACKAGE: Final = {"PYTHONPATH": str(ROOT / "generator")}

Done = subprocess.CompletedProcess[bytes]


def run(arguments: str, directory: Path, redirections: str = "", **variables: str) -> Done:
    """Run the command in a shell that redirects its streams."""
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -m statserver_bindgen {arguments} {redirections}"],
        cwd=directory,
        env={"PATH": os.environ["PATH"], **PACKAGE, **variables},
        capture_output=True,
        check=False,
    )


def assert_plain(result: Done) -> None:
    for text in (result.stdout, result.stderr):
        assert b"Traceback" not in text
        assert b"Exception ignored" not in text
        assert b"internal error" not in text


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("/dev/full", b"standard output can't be written: No space left on device"),
        ("&-", b"standard output is closed"),
    ],
)
@pytest.mark.parametrize("name", [it for it in COMMANDS if it not in {"help", "version"}])
def test_a_result_that_cannot_be_printed_is_an_error(
    tmp_path: Path, name: str, stream: str, reason: bytes
) -> None:
    printed = run(COMMANDS[name], tmp_path)
    result = run(COMMANDS[name], tmp_path, f">{stream}")
    assert_plain(result)
    if printed.stdout:
        assert result.returncode == 2
        assert result.stderr.splitlines()[-1] == b"error: " + reason
    else:
        assert result.returncode == printed.returncode


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_on_a_full_stream_is_an_error(tmp_path: Path, option: str) -> None:
    result = run(option, tmp_path, ">/dev/full")
    assert_plain(result)
    assert result.returncode == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_status_lines_on_a_full_stream_are_an_error_and_on_a_closed_one_are_skipped(
    tmp_path: Path, name: str
) -> None:
    printed = run(COMMANDS[name], tmp_path)
    full = run(COMMANDS[name], tmp_path, "2>/dev/full")
    closed = run(COMMANDS[name], tmp_path, "2>&-")
    assert_plain(full)
    assert_plain(closed)
    assert full.returncode == (2 if printed.stderr else printed.returncode)
    assert (closed.returncode, closed.stdout) == (printed.returncode, printed.stdout)


def test_a_pipe_that_is_closed_early_leaves_no_traceback(tmp_path: Path) -> None:
    result = run(
        f"show {'CallWait ' * 5_000} --report json --spec {FIXTURE}", tmp_path, "| head -c5"
    )
    assert_plain(result)


@pytest.mark.parametrize("arguments", ["validate -", "show CallWait --spec -"])
def test_a_closed_standard_input_is_an_error(tmp_path: Path, arguments: str) -> None:
    result = run(arguments, tmp_path, "<&-")
    assert result.returncode == 2
    assert result.stderr == b"error: standard input is closed\n"


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp437", "utf-16"])
@pytest.mark.parametrize("name", ["validate an invalid spec", "targets as json", "show"])
def test_characters_outside_the_encoding_of_a_stream_are_escaped(
    tmp_path: Path, name: str, encoding: str
) -> None:
    result = run(COMMANDS[name], tmp_path, PYTHONIOENCODING=encoding)
    assert_plain(result)
    assert result.returncode == run(COMMANDS[name], tmp_path).returncode
    # click writes UTF-8 to a stream that is ASCII by mistake.
    assert result.stdout.decode("utf-8" if encoding == "ascii" else encoding)


@pytest.mark.parametrize("report", ["json", "github"])
@pytest.mark.parametrize(
    "arguments", ["validate nowhere.yaml", "validate --frobnicate", "sing", "generate --target x"]
)
def test_errors_are_reported_in_the_format_of_the_report(
    tmp_path: Path, arguments: str, report: str
) -> None:
    result = run(f"{arguments} --report {report}", tmp_path)
    assert result.returncode == 2
    if report == "json":
        assert b'"error": "' in result.stdout
    else:
        assert result.stdout.startswith(b"::error ::")
