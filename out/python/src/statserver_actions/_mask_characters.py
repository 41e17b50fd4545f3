# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Characters that action names do not have: quotes, brackets, signs or separators.

A term goes in, and a problem for each run of such characters comes out.
"""

from __future__ import annotations

from . import _mask_messages
from ._known_names import KNOWN_NAMES
from ._mask_problems import make_problem
from ._mask_vocabulary import (
    BRACKETS,
    EXCLUSION_SIGNS,
    INVISIBLE,
    OTHER_SIGNS,
    QUOTES,
    SEPARATOR_WORDS,
    SEPARATORS,
    WHITESPACE,
    MaskProblemKind,
)
from ._names import BY_LOWER, lower

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._mask_items import Item
    from ._mask_problems import MaskProblem

NAME_CHARACTERS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
)
"""The characters of action names."""

_SIGNS = EXCLUSION_SIGNS | {"~"}
_ANY_SIGN = _SIGNS | OTHER_SIGNS
_NOT_REMOVABLE = BRACKETS | QUOTES | _SIGNS | {"*"}


def find_characters(item: Item) -> Iterator[MaskProblem]:
    """Yield the problems of an item whose term has other characters than a name."""
    term, start = item.term, item.term_start
    if not item.is_excluded and is_quoted(term):
        message = _mask_messages.quoted_item(term)
        name = term[1:-1].strip(WHITESPACE)
        yield make_problem(
            MaskProblemKind.BAD_CHARACTER, start, len(term), message, name
        )
        return
    runs = _Run.split(term)
    can_remove = _can_remove(runs)
    follows_sign = item.is_excluded
    for run in runs:
        suggestion = "" if can_remove else run.find_comma(follows_sign=follows_sign)
        follows_sign = follows_sign or not _ANY_SIGN.isdisjoint(run.text)
        yield make_problem(
            MaskProblemKind.BAD_CHARACTER,
            start + run.start,
            len(run.text),
            run.message(item, can_remove=can_remove),
            suggestion,
        )


def is_quoted(text: str) -> bool:
    """Return whether a text has a quote at each end, and no other one."""
    return (
        len(text) > 1
        and text[0] in QUOTES
        and text[-1] in QUOTES
        and QUOTES.isdisjoint(text[1:-1])
    )


class _Run:
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

    @classmethod
    def split(cls, term: str) -> list[_Run]:
        """Return the runs of a term."""
        pieces = _join_conjunctions(_split(term))
        runs: list[_Run] = []
        start = 0
        for index in range(1, len(pieces), 2):
            before, text, after = pieces[index - 1 : index + 2]
            start += len(before)
            runs.append(cls(start, text, before, after))
            start += len(text)
        return runs

    @property
    def is_inside(self) -> bool:
        """Whether it is between two parts."""
        return bool(self.before and self.after)

    @property
    def separates(self) -> bool:
        """Whether it was written instead of a comma."""
        if not self.is_inside:
            return False
        rest = self.plain[: len(self.plain) - len(self.sign)]
        if rest and SEPARATORS.issuperset(rest):
            return rest in {rest[0], rest[0] * 2}
        if rest and lower(self.plain) not in SEPARATOR_WORDS:
            return False
        is_left_name = self.before == "*" or lower(self.before) in BY_LOWER
        return is_left_name and lower(self.after) in BY_LOWER

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

    def find_comma(self, *, follows_sign: bool) -> str | None:
        """Return the comma to write instead, with a tilde after it if it has a sign.

        What follows a sign without a comma may be excluded too: that is not clear.
        """
        if not self.separates:
            return None
        if self.sign:
            return ",~"
        return None if follows_sign else ","

    def message(self, item: Item, *, can_remove: bool) -> str:
        """Return the message of its problem."""
        is_first = not self.before
        opens_quote = is_first and item.is_excluded and not QUOTES.isdisjoint(self.text)
        if opens_quote or not BRACKETS.isdisjoint(self.text):
            return _mask_messages.group(self.text)
        if is_first and self.plain[:1] in EXCLUSION_SIGNS | OTHER_SIGNS:
            return _mask_messages.wrong_sign(self.plain[0])
        if self.separates and not can_remove:
            return _mask_messages.wrong_separator(self.text)
        if "*" in self.text:
            return _mask_messages.wildcard()
        return _mask_messages.invalid_character(self.text)


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
    key = lower(pieces[index])
    return (
        key in SEPARATOR_WORDS
        and key not in BY_LOWER
        and index + 1 < len(pieces)
        and not pieces[index - 1].strip(WHITESPACE)
        and not pieces[index + 1].strip(WHITESPACE)
    )


def _can_remove(runs: list[_Run]) -> bool:
    """Return whether a term is evidently one name, or `*`, without the runs."""
    if not all(it.is_removable for it in runs):
        return False
    parts = [runs[0].before, *(it.after for it in runs)]
    whole = "".join(parts)
    if whole != "*" and lower(whole) not in BY_LOWER:
        return False
    return not any(_is_listed(it) for it in parts if len(it) < len(whole))


def _is_listed(part: str) -> bool:
    """Return whether a part is an action name or a name of Stat Server in any case."""
    key = lower(part)
    if key in BY_LOWER:
        return True
    return key in KNOWN_NAMES and not KNOWN_NAMES[key].is_everyday_word
