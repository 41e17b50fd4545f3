"""What a text says as a mask, and what is wrong with it: docs/masks.md, rule by rule.

What comes in: a table and a text. What goes out: its good items and its problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.conformance.catalog_index import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.conformance.catalog_index import Table

BLANKS: Final = " \t\r\n"
_WITHOUT_BLANKS: Final = dict.fromkeys(map(ord, BLANKS))
QUOTES: Final = "\"'`“”„‘’‚«»"
SEPARATORS: Final = (";", "|", "/", "+", "&", "，", "、", "；", "،")
LOOKED_UP: Final = 100
SHOWN: Final = 40
WARNINGS: Final = ("contradiction", "duplicate", "exclude-from-nothing")
_RUN: Final = re.compile(r"[^A-Za-z0-9_]+")


class Problem(NamedTuple):
    """What is wrong with a stretch of the text; offsets in code points."""

    start: int
    length: int
    kind: str
    severity: str
    message: str
    suggestion: str | None


class Item(NamedTuple):
    """A good item: a name or `*`, and whether it is excluded."""

    excluded: bool
    word: str


class Piece(NamedTuple):
    """What stands between two commas, without blanks at its ends."""

    start: int
    item: str

    @property
    def is_excluded(self) -> bool:
        """Whether it begins with a tilde."""
        return self.item.startswith("~")

    @property
    def word(self) -> str:
        """What is included or excluded."""
        return self.item.removeprefix("~")

    @property
    def word_start(self) -> int:
        """Where the word begins."""
        return self.start + self.is_excluded


@dataclass
class Reading:
    """A text read as a mask; `items` and `problems` are what came of it."""

    table: Table
    text: str
    keep: bool = False
    items: list[Item] = field(default_factory=list[Item])
    problems: list[Problem] = field(default_factory=list[Problem])
    _looked_up: int = 0

    def __post_init__(self) -> None:
        start, end = self._inside()
        pieces = list(self._pieces(start, end))
        good = [it for it in pieces if self._is_good(it)]
        self._compare(good)
        if pieces and all(it.is_excluded for it in pieces):
            self._exclusions(pieces)
        self.problems.sort(key=lambda it: it[:3])

    @property
    def is_refused(self) -> bool:
        """Whether there is an error among the problems."""
        return any(it.severity == "error" for it in self.problems)

    def _problem(
        self, kind: str, start: int, length: int, message: str, suggestion: str | None = None
    ) -> None:
        severity = "warning" if kind in WARNINGS else "error"
        self.problems.append(Problem(start, length, kind, severity, message, suggestion))

    def _inside(self) -> tuple[int, int]:
        """Return where the mask begins and ends: within quotes, if it stands in some."""
        start, end = _stripped(self.text, 0, len(self.text))
        inner = self.text[start + 1 : end - 1]
        quoted = end - start > 1 and self.text[start] in QUOTES and self.text[end - 1] in QUOTES
        if not quoted or any(it in QUOTES for it in inner):
            return 0, len(self.text)
        message = "the whole mask stands in quotes; write it without them"
        self._problem("bad-character", start, end - start, message, inner.strip(BLANKS))
        return start + 1, end - 1

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        parts = self.text[start:end].split(",")
        for number, part in enumerate(parts):
            first, last = _stripped(self.text, start, start + len(part))
            if first < last:
                yield from self._item(Piece(first, self.text[first:last]))
            else:
                self._problem("empty-item", start, len(part), _nothing(number, len(parts)))
            start += len(part) + 1

    def _item(self, piece: Piece) -> Iterator[Piece]:
        if piece.item == "~":
            self._problem("empty-item", piece.start, 1, 'no name follows "~"')
        else:
            yield piece

    def _is_good(self, piece: Piece) -> bool:
        """Tell what is wrong with a word by itself; return whether it can stand in a mask."""
        word, table = piece.word, self.table
        if word == "*" or word in table.rank:
            return True
        if label := table.by_label.get(lower(word)):
            message = f"{shown(word)} is the label of an action; a mask has its name"
            self._problem("unknown-name", piece.word_start, len(word), message, label)
            return False
        if _RUN.search(word):
            self._characters(piece)
            return False
        if other := table.by_letters.get(lower(word)):
            message = f"{shown(word)} is an action name in other letters; case matters"
            self._problem("wrong-case", piece.word_start, len(word), message, other)
            return False
        self._unknown(piece)
        return True

    def _unknown(self, piece: Piece) -> None:
        word, table = piece.word, self.table
        if name := table.by_id.get(lower(word)):
            message = f"{shown(word)} is the id of an action; a mask has its name"
        else:
            message = (
                f"there is no action name {shown(word)} in this catalog; it may be of another "
                "release, a variant per call type such as CallOnHoldInbound, or a campaign action"
            )
            self._looked_up += 1
            name = table.name_meant(word) if self._looked_up <= LOOKED_UP else None
        self._problem("unknown-name", piece.word_start, len(word), message, name)
        if self.keep:
            self.problems[-1] = self.problems[-1]._replace(severity="warning")

    def _characters(self, piece: Piece) -> None:
        word = piece.word
        star = word.startswith("*") and _RUN.match(word, 1) is not None
        runs = list(_RUN.finditer(word, int(star)))
        rest = word[:star] + _RUN.sub("", word[star:])
        ends = [0, *(place for run in runs for place in run.span()), len(word)]
        for at, run in enumerate(runs):
            before, after = (word[ends[it] : ends[it + 1]] for it in (2 * at, 2 * at + 2))
            plain = run[0].translate(_WITHOUT_BLANKS)
            names = (self._is_name(before) or before == "*") and self._is_name(after)
            suggestion = None
            if self._is_name(rest) or rest == "*":
                suggestion = ""
            elif plain.removesuffix("~") in SEPARATORS or (plain in {"", "~"} and names):
                suggestion = ",~" if plain.endswith("~") else ","
            message = f"{shown(run[0])} can't stand in an action name"
            if suggestion:
                message = f"{shown(run[0])} does not separate items; a comma does"
            start = piece.word_start + run.start()
            self._problem("bad-character", start, len(run[0]), message, suggestion)

    def _is_name(self, word: str) -> bool:
        return lower(word) in self.table.by_letters

    def _compare(self, pieces: list[Piece]) -> None:
        seen: set[Item] = set()
        for piece in pieces:
            item = Item(piece.is_excluded, piece.word)
            nothing = Item(excluded=True, word="*")
            told: tuple[str, str] | None = None
            if item in seen:
                told = "duplicate", f"{shown(piece.item)} stands in this mask already"
            elif item == nothing and any(not it.excluded for it in seen):
                told = "contradiction", '"~*" excludes all that is included'
            elif not item.excluded and nothing in seen:
                word = shown(item.word)
                told = "contradiction", f'{word} is included, but "~*" excludes everything'
            elif Item(not item.excluded, item.word) in seen:
                word = shown(item.word)
                told = "contradiction", f"{word} is both included and excluded, and excluding wins"
            if told:
                self._problem(told[0], piece.start, len(piece.item), told[1])
            seen.add(item)
            self.items.append(item)

    def _exclusions(self, pieces: list[Piece]) -> None:
        message = "only exclusions: with nothing included, this mask selects nothing"
        suggestion = None if any(it.item == "~*" for it in pieces) else "*,~"
        self._problem("exclude-from-nothing", pieces[0].start, 1, message, suggestion)


def shown(text: str) -> str:
    """Return the beginning of a text in double quotes, in printable ASCII."""
    more = "..." if len(text) > SHOWN else ""
    return f'"{"".join(map(_printable, text[:SHOWN]))}{more}"'


def _printable(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if " " <= character <= "~" else f"\\u{{{ord(character):x}}}"


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch begins and ends without the blanks at its ends."""
    part = text[start:end].rstrip(BLANKS)
    return start + len(part) - len(part.lstrip(BLANKS)), start + len(part)


def _nothing(number: int, count: int) -> str:
    if count == 1:
        return 'the mask is empty; "~*" selects nothing'
    if number == 0:
        return "there is nothing before the first comma"
    if number == count - 1:
        return "there is nothing after the last comma"
    return "there is nothing between the commas"
