# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The text of a mask: what comes in is a text, what goes out its items and problems.

Nothing here knows what a mask selects. Offsets are indices into the text.
"""

from __future__ import annotations

from ._mask_problems import MaskProblem, MaskProblemKind, Severity, shown
from ._names import BY_ID, BY_LABEL, BY_LETTERS, RANKS, lower, meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = " \t\r\n"
# Word processors make such quotes of plain ones.
_QUOTES = frozenset("\"'`“”„‘’‚«»")
# What is written where a comma belongs.
_SEPARATORS = (";", "|", "/", "+", "&", "，", "、", "；", "،")
_IN_NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
# So many unknown names of a text are compared with all that there are.
_COMPARED = 100


class MaskText:
    """A text, read as a mask.

    Attributes:
        included: the words that are included: names, and `*` for all of them.
        excluded: the words behind a tilde.
        problems: what is wrong, in the order of the text.
        is_mask: whether nothing of that is an error.
    """

    __slots__ = ("_compared", "_keep", "_text", "excluded", "included", "problems")

    def __init__(self, text: str, *, keep: bool) -> None:
        """Read the text; unknown names are warned of if they are to be kept."""
        self._text = text
        self._keep = keep
        self._compared = 0
        self.included: dict[str, None] = {}
        self.excluded: dict[str, None] = {}
        self.problems: list[MaskProblem] = []
        items = list(self._items(*self._within_quotes()))
        for start, item in items:
            self._read(start, item)
        if items and all(item[0] == "~" for _, item in items):
            self._only_excludes(items[0][0])
        self.problems.sort(key=lambda it: (it.start, it.length, it.kind))

    @property
    def is_mask(self) -> bool:
        """Whether the text can be parsed: it has no error."""
        return not any(it.severity is Severity.ERROR for it in self.problems)

    def _tell(  # noqa: PLR0913, PLR0917 - as many as a problem has facts
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
        self._tell(kind, start, length, message, suggestion, Severity.WARNING)

    def _within_quotes(self) -> tuple[int, int]:
        """Return where the mask starts and ends: between quotes around all of it."""
        start, end = self._trimmed(0, len(self._text))
        quoted = self._text[start:end]
        inner = quoted[1:-1]
        ends = [quoted[:1], quoted[len(inner) + 1 :]]
        if not _QUOTES.issuperset(ends) or not _QUOTES.isdisjoint(inner):
            return 0, len(self._text)
        self._tell(
            MaskProblemKind.BAD_CHARACTER,
            start,
            len(quoted),
            "the whole mask stands in quotes; write it without them",
            inner.strip(_BLANKS),
        )
        return start + 1, end - 1

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch starts and ends without blanks at its ends."""
        part = self._text[start:end].rstrip(_BLANKS)
        return start + len(part) - len(part.lstrip(_BLANKS)), start + len(part)

    def _items(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield each item with its start; tell of those that are empty."""
        pieces = self._text[start:end].split(",")
        last = len(pieces) - 1
        for at, piece in enumerate(pieces):
            first, behind = self._trimmed(start, start + len(piece))
            item = self._text[first:behind]
            if item == "~":
                self._tell(MaskProblemKind.EMPTY_ITEM, first, 1, 'no name follows "~"')
            elif item:
                yield first, item
            else:
                if not last:
                    message = 'the mask is empty; "~*" selects nothing'
                elif at in {0, last}:
                    place = "after the last" if at else "before the first"
                    message = f"there is nothing {place} comma"
                else:
                    message = "there is nothing between the commas"
                self._tell(MaskProblemKind.EMPTY_ITEM, start, len(piece), message)
            start += len(piece) + 1

    def _read(self, start: int, item: str) -> None:
        """Take an item in, or tell what is wrong with its word."""
        excluded = item[0] == "~"
        word = item[excluded:]
        at = start + excluded
        if word == "*" or word in RANKS:
            self._take(start, item, word)
        elif lower(word) in BY_LABEL:
            message = f"{shown(word)} is the label of an action; a mask has its name"
            name = BY_LABEL[lower(word)]
            self._tell(MaskProblemKind.UNKNOWN_NAME, at, len(word), message, name)
        elif not _IN_NAMES.issuperset(word):
            self._tell_characters(at, word)
        elif lower(word) in BY_LETTERS:
            message = f"{shown(word)} is an action name in other letters; case matters"
            name = BY_LETTERS[lower(word)]
            self._tell(MaskProblemKind.WRONG_CASE, at, len(word), message, name)
        else:
            self._tell_unknown(at, word)
            self._take(start, item, word)

    def _take(self, start: int, item: str, word: str) -> None:
        """Take a good item in; warn where it says nothing new, or the contrary."""
        excluded = item[0] == "~"
        here, there = self.included, self.excluded
        if excluded:
            here, there = there, here
        contradiction = None
        if word in here:
            message = f"{shown(item)} stands in this mask already"
            self._warn(MaskProblemKind.DUPLICATE, start, len(item), message)
        elif item == "~*" and self.included:
            contradiction = '"~*" excludes all that is included'
        elif not excluded and "*" in self.excluded:
            contradiction = f'{shown(word)} is included, but "~*" excludes everything'
        elif word in there:
            contradiction = (
                f"{shown(word)} is both included and excluded, and excluding wins"
            )
        if contradiction:
            kind = MaskProblemKind.CONTRADICTION
            self._warn(kind, start, len(item), contradiction)
        here[word] = None

    def _tell_unknown(self, at: int, word: str) -> None:
        name = BY_ID.get(lower(word))
        if name:
            message = f"{shown(word)} is the id of an action; a mask has its name"
        else:
            message = (
                f"there is no action name {shown(word)} in this catalog; it may be of "
                "another release, a variant per call type such as CallOnHoldInbound, "
                "or a campaign action"
            )
            self._compared += 1
            name = meant(word) if self._compared <= _COMPARED else None
        severity = Severity.WARNING if self._keep else Severity.ERROR
        kind = MaskProblemKind.UNKNOWN_NAME
        self._tell(kind, at, len(word), message, name, severity)

    def _tell_characters(self, at: int, word: str) -> None:
        """Tell of each run of characters that can't stand in a name."""
        edges = _edges(word)
        parts = [word[start:end] for start, end in zip(edges, edges[1:])]
        is_known = _is_known("".join(parts[::2]))
        for place in range(1, len(parts), 2):
            before, run, after = parts[place - 1 : place + 2]
            suggestion = "" if is_known else _comma(before, run, after)
            message = f"{shown(run)} can't stand in an action name"
            if suggestion:
                message = f"{shown(run)} does not separate items; a comma does"
            kind = MaskProblemKind.BAD_CHARACTER
            self._tell(kind, at + edges[place], len(run), message, suggestion)

    def _only_excludes(self, start: int) -> None:
        suggestion = None if "*" in self.excluded else "*,~"
        self._warn(
            MaskProblemKind.EXCLUDE_FROM_NOTHING,
            start,
            1,
            "only exclusions: with nothing included, this mask selects nothing",
            suggestion,
        )


def _edges(word: str) -> list[int]:
    """Return where in a word what can stand in a name and what can't take turns.

    From 0 to the end, beginning and ending with what can, if only with nothing of it.
    A `*` in front counts as such where no name begins behind it.
    """
    edges, fine = [0], True
    if word[0] == "*" and word[1] not in _IN_NAMES:
        edges, fine = [0, 1], False
    for at in range(edges[-1], len(word)):
        if (word[at] in _IN_NAMES) is not fine:
            edges.append(at)
            fine = not fine
    return [*edges, len(word)] if fine else [*edges, len(word), len(word)]


def _comma(before: str, run: str, after: str) -> str | None:
    """Return what belongs in place of a run that is meant as a comma."""
    plain = "".join(it for it in run if it not in _BLANKS)
    comma = ",~" if plain.endswith("~") else ","
    if plain in {"", "~"}:
        return comma if _is_known(before) and _is_known(after) else None
    return comma if plain[: len(plain) + 1 - len(comma)] in _SEPARATORS else None


def _is_known(word: str) -> bool:
    """Return whether a word is a name, in whatever letters, or stands for all names."""
    return word == "*" or lower(word) in BY_LETTERS
