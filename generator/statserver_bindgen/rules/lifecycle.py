"""The rules of the lifecycle of rows: added, deprecated, renamed and removed."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

_FACTS: Final = (
    "object_class: regular_dn, timing: durable, interaction_related: true, restricted_cluster: true"
)
_QUEUE: Final = _FACTS.replace("regular_dn", "mediation_dn")
_CATALOG: Final = (
    "catalog: {id: actions, title: T, description: D, version: 2.1.0, release: 8.5.0, "
    "source: users_guide}\n"
)
_CURRENT: Final = f"  - {{name: OffHook, {_FACTS}}}\n"


def _row(name: str, keys: str, facts: str = _FACTS) -> str:
    return f"  - {{name: {name}, {facts}, {keys}}}\n"


def _rows(*rows: str) -> str:
    return f"{_CATALOG}actions:\n{_CURRENT}" + "".join(rows)


def _deprecated(replaced_by: str, since: str = "1.2.0") -> str:
    return f"deprecated: {{since: {since}, reason: It ended., replaced_by: {replaced_by}}}"


_REMOVED: Final = "deprecated: {since: 1.2.0, reason: It ended.}, removed: {since: 2.0.0}"

FUTURE_VERSION: Final = Rule(
    "future-version",
    "No version of a row is later than the version of the catalog.",
    "`since` of a row, of a deprecation and of a removal is a version that is released, or the one "
    "that the spec describes.",
    Example(_rows(_row("CallHeld", "since: 2.2.0")), _rows(_row("CallHeld", "since: 2.1.0"))),
)
LIFECYCLE_ORDER: Final = Rule(
    "lifecycle-order",
    "A row is deprecated in the version that adds it or later, and removed in a later version.",
    "A removal without a version that announces it breaks programs without a warning.",
    Example(
        _rows(_row("CallHeld", f"{_deprecated('OFF_HOOK', '2.0.0')}, removed: {{since: 2.0.0}}")),
        _rows(_row("CallHeld", f"{_deprecated('OFF_HOOK')}, removed: {{since: 2.0.0}}")),
    ),
)
REPLACEMENT_CYCLE: Final = Rule(
    "replacement-cycle",
    "Replacements form no cycle, and no row replaces itself.",
    "The reader of a deprecation needs an action that remains.",
    Example(
        _rows(
            _row("CallHeld", _deprecated("CALL_HOLD")), _row("CallHold", _deprecated("CALL_HELD"))
        ),
        _rows(_row("CallHeld", _deprecated("OFF_HOOK")), _row("CallHold", _deprecated("OFF_HOOK"))),
    ),
)
REPLACEMENT_DEPRECATED: Final = Rule(
    "replacement-deprecated",
    "The row that replaces another one is not deprecated itself.",
    "Otherwise programs are changed twice for one reason.",
    Example(
        _rows(
            _row("CallHeld", _deprecated("CALL_HOLD")), _row("CallHold", _deprecated("OFF_HOOK"))
        ),
        _rows(_row("CallHeld", _deprecated("OFF_HOOK")), _row("CallHold", _deprecated("OFF_HOOK"))),
    ),
)
TOMBSTONE_REFERENCE: Final = Rule(
    "tombstone-reference",
    "Nothing refers to a removed row.",
    "A replacement, the action of a known name and a status must be in the generated packages.",
    Example(
        _rows(
            _row("CallHeld", f"{_deprecated('OFF_HOOK')}, removed: {{since: 2.0.0}}"),
            _row("CallHold", _deprecated("CALL_HELD")),
        ),
        _rows(
            _row("CallHeld", f"{_deprecated('OFF_HOOK')}, removed: {{since: 2.0.0}}"),
            _row("CallHold", _deprecated("OFF_HOOK")),
        ),
    ),
)
ALIAS_COLLISION: Final = Rule(
    "alias-collision",
    "A former name and its id belong to one row, and to no other row, tombstone or known name.",
    "Programs and masks that still use the former name must get the renamed row.",
    Example(
        _rows(_row("CallHeld", "formerly: [{name: OffHook}]")),
        _rows(_row("CallHeld", "formerly: [{name: CallHold}]")),
    ),
)
NAME_REUSED: Final = Rule(
    "name-reused",
    "The name of a removed row is not used again.",
    "A mask or a program with the old name would get another action, without a message.",
    Example(
        _rows(
            _row("CallHeld", f"scope: regular_dn, {_REMOVED}"),
            _row("CallHeld", "scope: virtual_queue, since: 2.1.0", _QUEUE),
        ),
        _rows(_row("CallHeld", _REMOVED), _row("CallHeldInQueue", "since: 2.1.0", _QUEUE)),
    ),
)
NO_ACTIONS: Final = Rule(
    "no-actions",
    "At least one row is not removed.",
    "A package without actions has nothing to import.",
    Example(
        _CATALOG + "actions:\n" + _row("CallHeld", _REMOVED),
        _rows(),
    ),
)
