"""Of a spec that is too large, no more is read than it takes to know that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from statserver_bindgen import spec
from statserver_bindgen.cli import main
from statserver_bindgen.diagnostics import Diagnostic, Span
from statserver_bindgen.yaml_source import limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("where", ["file", "stdin"])
@pytest.mark.parametrize(("size", "taken"), [(99, 99), (101, 101), (5000, 101)])
def test_a_spec_is_read_up_to_its_limit_and_one_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, size: int, taken: int
) -> None:
    given: list[int] = []

    def load(file: str, raw: bytes, _: object) -> spec.Loaded:
        given.append(len(raw))
        return spec.Loaded(None, (Diagnostic("r", "error", "m", Span(file)),), "")

    monkeypatch.setattr(limits, "LIMITS", limits.Limits(file=100))
    monkeypatch.setattr(spec, "load", load)
    path = tmp_path / "spec.yaml"
    path.write_bytes(bytes(size))

    named = str(path) if where == "file" else "-"
    result = CliRunner().invoke(main, ["validate", named], input=bytes(size))

    assert (result.exit_code, given) == (1, [taken])
