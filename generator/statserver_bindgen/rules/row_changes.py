"""The rules of changes of rows: actions added, and the attributes of actions."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import (
    CSV,
    JSON,
    MASKS,
    PYTHON,
    PYTHON_TYPES,
    TYPESCRIPT,
    TYPESCRIPT_TYPES,
    ChangeRule,
    Edit,
    Witness,
)

_WAIT: Final = "{name: CallWait, object_class: mediation_dn, timing: durable"
_ON_HOOK: Final = "{name: OnHook, object_class: regular_dn, timing: durable"
_HOLD: Final = "{name: CallOnHold, object_class: regular_dn, timing: durable"

ACTION_ADDED: Final = ChangeRule(
    "action-added",
    "An action was added",
    "minor",
    "Programs that name actions keep working; a match over all actions lacks a branch.",
    "Add a branch for {subject} where a match lists all actions.",
    Edit(
        "\nactions:\n",
        "\nactions:\n"
        "  - {name: HandlingEnded, object_class: media_channel, timing: retrospective, "
        "interaction_related: true, restricted_cluster: false}\n",
    ),
    (
        Witness(
            PYTHON_TYPES,
            """\
def is_voice(action: Action) -> bool:
    match action:
        case Action.HANDLING:
            return False
        case Action.CALL_WAIT | Action.CALL_RINGING | Action.CALL_ON_HOLD | Action.CALL_PARKED:
            return True
        case Action.CALL_ANSWERED_REGULAR_DN | Action.CALL_ANSWERED_MEDIATION_DN:
            return True
        case Action.CALL_ANSWERED_VIRTUAL_QUEUE | Action.OFF_HOOK | Action.ON_HOOK:
            return True
