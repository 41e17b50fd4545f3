"""Fixtures of the tests of `verify`: a copy of a target, outside of the checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.copies import copied

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use an empty working directory."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the Python target."""
    return copied("python", tmp_path)
