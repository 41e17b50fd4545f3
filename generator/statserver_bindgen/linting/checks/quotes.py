"""Quotes around values: a configuration has none, so they are part of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statserver_bindgen import mask_vocabulary, stat_type_facts
from statserver_bindgen.rules import stat_types

if TYPE_CHECKING:
    from statserver_bindgen.linting.section_diagnostics import Reporter, TextRange

_SHORTEST: Final = 2


def trim(at: TextRange) -> TextRange:
    """Return a range without whitespace at its ends."""
    text = at.characters
    start = at.start + len(text) - len(text.lstrip())
    return at._replace(start=start, length=len(text.strip()))


def read_value(at: TextRange, reporter: Reporter) -> TextRange:
    """Return the range of a value without whitespace and quotes, and report the quotes."""
    whole = trim(at)
    text = whole.characters
    quotes = mask_vocabulary.load().characters.quotes
    if len(text) < _SHORTEST or text[0] not in quotes or text[-1] not in quotes:
        return whole
    inner = trim(whole._replace(start=whole.start + 1, length=len(text) - 2))
    reporter.add(
        stat_types.QUOTED_SETTING,
        whole,
        "the value is in quotes",
        stat_type_facts.load().keys[0].basis,
        "write it without them",
        fix=inner.characters,
    )
    return inner
