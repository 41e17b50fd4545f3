"""No file gives a traceback: broken ones are read as far as they are clear, or reported."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.linting.files import read_source
from statserver_bindgen.linting.keys import FORMATS
from statserver_bindgen.linting.sections import SettingText, SourceFile

FILES: Final = [it.read_bytes() for it in sorted(Path(__file__).with_name("files").iterdir())]
PARTS: Final = [
    *(it.encode() for it in "'\"{}[]:,\n\r\t*~#\\=;|-?%@`\x85\u2028\ufeff\0"),
    *(b"&a ", b"*a", b"!x ", b"//", b"/*", b"\\u", b"<<: ", b"---\n", b"%YAML 1.1\n", b"\xff"),
]


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """Draw a file with some bytes removed, and some parts of other files added."""
    raw = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(raw)))
        end = min(start + draw(st.integers(0, 10)), len(raw))
        added = draw(st.one_of(st.sampled_from(PARTS), st.just(raw[end : end + 40]), st.just(b"")))
        raw = raw[:start] + added + raw[end:]
    return raw


def check_positions(source: SourceFile) -> None:
    """Check that all texts and problems are in the file."""
    for section in source.sections:
        texts = [it for setting in section.settings for it in (setting.key_text, setting.value)]
        for text in (section.name_text, section.given_objects, *texts):
            if isinstance(text, SettingText):
                assert len(text.offsets) == len(text.text) + 1
                assert [*text.offsets] == sorted(text.offsets)
                assert 0 <= text.offsets[0] <= text.offsets[-1] <= len(source.text)
    for diagnostic in source.diagnostics:
        assert 1 <= diagnostic.span.line <= len(source.lines)
        assert diagnostic.hint


@given(broken_files(), st.sampled_from([None, *FORMATS]))
def test_a_broken_file_is_read_or_reported(raw: bytes, file_format: str | None) -> None:
    check_positions(read_source("x", raw, file_format=file_format))


@given(st.binary(max_size=100), st.sampled_from([None, *FORMATS]))
def test_any_bytes_are_read_or_reported(raw: bytes, file_format: str | None) -> None:
    check_positions(read_source("x", raw, file_format=file_format))
