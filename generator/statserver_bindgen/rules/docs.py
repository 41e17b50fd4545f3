"""The rule reference, docs/rules.md, from the rules themselves: `make docs` writes it.

What comes in: the `RULES` of each module that makes diagnostics. What goes out: Markdown.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from statserver_bindgen.rules import table
from statserver_bindgen.rules.yaml import RULES
from statserver_bindgen.validation import schema
from statserver_bindgen.verification import copy_states
from statserver_bindgen.workspace import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.diagnostics import Rule

INTRODUCTION = """\
# Rules

Every message of `statserver-bindgen` ends with the id of the rule that it comes from, in brackets.
This page says what each rule asks for and why. It is generated from the code by `make docs`; a test
keeps it true, and tries each example.
"""
SCHEMA = """\
What `spec/actions.schema.json` asks for, and for a target.yaml `templates/target.schema.json`. Each
message carries the description of its place in the schema as a hint.\
"""
COPIES = """\
What `verify` finds in a folder that was copied, unpacked or installed. There, `file-missing`,
`file-edited`, `run-interrupted` and `manifest-unreadable` hold as above.\
"""
TABLE = """\
What a schema can't say. Each example stands for a whole spec: the sections that it does not show
are those of the shipped one.\
"""


def sections() -> tuple[tuple[str, str, tuple[Rule, ...]], ...]:
    """Return all rules of the tool: title, introduction and rules of each section."""
    return (
        (
            "Reading YAML",
            "What stands in a spec or in a target.yaml must mean what it looks like.",
            RULES,
        ),
        (
            "The schema",
            SCHEMA,
            schema.RULES,
        ),
        (
            "The table",
            TABLE,
            table.RULES,
        ),
        (
            "What is on disk",
            "What `check` finds, and what `generate` refuses to overwrite.",
            plan.RULES,
        ),
        (
            "A copy elsewhere",
            COPIES,
            copy_states.RULES,
        ),
    )


def markdown() -> str:
    """Return the rule reference."""
    parts = [INTRODUCTION]
    for title, introduction, rules in sections():
        parts += [f"## {title}\n", f"{introduction}\n"]
        for rule in rules:
            parts += _rule(rule)
    return "\n".join(parts)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"{rule.title}\n"
    yield f"Why: {rule.reason}\n"
    if rule.example is not None:
        yield f"Wrong:\n\n```yaml\n{rule.example.bad.rstrip()}\n```\n"
        yield f"Right:\n\n```yaml\n{rule.example.good.rstrip()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8", newline="\n")
