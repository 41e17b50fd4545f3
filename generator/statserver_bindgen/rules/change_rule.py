"""Rules of changes: the version that a difference between two catalogs requires, and why.

A `ChangeRule` is data. Its example edits the catalog of its tests, and its witnesses are programs
of consumers that prove the bump: they run with the package before and after the example.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Bump = Literal["patch", "minor", "major", "refused"]
"""The part of the version that a change raises at least; `refused` if no version is enough."""

BUMPS: Final[tuple[Bump, ...]] = ("patch", "minor", "major", "refused")
"""All bumps, from the smallest."""

Audience = Literal[
    "Python types",
    "Python at run time",
    "TypeScript types",
    "TypeScript at run time",
    "JSON",
    "Markdown links",
    "masks and stat types",
]


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
        audiences: the consumers that can notice it, but for texts.
        migration: what consumers do about it, or None if that is nothing. `{subject}`, `{old}` and
            `{new}` are the entry and its values.
        example: an edit of the catalog in tests/support/changes.yaml that makes the change, or
            None where an edit of the spec can't make it.
    """

    id: str
    title: str
    bump: Bump
    reason: str
    audiences: tuple[Audience, ...] = ()
    migration: str | None = None
    example: Edit | None = None
