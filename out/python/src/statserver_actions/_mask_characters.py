# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Characters that action names do not have: quotes, brackets, signs or separators.

An item goes in, and a problem for each run of such characters comes out.
"""

from __future__ import annotations

from . import _mask_messages
from ._earlier_names import EARLIER_BY_LOWER
from ._known_names import KNOWN_NAMES
from ._mask_problems import make_problem
from ._mask_runs import is_valid_in_any_case, split_runs
from ._mask_vocabulary import (
    BRACKETS,
    EXCLUSION_SIGNS,
    OTHER_SIGNS,
    QUOTES,
    WHITESPACE,
    MaskProblemKind,
)
from ._names import BY_LOWER, lower

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._mask_items import Item
    from ._mask_problems import MaskProblem
    from ._mask_runs import Run

_LEADING_SIGNS = EXCLUSION_SIGNS | OTHER_SIGNS


def find_characters(item: Item) -> Iterator[MaskProblem]:
    """Yield the problems of an item whose term has other characters than a name."""
    term, start = item.term, item.term_start
    if not item.is_excluded and is_quoted(term):
        message = _mask_messages.quoted_item(term)
        name = term[1:-1].strip(WHITESPACE)
        yield make_problem(
            MaskProblemKind.BAD_CHARACTER, start, len(term), message, name
        )
        return
    runs = split_runs(term)
    can_remove = _can_remove(runs)
    follows_sign = item.is_excluded
    for run in runs:
        suggestion = "" if can_remove else _find_comma(run, follows_sign=follows_sign)
        follows_sign = follows_sign or run.has_sign
        yield make_problem(
            MaskProblemKind.BAD_CHARACTER,
            start + run.start,
            len(run.text),
            _find_message(run, item, can_remove=can_remove),
            suggestion,
        )


def is_quoted(text: str) -> bool:
    """Return whether a text has a quote at each end, and no other one."""
    return (
        len(text) > 1
        and text[0] in QUOTES
        and text[-1] in QUOTES
        and QUOTES.isdisjoint(text[1:-1])
    )


def _find_comma(run: Run, *, follows_sign: bool) -> str | None:
    """Return the comma to write instead, with a tilde after it if it has a sign.

    What follows a sign without a comma may be excluded too: that is not clear.
    """
    if not run.separates:
        return None
    if run.sign:
        return ",~"
    return None if follows_sign else ","


def _find_message(run: Run, item: Item, *, can_remove: bool) -> str:
    """Return the message of the problem that a run is."""
    is_first = not run.before
    opens_quote = is_first and item.is_excluded and not QUOTES.isdisjoint(run.text)
    if opens_quote or not BRACKETS.isdisjoint(run.text):
        return _mask_messages.group(run.text)
    if is_first and run.plain[:1] in _LEADING_SIGNS:
        return _mask_messages.wrong_sign(run.plain[0])
    if run.separates and not can_remove:
        return _mask_messages.wrong_separator(run.text)
    if "*" in run.text:
        return _mask_messages.wildcard()
    return _mask_messages.invalid_character(run.text)


def _can_remove(runs: Sequence[Run]) -> bool:
    """Return whether a term is evidently one name, or `*`, without the runs."""
    if not all(it.is_removable for it in runs):
        return False
    parts = [runs[0].before, *(it.after for it in runs)]
    whole = "".join(parts)
    if whole != "*" and not is_valid_in_any_case(whole):
        return False
    return not any(_is_listed(it) for it in parts if len(it) < len(whole))


def _is_listed(part: str) -> bool:
    """Return whether a part is an action name or a name of Stat Server in any case."""
    key = lower(part)
    if key in BY_LOWER or key in EARLIER_BY_LOWER:
        return True
    return key in KNOWN_NAMES and not KNOWN_NAMES[key].is_everyday_word
