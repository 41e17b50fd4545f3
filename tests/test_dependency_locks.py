"""The locks of the development environment: complete, exact, and free of any registry."""

from __future__ import annotations

import importlib
import re
import sys
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from support.checkout import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

LOCKS: Final = ("requirements-dev.lock", "requirements-lowest.lock")
EXAMPLES: Final = "tests/examples/requirements.lock"
PIN: Final = re.compile(r"([\w.-]+)==(\S+)(?: ; ([^\\]+))? \\")
HASH: Final = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
# Python 3.10 has no tomllib; pytest brings tomli there.
TOML: Final = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
PROJECT: Final = TOML.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES: Final = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEVELOPMENT: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
FRAMEWORKS: Final = [Requirement(text) for text in PROJECT["dependency-groups"]["examples"]]


def lines(lock: str) -> list[str]:
    text = (ROOT / lock).read_text("utf-8")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def pins(lock: str) -> Iterable[tuple[str, Version]]:
    for line in lines(lock):
        if pin := PIN.fullmatch(line):
            yield normalized(pin[1]), Version(pin[2])


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", [*LOCKS, EXAMPLES])
def test_every_line_is_a_pin_or_a_hash(lock: str) -> None:
    for line, following in zip(lines(lock), [*lines(lock)[1:], ""], strict=True):
        if PIN.fullmatch(line):
            assert HASH.fullmatch(following), line
        else:
            assert HASH.fullmatch(line), line


@pytest.mark.parametrize("lock", [*LOCKS, EXAMPLES])
def test_no_address_or_path_is_named(lock: str) -> None:
    assert not re.search(
        r"://|--(?:find-links|index-url|extra-index-url)|/\w+/", "".join(lines(lock))
    )


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [
        *product(LOCKS, [*DEPENDENCIES, *DEVELOPMENT]),
        *product([EXAMPLES], FRAMEWORKS),
    ],
    ids=str,
)
def test_every_declared_dependency_is_pinned_in_its_range(
    lock: str, requirement: Requirement
) -> None:
    versions = [version for name, version in pins(lock) if name == normalized(requirement.name)]
    assert versions
    assert all(version in requirement.specifier for version in versions)


@pytest.mark.parametrize("dependency", DEPENDENCIES, ids=str)
def test_the_lowest_lock_pins_the_lower_bound(dependency: Requirement) -> None:
    bounds = [Version(it.version) for it in dependency.specifier if it.operator == ">="]
    versions = [version for name, version in pins(LOCKS[1]) if name == normalized(dependency.name)]
    assert versions == bounds
