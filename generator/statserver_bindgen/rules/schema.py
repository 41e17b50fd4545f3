"""The rules that a JSON Schema checks: those of the spec, of target.yaml and of a configuration."""

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


UNKNOWN_KEY: Final = Rule(
    "unknown-key",
    "Every key of a file is known.",
    "A misspelled key would be ignored without a message.",
    _row("timing", "timming"),
)
MISSING_KEY: Final = Rule(
    "missing-key",
    "Every entry has all required keys.",
    "A missing value would have to be guessed.",
    _row("timing: durable, ", ""),
)
WRONG_TYPE: Final = Rule(
    "wrong-type",
    "A value has the type that its key requires: text, true or false, a list, a mapping.",
    "`1.10` without quotes is the number 1.1, and `tru` is a text.",
    _row("interaction_related: true", "interaction_related: tru"),
)
WRONG_VALUE: Final = Rule(
    "wrong-value",
    "A value is one of those that its key allows.",
    "Templates and programs know these values and no others.",
    _row("durable", "durabel"),
)
WRONG_FORM: Final = Rule(
    "wrong-form",
    "Names, ids and keys match the pattern of their kind.",
    "They become identifiers, file names and keys in many languages.",
    _row("OffHook", "off hook"),
)
EMPTY_VALUE: Final = Rule(
    "empty-value",
    "Required texts, lists and mappings are not empty.",
    "An empty value was probably forgotten.",
    _class(types=""),
)
TOO_LONG: Final = Rule(
    "too-long",
    "A value is not longer than its kind allows.",
    "Titles become headings, and descriptions become comments in generated code.",
    _row("OffHook", "OffHook" * 20),
)
REPEATED_ITEM: Final = Rule(
    "repeated-item",
    "The items of a list are unique.",
    "The second one has no effect, or should be another value.",
    _class(types="Agent, Agent"),
)
MISSING_ITEM: Final = Rule(
    "missing-item",
    "A list has all required items.",
    "Every action exists in regular mode, so every object class lists that mode.",
    _class(modes="restricted_cluster"),
)
SCHEMA: Final = Rule(
    "schema",
    "A file satisfies every other keyword of its schema.",
    "The schema is the definition of the input. A keyword without a rule of its own is reported "
    "in the words of the schema validator.",
)
