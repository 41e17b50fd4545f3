# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The parser of masks: returns the items of a text and its problems.

It does not depend on what a mask selects. Offsets are indices into the text.
"""

from __future__ import annotations

from ._mask_problems import MaskProblem, MaskProblemKind, Severity, quoted
from ._names import BY_ID, BY_LABEL, BY_LOWER, RANKS, lower, suggested_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_WHITESPACE = " \t\r\n"
# Plain quotes, and those that word processors put instead.
_QUOTES = frozenset("\"'`“”„‘’‚«»")
# Characters that authors write instead of a comma.
_SEPARATORS = (";", "|", "/", "+", "&", "，", "、", "；", "،")
_IN_NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
# The most unknown names of a text for which a suggestion is searched.
_MAX_COMPARED = 100


class MaskText:
    """The items and problems of a text.

    Attributes:
        included: the included terms: names, and `*` for all names.
        excluded: the excluded terms, without their tilde.
        problems: the problems in order of position.
        is_mask: whether none of them is an error.
    """

    __slots__ = ("_compared", "_keep", "_text", "excluded", "included", "problems")

    def __init__(self, text: str, *, keep: bool) -> None:
        """Parse the text; `keep` makes unknown names warnings."""
        self._text = text
        self._keep = keep
        self._compared = 0
        self.included: dict[str, None] = {}
        self.excluded: dict[str, None] = {}
        self.problems: list[MaskProblem] = []
        items = list(self._items(*self._range_in_quotes()))
        for start, item in items:
            self._parse_item(start, item)
        if items and all(item[0] == "~" for _, item in items):
            self._warn_of_only_exclusions(items[0][0])
        self.problems.sort(key=lambda it: (it.start, it.length, it.kind))

    @property
    def is_mask(self) -> bool:
        """Whether the text has no error."""
        return not any(it.severity is Severity.ERROR for it in self.problems)

    def _report(  # noqa: PLR0913, PLR0917 - one per attribute
        self,
        kind: MaskProblemKind,
        start: int,
        length: int,
        message: str,
        suggestion: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        problem = MaskProblem(kind, severity, start, length, message, suggestion)
        self.problems.append(problem)

    def _warn(
        self,
        kind: MaskProblemKind,
        start: int,
        length: int,
        message: str,
        suggestion: str | None = None,
    ) -> None:
        self._report(kind, start, length, message, suggestion, Severity.WARNING)

    def _range_in_quotes(self) -> tuple[int, int]:
        """Return start and end of the mask, without quotes around all of it."""
        start, end = self._trimmed(0, len(self._text))
        whole = self._text[start:end]
        inner = whole[1:-1]
        ends = [whole[:1], whole[len(inner) + 1 :]]
        if not _QUOTES.issuperset(ends) or not _QUOTES.isdisjoint(inner):
            return 0, len(self._text)
        self._report(
            MaskProblemKind.BAD_CHARACTER,
            start,
            len(whole),
            "the whole mask stands in quotes; write it without them",
            inner.strip(_WHITESPACE),
        )
        return start + 1, end - 1

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end of a range without whitespace at its ends."""
        part = self._text[start:end].rstrip(_WHITESPACE)
        return start + len(part) - len(part.lstrip(_WHITESPACE)), start + len(part)

    def _items(self, start: int, stop: int) -> Iterator[tuple[int, str]]:
        """Yield each item with its start, and report the empty ones."""
        pieces = self._text[start:stop].split(",")
        last = len(pieces) - 1
        for index, piece in enumerate(pieces):
            first, end = self._trimmed(start, start + len(piece))
            item = self._text[first:end]
            if item == "~":
                self._report(
                    MaskProblemKind.EMPTY_ITEM, first, 1, 'no name follows "~"'
                )
            elif item:
                yield first, item
            else:
                if not last:
                    message = 'the mask is empty; "~*" selects nothing'
                elif index in {0, last}:
                    position = "after the last" if index else "before the first"
                    message = f"there is nothing {position} comma"
                else:
                    message = "there is nothing between the commas"
                self._report(MaskProblemKind.EMPTY_ITEM, start, len(piece), message)
            start += len(piece) + 1

    def _parse_item(self, start: int, item: str) -> None:
        """Add an item, or report the problem of its term."""
        excluded = item[0] == "~"
        term = item[excluded:]
        at = start + excluded
        if term == "*" or term in RANKS:
            self._add(start, item, term)
        elif lower(term) in BY_LABEL:
            message = f"{quoted(term)} is the label of an action; a mask has its name"
            name = BY_LABEL[lower(term)]
            self._report(MaskProblemKind.UNKNOWN_NAME, at, len(term), message, name)
        elif not _IN_NAMES.issuperset(term):
            self._report_characters(at, term)
        elif lower(term) in BY_LOWER:
            message = f"{quoted(term)} is an action name in other letters; case matters"
            name = BY_LOWER[lower(term)]
            self._report(MaskProblemKind.WRONG_CASE, at, len(term), message, name)
        else:
            self._report_unknown_name(at, term)
            self._add(start, item, term)

    def _add(self, start: int, item: str, term: str) -> None:
        """Add a valid item, with a warning if it repeats or contradicts another."""
        excluded = item[0] == "~"
        same, opposite = self.included, self.excluded
        if excluded:
            same, opposite = opposite, same
        contradiction = None
        if term in same:
            message = f"{quoted(item)} stands in this mask already"
            self._warn(MaskProblemKind.DUPLICATE, start, len(item), message)
        elif item == "~*" and self.included:
            contradiction = '"~*" excludes all that is included'
        elif not excluded and "*" in self.excluded:
            contradiction = f'{quoted(term)} is included, but "~*" excludes everything'
        elif term in opposite:
            contradiction = (
                f"{quoted(term)} is both included and excluded, and excluding wins"
            )
        if contradiction:
            kind = MaskProblemKind.CONTRADICTION
            self._warn(kind, start, len(item), contradiction)
        same[term] = None

    def _report_unknown_name(self, at: int, term: str) -> None:
        name = BY_ID.get(lower(term))
        if name:
            message = f"{quoted(term)} is the id of an action; a mask has its name"
        else:
            message = (
                f"there is no action name {quoted(term)} in this catalog; it may be of "
                "another release, a variant per call type such as CallOnHoldInbound, "
                "or a campaign action"
            )
            self._compared += 1
            if self._compared <= _MAX_COMPARED:
                name = suggested_name(term)
        severity = Severity.WARNING if self._keep else Severity.ERROR
        kind = MaskProblemKind.UNKNOWN_NAME
        self._report(kind, at, len(term), message, name, severity)

    def _report_characters(self, at: int, term: str) -> None:
        """Report each run of characters that are not allowed in a name."""
        edges = _edges(term)
        parts = [term[start:end] for start, end in zip(edges, edges[1:])]
        is_known = _is_known("".join(parts[::2]))
        for index in range(1, len(parts), 2):
            before, run, after = parts[index - 1 : index + 2]
            suggestion = "" if is_known else _comma(before, run, after)
            message = f"{quoted(run)} can't stand in an action name"
            if suggestion:
                message = f"{quoted(run)} does not separate items; a comma does"
            kind = MaskProblemKind.BAD_CHARACTER
            self._report(kind, at + edges[index], len(run), message, suggestion)

    def _warn_of_only_exclusions(self, start: int) -> None:
        suggestion = None if "*" in self.excluded else "*,~"
        self._warn(
            MaskProblemKind.EXCLUDE_FROM_NOTHING,
            start,
            1,
            "only exclusions: with nothing included, this mask selects nothing",
            suggestion,
        )


def _edges(term: str) -> list[int]:
    """Return the edges between runs of characters allowed in a name and of others.

    From 0 to the end. The first and the last run are of allowed characters, possibly
    empty. A leading `*` counts as allowed if no name follows it directly.
    """
    edges, allowed = [0], True
    if term[0] == "*" and term[1] not in _IN_NAMES:
        edges, allowed = [0, 1], False
    for index in range(edges[-1], len(term)):
        if (term[index] in _IN_NAMES) is not allowed:
            edges.append(index)
            allowed = not allowed
    return [*edges, len(term)] if allowed else [*edges, len(term), len(term)]


def _comma(before: str, run: str, after: str) -> str | None:
    """Return the replacement for a run that is probably a comma."""
    plain = "".join(it for it in run if it not in _WHITESPACE)
    comma = ",~" if plain.endswith("~") else ","
    if plain in {"", "~"}:
        return comma if _is_known(before) and _is_known(after) else None
    return comma if plain[: len(plain) + 1 - len(comma)] in _SEPARATORS else None


def _is_known(term: str) -> bool:
    """Return whether a term is a name in any case, or `*`."""
    return term == "*" or lower(term) in BY_LOWER
