# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The parser of masks: returns the items of a text and its problems.

It does not depend on what a mask selects. Offsets are indices into the text.
docs/masks.md specifies each step.
"""

from __future__ import annotations

from . import _mask_messages
from ._earlier_names import DEPRECATED_NAMES, EARLIER_NAMES, NEW_NAMES
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
    SEVERITIES,
    WHITESPACE,
    MaskProblemKind,
    Severity,
)
from ._names import RANKS, lower
from ._unknown_names import (
    Explanation,
    explain_earlier,
    explain_label,
    explain_name,
    is_everyday_word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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
        """The included names, and `*` for all names."""
        return {it.name for it in self.items if not it.is_excluded}

    @property
    def excluded(self) -> set[str]:
        """The excluded names, and `*` for all names."""
        return {it.name for it in self.items if it.is_excluded}

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
        self._report_terms(items, is_complete=is_complete)
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
        if term == "*" or term in RANKS or term in NEW_NAMES:
            item.is_accepted = True
            item.name = NEW_NAMES.get(term, term)
            item.explanation = _explain_valid_name(term)
        elif not NAME_CHARACTERS.issuperset(term):
            item.explanation = explain_label(term)
            if item.explanation is None:
                self.problems += find_characters(item)
        else:
            explanation = explain_name(term) or self._explain_unknown_name(term)
            item.is_accepted = explanation.kind is MaskProblemKind.UNKNOWN_NAME
            item.explanation = explanation
        return item

    def _explain_unknown_name(self, term: str) -> Explanation:
        """Explain a name that nothing lists; only the first ones are compared."""
        self._compared += 1
        suggestion = None
        if self._compared <= MAX_COMPARED:
            suggestion = find_evident_name(term)
        message = _mask_messages.unknown_name(term)
        return Explanation(MaskProblemKind.UNKNOWN_NAME, message, suggestion)

    def _report_terms(self, items: Sequence[Item], *, is_complete: bool) -> None:
        """Report the problems of terms. Different names never suggest the same name."""
        counts: dict[str | None, int] = {}
        for name in (name for it in self.items for name in _names_of(it)):
            counts[name] = counts.get(name, 0) + 1
        for item in items:
            explanation = item.explanation
            if explanation is not None:
                suggestion, replaced = explanation.suggestion, explanation.replaces
                is_shared = counts.get(item.name, 0) > 1
                is_shared = is_shared or counts.get(suggestion, 0) > 1
                if replaced is not None and (
                    is_shared or not (replaced.is_former or is_complete)
                ):
                    suggestion = None
                self._report_term(item, explanation, suggestion)

    def _report_term(
        self, item: Item, explanation: Explanation, suggestion: str | None
    ) -> None:
        severity = SEVERITIES[explanation.kind]
        if self._keep and item.is_accepted and not is_everyday_word(item.term):
            severity = Severity.WARNING
        self.problems.append(
            MaskProblem(
                explanation.kind,
                severity,
                item.term_start,
                len(item.term),
                explanation.message,
                suggestion,
            )
        )


def _names_of(item: Item) -> set[str | None]:
    """Return the name that an item means, and the one that is suggested instead."""
    return {item.name, item.explanation.suggestion if item.explanation else None}


def _explain_valid_name(term: str) -> Explanation | None:
    """Explain a name that a later version removes, or one that has a new name."""
    if term in NEW_NAMES:
        return explain_earlier(EARLIER_NAMES[term], MaskProblemKind.RENAMED_NAME)
    if term in DEPRECATED_NAMES:
        return explain_earlier(DEPRECATED_NAMES[term], MaskProblemKind.DEPRECATED_NAME)
    return None


def _message_of_empty_piece(index: int, count: int) -> str:
    if index == 0:
        return _mask_messages.nothing_before_comma()
    if index == count - 1:
        return _mask_messages.nothing_after_comma()
    return _mask_messages.nothing_between_commas()
