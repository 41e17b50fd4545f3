"""What consumers of a catalog with a history write: everything type-checks, strictly.

A comment names the type checkers that report the line as deprecated.
"""

from __future__ import annotations

from typing import Literal

from statserver_actions import Action, ActionName, Deprecation, named, resolve
from statserver_actions.literals import ActionNameText, ActionText

current: Action = Action.CALL_QUEUED
since: str | None = current.since
deprecation: Deprecation | None = current.deprecation
replacement: Action | None = deprecation.replaced_by if deprecation else None

# Former names have the type of the member that has another name now.
former: Literal[Action.CALL_QUEUED] = Action.CALL_IN_QUEUE  # deprecated: mypy, pyright
name: Literal[ActionName.CALL_QUEUED] = ActionName.CALL_IN_QUEUE  # deprecated: mypy, pyright
deprecated: Literal[Action.CALL_HELD] = Action.CALL_HELD  # deprecated: mypy
deprecated_name: ActionName = ActionName.CALL_LOST  # deprecated: mypy

# Their texts are accepted where a text is.
text: ActionText = "CALL_IN_QUEUE"
name_text: ActionNameText = "CallInQueue"
rows: tuple[Action, ...] = named("CallInQueue") + named("CallHeld") + resolve("CallInQueue", "Queue")


def is_held(action: Literal[Action.CALL_HELD, Action.CALL_QUEUED, Action.CALL_ON_HOLD]) -> bool:
    """A match is exhaustive with the members, or with a former name of one."""
    match action:
        case Action.CALL_HELD:  # deprecated: mypy
            return True
        case Action.CALL_IN_QUEUE:  # deprecated: mypy, pyright
            return False
        case Action.CALL_ON_HOLD:
            return True
