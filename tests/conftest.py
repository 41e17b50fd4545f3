"""Fixtures of all tests: the catalog, small specs, and a failure for each skipped test in CI."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings

from statserver_bindgen.cli.console import Console
from support.checkout import ROOT
from support.example_environment import framework_python
from support.generated import fixture_catalog, written
from support.npm_examples import npm_programs
from support.npm_package import browser, fixture_project, project, source, tarball, tools
from support.npm_registry import registry
from support.trial_targets import refused, rendering

if TYPE_CHECKING:
    from pathlib import Path

# Fixtures of the packages, of example programs, and of targets that are made of a few files.
__all__ = [
    "browser",
    "fixture_project",
    "framework_python",
    "npm_programs",
    "project",
    "refused",
    "registry",
    "rendering",
    "source",
    "tarball",
    "tools",
]

# A make that a test runs is not part of the one that may run the tests.
for variable in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(variable, None)

# The time of one example depends on the machine, not on the law.
LAWS: Final = settings(deadline=None)
settings.register_profile("laws", LAWS)
# The same few examples in each run, for runs that repeat the tests with other facts.
settings.register_profile("few", LAWS, derandomize=True, max_examples=5)
settings.load_profile("laws")


@pytest.fixture(autouse=True)
def no_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test fail that reaches the last handler of the command."""

    def fail(_console: Console, error: BaseException) -> int:
        raise AssertionError("the command failed with an internal error") from error

    monkeypatch.setattr(Console, "internal_error", fail)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def fixture_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the import path of the Python package of the fixture catalog."""
    return written(fixture_catalog(), "python", tmp_path_factory.mktemp("fixture")) / "src"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run in CI when a test was skipped: a missing tool must not look like a pass."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("CI: a test was skipped, so this run fails", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
