"""The items of a text, and the problems of everything around and between them.

docs/masks.md, steps 1 to 5: an option line, quotes around everything, commas and signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.mask_problems import build_problem
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.conformance.mask_problems import Problem

_LETTERS: Final = re.compile("[A-Za-z]*")


class Item(NamedTuple):
    """An item.

    Attributes:
        start: its start in the text.
        sign: its sign, which may be empty.
        term: its term, as it is written.
        name: the name that the term means, which differs for a former name.
    """

    start: int
    sign: str
    term: str
    name: str

    @property
    def is_excluded(self) -> bool:
        """Whether the item begins with a tilde, or with another exclusion sign."""
        return self.sign != ""

    @property
    def term_start(self) -> int:
        """The start of the term in the text."""
        return self.start + len(self.sign)

    @property
    def length(self) -> int:
        """The length of the item with its sign."""
        return len(self.sign) + len(self.term)

    @property
    def canonical_text(self) -> str:
        """The name with a tilde if it is excluded."""
        return f"~{self.name}" if self.is_excluded else self.name

    @property
    def shown_text(self) -> str:
        """The term with a tilde if it is excluded."""
        return f"~{self.term}" if self.is_excluded else self.term


class Range(NamedTuple):
    """A range of the text."""

    start: int
    end: int


@dataclass
class ItemReader:
    """Reads the items of a text, and collects the problems of what is not in a term."""

    text: str
    problems: list[Problem] = field(default_factory=list["Problem"])

    def read(self) -> list[Item]:
        """Return the items; the term of a single tilde is empty."""
        rest = self._skip_quotes(self._skip_option_key(Range(0, len(self.text))))
        if self._is_blank(rest):
            self._report("empty_mask", 0, 0)
            return []
        return [*self._split(rest)]

    def _skip_option_key(self, whole: Range) -> Range:
        """Return the range after the key of an option and its sign, or the whole range."""
        start, end = self._strip(whole)
        match = _LETTERS.match(self.text, start, end)
        letters = match[0] if match else ""
        keys = {lower(it) for it in mask_vocabulary.load().option_keys}
        if lower(letters) not in keys:
            return whole
        sign, _ = self._strip(Range(start + len(letters), end))
        if self.text[sign : min(sign + 1, end)] not in {"=", ":"}:
            return whole
        rest = Range(sign + 1, end)
        suggestion = self._slice(self._strip(rest))
        self._report("option_line", start, end - start, suggestion, text=letters)
        return rest

    def _skip_quotes(self, whole: Range) -> Range:
        """Return the range between quotes around everything, or the whole range."""
        start, end = self._strip(whole)
        if not is_quoted(self.text[start:end]):
            return whole
        inner = Range(start + 1, end - 1)
        self._report("quoted_mask", start, end - start, self._slice(self._strip(inner)))
        return inner

    def _split(self, whole: Range) -> Iterator[Item]:
        pieces = self._slice(whole).split(",")
        start = whole.start
        for number, piece in enumerate(pieces):
            item = Range(*self._strip(Range(start, start + len(piece))))
            if item.start == item.end:
                message = _empty_piece_message(number, len(pieces))
                self._report(message, start, len(piece))
            else:
                yield from self._read_item(item)
            start += len(piece) + 1

    def _read_item(self, item: Range) -> Iterator[Item]:
        text = self._slice(item)
        exclusion_signs = mask_vocabulary.load().characters.exclusion_signs
        if text == "~":
            self._report("nothing_after_tilde", item.start, 1)
            yield Item(item.start, "~", "", "")
        elif text.startswith("~"):
            yield Item(item.start, "~", text[1:], text[1:])
        elif text[0] in exclusion_signs and len(text) > 1:
            self._report("wrong_sign", item.start, 1, "~", text=text[0])
            yield Item(item.start, text[0], text[1:], text[1:])
        else:
            yield Item(item.start, "", text, text)

    def _report(
        self, id_: str, start: int, length: int, suggestion: str | None = None, **values: str
    ) -> None:
        self.problems.append(build_problem(id_, start, length, suggestion, **values))

    def _slice(self, part: Range) -> str:
        return self.text[part.start : part.end]

    def _is_blank(self, part: Range) -> bool:
        start, end = self._strip(part)
        return start == end

    def _strip(self, part: Range) -> Range:
        """Return the range without whitespace at its ends."""
        whitespace = mask_vocabulary.load().characters.whitespace
        text = self._slice(part).rstrip(whitespace)
        end = part.start + len(text)
        return Range(end - len(text.lstrip(whitespace)), end)


def is_quoted(text: str) -> bool:
    """Return whether the first and the last character are quotes, and no other one is."""
    quotes = mask_vocabulary.load().characters.quotes
    positions = [at for at, character in enumerate(text) if character in quotes]
    return len(text) > 1 and positions == [0, len(text) - 1]


def _empty_piece_message(number: int, count: int) -> str:
    if number == 0:
        return "nothing_before_comma"
    return "nothing_after_comma" if number == count - 1 else "nothing_between_commas"
