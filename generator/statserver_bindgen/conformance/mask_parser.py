"""The reference parser of masks: docs/masks.md, rule by rule.

`ParsedMask` takes the index of a catalog and a text, and has the accepted items and the problems of
the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.conformance.catalog_index import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.conformance.catalog_index import CatalogIndex

WHITESPACE: Final = " \t\r\n"
QUOTES: Final = "\"'`“”„‘’‚«»"
SEPARATORS: Final = (";", "|", "/", "+", "&", "，", "、", "；", "،")
MOST_SUGGESTIONS: Final = 100
LONGEST_QUOTE: Final = 40
WARNINGS: Final = ("contradiction", "duplicate", "exclude-from-nothing")
_NO_WHITESPACE: Final = dict.fromkeys(map(ord, WHITESPACE))
_RUN: Final = re.compile(r"[^A-Za-z0-9_]+")


class Problem(NamedTuple):
    """A problem of a mask; offsets in code points."""

    start: int
    length: int
    kind: str
    severity: str
    message: str
    suggestion: str | None


class Item(NamedTuple):
    """An accepted item: a name or `*`, and whether it is excluded."""

    excluded: bool
    name: str


class Piece(NamedTuple):
    """The text between two commas, without whitespace at its ends."""

    start: int
    text: str

    @property
    def is_excluded(self) -> bool:
        """Whether the piece begins with a tilde."""
        return self.text.startswith("~")

    @property
    def name(self) -> str:
        """The included or excluded part."""
        return self.text.removeprefix("~")

    @property
    def name_start(self) -> int:
        """The offset of the included or excluded part."""
        return self.start + self.is_excluded


@dataclass
class ParsedMask:
    """A text parsed as a mask, with its accepted `items` and its `problems`."""

    index: CatalogIndex
    text: str
    keep: bool = False
    items: list[Item] = field(default_factory=list[Item])
    problems: list[Problem] = field(default_factory=list[Problem])
    _suggested: int = 0

    def __post_init__(self) -> None:
        start, end = self._unquoted_range()
        pieces = list(self._split(start, end))
        self._report_repetitions([piece for piece in pieces if self._is_accepted(piece)])
        if pieces and all(piece.is_excluded for piece in pieces):
            self._report_only_exclusions(pieces)
        self.problems.sort(key=lambda problem: problem[:3])

    @property
    def is_rejected(self) -> bool:
        """Whether one of the problems is an error."""
        return any(problem.severity == "error" for problem in self.problems)

    def _report(
        self, kind: str, start: int, length: int, message: str, suggestion: str | None = None
    ) -> None:
        severity = "warning" if kind in WARNINGS else "error"
        self.problems.append(Problem(start, length, kind, severity, message, suggestion))

    def _unquoted_range(self) -> tuple[int, int]:
        """Return the range of the mask in the text, and report quotes around it."""
        start, end = _strip(self.text, 0, len(self.text))
        inner = self.text[start + 1 : end - 1]
        quoted = end - start > 1 and self.text[start] in QUOTES and self.text[end - 1] in QUOTES
        if not quoted or any(character in QUOTES for character in inner):
            return 0, len(self.text)
        message = "the whole mask stands in quotes; write it without them"
        self._report("bad-character", start, end - start, message, inner.strip(WHITESPACE))
        return start + 1, end - 1

    def _split(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces between the commas, and report those without a name."""
        parts = self.text[start:end].split(",")
        for number, part in enumerate(parts):
            first, last = _strip(self.text, start, start + len(part))
            piece = Piece(first, self.text[first:last])
            if not piece.text:
                message = _empty_item_message(number, len(parts))
                self._report("empty-item", start, len(part), message)
            elif piece.text == "~":
                self._report("empty-item", first, 1, 'no name follows "~"')
            else:
                yield piece
            start += len(part) + 1

    def _is_accepted(self, piece: Piece) -> bool:
        """Report the problem of a single piece; return whether the piece becomes an item."""
        name, index = piece.name, self.index
        if name == "*" or name in index.rank:
            return True
        if labelled := index.by_lower_label.get(lower(name)):
            message = f"{quote(name)} is the label of an action; a mask has its name"
            self._report("unknown-name", piece.name_start, len(name), message, labelled)
            return False
        if _RUN.search(name):
            self._report_characters(piece)
            return False
        if other := index.by_lower_name.get(lower(name)):
            message = f"{quote(name)} is an action name in other letters; case matters"
            self._report("wrong-case", piece.name_start, len(name), message, other)
            return False
        self._report_unknown_name(piece)
        return True

    def _report_unknown_name(self, piece: Piece) -> None:
        name, index = piece.name, self.index
        if suggestion := index.by_lower_id.get(lower(name)):
            message = f"{quote(name)} is the id of an action; a mask has its name"
        else:
            message = (
                f"there is no action name {quote(name)} in this catalog; it may be of another "
                "release, a variant per call type such as CallOnHoldInbound, or a campaign action"
            )
            self._suggested += 1
            suggestion = index.suggest_name(name) if self._suggested <= MOST_SUGGESTIONS else None
        self._report("unknown-name", piece.name_start, len(name), message, suggestion)
        if self.keep:
            self.problems[-1] = self.problems[-1]._replace(severity="warning")

    def _report_characters(self, piece: Piece) -> None:
        """Report each run of characters that a name can't contain."""
        name = piece.name
        star = name.startswith("*") and _RUN.match(name, 1) is not None
        runs = list(_RUN.finditer(name, int(star)))
        rest = name[:star] + _RUN.sub("", name[star:])
        ends = [0, *(end for run in runs for end in run.span()), len(name)]
        for number, run in enumerate(runs):
            before, after = (name[ends[it] : ends[it + 1]] for it in (2 * number, 2 * number + 2))
            plain = run[0].translate(_NO_WHITESPACE)
            names = (self._is_name(before) or before == "*") and self._is_name(after)
            suggestion = None
            if self._is_name(rest) or rest == "*":
                suggestion = ""
            elif plain.removesuffix("~") in SEPARATORS or (plain in {"", "~"} and names):
                suggestion = ",~" if plain.endswith("~") else ","
            message = f"{quote(run[0])} can't stand in an action name"
            if suggestion:
                message = f"{quote(run[0])} does not separate items; a comma does"
            start = piece.name_start + run.start()
            self._report("bad-character", start, len(run[0]), message, suggestion)

    def _is_name(self, text: str) -> bool:
        return lower(text) in self.index.by_lower_name

    def _report_repetitions(self, pieces: list[Piece]) -> None:
        """Report each item that repeats or contradicts an earlier one, and keep all items."""
        seen: set[Item] = set()
        nothing = Item(excluded=True, name="*")
        for piece in pieces:
            item = Item(piece.is_excluded, piece.name)
            kind = "contradiction"
            message = None
            if item in seen:
                kind, message = "duplicate", f"{quote(piece.text)} stands in this mask already"
            elif item == nothing and any(not it.excluded for it in seen):
                message = '"~*" excludes all that is included'
            elif not item.excluded and nothing in seen:
                message = f'{quote(item.name)} is included, but "~*" excludes everything'
            elif Item(not item.excluded, item.name) in seen:
                name = quote(item.name)
                message = f"{name} is both included and excluded, and excluding wins"
            if message is not None:
                self._report(kind, piece.start, len(piece.text), message)
            seen.add(item)
            self.items.append(item)

    def _report_only_exclusions(self, pieces: list[Piece]) -> None:
        message = "only exclusions: with nothing included, this mask selects nothing"
        suggestion = None if any(piece.text == "~*" for piece in pieces) else "*,~"
        self._report("exclude-from-nothing", pieces[0].start, 1, message, suggestion)


def quote(text: str) -> str:
    """Return the beginning of a text in double quotes, in printable ASCII."""
    more = "..." if len(text) > LONGEST_QUOTE else ""
    return f'"{"".join(map(_escape, text[:LONGEST_QUOTE]))}{more}"'


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if " " <= character <= "~" else f"\\u{{{ord(character):x}}}"


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a part of the text without whitespace at its ends."""
    part = text[start:end].rstrip(WHITESPACE)
    return start + len(part) - len(part.lstrip(WHITESPACE)), start + len(part)


def _empty_item_message(number: int, count: int) -> str:
    if count == 1:
        return 'the mask is empty; "~*" selects nothing'
    if number == 0:
        return "there is nothing before the first comma"
    if number == count - 1:
        return "there is nothing after the last comma"
    return "there is nothing between the commas"
