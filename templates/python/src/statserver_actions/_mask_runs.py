# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Runs: the sequences of characters of a term that action names do not have.

A term goes in; its runs come out, with the parts of the term on both sides.
"""

from __future__ import annotations

from ._earlier_names import FORMER_BY_LOWER
from ._mask_vocabulary import (
    BRACKETS,
    EXCLUSION_SIGNS,
    INVISIBLE,
    OTHER_SIGNS,
    QUOTES,
    SEPARATOR_WORDS,
    SEPARATORS,
    WHITESPACE,
)
from ._names import BY_LOWER, lower

NAME_CHARACTERS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
)
"""The characters of action names."""

_SIGNS = EXCLUSION_SIGNS | {"~"}
_NOT_REMOVABLE = BRACKETS | QUOTES | _SIGNS | {"*"}


class Run:
    """A maximal sequence of characters of a term that names do not have.

    A conjunction between whitespace belongs to it.

    Attributes:
        start: its start in the term.
        text: the characters.
        before: the part of the term before it; empty at the start of the term.
        after: the part after it; empty at the end of the term.
        plain: the characters without whitespace.
        sign: the exclusion sign at the end of `plain`, or an empty text.
    """

    __slots__ = ("after", "before", "plain", "sign", "start", "text")

    def __init__(self, start: int, text: str, before: str, after: str) -> None:
        self.start = start
        self.text = text
        self.before = before
        self.after = after
        self.plain = "".join(it for it in text if it not in WHITESPACE)
        self.sign = self.plain[-1:] if self.plain[-1:] in _SIGNS else ""

    @property
    def has_sign(self) -> bool:
        """Whether it may exclude what follows it."""
        return not (_SIGNS | OTHER_SIGNS).isdisjoint(self.text)

    @property
    def separates(self) -> bool:
        """Whether it was written instead of a comma."""
        if not self.before or not self.after:
            return False
        rest = self.plain[: len(self.plain) - len(self.sign)]
        if rest and SEPARATORS.issuperset(rest):
            return rest in {rest[0], rest[0] * 2}
        if rest and lower(self.plain) not in SEPARATOR_WORDS:
            return False
        is_left_name = self.before == "*" or is_valid_in_any_case(self.before)
        return is_left_name and is_valid_in_any_case(self.after)

    @property
    def is_removable(self) -> bool:
        """Whether the name that is left without it is evident."""
        if not _NOT_REMOVABLE.isdisjoint(self.text):
            return False
        if not self.before:
            return all(it in INVISIBLE or it in WHITESPACE for it in self.text)
        if not self.after:
            return OTHER_SIGNS.isdisjoint(self.text)
        return (SEPARATORS | NAME_CHARACTERS).isdisjoint(self.text)


def is_valid_in_any_case(text: str) -> bool:
    """Return whether a text is an action name or a former name in any case."""
    key = lower(text)
    return key in BY_LOWER or key in FORMER_BY_LOWER


def split_runs(term: str) -> list[Run]:
    """Return the runs of a term."""
    pieces = _join_conjunctions(_split(term))
    runs: list[Run] = []
    start = 0
    for index in range(1, len(pieces), 2):
        before, text, after = pieces[index - 1 : index + 2]
        start += len(before)
        runs.append(Run(start, text, before, after))
        start += len(text)
    return runs


def _split(term: str) -> list[str]:
    """Return parts and runs in turn, beginning and ending with a part.

    The first and the last part are possibly empty.
    """
    pieces = [""]
    is_part = True
    first = 0
    if term[0] == "*" and term[1] not in NAME_CHARACTERS:
        pieces, first = ["*"], 1
    start = first
    for index in range(first, len(term)):
        if (term[index] in NAME_CHARACTERS) is not is_part:
            pieces[-1] += term[start:index]
            pieces.append("")
            start, is_part = index, not is_part
    pieces[-1] += term[start:]
    return pieces if is_part else [*pieces, ""]


def _join_conjunctions(pieces: list[str]) -> list[str]:
    """Return the pieces with each "and" or "or" between whitespace as one run."""
    joined = pieces[:1]
    after_conjunction = False
    for index in range(1, len(pieces)):
        is_conjunction = index % 2 == 0 and _is_conjunction(pieces, index)
        if is_conjunction or after_conjunction:
            joined[-1] += pieces[index]
        else:
            joined.append(pieces[index])
        after_conjunction = is_conjunction
    return joined


def _is_conjunction(pieces: list[str], index: int) -> bool:
    """Return whether a part is a conjunction between two runs of whitespace."""
    return (
        lower(pieces[index]) in SEPARATOR_WORDS
        and not is_valid_in_any_case(pieces[index])
        and index + 1 < len(pieces)
        and not pieces[index - 1].strip(WHITESPACE)
        and not pieces[index + 1].strip(WHITESPACE)
    )
