"""The rules of the table, beyond its JSON Schema."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

# The patterns of names that fix a timing in the whole table. `*Initiated` and `*PartyChanged` are
# not among them: the table has several timings for each.
NAME_TIMINGS: Final = {
    "*Started": "momentary",
    "Started*": "momentary",
    "*Completed": "retrospective",
    "Stopped*": "retrospective",
}


def _rows(*rows: str) -> str:
    return "actions:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


_FLAGS: Final = "interaction_related: true, restricted_cluster: true"
_DN: Final = f"object_class: regular_dn, timing: durable, {_FLAGS}"
_CATALOG: Final = (
    "catalog: {id: actions, title: T, description: D, version: %s, release: 8.5.0, "
    "source: users_guide}\n"
)
_INFERENCES: Final = """\
inferences:
  spilled_cell: {title: Spilled, description: Letters are in the cell.}
  published_list: {title: List, description: A list says so.}
  cell2: {title: Cell, description: Cell.}
"""

DUPLICATE_ID: Final = Rule(
    "duplicate-id",
    "The id of a row, made of its name and scope, is unique.",
    "The id is the symbol in every language; a second row with the same id would be lost.",
    Example(
        _rows(f"name: DNActive, {_DN}", f"name: DnActive, {_DN}"),
        _rows(f"name: DNActive, {_DN}", f"name: DNReady, {_DN}"),
    ),
)
IDENTIFIER_COLLISION: Final = Rule(
    "identifier-collision",
    "Different names become different identifiers in every target.",
    "Each target writes names in its own case; two names that become equal there would be one "
    "symbol for two things.",
    Example(
        _INFERENCES + "  cell_2: {title: Cell, description: Cell.}\n",
        _INFERENCES + "  cell_3: {title: Cell, description: Cell.}\n",
    ),
)
RESERVED_WORD: Final = Rule(
    "reserved-word",
    "No row becomes an identifier that a target reserves.",
    "The generated module defines other names too, e.g. the list of all actions.",
    Example(_rows(f"name: Actions, {_DN}"), _rows(f"name: ActionsSeen, {_DN}")),
)
REJECTED_BY_TARGET: Final = Rule(
    "rejected-by-target",
    "A catalog fits every target that is generated.",
    "A target can need more than a valid spec; its templates reject other catalogs with `fail`.",
)
SCOPE_MISSING: Final = Rule(
    "scope-missing",
    "Every row of a shared name has a scope.",
    "The scope is the only difference between the ids of these rows.",
    Example(
        _rows(f"name: Monitored, {_DN}", f"name: Monitored, scope: regular_dn, {_DN}"),
        _rows(f"name: Monitored, {_DN}"),
    ),
)
SCOPE_NEEDLESS: Final = Rule(
    "scope-needless",
    "A name with a single row has no scope.",
    "The guide prints scopes after shared names only; with any other, a row is missing.",
    Example(_rows(f"name: OffHook, scope: regular_dn, {_DN}"), _rows(f"name: OffHook, {_DN}")),
)
SCOPE_CLASS: Final = Rule(
    "scope-class",
    "The scope of a row belongs to the object class of the row.",
    "Both come from the guide; where they differ, one of them was misread.",
    Example(
        _rows(
            f"name: Monitored, scope: regular_dn, {_DN}",
            f"name: Monitored, scope: mediation_dn, {_DN}",
        ),
        _rows(
            f"name: Monitored, scope: regular_dn, {_DN}",
            "name: Monitored, scope: mediation_dn, object_class: mediation_dn, "
            f"timing: durable, {_FLAGS}",
        ),
    ),
)
MODE_NOT_ON_CLASS: Final = Rule(
    "mode-not-on-class",
    "`restricted_cluster` is true only where the object class of the row has that mode.",
    "No action of media channels works in restricted cluster mode; a mark there was misread.",
    Example(
        _rows(f"name: Pulled, object_class: media_channel, timing: momentary, {_FLAGS}"),
        _rows(
            "name: Pulled, object_class: media_channel, timing: momentary, "
            "interaction_related: true, restricted_cluster: false"
        ),
    ),
)
NAME_TIMING: Final = Rule(
    "name-timing",
    "The timing follows the pattern of the name: "
    + ", ".join(f"`{name}` is {timing}" for name, timing in NAME_TIMINGS.items())
    + ".",
    "The whole table follows these patterns; a row that breaks one was probably misread.",
    Example(
        _rows(f"name: CallUnknownStarted, {_DN}"),
        _rows(f"name: CallUnknownStarted, object_class: regular_dn, timing: momentary, {_FLAGS}"),
    ),
)
UNKNOWN_REFERENCE: Final = Rule(
    "unknown-reference",
    "Every id that a row or a vocabulary entry refers to is defined in the vocabulary.",
    "A scope, an object class, an object type, an inference or a source without an entry has no "
    "title and no description.",
    Example(
        _rows(f"name: OffHook, object_class: regular, timing: durable, {_FLAGS}"),
        _rows(f"name: OffHook, {_DN}"),
    ),
)
VERSION_FORM: Final = Rule(
    "version-form",
    "Versions are three numbers joined by dots.",
    "The generated packages have the same version, and package managers compare it.",
    Example(_CATALOG % "v1.0", _CATALOG % "1.0.0"),
)
