"""Files are decoded so that the same bytes can be written back, or refused with a diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statserver_bindgen.errors import ConfigurationFileError
from statserver_bindgen.linting import files
from statserver_bindgen.linting.files import decode, encode, read_file, read_source
from statserver_bindgen.yaml_source.limits import LIMITS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "[é]\r\nMainMask=CallWait\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_decoded_and_encoded(raw: bytes, encoding: str) -> None:
    source = read_source("x.cfg", raw)

    assert (source.text, source.encoding) == (TEXT, encoding)
    assert [it.name for it in source.sections] == ["é"]
    assert encode(source.text, source.encoding) == raw


@given(st.binary(max_size=200))
def test_decoded_bytes_are_encoded_again(raw: bytes) -> None:
    decoded = decode("x", raw)

    if decoded.is_text:
        assert encode(decoded.text, decoded.encoding) == raw
    else:
        assert [it.severity for it in decoded.diagnostics] == ["error"]


@pytest.mark.parametrize(
    ("raw", "diagnostic"),
    [
        (
            b"[a]\nb=\xe9",
            "x:2:3: note: the byte E9 is not valid UTF-8; the file is read as Windows-1252",
        ),
        (
            b"[\xe9]\n\x81",
            "x:2:1: error: the byte 81 is not valid in UTF-8 or Windows-1252",
        ),
        (b"\xef\xbb\xbf[a]\nb=\xe9", "x:2:3: error: the byte E9 is not valid UTF-8"),
        (b"[a]\0", "x:1:1: error: the file contains NUL bytes: it is not text in UTF-8"),
        (
            b"\xff\xfe[\0\0\0",
            "x:1:1: error: the file contains NUL characters: it is not text in UTF-16",
        ),
        (b"\xff\xfe[\0a", "x:1:1: error: the file is not valid UTF-16"),
    ],
)
def test_other_bytes_are_reported(raw: bytes, diagnostic: str) -> None:
    source = read_source("x", raw, file_format="options")

    assert [str(it) for it in source.diagnostics] == [f"{diagnostic} [configuration-encoding]"]


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_reported(raw: bytes) -> None:
    source = read_source("x.cfg", raw)

    assert [str(it) for it in source.diagnostics] == [
        "x.cfg:1:1: error: the file is empty [empty-file]"
    ]


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMITS", LIMITS._replace(file=100))
    path = tmp_path / "x.cfg"
    path.write_bytes(b"[a]\n" + b"b=c\n" * 100)

    source = read_file(path)

    assert [it.rule.id for it in source.diagnostics] == ["too-large"]
    assert source.sections == ()


@pytest.mark.parametrize("name", ["missing.cfg", ".", "a\0b"])
def test_a_file_that_can_not_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationFileError, match="can't be read: "):
        read_file(tmp_path / name)
