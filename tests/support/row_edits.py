"""Edits of a checkout as a spec keeper makes them: of text, at the lines that the edit is about.

Each function takes the root of a checkout and changes its files. Rows are chosen from the table
itself: the names that the tests mention most often are renamed and changed first, because a test
that depends on a row of the shipped spec depends on one of these.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SPEC: Final = "spec/actions.yaml"
TABLE: Final = "spec/source/table.txt"
CHANGELOG: Final = "CHANGELOG.md"
SOURCE: Final = "trial_note"

# The meaning of a row is on a line of its own.
_ROW: Final = re.compile(
    r"^  - \{name: (\w+)(?:, scope: (\w+))?, .*(?:\n     .*)*\}$", re.MULTILINE
)
_VERSION: Final = re.compile(r"^(  version: )[\d.]+$", re.MULTILINE)
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])[A-Z](?=[a-z])")


class SpecRow(NamedTuple):
    """A row of the spec: its action name, its scope or None, and its lines as text."""

    name: str
    scope: str | None
    text: str


def rows_of(root: Path) -> list[SpecRow]:
    """Return the rows of the spec in table order."""
    spec = (root / SPEC).read_text("utf-8")
    return [SpecRow(it[1], it[2], it[0]) for it in _ROW.finditer(spec)]


def most_mentioned(root: Path) -> list[SpecRow]:
    """Return the rows whose name has no other row, the names that the tests mention most first."""
    modules = sorted((root / "tests").rglob("*.py"))
    mentions = Counter(
        term for path in modules for term in re.findall(r"\w+", path.read_text("utf-8"))
    )
    rows = [row for row in rows_of(root) if row.scope is None and "inferred" not in row.text]
    return sorted(rows, key=lambda row: -mentions[row.name])


def add_source(root: Path) -> None:
    """Add a document under `sources`."""
    entry = f"  {SOURCE}:\n    title: Trial note\n    description: A note that a test made up.\n"
    _replace(root / SPEC, "\nsources:\n", f"\nsources:\n{entry}")


def add_row(root: Path) -> str:
    """Add a row from another source in the middle of the table, and return its action name."""
    rows = rows_of(root)
    middle = rows[len(rows) // 2]
    name = f"Trial{middle.name}"
    facts = re.findall(r"object_class: .*?restricted_cluster: \w+", middle.text)[0]
    row = f"  - {{name: {name}, {facts}, source: {SOURCE}}}"
    _replace(root / SPEC, middle.text, f"{middle.text}\n{row}")
    return name


def rename_row(root: Path, keys: str = "") -> tuple[str, str]:
    """Rename a row of the guide: lower a capital that OCR may have lost, and list the allowance.

    Known names and statuses that refer to the action name are renamed, too.

    Args:
        root: the root of the checkout.
        keys: keys that the renamed row gets, e.g. `formerly: {name}`; `{name}` is the old name.

    Returns:
        The old and the new action name.
    """
    row = next(
        row
        for row in most_mentioned(root)
        if _INNER_CAPITAL.search(row.name) and _line_without_allowance(root, row.name)
    )
    capital = _INNER_CAPITAL.findall(row.name)[0]
    name = _INNER_CAPITAL.sub(capital.lower(), row.name, count=1)
    renamed = row.text.replace(f"name: {row.name},", f"name: {name},")
    _replace(root / SPEC, row.text, _with_keys(renamed, keys.format(name=row.name)))
    _rename_references(root / SPEC, row.name, name)
    allowance = f"{capital} for {capital.lower()}: a lower-case letter read as a capital"
    line = _line_without_allowance(root, row.name)
    assert line is not None
    *cells, _, scope, _ = line.split("|")
    _replace(root / TABLE, line, "|".join([*cells, f" {name} ", scope, f" {allowance}"]))
    return row.name, name


def _rename_references(spec: Path, old: str, new: str) -> None:
    """Rename an action in the statuses and in the actions of known names."""
    text = spec.read_text("utf-8").replace(f"\n  {old}: {{number: ", f"\n  {new}: {{number: ")
    text = re.sub(
        r"(?<=, actions: \[)[^]]*", lambda names: re.sub(rf"\b{old}\b", new, names[0]), text
    )
    spec.write_text(text, "utf-8")


def _line_without_allowance(root: Path, name: str) -> str | None:
    """Return the line of the transcription with a name as read, or None."""
    line = re.search(rf"^.*\| {name} +\| +\|$", (root / TABLE).read_text("utf-8"), re.MULTILINE)
    return line and line[0]


def change_cell(root: Path, renamed: str) -> str:
    """Change a cell of a row by another source, and return the action name of the row."""
    row = next(it for it in most_mentioned(root) if it.name != renamed)
    flipped = re.sub(
        r"(interaction_related: )(true|false)",
        lambda cell: cell[1] + ("false" if cell[2] == "true" else "true"),
        row.text,
    )
    _replace(root / SPEC, row.text, _with_keys(flipped, f"source: {SOURCE}"))
    return row.name


def set_version(root: Path, version: str) -> None:
    """Set the version of the catalog."""
    spec = (root / SPEC).read_text("utf-8")
    assert len(_VERSION.findall(spec)) == 1
    (root / SPEC).write_text(_VERSION.sub(rf"\g<1>{version}", spec), "utf-8")


def describe_in_changelog(root: Path, change: str) -> None:
    """Add a change to the section Unreleased of the CHANGELOG, which may be new."""
    text = (root / CHANGELOG).read_text("utf-8")
    if "\n## Unreleased\n" not in text:
        text = text.replace("\n## ", "\n## Unreleased\n\n## ", 1)
    text = text.replace("\n## Unreleased\n", f"\n## Unreleased\n\n- {change}\n", 1)
    (root / CHANGELOG).write_text(text, "utf-8")


def _with_keys(row: str, keys: str) -> str:
    return f"{row[:-1]}, {keys}}}" if keys else row


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path}: {text.count(old)} times {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
