"""The rules of changes of rows: actions added, and the attributes of actions."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import ChangeRule

ACTION_ADDED: Final = ChangeRule(
    "action-added",
    "An action was added",
    "minor",
    "Programs that name actions keep working; a match over all actions lacks a branch.",
    ("Python types", "TypeScript types"),
    "Add a branch for {subject} where a match lists all actions.",
)
TIMING_CHANGED: Final = ChangeRule(
    "timing-changed",
    "The timing of an action changed",
    "major",
    "Selections by timing return other actions, and masks that need durable actions become "
    "invalid, or valid.",
    (
        *("Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "masks and stat types"),
    ),
    "Check each use of {subject}: its timing is {new}, no longer {old}.",
)
INTERACTION_RELATED_CHANGED: Final = ChangeRule(
    "interaction-related-changed",
    "An action became interaction-related, or ceased to be",
    "major",
    "Selections of interaction-related actions return other actions.",
    ("Python at run time", "TypeScript types", "TypeScript at run time", "JSON"),
    "Check each selection of interaction-related actions: for {subject} it is {new} now.",
)
OBJECT_CLASS_CHANGED: Final = ChangeRule(
    "object-class-changed",
    "The object class of an action changed",
    "major",
    "The action occurs on other objects: selections return other actions, and masks match nothing "
    "where they matched before.",
    (
        *("Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "masks and stat types"),
    ),
    "Check each use of {subject}: its object class is {new}, no longer {old}.",
)
RESTRICTED_CLUSTER_LOST: Final = ChangeRule(
    "restricted-cluster-lost",
    "An action no longer works in restricted cluster mode",
    "major",
    "Stat types with the action stop counting in that mode.",
    (
        *("Python at run time", "TypeScript types", "TypeScript at run time"),
        *("JSON", "masks and stat types"),
    ),
    "Do not use {subject} in restricted cluster mode.",
)
RESTRICTED_CLUSTER_GAINED: Final = ChangeRule(
    "restricted-cluster-gained",
    "An action works in restricted cluster mode, too",
    "minor",
    "Each use of the action keeps its meaning; selections for that mode return one action more.",
    ("Python at run time", "TypeScript at run time", "JSON"),
    "Expect {subject} in selections for restricted cluster mode.",
)
INFERENCE_CONFIRMED: Final = ChangeRule(
    "inference-confirmed",
    "A value that was inferred is stated by a source",
    "patch",
    "The value is the same. A correction is a change of that value.",
)
INFERENCE_CHANGED: Final = ChangeRule(
    "inference-changed",
    "A value is marked as inferred, or has another reason",
    "patch",
    "The value is the same.",
)
MEANING_CHANGED: Final = ChangeRule(
    "meaning-changed",
    "The meaning of an action was added, removed or changed",
    "patch",
    "Meanings are for readers.",
)
SOURCE_CHANGED: Final = ChangeRule(
    "source-changed",
    "A row, the modes of an object type or the catalog have another source",
    "patch",
    "The fact is the same.",
)
ORDER_CHANGED: Final = ChangeRule(
    "order-changed",
    "Entries or values are in another order",
    "patch",
    "The order has no meaning.",
)
