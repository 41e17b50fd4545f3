"""A deleted character breaks one entry: its diagnostic comes first, and only that entry has any.

Every character of each entry is deleted in turn. The diagnostics of a deletion must be at the line
of the entry, or at the next line of an entry over several lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from support.catalogs import IDENTIFIERS
from support.checkout import ROOT
from support.specs import load_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

VALID: Final = (ROOT / "tests" / "rejected" / "valid.yaml").read_text("utf-8")
FLAGS: Final = "interaction_related: true, restricted_cluster: true"
QUEUE: Final = f"object_class: mediation_dn, timing: durable, {FLAGS}"
LINE: Final = f"object_class: regular_dn, timing: durable, {FLAGS}"

# The entries between two others, as the text of one or more lines.
ROWS: Final = {
    "plain": f"  - {{name: OffHook, {QUEUE}}}",
    "quoted": f"  - {{name: \"OffHook\", object_class: 'mediation_dn', timing: durable, {FLAGS}}}",
    "nested": f"  - {{name: OffHook, {QUEUE}, inferred: {{timing: spilled_cell}}}}",
    "over lines": f"  - {{name: OffHook,\n     object_class: mediation_dn, timing: durable,\n"
    f"     {FLAGS}}}",
    "block": f"  - name: OffHook\n    {QUEUE.replace(', ', chr(10) + '    ')}",
    "block with comment": f"  - name: OffHook # off\n    {QUEUE.replace(', ', chr(10) + '    ')}",
}
NEIGHBORS: Final = (
    f"  - {{name: Seen, scope: regular_dn, {LINE}}}",
    f"  - {{name: Seen, scope: mediation_dn, {QUEUE}}}",
)

SECTIONS: Final = ("modes", "object_types", "object_classes", "scopes", "timings", "inferences")


class Deletion(NamedTuple):
    """A spec without one character of an entry.

    Attributes:
        text: the spec.
        context: the characters around the deletion, to identify it in a failure.
        first: the first line of the entry.
        last: its last line.
    """

    text: str
    context: str
    first: int
    last: int


def deletions(before: str, entry: str, after: str, *, letters: bool) -> Iterator[Deletion]:
    """Yield the spec without each character of an entry, or without each that is no letter."""
    first = before.count("\n") + 1
    for index, character in enumerate(entry):
        if letters or not (character.isalnum() or character == "_"):
            text = before + entry[:index] + entry[index + 1 :] + after
            context = f"{entry[:index][-10:]}[{character}]{entry[index + 1 :][:10]}"
            yield Deletion(text, context, first, first + entry.count("\n"))


def misplaced(deletion: Deletion) -> list[str]:
    """Return the diagnostics at other lines than those of the entry."""
    diagnostics = load_spec(deletion.text.encode(), IDENTIFIERS).diagnostics
    return [
        f"{deletion.context}: {diagnostic}"
        for diagnostic in diagnostics
        if not deletion.first <= diagnostic.span.line <= deletion.last
    ]


def assert_in_place(before: str, entry: str, after: str, *, letters: bool) -> None:
    assert load_spec((before + entry + after).encode(), IDENTIFIERS).diagnostics == ()
    assert [
        problem
        for deletion in deletions(before, entry, after, letters=letters)
        for problem in misplaced(deletion)
    ] == []


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
@pytest.mark.parametrize("position", ["first", "middle", "last"])
def test_a_character_deleted_from_a_row_is_reported_at_that_row(row: str, position: str) -> None:
    head = VALID[: VALID.index("actions:\n")] + "actions:\n"
    one, other = (f"{neighbor}\n" for neighbor in NEIGHBORS)
    before = {"first": head, "middle": head + one, "last": head + one + other}[position]
    after = {"first": f"\n{one}{other}", "middle": f"\n{other}", "last": "\n"}[position]
    assert_in_place(before, row, after, letters=True)


@pytest.mark.parametrize("section", SECTIONS)
def test_punctuation_deleted_from_the_vocabulary_is_reported_at_its_entry(section: str) -> None:
    start = VALID.index(f"\n{section}:\n") + 1
    for line in VALID[start:].split("\n")[1:]:
        if not line.startswith(" "):
            break
        before, after = VALID.split(line, 1)
        assert_in_place(before, line, after, letters=False)
