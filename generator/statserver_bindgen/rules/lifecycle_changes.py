"""The rules of changes of lifecycles: actions deprecated, removed and renamed, and their names."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import ChangeRule

ACTION_DEPRECATED: Final = ChangeRule(
    "action-deprecated",
    "An action was deprecated",
    "minor",
    "Everything still works; consumers get a warning before a major version removes the action.",
    ("Python at run time", "TypeScript types", "JSON", "masks and stat types"),
    "Replace {subject} before the next major version. {new}",
)
DEPRECATION_WITHDRAWN: Final = ChangeRule(
    "deprecation-withdrawn",
    "The deprecation of an action was withdrawn",
    "minor",
    "The action stays; the warning is gone.",
    ("Python at run time", "JSON", "masks and stat types"),
    "Use {subject} without a warning.",
)
DEPRECATION_CHANGED: Final = ChangeRule(
    "deprecation-changed",
    "The version, the reason or the replacement of a deprecation changed",
    "patch",
    "The action is deprecated as before.",
)
DEPRECATED_ACTION_REMOVED: Final = ChangeRule(
    "deprecated-action-removed",
    "A deprecated action was removed and became a tombstone",
    "major",
    "Programs, data and masks that use the action stop working, as the deprecation announced.",
    (
        *("Python types", "Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "Markdown links", "masks and stat types"),
    ),
    "Stop using {subject}. {new}",
)
ACTION_REMOVED: Final = ChangeRule(
    "action-removed",
    "An action was removed that the old version has not deprecated",
    "refused",
    "Consumers get a warning before an action goes: deprecate it in one release, and remove it in "
    "a later one.",
    (
        *("Python types", "Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "Markdown links", "masks and stat types"),
    ),
    "Stop using {subject}.",
)
TOMBSTONE_MISSING: Final = ChangeRule(
    "tombstone-missing",
    "A deprecated or removed row is no longer in the spec",
    "refused",
    "A removed row stays in the spec as a tombstone, so that its name and id are never used again, "
    "and errors name its replacement.",
    ("Python at run time", "JSON"),
    "Stop using {subject}.",
)
TOMBSTONE_CHANGED: Final = ChangeRule(
    "tombstone-changed",
    "A tombstone was added for a row that the old version does not have, or its facts changed",
    "patch",
    "The row is removed as before.",
)
ACTION_NAME_REUSED: Final = ChangeRule(
    "action-name-reused",
    "The id or the name of a removed row is used again",
    "refused",
    "Programs and masks written for the old row would get another one, without a message.",
    ("Python at run time", "masks and stat types"),
    "Check whether {subject} means the removed row or the new one.",
)
ACTION_RENAMED: Final = ChangeRule(
    "action-renamed",
    "An action has another name or id, and keeps the old one as an alias",
    "minor",
    "The old name still works, with a warning.",
    ("Python at run time", "TypeScript types", "JSON", "Markdown links", "masks and stat types"),
    "Replace {old} by {new}.",
)
NAME_SPLIT: Final = ChangeRule(
    "name-split",
    "The rows of a name have several names now, or share their name with other rows",
    "major",
    "A mask with the old name selected its rows; no name selects the same rows now.",
    ("Python at run time", "masks and stat types"),
    "Replace {old} in masks by the names of the intended rows: {new}.",
)
ALIAS_ADDED: Final = ChangeRule(
    "alias-added",
    "A former name was added to an action",
    "minor",
    "One more name or id is understood, with a warning.",
    ("Python at run time",),
)
ALIAS_DROPPED: Final = ChangeRule(
    "alias-dropped",
    "A former name was dropped from an action",
    "major",
    "Programs and masks with the former name stop working.",
    (
        *("Python types", "Python at run time", "TypeScript types", "TypeScript at run time"),
        "masks and stat types",
    ),
    "Replace {old} by {new}.",
)
SINCE_CHANGED: Final = ChangeRule(
    "since-changed",
    "The version that added a row was written or changed",
    "patch",
    "It is for readers.",
)
