"""The rule of configurations that a JSON Schema can't express."""

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
