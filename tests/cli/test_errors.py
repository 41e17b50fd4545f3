"""Errors in the process of the command: each kind has its exit code and its sentence."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from statserver_bindgen import pipeline
from statserver_bindgen.cli import main, streams
from statserver_bindgen.cli.console import Console
from statserver_bindgen.errors import SpecError, StreamError, WriteInterrupted

if TYPE_CHECKING:
    from click.testing import Result

# As it is without the fixture that lets a test fail in it.
INTERNAL_ERROR: Final = Console.internal_error

FULL: Final = OSError(28, "No space left on device")


def run_failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *arguments: str) -> Result:
    """Run a command in which reading the spec raises an error."""

    def load(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "load", load)
    return CliRunner().invoke(main, ["validate", *arguments], prog_name="statserver-bindgen")


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (SpecError("the spec is missing"), 2, "error: the spec is missing"),
        (SpecError("a\x1b[31mb\n::error::c"), 2, r"error: a\x1b[31mb\n::error::c"),
        (RecursionError(), 2, "error: the input is nested too deeply"),
        (MemoryError(), 2, "error: the input is too large for the memory of this machine"),
        (OSError(13, "Permission denied", "a.txt"), 2, "error: a.txt: Permission denied"),
        (OSError(5, "Input/output error"), 2, "error: Input/output error"),
        (OSError("a reason"), 2, "error: a reason"),
        (KeyboardInterrupt(), 130, "interrupted; nothing was written"),
        (
            WriteInterrupted(),
            130,
            "interrupted; some files are written: run generate to continue",
        ),
    ],
)
def test_each_kind_of_error_has_its_exit_code_and_sentence(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, sentence: str
) -> None:
    result = run_failing(monkeypatch, error)
    assert (result.exit_code, result.stderr.strip()) == (code, sentence)


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_error_of_the_tool_itself_names_its_type(
    monkeypatch: pytest.MonkeyPatch, debug: str
) -> None:
    monkeypatch.setattr(Console, "internal_error", INTERNAL_ERROR)
    monkeypatch.setenv("STATSERVER_BINDGEN_DEBUG", debug)
    result = run_failing(monkeypatch, ZeroDivisionError("a bug"))
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "error: internal error: ZeroDivisionError: a bug; "
        "set STATSERVER_BINDGEN_DEBUG=1 to print the traceback"
    )
    assert ("Traceback" in result.stderr) == bool(debug)


def test_an_error_is_reported_in_the_format_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    error = SpecError("the spec is missing")
    as_json = run_failing(monkeypatch, error, "--report", "json")
    assert json.loads(as_json.stdout)["error"] == "the spec is missing"
    as_github = run_failing(monkeypatch, error, "--report=github")
    assert as_github.stdout == "::error ::the spec is missing\n"


def test_wrong_arguments_are_reported_in_the_format_of_the_report() -> None:
    result = CliRunner().invoke(main, ["validate", "--frobnicate", "--report", "json"])
    assert result.exit_code == 2
    assert "--frobnicate" in json.loads(result.stdout)["error"]  # the sentence is click's


class FullStream(io.StringIO):
    """A stream on a full disk."""

    def write(self, text: str) -> int:
        del text
        raise FULL

    def flush(self) -> None:
        raise FULL


def test_a_full_stream_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", FullStream())
    monkeypatch.setattr(sys, "stderr", FullStream())
    with pytest.raises(StreamError, match="standard output can't be written: No space left"):
        streams.print_result("text")
    with pytest.raises(StreamError, match="standard output can't be written: No space left"):
        streams.flush_results()
    with pytest.raises(StreamError, match="standard error can't be written: No space left"):
        streams.print_status("text")
    streams.discard_unwritten()  # nothing is raised: the process ends


def test_a_closed_output_is_an_error_and_a_closed_error_stream_is_skipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(StreamError, match="standard output is closed"):
        streams.print_result("text")
    streams.print_status("text")
    streams.flush_results()
    streams.discard_unwritten()
    assert not streams.has_color(None)


def test_a_closed_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "argv", ["statserver-bindgen", "validate", "-"])
    with pytest.raises(SystemExit) as raised:
        main()
    assert raised.value.code == 2
