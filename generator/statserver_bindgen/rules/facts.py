"""The rules of facts from outside the table, beyond the JSON Schema."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

ACTIONS_OF_KINDS: Final = {"variant": "one action", "other_name": "one action"} | {
    "everyday_word": "one or more actions"
}
"""The kinds of known names that refer to actions, and to how many."""

_PROVENANCE: Final = "evidence: doc, sources: [{source: users_guide}]"


def _names(name: str, keys: str) -> str:
    return f"known_names:\n  {name}: {{{keys}, {_PROVENANCE}}}\n"


def _statuses(number: int, ranks: str) -> str:
    rows = "".join(
        f"  - {{name: {name}, object_class: mediation_dn, timing: durable, "
        "interaction_related: true, restricted_cluster: true}\n"
        for name in ("CallWait", "AgentReady")
    )
    return (
        f"statuses:\n  CallWait: {{number: 1, {_PROVENANCE}, ranks: {{Queue: 1}}}}\n"
        f"  AgentReady: {{number: {number}, {_PROVENANCE}, ranks: {{{ranks}}}}}\nactions:\n{rows}"
    )


AMBIGUOUS_NAME: Final = Rule(
    "ambiguous-name",
    "A known name, a known object type or a spelling has one meaning.",
    "It explains a text that is neither an action name nor an object type of the catalog. Known "
    "names match in any case.",
    Example(
        _names("Callwait", "kind: everyday_word, actions: [CallWait]"),
        _names("Waiting", "kind: everyday_word, actions: [CallWait]"),
    ),
)
KNOWN_NAME_KIND: Final = Rule(
    "known-name-kind",
    "The kind of a known name decides its keys: "
    + ", ".join(f"`{kind}` has {count}" for kind, count in ACTIONS_OF_KINDS.items())
    + ", the others have none; only `later_release` has a release.",
    "Messages about the name contain these values.",
    Example(
        _names("CallWaitInbound", "kind: variant"),
        _names("CallWaitInbound", "kind: variant, actions: [CallWait]"),
    ),
)
RELEASE_NOT_LATER: Final = Rule(
    "release-not-later",
    "The release of a known name is later than that of the catalog.",
    "A name of the same or an earlier release is missing from the table, or has another kind.",
    Example(
        _names("Routable", "kind: later_release, release: 8.5.0"),
        _names("Routable", "kind: later_release, release: 8.5.1"),
    ),
)
STATUS_ACTION: Final = Rule(
    "status-action",
    "A status is a durable action that occurs on the object types of the status.",
    "An instantaneous action is never ongoing, and so never a status.",
    Example(_statuses(2, "Agent: 2"), _statuses(2, "Queue: 2")),
)
DUPLICATE_STATUS: Final = Rule(
    "duplicate-status",
    "A number, and a rank on an object type, belong to one status.",
    "The number identifies the status in client programs, and the ranks are an order.",
    Example(_statuses(1, "Queue: 2"), _statuses(2, "Queue: 2")),
)
