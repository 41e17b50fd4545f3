"""The rules of changes of lifecycles: actions deprecated, removed and renamed, and their names."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import (
    CSV,
    JSON,
    MARKDOWN,
    MASKS,
    PYTHON,
    PYTHON_TYPES,
    TYPESCRIPT,
    TYPESCRIPT_TYPES,
    ChangeRule,
    Edit,
    Witness,
)

_RINGING: Final = (
    "  - {name: CallRinging, object_class: regular_dn, timing: momentary, "
    "interaction_related: true, restricted_cluster: true}\n"
)
_LOST: Final = (
    "  - {name: CallLost, object_class: mediation_dn, timing: momentary, "
    "interaction_related: true, restricted_cluster: true"
)
_LOST_LIFECYCLE: Final = (
    ", deprecated: {since: 1.1.0, reason: It was a mistake., replaced_by: CALL_WAIT}, "
    "removed: {since: 2.0.0}"
)

ACTION_DEPRECATED: Final = ChangeRule(
    "action-deprecated",
    "An action was deprecated",
    "minor",
    "Everything still works; consumers get a warning before a major version removes the action.",
    "Replace {subject} before the next major version. {new}",
    Edit(
        "{name: CallRinging,",
        "{name: CallRinging, deprecated: {since: 2.0.0, reason: It is not reported any more.},",
    ),
    (
        Witness(PYTHON, 'Action["CALL_RINGING"]', "warns"),
        Witness(MASKS, 'Mask.parse("CallRinging")', "warns"),
        Witness(PYTHON_TYPES, "action = Action.CALL_RINGING", "works"),
        Witness(TYPESCRIPT_TYPES, "const action = Action.CALL_RINGING;", "works"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_RINGING")));', "works"),
        Witness(JSON, 'assert "CALL_RINGING" in rows', "works"),
        Witness(CSV, 'assert ("CallRinging", "Agent") in names', "works"),
        Witness(MARKDOWN, "actions.md#call_ringing", "works"),
    ),
)
DEPRECATION_WITHDRAWN: Final = ChangeRule(
    "deprecation-withdrawn",
    "The deprecation of an action was withdrawn",
    "minor",
    "The action stays; the warning is gone.",
    "Use {subject} without a warning.",
    Edit(
        ", deprecated: {since: 1.1.0, reason: It means the same., replaced_by: CALL_ON_HOLD}}",
        "}",
    ),
    (
        Witness(PYTHON, 'Action("CALL_PARKED")', "works"),
        Witness(MASKS, 'Mask.parse("CallParked")', "works"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_PARKED")));', "works"),
        Witness(JSON, 'assert "CALL_PARKED" in rows', "works"),
        Witness(CSV, 'assert "CALL_PARKED" in actions', "works"),
    ),
)
DEPRECATION_CHANGED: Final = ChangeRule(
    "deprecation-changed",
    "The version, the reason or the replacement of a deprecation changed",
    "patch",
    "The action is deprecated as before.",
    example=Edit("reason: It means the same.", "reason: The switch reports a hold."),
)
DEPRECATED_ACTION_REMOVED: Final = ChangeRule(
    "deprecated-action-removed",
    "A deprecated action was removed and became a tombstone",
    "major",
    "Programs, data and masks that use the action stop working, as the deprecation announced.",
    "Stop using {subject}. {new}",
    Edit("replaced_by: CALL_ON_HOLD}}", "replaced_by: CALL_ON_HOLD}, removed: {since: 2.0.0}}"),
    (
        Witness(PYTHON_TYPES, "action = Action.CALL_PARKED"),
        Witness(PYTHON, 'Action("CALL_PARKED")'),
        Witness(TYPESCRIPT_TYPES, "const action = Action.CALL_PARKED;"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_PARKED")));'),
        Witness(JSON, 'assert "CALL_PARKED" in rows'),
        Witness(CSV, 'assert ("CallParked", "Agent") in names'),
        Witness(MASKS, 'Mask.parse("CallParked")'),
    ),
)
ACTION_REMOVED: Final = ChangeRule(
    "action-removed",
    "An action was removed that the old version has not deprecated",
    "refused",
    "Consumers get a warning before an action goes: deprecate it in one release, and remove it in "
    "a later one.",
    "Stop using {subject}.",
    Edit(_RINGING, ""),
    (
        Witness(PYTHON_TYPES, "action = Action.CALL_RINGING"),
        Witness(PYTHON, 'Action("CALL_RINGING")'),
        Witness(TYPESCRIPT_TYPES, "const action = Action.CALL_RINGING;"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_RINGING")));'),
        Witness(JSON, 'assert "CALL_RINGING" in rows'),
        Witness(CSV, 'assert "CALL_RINGING" in actions'),
        Witness(MARKDOWN, "actions.md#call_ringing"),
        Witness(MASKS, 'Mask.parse("CallRinging")'),
    ),
    hint="restore the row, deprecate it, and remove it in a later release",
)
TOMBSTONE_MISSING: Final = ChangeRule(
    "tombstone-missing",
    "A deprecated or removed row is no longer in the spec",
    "refused",
    "A removed row stays in the spec as a tombstone, so that its name and id are never used again, "
    "and errors name its replacement.",
    "Stop using {subject}.",
    Edit(f"{_LOST}{_LOST_LIFECYCLE}}}\n", ""),
    (
        Witness(MASKS, 'assert Mask.problems("CallLost")[0].suggestion == "CallWait"'),
        Witness(JSON, 'assert "CALL_LOST" in {row["id"] for row in data["removed"]}'),
        Witness(CSV, 'assert "CALL_LOST" in removed'),
    ),
    hint="restore the row, and mark it as removed",
)
TOMBSTONE_CHANGED: Final = ChangeRule(
    "tombstone-changed",
    "A tombstone was added for a row that the old version does not have, or its facts changed",
    "patch",
    "The row is removed as before.",
    example=Edit("reason: It was a mistake.", "reason: No switch reported it."),
)
ACTION_NAME_REUSED: Final = ChangeRule(
    "action-name-reused",
    "The id or the name of a removed row is used again",
    "refused",
    "Programs and masks written for the old row would get another one, without a message.",
    "Check whether {subject} means the removed row or the new one.",
    Edit(f"{_LOST}{_LOST_LIFECYCLE}}}\n", f"{_LOST}}}\n"),
    (
        Witness(PYTHON, 'assert not Action.parse("CALL_LOST").is_known'),
        Witness(TYPESCRIPT, 'assert.ok(!isKnown(parseAction("CALL_LOST")));'),
        Witness(CSV, 'assert "CALL_LOST" not in actions'),
        Witness(MASKS, 'assert Mask.problems("CallLost")'),
    ),
    hint="choose another name, and restore the row that was removed",
)
ACTION_RENAMED: Final = ChangeRule(
    "action-renamed",
    "An action has another name or id, and keeps the old one as an alias",
    "minor",
    "The old name still works, with a warning.",
    "Replace {old} by {new}.",
    Edit("{name: CallRinging,", "{name: CallAlerting, formerly: [{name: CallRinging}],"),
    (
        Witness(PYTHON, 'Action["CALL_RINGING"]', "warns"),
        Witness(MASKS, 'Mask.parse("CallRinging")', "warns"),
        Witness(PYTHON_TYPES, "action = Action.CALL_RINGING", "works"),
        Witness(TYPESCRIPT_TYPES, "const action = Action.CALL_RINGING;", "works"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_RINGING")));', "works"),
        Witness(JSON, 'assert "CALL_RINGING" in rows', "works"),
        Witness(CSV, 'assert names["CallRinging", "Agent"]["timing"] == "momentary"', "works"),
        Witness(MARKDOWN, "actions.md#call_ringing", "works"),
    ),
)
NAME_SPLIT: Final = ChangeRule(
    "name-split",
    "The rows of a name have several names now, or share their name with other rows",
    "major",
    "A mask with the old name selected its rows; no name selects the same rows now.",
    "Replace {old} in masks by the names of the intended rows: {new}.",
    Edit(
        "{name: CallAnswered, scope: regular_dn,",
        "{name: CallTaken, formerly: [{name: CallAnswered, scope: regular_dn}],",
    ),
    (
        Witness(PYTHON, 'assert resolve("CallAnswered", "Agent")'),
        Witness(TYPESCRIPT_TYPES, 'const name: ActionNameFor<"Agent"> = "CallAnswered";'),
        Witness(TYPESCRIPT, 'assert.equal(named("CallAnswered").length, 3);'),
        Witness(CSV, 'assert ("CallAnswered", "Agent") in names'),
        Witness(MASKS, 'assert Mask.parse("CallAnswered").actions("Agent")'),
    ),
)
ALIAS_ADDED: Final = ChangeRule(
    "alias-added",
    "A former name was added to an action",
    "minor",
    "One more name or id is understood, with a warning.",
    example=Edit(
        "formerly: [{name: CallHold}, {name: CallHeld}]",
        "formerly: [{name: CallHold}, {name: CallKept}, {name: CallHeld}]",
    ),
    witnesses=(
        Witness(PYTHON, 'Action("CALL_HOLD")', "works"),
        Witness(MASKS, 'Mask.parse("CallHold")', "works"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_HOLD")));', "works"),
        Witness(JSON, 'assert data["former_names"]["CallHold"] == "CallOnHold"', "works"),
        Witness(CSV, 'assert ("CallHold", "Agent") in names', "works"),
    ),
)
ALIAS_DROPPED: Final = ChangeRule(
    "alias-dropped",
    "A former name was dropped from an action",
    "major",
    "Programs and masks with the former name stop working.",
    "Replace {old} by {new}.",
    Edit("formerly: [{name: CallHold}, {name: CallHeld}]", "formerly: [{name: CallHeld}]"),
    (
        Witness(PYTHON_TYPES, "action = Action.CALL_HOLD"),
        Witness(PYTHON, 'Action("CALL_HOLD")'),
        Witness(TYPESCRIPT_TYPES, "const action = Action.CALL_HOLD;"),
        Witness(TYPESCRIPT, 'assert.ok(isKnown(parseAction("CALL_HOLD")));'),
        Witness(JSON, 'assert data["former_names"]["CallHold"] == "CallOnHold"'),
        Witness(CSV, 'assert ("CallHold", "Agent") in names'),
        Witness(MARKDOWN, "actions.md#call_hold"),
        Witness(MASKS, 'Mask.parse("CallHold")'),
    ),
)
SINCE_CHANGED: Final = ChangeRule(
    "since-changed",
    "The version that added a row was written or changed",
    "patch",
    "It is for readers.",
    example=Edit("since: 1.0.0, deprecated", "since: 1.0.1, deprecated"),
)
