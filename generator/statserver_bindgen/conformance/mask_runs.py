"""The parts of a term, and the runs of characters between them that names do not have.

docs/masks.md, section "Characters that names do not have", first paragraph and item 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.mask_vocabulary import Characters

_NAME_CHARACTER: Final = re.compile("[A-Za-z0-9_]")
_TOKEN: Final = re.compile("[A-Za-z0-9_]+|[^A-Za-z0-9_]+")


@dataclass(frozen=True)
class Run:
    """A run: its start in the term, its text, and the parts next to it (None at an end)."""

    start: int
    text: str
    left: str | None
    right: str | None

    @cached_property
    def plain(self) -> str:
        """The run without whitespace."""
        return "".join(it for it in self.text if it not in characters().whitespace)

    @property
    def has_sign(self) -> bool:
        """Whether the run ends with a tilde or another exclusion sign."""
        return self.plain[-1:] in {"~", *characters().exclusion_signs}

    @property
    def rest(self) -> str:
        """The run without whitespace and without the sign at its end."""
        return self.plain[:-1] if self.has_sign else self.plain

    @property
    def is_between_parts(self) -> bool:
        """Whether the run is neither at the start nor at the end of the term."""
        return self.left is not None and self.right is not None

    @property
    def has_word(self) -> bool:
        """Whether a separator word is in the run."""
        return _NAME_CHARACTER.search(self.text) is not None

    def has_one_of(self, signs: str) -> bool:
        """Return whether one of the characters is in the run."""
        return any(it in signs for it in self.text)

    def separates(self, index: CatalogIndex) -> bool:
        """Return whether the run is between two items."""
        if self.left is None or self.right is None:
            return False
        separators = characters().separators
        if self.rest in {*separators, *(2 * it for it in separators)}:
            return True
        is_left_valid = self.left == "*" or index.is_valid_in_any_case(self.left)
        has_names = is_left_valid and index.is_valid_in_any_case(self.right)
        is_word = lower(self.plain) in mask_vocabulary.load().separator_words
        return has_names and (self.rest == "" or is_word)


@dataclass(frozen=True)
class Token:
    """A part of a term, or a run in it, before separator words are joined with runs."""

    start: int
    text: str
    is_part: bool

    @property
    def is_whitespace(self) -> bool:
        """Whether the token is a run of whitespace only."""
        return self.text.strip(characters().whitespace) == ""


@dataclass(frozen=True)
class SplitTerm:
    """The parts and the runs of a term."""

    parts: tuple[str, ...]
    runs: tuple[Run, ...]


def characters() -> Characters:
    """Return the sets of characters of the vocabulary."""
    return mask_vocabulary.load().characters


def split_term(index: CatalogIndex, term: str) -> SplitTerm:
    """Return the parts and runs of a term."""
    tokens = _join_separator_words(index, _tokens(term))
    texts = [None, *(it.text for it in tokens), None]
    runs = (
        Run(token.start, token.text, texts[number], texts[number + 2])
        for number, token in enumerate(tokens)
        if not token.is_part
    )
    return SplitTerm(tuple(it.text for it in tokens if it.is_part), tuple(runs))


def _tokens(term: str) -> list[Token]:
    has_star = term.startswith("*") and not _NAME_CHARACTER.match(term, 1)
    tokens = [Token(0, "*", is_part=True)] if has_star else []
    for match in _TOKEN.finditer(term, len(tokens)):
        is_part = _NAME_CHARACTER.match(match[0]) is not None
        tokens.append(Token(match.start(), match[0], is_part))
    return tokens


def _join_separator_words(index: CatalogIndex, tokens: Sequence[Token]) -> list[Token]:
    """Join each separator word with the runs of whitespace on both sides of it."""
    joined: list[Token] = []
    for number, token in enumerate(tokens):
        is_word = _is_separator_word(index, tokens, number)
        if is_word or (number > 0 and _is_separator_word(index, tokens, number - 1)):
            run = joined.pop()
            joined.append(Token(run.start, run.text + token.text, is_part=False))
        else:
            joined.append(token)
    return joined


def _is_separator_word(index: CatalogIndex, tokens: Sequence[Token], number: int) -> bool:
    text = tokens[number].text
    is_word = lower(text) in mask_vocabulary.load().separator_words
    if not is_word or index.is_valid_in_any_case(text):
        return False
    neighbours = tokens[number - 1 : number + 2] if number > 0 else ()
    return len(neighbours) == 3 and neighbours[0].is_whitespace and neighbours[2].is_whitespace  # noqa: PLR2004 - the token and one on each side
