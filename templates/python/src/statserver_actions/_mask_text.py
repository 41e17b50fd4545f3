# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The parser of masks: returns the items of a text and its problems.

It does not depend on what a mask selects. Offsets are indices into the text.
docs/masks.md specifies each step.
"""

from __future__ import annotations

from . import _mask_messages
from ._evident_name import find_evident_name
from ._limits import MAX_COMPARED
from ._mask_characters import find_characters, is_quoted
from ._mask_groups import withhold_suggestions
from ._mask_items import Item
from ._mask_problems import MaskProblem, make_problem
from ._mask_repetitions import find_repetitions
from ._mask_runs import NAME_CHARACTERS
from ._mask_vocabulary import (
    EXCLUSION_SIGNS,
    OPTION_KEYS,
    WHITESPACE,
    MaskProblemKind,
    Severity,
)
from ._names import RANKS, lower
from ._unknown_names import (
    Explanation,
    explain_label,
    explain_name,
    is_everyday_word,
)

_OPTION_SIGNS = ("=", ":")


class MaskText:
    """The items and problems of a text.

    Attributes:
        items: the accepted items.
        problems: the problems in order of position.
    """

    __slots__ = ("_compared", "_keep", "_text", "items", "problems")

    def __init__(self, text: str, *, keep: bool) -> None:
        """Parse the text; `keep` makes unknown names warnings."""
        self._text = text
        self._keep = keep
        self._compared = 0
        self.items: list[Item] = []
        self.problems: list[MaskProblem] = []
        start, end = self._skip_quotes(*self._skip_option_key(0, len(text)))
        if text[start:end].strip(WHITESPACE):
            self._parse_items(start, end)
        else:
            self._report(MaskProblemKind.EMPTY_MASK, 0, 0, _mask_messages.empty_mask())
        self.problems = withhold_suggestions(text, self.problems)
        self.problems.sort(key=lambda it: (it.start, it.length, it.kind))

    @property
    def is_mask(self) -> bool:
        """Whether the text has no error."""
        return not any(it.severity is Severity.ERROR for it in self.problems)

    @property
    def included(self) -> set[str]:
        """The included terms: names, and `*` for all names."""
        return {it.term for it in self.items if not it.is_excluded}

    @property
    def excluded(self) -> set[str]:
        """The excluded terms, without their sign."""
        return {it.term for it in self.items if it.is_excluded}

    def _report(
        self,
        kind: MaskProblemKind,
        start: int,
        length: int,
        message: str,
        suggestion: str | None = None,
    ) -> None:
        self.problems.append(make_problem(kind, start, length, message, suggestion))

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end of a range without whitespace at its ends."""
        part = self._text[start:end].rstrip(WHITESPACE)
        return start + len(part) - len(part.lstrip(WHITESPACE)), start + len(part)

    def _skip_option_key(self, start: int, end: int) -> tuple[int, int]:
        """Return the range after the key of an option, which is reported."""
        first, last = self._trim(start, end)
        for key in OPTION_KEYS:
            after_key = first + len(key)
            if lower(self._text[first:after_key]) != lower(key):
                continue
            sign, _ = self._trim(after_key, last)
            if self._text[sign : sign + 1] not in _OPTION_SIGNS:
                continue
            self._report(
                MaskProblemKind.OPTION_LINE,
                first,
                last - first,
                _mask_messages.option_line(self._text[first:after_key]),
                self._text[sign + 1 : last].strip(WHITESPACE),
            )
            return sign + 1, last
        return start, end

    def _skip_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Return the range between quotes around everything, which are reported."""
        first, last = self._trim(start, end)
        whole = self._text[first:last]
        if not is_quoted(whole):
            return start, end
        self._report(
            MaskProblemKind.BAD_CHARACTER,
            first,
            last - first,
            _mask_messages.quoted_mask(),
            whole[1:-1].strip(WHITESPACE),
        )
        return first + 1, last - 1

    def _parse_items(self, start: int, end: int) -> None:
        pieces = self._text[start:end].split(",")
        items: list[Item] = []
        is_complete = True
        for index, piece in enumerate(pieces):
            first, last = self._trim(start, start + len(piece))
            text = self._text[first:last]
            if not text:
                message = _message_of_empty_piece(index, len(pieces))
                self._report(MaskProblemKind.EMPTY_ITEM, start, len(piece), message)
            elif text == "~":
                message = _mask_messages.nothing_after_tilde()
                self._report(MaskProblemKind.EMPTY_ITEM, first, 1, message)
                is_complete = False
            else:
                items.append(self._parse_item(first, text))
            start += len(piece) + 1
        self.items = [it for it in items if it.is_accepted]
        is_complete = is_complete and len(self.items) == len(items)
        self.problems += find_repetitions(self.items, is_complete=is_complete)
        if items and all(it.text[0] == "~" for it in items):
            excludes_everything = any(it.text == "~*" for it in items)
            self._report(
                MaskProblemKind.EXCLUDE_FROM_NOTHING,
                items[0].start,
                1,
                _mask_messages.only_exclusions(),
                None if excludes_everything else "*,~",
            )

    def _parse_item(self, start: int, text: str) -> Item:
        """Return the item of a text, and report the problems of sign and term."""
        sign = text[0]
        has_wrong_sign = sign in EXCLUSION_SIGNS and len(text) > 1
        if has_wrong_sign:
            message = _mask_messages.wrong_sign(sign)
            self._report(MaskProblemKind.BAD_CHARACTER, start, 1, message, "~")
        item = Item(start, text, is_excluded=has_wrong_sign or sign == "~")
        term = item.term
        if term == "*" or term in RANKS:
            item.is_accepted = True
        elif not NAME_CHARACTERS.issuperset(term):
            explanation = explain_label(term)
            if explanation is not None:
                self._report_term(item, explanation)
            else:
                self.problems += find_characters(item)
        else:
            explanation = explain_name(term) or self._explain_unknown_name(term)
            item.is_accepted = explanation.kind is MaskProblemKind.UNKNOWN_NAME
            self._report_term(item, explanation)
        return item

    def _explain_unknown_name(self, term: str) -> Explanation:
        """Explain a name that nothing lists; only the first ones are compared."""
        self._compared += 1
        suggestion = None
        if self._compared <= MAX_COMPARED:
            suggestion = find_evident_name(term)
        message = _mask_messages.unknown_name(term)
        return Explanation(MaskProblemKind.UNKNOWN_NAME, message, suggestion)

    def _report_term(self, item: Item, explanation: Explanation) -> None:
        problem = make_problem(
            explanation.kind,
            item.term_start,
            len(item.term),
            explanation.message,
            explanation.suggestion,
        )
        if self._keep and item.is_accepted and not is_everyday_word(item.term):
            problem = MaskProblem(
                problem.kind,
                Severity.WARNING,
                problem.start,
                problem.length,
                problem.message,
                problem.suggestion,
            )
        self.problems.append(problem)


def _message_of_empty_piece(index: int, count: int) -> str:
    if index == 0:
        return _mask_messages.nothing_before_comma()
    if index == count - 1:
        return _mask_messages.nothing_after_comma()
    return _mask_messages.nothing_between_commas()
