"""The verdict on changes: the version that they require, compared with the new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from statserver_bindgen.rules.change_rule import BUMPS
from statserver_bindgen.versions import raised, version_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.changes.change import Change
    from statserver_bindgen.rules.change_rule import Bump
    from statserver_bindgen.versions import Part


class Verdict(NamedTuple):
    """Whether a version is large enough for changes.

    Attributes:
        required: the part of the version that the changes raise, or None without a change.
        smallest: the smallest version that is enough; None if a version is not valid.
        sufficient: whether the new version is enough.
        refused: the changes for which no version is enough.
    """

    required: Part | None
    smallest: str | None
    sufficient: bool
    refused: tuple[Change, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether the new catalog may be released as the new version."""
        return self.sufficient and not self.refused


def verdict(changes: Sequence[Change], old_version: str, new_version: str) -> Verdict:
    """Return the verdict on the changes between two versions.

    Without changes, the version may stay the same. A refused change requires a major version, too.

    Args:
        changes: the changes, as `compare` returns them.
        old_version: the version of the old catalog.
        new_version: the version of the new catalog.
    """
    refused = tuple(it for it in changes if it.rule.bump == "refused")
    required = _required(changes)
    old, new = version_numbers(old_version), version_numbers(new_version)
    if old is None or new is None:
        return Verdict(required, None, sufficient=False, refused=refused)
    smallest = old_version if required is None else raised(old_version, required)
    return Verdict(required, smallest, new >= (version_numbers(smallest) or ()), refused)


def _required(changes: Sequence[Change]) -> Part | None:
    bumps: list[Bump] = [it.rule.bump for it in changes]
    if not bumps:
        return None
    largest = max(bumps, key=BUMPS.index)
    return "major" if largest == "refused" else largest
