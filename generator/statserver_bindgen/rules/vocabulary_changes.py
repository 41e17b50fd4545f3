"""The rules of changes of the vocabulary, the catalog, and facts from outside the table."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import ChangeRule

CATALOG_ID_CHANGED: Final = ChangeRule(
    "catalog-id-changed",
    "The id of the catalog changed",
    "refused",
    "It is another catalog then: its versions can't be compared with those of the old one.",
    ("JSON",),
    "Keep the id {old}, or start a catalog with a spec of its own.",
)
RELEASE_CHANGED: Final = ChangeRule(
    "release-changed",
    "The catalog describes another release of Stat Server",
    "major",
    "The facts hold for another program, even where they are equal.",
    ("Python at run time", "TypeScript types", "TypeScript at run time", "JSON"),
    "Stay with the old version while Stat Server {old} is in use.",
)
ENTRY_ADDED: Final = ChangeRule(
    "entry-added",
    "A vocabulary entry was added",
    "minor",
    "Programs that name entries keep working; a match over all entries lacks a branch.",
    ("Python types", "TypeScript types"),
    "Add a branch for the {subject} where a match lists all values.",
)
ENTRY_REMOVED: Final = ChangeRule(
    "entry-removed",
    "A vocabulary entry was removed or renamed",
    "major",
    "Programs and data that name the entry stop working.",
    (
        *("Python types", "Python at run time", "TypeScript types", "TypeScript at run time"),
        "JSON",
    ),
    "Stop using the {subject}.",
)
MODE_LOST: Final = ChangeRule(
    "mode-lost",
    "An object class or object type lost a mode",
    "major",
    "Selections for that mode return fewer actions, and masks match nothing there.",
    ("Python at run time", "TypeScript types", "TypeScript at run time", "JSON"),
    "Do not use the {subject} in the mode {old}.",
)
MODE_GAINED: Final = ChangeRule(
    "mode-gained",
    "An object class or object type gained a mode",
    "minor",
    "Each use keeps its meaning; selections for that mode return more actions.",
    ("Python at run time", "TypeScript at run time", "JSON"),
    "Expect the {subject} in selections for the mode {new}.",
)
OBJECT_TYPES_CHANGED: Final = ChangeRule(
    "object-types-changed",
    "The object types of an object class changed",
    "major",
    "Each action of the class occurs on other objects.",
    (
        *("Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "masks and stat types"),
    ),
    "Check each use of the actions of the {subject}.",
)
SCOPE_CLASS_CHANGED: Final = ChangeRule(
    "scope-class-changed",
    "The object class of a scope changed",
    "major",
    "The rows with the scope occur on other objects.",
    ("JSON",),
    "Check each use of the {subject}: its object class is {new}, no longer {old}.",
)
KNOWN_NAME_ADDED: Final = ChangeRule(
    "known-name-added",
    "A known name was added",
    "minor",
    "A mask with the name gets another message; it was unknown before.",
    ("JSON", "masks and stat types"),
)
KNOWN_NAME_REMOVED: Final = ChangeRule(
    "known-name-removed",
    "A known name was removed",
    "major",
    "A mask with the name gets another kind of problem, which programs may expect.",
    ("JSON", "masks and stat types"),
    "Do not rely on an explanation of the {subject}.",
)
KNOWN_NAME_CHANGED: Final = ChangeRule(
    "known-name-changed",
    "A known name has another kind, other actions or another release",
    "major",
    "A mask with the name gets another problem or suggestion.",
    ("JSON", "masks and stat types"),
    "Check the masks that contain the {subject}.",
)
KNOWN_OBJECT_TYPE_ADDED: Final = ChangeRule(
    "known-object-type-added",
    "A known object type was added",
    "minor",
    "A query with the type gets another message; it was unknown before.",
    ("JSON",),
)
KNOWN_OBJECT_TYPE_REMOVED: Final = ChangeRule(
    "known-object-type-removed",
    "A known object type was removed",
    "major",
    "Data that is keyed by the type lacks it.",
    ("JSON",),
    "Do not rely on an explanation of the {subject}.",
)
SPELLING_ADDED: Final = ChangeRule(
    "spelling-added",
    "A spelling of an object type was added",
    "minor",
    "A query with the spelling gets another message; it was unknown before.",
    ("JSON",),
)
SPELLING_REMOVED: Final = ChangeRule(
    "spelling-removed",
    "A spelling of an object type was removed",
    "major",
    "Programs and stat types with the spelling stop working.",
    ("JSON",),
    "Use the id of the object type instead of the {subject}.",
)
SPELLING_CHANGED: Final = ChangeRule(
    "spelling-changed",
    "A spelling is that of another object type",
    "major",
    "Text with the spelling now means other objects.",
    ("JSON",),
    "Check each use of the {subject}: it means {new}, no longer {old}.",
)
STATUS_ADDED: Final = ChangeRule(
    "status-added",
    "A status was added",
    "minor",
    "Programs that look statuses up keep working, and find one more.",
    ("Python at run time", "TypeScript at run time", "JSON"),
)
STATUS_REMOVED: Final = ChangeRule(
    "status-removed",
    "A status was removed",
    "major",
    "Programs that look the status up find none.",
    ("Python at run time", "TypeScript at run time", "JSON"),
    "Do not rely on the {subject}.",
)
STATUS_CHANGED: Final = ChangeRule(
    "status-changed",
    "The number or a rank of a status changed",
    "major",
    "Programs read another status from the same number, or compare other ranks.",
    ("Python at run time", "TypeScript at run time", "JSON"),
    "Check each use of the {subject}.",
)
TEXT_CHANGED: Final = ChangeRule(
    "text-changed",
    "A title or a description changed",
    "patch",
    "Titles and descriptions are for readers.",
)
EVIDENCE_CHANGED: Final = ChangeRule(
    "evidence-changed",
    "The evidence or the sources of a fact changed",
    "patch",
    "The fact is the same.",
)
SOURCES_CHANGED: Final = ChangeRule(
    "sources-changed",
    "A source was added or removed",
    "patch",
    "Sources are for readers; the facts are the same.",
)
CODE_CHANGED: Final = ChangeRule(
    "code-changed",
    "Only the generated code changed",
    "patch",
    "The package has other bytes, and a version identifies its content.",
)
