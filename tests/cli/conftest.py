"""Fixtures of the tests of the command line: the command in an empty directory, and a spec."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import run_command
from support.generated import FIXTURE

if TYPE_CHECKING:
    from support.command import Command


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs the command in an empty directory."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return run_command


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Return a copy of the fixture catalog's spec at the default path."""
    (tmp_path / "spec").mkdir()
    return Path(shutil.copy(FIXTURE, tmp_path / "spec" / "actions.yaml"))
