"""Five releases of a small catalog, made with the commands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.action import action_id
from support.lifecycles import ENDED, RELEASES
from support.released import repository

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Command

LINE: Final = (
    *("--object-class", "regular_dn", "--timing", "durable"),
    *("--interaction-related", "--restricted-cluster"),
)
QUEUE: Final = ("--object-class", "mediation_dn", *LINE[2:])
RENAMED: Final = "The guide uses another name."
EDITS: Final[tuple[tuple[tuple[str, ...], ...], ...]] = (
    (),
    (("add", "CallTreated", *QUEUE),),
    (
        ("add", "CallOnHold", *LINE),
        ("rename", "CallInQueue", "CallQueued"),
        ("deprecate", "CallHeld", "--replaced-by", "CallOnHold", "--reason", RENAMED),
        ("deprecate", "CallLost", "--reason", ENDED),
    ),
    (
        ("add", "CallWait", *LINE, "--scope", "regular_dn", "--scope-of-other", "mediation_dn"),
        ("deprecate", "CallParked", "--reason", ENDED),
    ),
    (("remove", "CallHeld"), ("remove", "CallLost")),
)
"""The edits before each release."""


def by_id(data: dict[str, Any]) -> dict[str, Any]:
    """Return the rows of a spec by their ids; commands add rows after those of the same class."""
    rows = {action_id(it["name"], it.get("scope")): it for it in data["actions"]}
    return {**data, "actions": rows}


def test_edits_and_releases_by_commands_give_the_five_releases(
    command: Command, tmp_path: Path
) -> None:
    work = repository(tmp_path, RELEASES[0], "json")
    for edits, release in zip(EDITS, RELEASES, strict=True):
        for edit in edits:
            result = command(*edit)
            assert result.exit_code == 0, result.output
        assert command("generate", "--target", "json").exit_code == 0
        result = command("release")
        assert result.exit_code == 0, result.output
        assert by_id(work.data()) == by_id(release)
        assert command("check", "--target", "json").exit_code == 0
