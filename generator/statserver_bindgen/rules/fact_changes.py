"""The rules of changes of facts from outside the table: known names and types, and statuses."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import (
    JSON,
    MASKS,
    PYTHON,
    PYTHON_TYPES,
    TYPESCRIPT,
    ChangeRule,
    Edit,
    Witness,
)

_SOURCES: Final = "evidence: doc, sources: [{source: release_note}]}\n"
_WAITING: Final = f"  Waiting: {{kind: everyday_word, actions: [CallWait], {_SOURCES}"
_CAMPAIGN: Final = f"  Campaign: {{description: One campaign., {_SOURCES}"
_VIRTUAL_QUEUE: Final = f"  VirtualQueue: {{object_type: Queue, {_SOURCES}"
_ON_HOOK: Final = (
    "  OnHook: {number: 3, evidence: doc, ranks: {Agent: 1, Place: 1}, "
    "sources: [{source: release_note}]}\n"
)

KNOWN_NAME_ADDED: Final = ChangeRule(
    "known-name-added",
    "A known name was added",
    "minor",
    "A mask with the name was invalid before; now its problem is explained.",
    example=Edit(
        "\nknown_names:\n",
        f"\nknown_names:\n  Parked: {{kind: everyday_word, actions: [CallParked], {_SOURCES}",
    ),
    witnesses=(
        Witness(JSON, 'assert "Waiting" in data["known_names"]', "works"),
        Witness(MASKS, 'assert Mask.problems("Parked")', "works"),
    ),
)
KNOWN_NAME_REMOVED: Final = ChangeRule(
    "known-name-removed",
    "A known name was removed",
    "major",
    "A mask with the name loses its explanation and its suggestion.",
    "Do not rely on an explanation of the {subject}.",
    Edit(_WAITING, ""),
    (
        Witness(JSON, 'assert "Waiting" in data["known_names"]'),
        Witness(MASKS, 'assert Mask.problems("Waiting")[0].suggestion == "CallWait"'),
    ),
)
KNOWN_NAME_CHANGED: Final = ChangeRule(
    "known-name-changed",
    "A known name has another kind, other actions or another release",
    "major",
    "A mask with the name gets another explanation or suggestion.",
    "Check the masks that contain the {subject}.",
    Edit(_WAITING, _WAITING.replace("[CallWait]", "[CallWait, CallParked]")),
    (
        Witness(JSON, 'assert data["known_names"]["Waiting"]["actions"] == ["CallWait"]'),
        Witness(MASKS, 'assert Mask.problems("Waiting")[0].suggestion == "CallWait"'),
    ),
)
KNOWN_OBJECT_TYPE_ADDED: Final = ChangeRule(
    "known-object-type-added",
    "A known object type was added",
    "minor",
    "A query with the type was refused before; now the error explains it.",
    example=Edit(
        "\nknown_object_types:\n",
        f"\nknown_object_types:\n  Switch: {{description: One switch., {_SOURCES}",
    ),
    witnesses=(Witness(JSON, 'assert "Campaign" in data["known_object_types"]', "works"),),
)
KNOWN_OBJECT_TYPE_REMOVED: Final = ChangeRule(
    "known-object-type-removed",
    "A known object type was removed",
    "major",
    "Programs that look the type up find none.",
    "Do not rely on an explanation of the {subject}.",
    Edit(_CAMPAIGN, ""),
    (Witness(JSON, 'assert "Campaign" in data["known_object_types"]'),),
)
_SUGGESTED_QUEUE: Final = """\
try:
    select(object_type="VirtualQueue")
except UnknownValueError as error:
    assert error.suggestion == "Queue"
"""
SPELLING_ADDED: Final = ChangeRule(
    "spelling-added",
    "A spelling of an object type was added",
    "minor",
    "A query with the spelling was refused before; now the error suggests the object type.",
    example=Edit(
        "\nobject_type_spellings:\n",
        f"\nobject_type_spellings:\n  Person: {{object_type: Agent, {_SOURCES}",
    ),
    witnesses=(
        Witness(PYTHON, _SUGGESTED_QUEUE, "works"),
        Witness(JSON, 'assert "VirtualQueue" in data["object_type_spellings"]', "works"),
    ),
)
SPELLING_REMOVED: Final = ChangeRule(
    "spelling-removed",
    "A spelling of an object type was removed",
    "major",
    "Programs that replace the spelling by the object type find none.",
    "Use the id of the object type instead of the {subject}.",
    Edit(_VIRTUAL_QUEUE, ""),
    (
        Witness(
            JSON,
            'assert data["object_type_spellings"]["VirtualQueue"]["object_type"] == "Queue"',
        ),
    ),
)
SPELLING_CHANGED: Final = ChangeRule(
    "spelling-changed",
    "A spelling is that of another object type",
    "major",
    "Text with the spelling now means other objects.",
    "Check each use of the {subject}: it means {new}, no longer {old}.",
    Edit(_VIRTUAL_QUEUE, _VIRTUAL_QUEUE.replace(": Queue", ": RoutePoint")),
    (
        Witness(PYTHON, _SUGGESTED_QUEUE),
        Witness(
            JSON,
            'assert data["object_type_spellings"]["VirtualQueue"]["object_type"] == "Queue"',
        ),
    ),
)
STATUS_ADDED: Final = ChangeRule(
    "status-added",
    "A status was added",
    "minor",
    "Programs that name statuses keep working; a match over all statuses lacks a branch.",
    "Add a branch for the {subject} where a match lists all statuses.",
    Edit(
        "\nstatuses:\n",
        f"\nstatuses:\n  CallParked: {{number: 9, ranks: {{Agent: 3}}, {_SOURCES}",
    ),
    (
        Witness(
            PYTHON_TYPES,
            """\
def is_busy(status: Status) -> bool:
    match status:
        case Status.ON_HOOK:
            return False
        case Status.OFF_HOOK:
            return True
""",
            "needs a branch",
        ),
        Witness(PYTHON, "assert Status.of_number(3) is Status.ON_HOOK", "works"),
        Witness(TYPESCRIPT, 'assert.equal(statusOfNumber(3).name, "OnHook");', "works"),
    ),
)
STATUS_REMOVED: Final = ChangeRule(
    "status-removed",
    "A status was removed",
    "major",
    "Programs that look the status up find none.",
    "Do not rely on the {subject}.",
    Edit(_ON_HOOK, ""),
    (
        Witness(PYTHON_TYPES, "status = Status.ON_HOOK"),
        Witness(PYTHON, "Status.of_number(3)"),
        Witness(TYPESCRIPT, "statusOfNumber(3);"),
        Witness(JSON, 'assert "OnHook" in data["statuses"]'),
        Witness(MASKS, 'assert Mask.parse("OnHook").statuses("Agent")'),
    ),
)
STATUS_CHANGED: Final = ChangeRule(
    "status-changed",
    "The number or a rank of a status changed",
    "major",
    "Programs read another status from the same number, or compare other ranks.",
    "Check each use of the {subject}.",
    Edit(_ON_HOOK, _ON_HOOK.replace("number: 3", "number: 4")),
    (
        Witness(PYTHON, "assert Status.ON_HOOK.number == 3"),
        Witness(TYPESCRIPT, 'assert.equal(statusOfNumber(3).name, "OnHook");'),
        Witness(JSON, 'assert data["statuses"]["OnHook"]["number"] == 3'),
    ),
)
