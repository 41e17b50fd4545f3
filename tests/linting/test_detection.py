"""The format of a file is detected by its content, then by its name, and the reason is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.linting.detection import detect
from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.keys import FORMATS

ANNEX = "[vq.a]\nStatName=x\nMainMask=CallWait\n"


@pytest.mark.parametrize(
    ("name", "text", "file_format", "reason"),
    [
        ("x", "[a]\nMainMask=CallWait\n", "options", "it has section headers"),
        ("x.yaml", "a note\n\n[a]\n", "options", "it has section headers"),
        ("x.json", "[a]\n", "options", "it has section headers"),
        ("x.cfg", "MainMask=CallWait\n", "options", "its name ends with .cfg"),
        ("x.CFG", "MainMask=CallWait\n", "options", "its name ends with .cfg"),
        ("x.cfg", ANNEX, "annex", "the prefix of each section gives its objects"),
        ("x.cfg", f"{ANNEX}[log]\nverbose=all\n", "annex", None),
        ("x.cfg", f"{ANNEX}[Other]\nMainMask=x\n", "options", None),
        ("x.cfg", f"{ANNEX}Objects=Queue\n", "options", None),
        ("x.cfg", "[vq.a]\nMainMask=CallWait\n", "options", None),
        (
            "x.txt",
            "a: 1\nstatistics.definitions.A: {}\n",
            "gws",
            "a key begins with statistics.definitions",
        ),
        ("x.yml", "'statistics.definitions.A':\n  a: b\n", "gws", None),
        ("x.yaml", "applications:\n- options: {}\n", "application", "it has the key applications"),
        ("x", '{"applications": []}', "application", "it is JSON with the key applications"),
        ("x", "// a\n[{'definition' : {}}]", "statistics", "it is JSON with the key definition"),
        ("x", '{"a": "definition", "applications": []}', "application", None),
        ("x.csv", "CallWait\n", "csv", "its name ends with .csv"),
        ("x.tsv", "a\tb\n", "csv", "its name ends with .tsv"),
        ("x", "Name;MainMask\nA;CallWait\n", "csv", "the first line names a column of masks"),
        ("x", "MainMask\nCallWait\n", "csv", None),
        ("x", "*,~LoggedOut\nCallWait, OffHook\n\n", "lines", "each line is a mask"),
    ],
)
def test_format_is_detected(name: str, text: str, file_format: str, reason: str | None) -> None:
    detection = detect(name, text)

    assert detection.file_format == file_format
    assert reason is None or detection.reason == reason


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("x.txt", "hello world\n", "neither content nor name shows it"),
        ("x.yaml", "CallWait\n", "neither content nor name shows it"),
        ("x.json", "{}", "it is JSON without the keys definition and applications"),
        ("x", '["definition"]', "it is JSON without the keys definition and applications"),
        (
            "x.md",
            "Mask, Category of a sentence, and more, of it\n",
            "neither content nor name shows it",
        ),
    ],
)
def test_a_format_that_is_not_evident_is_reported(name: str, text: str, reason: str) -> None:
    source = read_source(name, text.encode())

    (error,) = source.diagnostics
    assert str(error) == f"{name}:1:1: error: the format is not evident: {reason} [unknown-format]"
    assert error.hint == f"pass --format with one of {', '.join(FORMATS)}"
    assert source.sections == ()


def test_a_given_format_counts() -> None:
    source = read_source("x.cfg", b"[a]\nMainMask=CallWait\n", file_format="lines")

    assert (source.file_format, source.format_reason) == ("lines", "it is given")
    assert len(source.sections) == 2


@given(st.text(max_size=50), st.sampled_from(["\n", "\r\n", "\r"]))
def test_line_endings_do_not_count(text: str, line_break: str) -> None:
    text = text.replace("\r", "")

    assert detect("x", text.replace("\n", line_break)) == detect("x", text)
