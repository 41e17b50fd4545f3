"""The evident name: the action name that an unknown text evidently stands for, or None.

docs/masks.md, section "The evident name". The known names and the earlier names take part, so that
a text near one of them is never replaced by an action name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.suggestions import distance, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_EDITS: Final = 2
# The fewest letters of a text for one edit, and of a text and a name for two.
_FOR_ONE_EDIT: Final = 4
_FOR_TWO_EDITS: Final = 8
# The letters at the start that edits must leave alone: a prefix such as "in" negates.
_KEPT: Final = 2


class Candidate(NamedTuple):
    """A name by its letters: what it means, and whether it may be suggested.

    Attributes:
        letters: the letters of the name.
        name: the name itself, or the new name of a former name.
        is_action_name: whether it may be suggested; known names and earlier names may not.
    """

    letters: bytes
    name: str
    is_action_name: bool


def candidates(
    action_names: Iterable[str], known_names: Iterable[str], new_names: Mapping[str, str]
) -> tuple[Candidate, ...]:
    """Return the candidates of a catalog.

    Args:
        action_names: the names of the table.
        known_names: the known names, the split names and the removed names.
        new_names: the new name of each former name.
    """
    return (
        *(Candidate(fold(it), it, is_action_name=True) for it in action_names),
        *(Candidate(fold(it), it, is_action_name=False) for it in known_names),
        *(Candidate(fold(it), new, is_action_name=False) for it, new in new_names.items()),
    )


def evident_name(text: str, among: Iterable[Candidate]) -> str | None:
    """Return the evident name for a text."""
    letters = fold(text)
    nearest: list[Candidate] = []
    fewest = _MOST_EDITS
    for candidate in among:
        edits = distance(letters, candidate.letters, fewest)
        if edits > fewest or not _is_near(letters, candidate.letters, edits):
            continue
        if edits < fewest:
            nearest, fewest = [], edits
        nearest.append(candidate)
    # A former name of an action name means the same.
    names = [it for it in nearest if it.is_action_name]
    if len(names) != 1 or {it.name for it in nearest} != {names[0].name}:
        return None
    return names[0].name if letters[:_KEPT] == names[0].letters[:_KEPT] else None


def _is_near(letters: bytes, other: bytes, edits: int) -> bool:
    if edits == 0:
        return True
    if edits == 1:
        return len(letters) >= _FOR_ONE_EDIT
    return len(letters) == len(other) >= _FOR_TWO_EDITS
