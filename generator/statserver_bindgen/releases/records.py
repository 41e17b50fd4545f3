"""Releases and their changes, as templates see them."""

from __future__ import annotations

from statserver_bindgen.frozen import Frozen


class ReleasedChange(Frozen):
    """A change of a release.

    Attributes:
        rule: the id of its rule.
        title: the kind of change.
        bump: the part of the version that it raises: `patch`, `minor` or `major`.
        subject: the id of the row, or the kind and the id of another entry.
        message: the difference, without the subject and without a full stop.
        migration: what consumers do about it, as a sentence, or None.
    """

    rule: str
    title: str
    bump: str
    subject: str
    message: str
    migration: str | None


class Release(Frozen):
    """A release after the first one.

    Attributes:
        version: its version.
        version_before: the version of the release before it.
        changes: its changes, the largest bump first; empty if no fact changed.
    """

    version: str
    version_before: str
    changes: tuple[ReleasedChange, ...]
