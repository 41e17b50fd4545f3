"""The rules of configurations that a JSON Schema can't express."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule

UNKNOWN_TARGET: Final = Rule(
    "unknown-target",
    "Every target in a configuration exists, and so does every part of one.",
    "A misspelled target would leave its output directory as it was.",
    Example(
        "targets:\n  pyton: lib/statserver-actions\n",
        "targets:\n  python: lib/statserver-actions\n",
    ),
)
UNKNOWN_RULE: Final = Rule(
    "unknown-rule",
    "Every rule that a configuration disables or changes is a rule of `lint`.",
    "A misspelled id would leave the rule as it was.",
    Example(
        "lint: {disabled: [keys-case]}\n",
        "lint: {disabled: [key-case]}\n",
    ),
)
