"""Rules of changes: the version that a difference between two catalogs requires, and why.

A `ChangeRule` is data. Its example edits the catalog of the tests, and its witnesses are programs
of consumers that prove the bump: they run with the packages from before and after the example.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Bump = Literal["patch", "minor", "major", "refused"]
"""The part of the version that a change raises at least; `refused` if no version is enough."""

BUMPS: Final[tuple[Bump, ...]] = ("patch", "minor", "major", "refused")
"""All bumps, from the smallest."""

PYTHON_TYPES: Final = "Python types"
PYTHON: Final = "Python at run time"
TYPESCRIPT_TYPES: Final = "TypeScript types"
TYPESCRIPT: Final = "TypeScript at run time"
JSON: Final = "JSON"
CSV: Final = "CSV"
MARKDOWN: Final = "Markdown links"
MASKS: Final = "masks and stat types"
Audience = Literal[
    "Python types",
    "Python at run time",
    "TypeScript types",
    "TypeScript at run time",
    "JSON",
    "CSV",
    "Markdown links",
    "masks and stat types",
]


Outcome = Literal["fails", "needs a branch", "warns", "works"]
"""What becomes of a program that works with the old package: with the new one it fails, a type
checker asks for a branch, it works with a warning, or it works as before."""


class Witness(NamedTuple):
    """A program of a consumer that works with the old package.

    It imports what it names. A program for JSON has the content of actions.json as `data`, and its
    actions by id and by former id as `rows`. A program for CSV has the records of the files:
    `actions` by id and by former id, `removed` by id, and `names` by name and object type. A
    Markdown link is its target.

    Attributes:
        audience: the consumers that write such programs.
        program: its lines.
        outcome: what becomes of it with the new package.
    """

    audience: Audience
    program: str
    outcome: Outcome = "fails"


class Edit(NamedTuple):
    """An edit of the text of a spec: a part of it, before and after."""

    before: str
    after: str


class ChangeRule(NamedTuple):
    """A kind of change.

    Attributes:
        id: in kebab case, and stable: users search for it.
        title: the change, as a noun phrase without a full stop.
        bump: the bump that it requires.
        reason: why it requires this bump.
        migration: what consumers do about it, or None if that is nothing. `{subject}`, `{old}` and
            `{new}` are the entry and its values.
        example: an edit of the catalog in tests/support/changes.yaml that makes the change, or
            None where an edit of the spec can't make it.
        witnesses: programs that prove the bump with the example, at least one for each audience
            that notices the change.
        hint: what the keeper of the spec does instead, as an imperative; of refused changes.
    """

    id: str
    title: str
    bump: Bump
    reason: str
    migration: str | None = None
    example: Edit | None = None
    witnesses: tuple[Witness, ...] = ()
    hint: str | None = None

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The consumers that notice the change, as its witnesses prove."""
        noticed: dict[Audience, None] = {}
        for witness in self.witnesses:
            if witness.outcome != "works":
                noticed[witness.audience] = None
        return tuple(noticed)