""",
            "needs a branch",
        ),
        Witness(
            TYPESCRIPT_TYPES,
            'const titles: Record<IdWith<"media_channel">, string> = { HANDLING: "Work" };',
            "needs a branch",
        ),
        Witness(PYTHON, "assert Action.HANDLING in select()", "works"),
        Witness(TYPESCRIPT, "assert.ok(select({}).includes(Action.HANDLING));", "works"),
        Witness(CSV, 'assert "HANDLING" in actions', "works"),
    ),
)
TIMING_CHANGED: Final = ChangeRule(
    "timing-changed",
    "The timing of an action changed",
    "major",
    "Selections by timing return other actions, and masks mix timings, or no longer do.",
    "Check each use of {subject}: its timing is {new}, no longer {old}.",
    Edit(_WAIT, "{name: CallWait, object_class: mediation_dn, timing: momentary"),
    (
        Witness(PYTHON, 'assert Action.CALL_WAIT in select(timing="durable")'),
        Witness(TYPESCRIPT_TYPES, 'const timing: "durable" = Action.CALL_WAIT.timing;'),
        Witness(TYPESCRIPT, "assert.ok(isDurable(Action.CALL_WAIT));"),
        Witness(JSON, 'assert rows["CALL_WAIT"]["timing"] == "durable"'),
        Witness(CSV, 'assert names["CallWait", "Queue"]["timing"] == "durable"'),
        Witness(MASKS, 'assert Mask.parse("CallWait,CallAnswered").is_mixed("Queue")'),
    ),
)
INTERACTION_RELATED_CHANGED: Final = ChangeRule(
    "interaction-related-changed",
    "An action became interaction-related, or ceased to be",
    "major",
    "Programs that depend on the interaction of an action get none, or an unexpected one.",
    "Check each use of {subject}: interaction-related is {new}, no longer {old}.",
    Edit(
        f"{_ON_HOOK}, interaction_related: false",
        f"{_ON_HOOK}, interaction_related: true",
    ),
    (
        Witness(PYTHON, "assert not Action.ON_HOOK.interaction_related"),
        Witness(TYPESCRIPT_TYPES, "const related: false = Action.ON_HOOK.interactionRelated;"),
        Witness(TYPESCRIPT, "assert.ok(!Action.ON_HOOK.interactionRelated);"),
        Witness(JSON, 'assert not rows["ON_HOOK"]["interaction_related"]'),
        Witness(CSV, 'assert actions["ON_HOOK"]["interaction_related"] == "false"'),
    ),
)
OBJECT_CLASS_CHANGED: Final = ChangeRule(
    "object-class-changed",
    "The object class of an action changed",
    "major",
    "The action occurs on other objects: selections return other actions, and masks match nothing "
    "where they matched before.",
    "Check each use of {subject}: its object class is {new}, no longer {old}.",
    Edit(
        "{name: Handling, object_class: media_channel",
        "{name: Handling, object_class: mediation_dn",
    ),
    (
        Witness(PYTHON, 'assert Action.HANDLING in select(object_type="Agent")'),
        Witness(TYPESCRIPT_TYPES, 'const present: ActionNameFor<"Agent"> = "Handling";'),
        Witness(
            TYPESCRIPT, 'assert.ok(select({ objectType: "Agent" }).includes(Action.HANDLING));'
        ),
        Witness(JSON, 'assert "Agent" in rows["HANDLING"]["object_types"]'),
        Witness(CSV, 'assert ("Handling", "Agent") in names'),
        Witness(MASKS, 'assert Mask.parse("Handling").actions("Agent")'),
    ),
)
RESTRICTED_CLUSTER_LOST: Final = ChangeRule(
    "restricted-cluster-lost",
    "An action no longer works in restricted cluster mode",
    "major",
    "Stat types with the action stop counting in that mode.",
    "Do not use {subject} in restricted cluster mode.",
    Edit(
        f"{_WAIT}, interaction_related: true, restricted_cluster: true",
        f"{_WAIT}, interaction_related: true, restricted_cluster: false",
    ),
    (
        Witness(PYTHON, 'assert Action.CALL_WAIT in select(mode="restricted_cluster")'),
        Witness(TYPESCRIPT_TYPES, "const works: true = Action.CALL_WAIT.restrictedCluster;"),
        Witness(TYPESCRIPT, "assert.ok(Action.CALL_WAIT.restrictedCluster);"),
        Witness(JSON, 'assert rows["CALL_WAIT"]["restricted_cluster"]'),
        Witness(CSV, 'assert names["CallWait", "Queue"]["in_restricted_cluster"] == "true"'),
        Witness(
            MASKS,
            'assert Mask.parse("CallWait").actions("Queue", mode="restricted_cluster")',
        ),
    ),
)
RESTRICTED_CLUSTER_GAINED: Final = ChangeRule(
    "restricted-cluster-gained",
    "An action works in restricted cluster mode, too",
    "minor",
    "Each use of the action keeps its meaning; selections for that mode return one action more.",
    "Expect {subject} in selections for restricted cluster mode.",
    Edit(
        f"{_HOLD}, interaction_related: true, restricted_cluster: false",
        f"{_HOLD}, interaction_related: true, restricted_cluster: true",
    ),
    (
        Witness(PYTHON, 'assert Action.OFF_HOOK in select(mode="restricted_cluster")', "works"),
        Witness(
            TYPESCRIPT,
            'assert.ok(select({ mode: "restricted_cluster" }).includes(Action.OFF_HOOK));',
            "works",
        ),
        Witness(MASKS, 'assert Mask.parse("CallOnHold").actions("Agent")', "works"),
        Witness(CSV, 'assert ("CallOnHold", "Agent") in names', "works"),
    ),
)
INFERENCE_CONFIRMED: Final = ChangeRule(
    "inference-confirmed",
    "A value that was inferred is stated by a source",
    "patch",
    "The value is the same. A correction is a change of that value.",
    example=Edit(
        "restricted_cluster: true, inferred: {timing: spilled_cell}, source",
        "restricted_cluster: true, source",
    ),
)
INFERENCE_CHANGED: Final = ChangeRule(
    "inference-changed",
    "A value is marked as inferred, or has another reason",
    "patch",
    "The value is the same.",
    example=Edit("inferred: {timing: spilled_cell}", "inferred: {timing: published_list}"),
)
MEANING_CHANGED: Final = ChangeRule(
    "meaning-changed",
    "The meaning of an action was added, removed or changed",
    "patch",
    "Meanings are for readers.",
    example=Edit("Lasts while the phone is hung up.", "Lasts while the handset is in its place."),
)
SOURCE_CHANGED: Final = ChangeRule(
    "source-changed",
    "A row, the modes of an object type or the catalog have another source",
    "patch",
    "The fact is the same.",
    example=Edit(", source: release_note, since: 1.0.0", ", since: 1.0.0"),
)
ORDER_CHANGED: Final = ChangeRule(
    "order-changed",
    "Entries or values are in another order",
    "patch",
    "The order has no meaning.",
    example=Edit("object_types: [Queue, RoutePoint]", "object_types: [RoutePoint, Queue]"),
)
