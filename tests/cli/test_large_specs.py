"""A spec that is too large is not read beyond its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from statserver_bindgen.cli import main
from statserver_bindgen.yaml_source import document, limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("source", ["file", "stdin"])
@pytest.mark.parametrize(("size", "expected"), [(99, 99), (101, 101), (5000, 101)])
def test_a_spec_is_read_up_to_one_byte_more_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, size: int, expected: int
) -> None:
    sizes: list[int] = []

    def read(file: str, raw: bytes) -> document.Document:
        sizes.append(len(raw))
        return read_document(file, raw)

    read_document = document.read_document
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(file=100))
    monkeypatch.setattr(document, "read_document", read)
    path = tmp_path / "spec.yaml"
    path.write_bytes(b" " * size)

    spec = str(path) if source == "file" else "-"
    result = CliRunner().invoke(main, ["validate", spec], input=b" " * size)

    assert (result.exit_code, sizes) == (1, [expected])
