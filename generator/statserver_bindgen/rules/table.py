"""The rules of `rules` as people read them, with pieces of a spec that break and keep them.

What goes out: `RULES`, for the rule reference and for the tests that hold each example against the
rule it stands for.
"""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

# Patterns of names that the whole table keeps. One that the table itself breaks (`*Initiated`,
# `*PartyChanged`) is no rule.
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
_CATALOG: Final = "catalog: {id: actions, title: T, description: D, version: %s, release: 8.5.0}\n"
_INFERENCES: Final = """\
inferences:
  spilled_cell: {title: Spilled, description: Letters are in the cell.}
  published_list: {title: List, description: A list says so.}
  cell2: {title: Cell, description: Cell.}
"""

RULES: Final = (
    Rule(
        "duplicate-id",
        "Every row has an id of its own, made of its name and scope.",
        "The id is the symbol in every language; a second row of the same id would be lost, or get "
        "a silent suffix that nobody can search for.",
        Example(
            _rows(f"name: DNActive, {_DN}", f"name: DnActive, {_DN}"),
            _rows(f"name: DNActive, {_DN}", f"name: DNReady, {_DN}"),
        ),
    ),
    Rule(
        "identifier-collision",
        "Names that differ stay different as identifiers of every target.",
        "Targets write names in their own case; two names that become one there would be one "
        "symbol for two things.",
        Example(
            _INFERENCES + "  cell_2: {title: Cell, description: Cell.}\n",
            _INFERENCES + "  cell_3: {title: Cell, description: Cell.}\n",
        ),
    ),
    Rule(
        "reserved-word",
        "No row becomes an identifier that a target needs for itself.",
        "The generated module has names of its own beside the rows, e.g. the list of them all.",
        Example(_rows(f"name: Actions, {_DN}"), _rows(f"name: ActionsSeen, {_DN}")),
    ),
    Rule(
        "scope-missing",
        "Each row of a doubled name has a scope.",
        "Without its bracket nobody can tell which of the rows is meant.",
        Example(
            _rows(f"name: Monitored, {_DN}", f"name: Monitored, scope: regular_dn, {_DN}"),
            _rows(f"name: Monitored, {_DN}"),
        ),
    ),
    Rule(
        "scope-needless",
        "A name that stands on one row has no scope.",
        "The guide puts a bracket behind doubled names only; a bracket elsewhere hides a lost row.",
        Example(_rows(f"name: OffHook, scope: regular_dn, {_DN}"), _rows(f"name: OffHook, {_DN}")),
    ),
    Rule(
        "scope-class",
        "The scope of a row belongs to its object class.",
        "Bracket and ticked column say the same thing twice; where they differ, one was misread.",
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
    ),
    Rule(
        "mode-not-on-class",
        "Restricted cluster is never true where the object class has no such mode: media channels.",
        "No media channel works in restricted cluster mode; a tick there was misread.",
        Example(
            _rows(f"name: Pulled, object_class: media_channel, timing: momentary, {_FLAGS}"),
            _rows(
                "name: Pulled, object_class: media_channel, timing: momentary, "
                "interaction_related: true, restricted_cluster: false"
            ),
        ),
    ),
    Rule(
        "name-timing",
        "Names keep the pattern of their timing: "
        + ", ".join(f"`{name}` is {timing}" for name, timing in NAME_TIMINGS.items())
        + ".",
        "The whole table keeps these patterns, so a row that breaks one was most likely misread.",
        Example(
            _rows(f"name: CallUnknownStarted, {_DN}"),
            _rows(
                f"name: CallUnknownStarted, object_class: regular_dn, timing: momentary, {_FLAGS}"
            ),
        ),
    ),
    Rule(
        "unknown-reference",
        "What a row or a term names stands in the vocabulary.",
        "A scope, an object class, an object type or an inference without an entry has no meaning "
        "to print.",
        Example(
            _rows(f"name: OffHook, object_class: regular, timing: durable, {_FLAGS}"),
            _rows(f"name: OffHook, {_DN}"),
        ),
    ),
    Rule(
        "version-form",
        "Versions are three numbers joined by dots.",
        "The generated packages carry the version as theirs, and package managers compare it.",
        Example(_CATALOG % "v1.0", _CATALOG % "1.0.0"),
    ),
)
