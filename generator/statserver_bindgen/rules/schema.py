"""The rules of `schema` as people read them, with pieces of a spec that break and keep them.

What goes out: `RULES`, for the rule reference and for the tests that hold each example against its
rule.
"""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule


def _rows(row: str) -> str:
    return f"actions:\n  - {{{row}}}\n"


_GOOD_ROW: Final = (
    "name: OffHook, object_class: regular_dn, timing: durable, interaction_related: true, "
    "restricted_cluster: true"
)
_CLASSES: Final = """\
object_classes:
  regular_dn:
    title: Regular DN / SIP DN objects
    description: Actions of telephone lines.
    object_types: [{types}]
    modes: [{modes}]
  media_channel:
    title: Agent / place media channels
    description: Actions of media channels.
    object_types: [Agent]
    modes: [regular]
  mediation_dn:
    title: Mediation DN objects
    description: Actions of queues and route points.
    object_types: [Queue]
    modes: [regular, restricted_cluster]
"""


def _row(good: str, bad: str) -> Example:
    return Example(_rows(_GOOD_ROW.replace(good, bad)), _rows(_GOOD_ROW))


def _class(types: str = "Agent, RegDN", modes: str = "regular, restricted_cluster") -> Example:
    return Example(
        _CLASSES.format(types=types, modes=modes),
        _CLASSES.format(types="Agent, RegDN", modes="regular, restricted_cluster"),
    )


RULES: Final = (
    Rule(
        "unknown-key",
        "Only keys that mean something stand in a file.",
        "A misspelt key would be passed over in silence.",
        _row("timing", "timming"),
    ),
    Rule(
        "missing-key",
        "Keys that have a meaning for every entry stand in every entry.",
        "What is not said would have to be guessed.",
        _row("timing: durable, ", ""),
    ),
    Rule(
        "wrong-type",
        "A value is of its type: text, true or false, a list, a mapping.",
        "`1.10` without quotes is the number 1.1, and `tru` is a text.",
        _row("interaction_related: true", "interaction_related: tru"),
    ),
    Rule(
        "wrong-value",
        "Where only certain words are allowed, it is one of them.",
        "Templates and programs know these words and no others.",
        _row("durable", "durabel"),
    ),
    Rule(
        "wrong-form",
        "Names, ids and keys have the form that is asked for.",
        "They become identifiers, file names and keys in many languages.",
        _row("OffHook", "off hook"),
    ),
    Rule(
        "empty-value",
        "No text, list or mapping is empty that has to say something.",
        "An empty one most likely was forgotten.",
        _class(types=""),
    ),
    Rule(
        "too-long",
        "Nothing is longer than is sensible for its kind.",
        "Titles stand in headings and descriptions in comments of generated code.",
        _row("OffHook", "OffHook" * 20),
    ),
    Rule(
        "repeated-item",
        "An item stands once in its list.",
        "The second one means nothing, or should have been something else.",
        _class(types="Agent, Agent"),
    ),
    Rule(
        "missing-item",
        "A list has the items that it can't do without.",
        "In regular mode every action exists, so every object class names that mode.",
        _class(modes="restricted_cluster"),
    ),
    Rule(
        "schema",
        "A file keeps to everything else that its schema asks for.",
        "The schema is the definition of the input; what it asks for beyond the rules above is "
        "told in its own words.",
    ),
)
