"""The rule reference: all rules, in sections, as the text of docs/rules.md.

`python -m statserver_bindgen.rules.docs` prints it; `make docs` puts it into docs/rules.md.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.diagnostics import Rule
from statserver_bindgen.rules import copies, facts, files, lifecycle, schema, table, yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

INTRODUCTION = """\
# Rules

Every diagnostic of `statserver-bindgen` ends with the id of its rule, in brackets. This page lists
each rule with its reason. A rule reports an error unless its severity is given. `make docs`
generates the page from the code; a test compares the two, and tries every example.

The diagnostics of `mask` end with a kind of problem or a reason of a finding instead: see
[masks.md](masks.md).
"""
YAML = """\
A spec and a target.yaml are plain YAML, in which every value is what it looks like.\
"""
SCHEMA = """\
A spec satisfies `spec/actions.schema.json`, and a target.yaml satisfies
`templates/target.schema.json`. The hint of a diagnostic is the description in the schema.\
"""
TABLE = """\
These rules can't be expressed in a schema. Each example replaces the sections of the shipped spec
that it contains.\
"""
FACTS = """\
Meanings, known names, object types without rows, spellings and statuses are facts from outside the
table. A catalog may have none of them.\
"""
LIFECYCLE = """\
Rows are added, deprecated, renamed and removed; a removed row stays in the spec. These rules keep
each step a warning before the break.\
"""
FILES = """\
`check` compares an output directory with the plan; `generate` does not overwrite edited or
untracked files. `verify` compares a copy with its own manifest.\
"""
COPIES = """\
`verify --against` compares a copy with another manifest.\
"""


class Section(NamedTuple):
    """A section of the rule reference.

    Attributes:
        title: its heading.
        introduction: its first paragraph.
        rules: its rules, in the order in which they are defined.
    """

    title: str
    introduction: str
    rules: tuple[Rule, ...]


def sections() -> tuple[Section, ...]:
    """Return all rules of the tool, in sections."""
    return (
        Section("YAML", YAML, _rules(yaml)),
        Section("Schema", SCHEMA, _rules(schema)),
        Section("Table", TABLE, _rules(table)),
        Section("Facts from outside the table", FACTS, _rules(facts)),
        Section("Lifecycle of rows", LIFECYCLE, _rules(lifecycle)),
        Section("Files", FILES, _rules(files)),
        Section("Comparison with another manifest", COPIES, _rules(copies)),
    )


def markdown() -> str:
    """Return the rule reference."""
    parts = [INTRODUCTION]
    for section in sections():
        parts += [f"## {section.title}\n", f"{section.introduction}\n"]
        for rule in section.rules:
            parts += _entry(rule)
    return "\n".join(parts)


def _rules(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def _entry(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"{rule.title}\n"
    yield f"Why: {rule.reason}\n"
    if rule.severity != "error":
        yield f"Severity: {rule.severity}.\n"
    if rule.example is not None:
        yield f"Wrong:\n\n```yaml\n{rule.example.bad.rstrip()}\n```\n"
        yield f"Right:\n\n```yaml\n{rule.example.good.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown().encode())
