"""Problems of terms with characters that names do not have.

docs/masks.md, section "Characters that names do not have".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.conformance.mask_items import is_quoted
from statserver_bindgen.conformance.mask_problems import build_problem
from statserver_bindgen.conformance.mask_runs import SplitTerm, characters, split_term
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_items import Item
    from statserver_bindgen.conformance.mask_problems import Problem
    from statserver_bindgen.conformance.mask_runs import Run


def character_problems(index: CatalogIndex, item: Item) -> Iterator[Problem]:
    """Yield the problems of an item whose term has other characters than names have."""
    if not item.is_excluded and is_quoted(item.term):
        suggestion = item.term[1:-1].strip(characters().whitespace)
        yield build_problem("quoted_item", item.start, item.length, suggestion, text=item.term)
        return
    term = split_term(index, item.term)
    is_removed = _is_name_in_pieces(index, term)
    is_after_sign = item.is_excluded
    for run in term.runs:
        message, text = _choose_message(index, item, run, is_removed=is_removed)
        comma = choose_separator(index, run, is_after_sign=is_after_sign)
        start = item.term_start + run.start
        yield build_problem(message, start, len(run.text), "" if is_removed else comma, text=text)
        is_after_sign = is_after_sign or run.has_one_of(_signs())


def _signs() -> str:
    return "~" + characters().exclusion_signs + characters().other_signs


def choose_separator(index: CatalogIndex, run: Run, *, is_after_sign: bool) -> str | None:
    """Return the comma to write instead of a run that separates, with a tilde for its sign."""
    if not run.separates(index):
        return None
    if run.has_sign:
        return ",~"
    return None if is_after_sign else ","


def _choose_message(
    index: CatalogIndex, item: Item, run: Run, *, is_removed: bool
) -> tuple[str, str]:
    """Return the message of a run, and the text that it shows."""
    is_first = run.left is None
    if run.has_one_of(characters().brackets):
        return "group", run.text
    if is_first and item.is_excluded and run.has_one_of(characters().quotes):
        return "group", run.text
    if is_first and run.plain[:1] in {*characters().exclusion_signs, *characters().other_signs}:
        return "wrong_sign", run.plain[0]
    if run.separates(index) and not is_removed:
        return "wrong_separator", run.text
    if "*" in run.text:
        return "wildcard", run.text
    return "invalid_character", run.text


def _is_name_in_pieces(index: CatalogIndex, term: SplitTerm) -> bool:
    """Return whether the term is a name or `*` as soon as all runs are removed."""
    name = "".join(term.parts)
    if name != "*" and not index.is_valid_in_any_case(name):
        return False
    if any(part != name and is_name(index, part) for part in term.parts):
        return False
    return all(map(_is_removable, term.runs))


def is_name(index: CatalogIndex, part: str) -> bool:
    """Return whether a part is a name in any case, other than an everyday word."""
    letters = lower(part)
    known_name = index.known_names.get(letters)
    is_known_name = known_name is not None and known_name.kind != "everyday_word"
    names = (index.names_by_lower, index.earlier_names_by_lower)
    return is_known_name or any(letters in it for it in names)


def _is_removable(run: Run) -> bool:
    sets = characters()
    if run.has_one_of(f"{sets.brackets}{sets.quotes}*~{sets.exclusion_signs}"):
        return False
    if run.left is None and all(_is_unseen(it) for it in run.text):
        return True
    if run.right is None:
        return not run.has_one_of(sets.other_signs)
    if run.left is None:
        return False
    return not run.has_one_of(sets.separators) and not run.has_word


def _is_unseen(character: str) -> bool:
    sets = characters()
    point = ord(character)
    is_invisible = any(it.first <= point <= it.last for it in sets.invisible)
    return is_invisible or character in sets.whitespace
