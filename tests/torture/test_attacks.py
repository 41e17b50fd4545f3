"""The short form of each attack: no promise of the tool is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from torture import attack, command, masks
from torture.attack import DEFAULT_SEED
from torture.runner import ATTACKS, describe_failures

if TYPE_CHECKING:
    from pathlib import Path

    from torture.attack import Attack


@pytest.fixture(scope="module", autouse=True)
def imported_command() -> None:
    """Import the command once, rather than in each process."""
    command.warm_up()


def assert_kept(attacked: Attack, directory: Path) -> None:
    """Run the short form of an attack, which must not fail."""
    result = attack.run(attacked, DEFAULT_SEED, range(attacked.short), directory)
    assert not result.failures, "\n".join(describe_failures(attacked, result))
    assert result.rounds == attacked.short


@pytest.mark.parametrize(
    "attacked", [it for it in ATTACKS if it is not masks.TYPESCRIPT], ids=lambda it: it.name
)
def test_no_promise_is_broken(attacked: Attack, tmp_path: Path) -> None:
    assert_kept(attacked, tmp_path)


@pytest.mark.packages
def test_the_typescript_package_parses_attacked_masks_like_the_reference(
    project: Path, tmp_path: Path
) -> None:
    assert_kept(masks.in_project(project), tmp_path)
