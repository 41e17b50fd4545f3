"""Output directories after a checkout that converted line endings to CR LF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from statserver_bindgen.workspace.writer import check, generate
from support.output_directories import planned, texts

if TYPE_CHECKING:
    from pathlib import Path

    from statserver_bindgen.workspace.writer import RunResult

FILES = {"a": "1\n2\n", "d/b": "1\n"}
MESSAGE = "line endings were converted: CR LF instead of LF"


def convert(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return an output directory in which every file has CR LF, the manifest too."""
    generate([planned(tmp_path, FILES)])
    for path in (*FILES, "manifest.json"):
        convert(tmp_path / path)
    return tmp_path


def reported(result: RunResult) -> list[tuple[str, str]]:
    return [(it.rule.id, it.message) for it in result.diagnostics]


def test_converted_files_are_stale_and_written_again_without_force(directory: Path) -> None:
    result = check([planned(directory, FILES)])
    assert reported(result) == [
        ("file-stale", MESSAGE),
        ("file-stale", MESSAGE),
        ("manifest-stale", MESSAGE),
    ]
    assert {it.hint for it in result.diagnostics} == {
        "run generate to write the file again, and add `* text eol=lf` to .gitattributes"
    }
    result = generate([planned(directory, FILES)])
    assert (result.diagnostics, len(result.written)) == ((), 3)
    for path, text in FILES.items():
        assert (directory / path).read_bytes() == text.encode()
    assert check([planned(directory, FILES)]).diagnostics == ()


def test_a_converted_file_of_an_older_spec_is_written_again(directory: Path) -> None:
    later = {"a": "3\n", "d/b": "1\n"}
    assert ("file-stale", MESSAGE) in reported(check([planned(directory, later)]))
    assert generate([planned(directory, later)]).diagnostics == ()
    assert texts(directory) == later


def test_a_converted_file_without_manifest_is_written_again(directory: Path) -> None:
    (directory / "manifest.json").unlink()
    assert generate([planned(directory, FILES)]).diagnostics == ()
    assert check([planned(directory, FILES)]).diagnostics == ()


@pytest.mark.parametrize(
    "raw",
    [b"1\r\n3\r\n", b"1\r\n2\r\n\r\n", b"1\r2\r", b"1\r\r\n2\r\n", b"\xef\xbb\xbf1\r\n2\r\n"],
)
def test_other_changes_besides_line_endings_are_edits(directory: Path, raw: bytes) -> None:
    (directory / "a").write_bytes(raw)
    result = generate([planned(directory, FILES)])
    assert [it.rule.id for it in result.diagnostics] == ["file-edited"]
    assert (directory / "a").read_bytes() == raw


def test_a_converted_file_that_is_no_longer_planned_is_kept(directory: Path) -> None:
    result = generate([planned(directory, {"a": "1\n2\n"})])
    assert [(it.rule.id, it.severity) for it in result.diagnostics] == [("file-left-alone", "note")]
    assert (directory / "d/b").read_bytes() == b"1\r\n"


def test_an_interrupted_run_with_converted_files_is_continued(directory: Path) -> None:
    manifest = directory / "manifest.json"
    generate([planned(directory, FILES)])
    text = manifest.read_text("utf-8")
    manifest.write_text(text.rstrip("}\n") + '},\n  "pending": {}\n}\n', "utf-8")
    for path in (*FILES, "manifest.json"):
        convert(directory / path)
    assert ("run-interrupted", "records a run that has not ended") in reported(
        check([planned(directory, FILES)])
    )
    assert generate([planned(directory, FILES)]).diagnostics == ()
    assert check([planned(directory, FILES)]).diagnostics == ()
