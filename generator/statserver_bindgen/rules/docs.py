"""The rule reference: all rules, and all rules of changes, as the text of docs/rules.md.

`python -m statserver_bindgen.rules.docs` prints it; `make docs` puts it into docs/rules.md.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.diagnostics import Rule
from statserver_bindgen.rules import (
    configuration,
    configuration_files,
    copies,
    fact_changes,
    facts,
    files,
    lifecycle,
    lifecycle_changes,
    releases,
    row_changes,
    schema,
    stat_types,
    table,
    vocabulary_changes,
    yaml,
)
from statserver_bindgen.rules.change_rule import MARKDOWN, ChangeRule

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
A spec, a target.yaml and a configuration are plain YAML, in which every value is what it looks
like.\
"""
SCHEMA = """\
A spec satisfies `spec/actions.schema.json`, a target.yaml satisfies
`templates/target.schema.json`, and a configuration satisfies
`spec/statserver-bindgen.schema.json`. The hint of a diagnostic is the description in the schema.\
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
RELEASES = """\
`check` compares the spec with the newest snapshot in `releases` next to it; without snapshots, it
compares nothing. [versions.md](versions.md) explains the versions.\
"""
CONFIGURATION = """\
The names in `statserver-bindgen.yaml` are compared with the targets that exist.
[configuration.md](configuration.md) describes the file.\
"""
FILES = """\
`check` compares an output directory with the plan; `generate` does not overwrite edited or
untracked files. `verify` compares a copy with its own manifest.\
"""
CONFIGURATION_FILES = """\
`lint` reads stat types in the files where they are written. These rules are about the files
themselves.\
"""
STAT_TYPES = """\
`lint` compares the stat types of configuration files with the facts in `spec/stat_types.yaml`. A
message names the fact behind it: a documented one, or an inferred one, which gives a note only.
Masks have the kinds and reasons of [masks.md](masks.md). The examples are sections of the format
`options`. [lint.md](lint.md) has the command and its formats.\
"""
COPIES = """\
`verify --against` compares a copy with another manifest.\
"""
CHANGES: Final = """\
`diff` reports the changes between two versions of a catalog. Each rule names the version that its
changes require; of a refused change, no version is enough. The programs below a rule prove it: a
test runs or compiles each with the packages from before and after the example, which edits the
catalog `tests/support/changes.yaml`. A program imports what it names; for JSON, `data` is the
content of actions.json, and `rows` are its actions by id and by former id; for CSV, `actions` are
the records of actions.csv by id and by former id, `removed` those of removed-actions.csv by id, and
`names` those of names-by-object-type.csv by name and object type. In a migration, `{subject}` is
the entry, and `{old}` and `{new}` are its values.\
"""
CHANGE_MODULES: Final = {
    "Changes of rows": row_changes,
    "Changes of lifecycles": lifecycle_changes,
    "Changes of the catalog and its vocabulary": vocabulary_changes,
    "Changes of facts from outside the table": fact_changes,
}
LINT: Final = "lint"
"""The command whose rules can be disabled."""
_LANGUAGES: Final = {"TypeScript types": "ts", "TypeScript at run time": "js", MARKDOWN: "text"}


class Section(NamedTuple):
    """A section of the rule reference.

    Attributes:
        title: its heading.
        introduction: its first paragraph.
        rules: its rules, in the order in which they are defined.
        command: the command whose configuration can disable them, or None.
    """

    title: str
    introduction: str
    rules: tuple[Rule, ...]
    command: str | None = None


def sections() -> tuple[Section, ...]:
    """Return all rules of the tool, in sections."""
    return (
        Section("YAML", YAML, _rules(yaml)),
        Section("Schema", SCHEMA, _rules(schema)),
        Section("Table", TABLE, _rules(table)),
        Section("Facts from outside the table", FACTS, _rules(facts)),
        Section("Lifecycle of rows", LIFECYCLE, _rules(lifecycle)),
        Section("Releases", RELEASES, _rules(releases)),
        Section("Configuration", CONFIGURATION, _rules(configuration)),
        Section("Files", FILES, _rules(files)),
        Section("Comparison with another manifest", COPIES, _rules(copies)),
        Section("Configuration files", CONFIGURATION_FILES, _rules(configuration_files), LINT),
        Section("Stat types", STAT_TYPES, _rules(stat_types), LINT),
    )


def markdown() -> str:
    """Return the rule reference."""
    parts = [INTRODUCTION]
    for section in sections():
        parts += [f"## {section.title}\n", f"{section.introduction}\n"]
        for rule in section.rules:
            parts += _entry(rule, section.command)
    parts += ["## Changes\n", f"{CHANGES}\n"]
    for title, module in CHANGE_MODULES.items():
        parts.append(f"## {title}\n")
        for change_rule in change_rules_in(module):
            parts += _change_entry(change_rule)
    return "\n".join(parts)


def _rules(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def _entry(rule: Rule, command: str | None) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"{rule.title}\n"
    yield f"Why: {rule.reason}\n"
    if rule.severity != "error":
        yield f"Severity: {rule.severity}.\n"
    if command is not None:
        setting = f"{command}: {{disabled: [{rule.id}]}}"
        yield f"Disable with `{setting}` in `statserver-bindgen.yaml`.\n"
    if rule.example is not None:
        language = "yaml" if command is None else "ini"
        yield f"Wrong:\n\n```{language}\n{rule.example.bad.rstrip()}\n```\n"
        yield f"Right:\n\n```{language}\n{rule.example.good.rstrip()}\n```\n"


def change_rules() -> tuple[ChangeRule, ...]:
    """Return all rules of changes."""
    return tuple(rule for module in CHANGE_MODULES.values() for rule in change_rules_in(module))


def change_rules_in(module: ModuleType) -> tuple[ChangeRule, ...]:
    """Return the rules of changes that a module defines, in its order."""
    return tuple(value for value in vars(module).values() if isinstance(value, ChangeRule))


def _change_entry(rule: ChangeRule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    required = "Refused" if rule.bump == "refused" else f"Requires a {rule.bump} version"
    yield f"{rule.title}. {required}.\n"
    yield f"Why: {rule.reason}\n"
    if rule.migration is not None:
        yield f"Migration: {rule.migration}\n"
    if rule.hint is not None:
        yield f"Hint: {rule.hint[0].upper()}{rule.hint[1:]}.\n"
    if rule.example is not None:
        yield f"```diff\n{_diff(*rule.example)}\n```\n"
    for witness in rule.witnesses:
        yield f"{witness.audience[0].upper()}{witness.audience[1:]}: {witness.outcome}\n"
        language = _LANGUAGES.get(witness.audience, "python")
        yield f"```{language}\n{witness.program.rstrip()}\n```\n"


def _diff(before: str, after: str) -> str:
    """Return the lines of an edit, those from before with a minus, and equal ones without."""
    old, new = before.strip("\n").split("\n"), after.strip("\n").split("\n")
    lines = [f" {line}" for line in old if line in new]
    lines += [f"-{line}" for line in old if line and line not in new]
    lines += [f"+{line}" for line in new if line and line not in old]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown().encode())
