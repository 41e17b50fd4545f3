"""The command of the Python package prints what the command of the tool prints."""

from __future__ import annotations

import importlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from statserver_bindgen import resources
from support import interpreters
from support.catalogs import specs
from support.checkout import ROOT
from support.command import run_command
from support.generated import loaded, written
from support.lifecycles import lifecycles
from support.python_package import imported_package

PACKAGE: Final = ROOT / "out" / "python"
EXAMPLE: Final = re.compile(r"^```console\n\$ python -m \w+ (.*)\n((?:.*\n)*?)```$", re.MULTILINE)
PIECES: Final = (
    *("CallWait", "CallInbound", "LoggedOut", "OffHook", "AgentLogin", "UserEvent", "callwait"),
    *("CallWiat", "Nonsense", "CallWaitInbound", "Ready", "Login", "MainMask=", "CALL_WAIT"),
    *("*", "~", "~*", ",", ",", ",", ",~", ";", " ", "\t", "\n", "\r\n", "\r", '"', "'", "(", "{"),
    *("!", "-", "#", "##[", "::error::", "漢字", "é", "a\u0301", "\x1b[31m", "\u202e", "\x00"),
    *("\u2028", "\u3164", "\U000e0041", "\udcff", "x" * 150, "CallWait," * 30, " " * 1200),
    *("\u0301" * 1200, "\u1161", "\u11ff"),
)
OBJECTS: Final = (
    (),
    ("--objects", "Queue"),
    ("--objects", "regdn,Agent", "--mode", "restricted_cluster"),
    ("--objects", "Place", "--objects", "RoutePoint", "--mode", "RESTRICTED_CLUSTER"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


class Run(NamedTuple):
    """The exit code of a command, and what it printed."""

    code: int
    output: str
    errors: str = ""


def run_tool(*arguments: str, stdin: bytes = b"") -> Run:
    options = ("--quiet", "--spec", str(resources.spec()))
    result = run_command("mask", *options, *arguments, stdin=stdin)
    return Run(result.exit_code, result.stdout)


def run_package(*arguments: str, stdin: bytes = b"") -> Run:
    """Run the command of the package in this process."""
    with (
        redirect_stdout(io.StringIO()) as output,
        redirect_stderr(io.StringIO()) as errors,
        pytest.MonkeyPatch.context() as patch,
        imported_package(),
    ):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        command = importlib.import_module("statserver_actions._command")
        try:
            code = command.main(["mask", *arguments])
        except SystemExit as error:  # of argparse
            code = int(error.code or 0)
    return Run(code, output.getvalue(), errors.getvalue())


def run_process(
    *arguments: str,
    stdin: bytes = b"",
    python: str | Path = sys.executable,
    source: Path = PACKAGE / "src",
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m statserver_actions` in a process of its own."""
    return subprocess.run(
        [python, "-W", "error", "-m", "statserver_actions", *arguments],
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        input=stdin,
        capture_output=True,
        check=False,
    )


@settings(max_examples=60)
@example(masks=["*,~LoggedOut"], objects=OBJECTS[2], keep_unknown=False)
@example(masks=["\u0301" * 1200, "\u1161x\u11ff"], objects=(), keep_unknown=False)
@example(masks=["CallWait,Nonsense", "", "~*"], objects=OBJECTS[1], keep_unknown=True)
@given(
    masks=st.lists(texts, min_size=1, max_size=8),
    objects=st.sampled_from(OBJECTS),
    keep_unknown=st.booleans(),
)
def test_the_package_prints_the_same_report_as_the_tool(
    *, masks: list[str], objects: tuple[str, ...], keep_unknown: bool
) -> None:
    options = [*objects, *(["--keep-unknown"] if keep_unknown else []), "--"]
    assert run_package(*options, *masks)[:2] == run_tool(*options, *masks)[:2]


@settings(max_examples=20)
@example(b"")
@example(b"\n")
@example(b"CallWait\r\n\n*,~x\r~*")
@given(st.lists(texts).map(lambda it: "".join(it).encode(errors="ignore")))
def test_the_package_reads_the_same_masks_from_standard_input(stdin: bytes) -> None:
    options = ("--stdin", "--objects", "Agent")
    assert run_package(*options, stdin=stdin)[:2] == run_tool(*options, stdin=stdin)[:2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "use either masks as arguments or --stdin"),
        (["*", "--stdin"], "use either masks as arguments or --stdin"),
        (["*", "--mode", "regular"], "--mode needs --objects"),
        (["*", "--objects", "Queue1"], "unknown object type 'Queue1'; did you mean 'Queue'?"),
        (["*", "--objects", "Queue", "--mode", "x"], "unknown mode 'x'"),
    ],
)
def test_wrong_arguments_of_the_package_are_a_usage_error(
    arguments: list[str], message: str
) -> None:
    run = run_package(*arguments)
    assert (run.code, run.output) == (2, "")
    assert message in run.errors


def test_the_package_is_run_as_a_module() -> None:
    done = run_process("mask", "*,~LoggedOut")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        "<mask>",
        "  canonical text       *,~LoggedOut",
        "  names                all except LoggedOut",
    ]
    done = run_process("mask", "callwait")
    assert (done.returncode, done.stderr) == (1, b"")


def test_every_python_prints_the_same_report() -> None:
    arguments = ["mask", "*,¬LoggedOut", "*,~LoggedOut", "--objects", "Agent,Queue"]
    expected = run_process(*arguments)
    assert expected.returncode == 1
    for version, python in interpreters.installed().items():
        if version >= interpreters.OLDEST_FOR_THE_PACKAGE:
            done = run_process(*arguments, python=python)
            assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, b"")


def readme_examples(package: Path) -> list[tuple[str, str]]:
    """Return each command of a README, and the output below it."""
    return EXAMPLE.findall((package / "README.md").read_text("utf-8"))


def test_the_readme_of_the_package_shows_what_the_command_prints() -> None:
    examples = readme_examples(PACKAGE)
    assert examples
    for command, printed in examples:
        assert run_process(*shlex.split(command)).stdout.decode() == printed


# Each takes some processes, so a failing spec is shown as it was drawn.
@settings(max_examples=5, phases=[Phase.reuse, Phase.generate])
@given(st.one_of(specs(), lifecycles()))
def test_the_readme_of_the_package_of_any_catalog_shows_what_its_command_prints(
    data: dict[str, Any],
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        package = written(loaded(data), "python", Path(directory))
        for command, printed in readme_examples(package):
            done = run_process(*shlex.split(command), source=package / "src")
            assert done.stdout.decode() == printed


@pytest.mark.parametrize("arguments", [(), ("-h",), ("mask", "-h")])
def test_the_package_has_help(arguments: tuple[str, ...]) -> None:
    done = run_process(*arguments)
    assert done.returncode == (0 if arguments else 2)
    assert b"usage: python -m statserver_actions" in done.stdout + done.stderr


def test_an_input_of_the_package_that_is_not_utf8_is_an_error() -> None:
    done = run_process("mask", "--stdin", stdin=b"\xff\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == ["error: standard input is not valid UTF-8"]


@pytest.mark.parametrize("redirection", [">&-", "> /dev/full"])
def test_an_output_of_the_package_that_fails_is_an_error(redirection: str) -> None:
    command = f'"{sys.executable}" -m statserver_actions mask "*" {redirection}'
    done = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(PACKAGE / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"error: standard output ")


def test_characters_that_the_output_encoding_lacks_are_escaped() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "statserver_actions", "mask", "é"],
        env={**os.environ, "PYTHONPATH": str(PACKAGE / "src"), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"  1 | \\xe9\n" in done.stdout
