"""Warnings about items that repeat, contradict or do not need each other.

docs/masks.md, steps 7 and 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.conformance.mask_problems import build_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statserver_bindgen.conformance.mask_items import Item
    from statserver_bindgen.conformance.mask_problems import Problem


def repetition_problems(
    accepted: Sequence[Item], *, is_every_item_accepted: bool
) -> Iterator[Problem]:
    """Yield at most one problem of each accepted item."""
    texts = {it.canonical_text for it in accepted}
    is_complete = is_every_item_accepted and any(not it.is_excluded for it in accepted)
    earlier: set[str] = set()
    for item in accepted:
        message = _compare_with_earlier(item, earlier) or _inclusion_message(item, texts)
        if message is None and is_complete:
            message = _exclusion_message(item, texts)
        if message is not None:
            yield _problem(message, item)
        earlier.add(item.canonical_text)


def _compare_with_earlier(item: Item, earlier: set[str]) -> str | None:
    """Return the message about an item and the items before it, if one applies."""
    if item.canonical_text in earlier:
        return "duplicate"
    if item.canonical_text == "~*" and any(not it.startswith("~") for it in earlier):
        return "everything_excluded"
    if not item.is_excluded and "~*" in earlier:
        return "included_in_vain"
    opposite = item.name if item.is_excluded else f"~{item.name}"
    return "included_and_excluded" if opposite in earlier else None


def _inclusion_message(item: Item, texts: set[str]) -> str | None:
    """Return the message about a name that `*` includes anyway, if it applies."""
    is_included_name = not item.is_excluded and item.name != "*"
    is_redundant = "*" in texts and not {"~*", f"~{item.name}"} & texts
    return "adds_nothing" if is_included_name and is_redundant else None


def _exclusion_message(item: Item, texts: set[str]) -> str | None:
    """Return the message about the exclusion of a name that is not included, if it applies."""
    is_excluded_name = item.is_excluded and item.name != "*"
    is_redundant = not {"*", "~*", item.name} & texts
    return "excludes_nothing" if is_excluded_name and is_redundant else None


def _problem(message: str, item: Item) -> Problem:
    is_about_term = message == "included_and_excluded"
    return build_problem(
        message,
        item.start,
        item.length,
        text=item.term if is_about_term else item.shown_text,
        name=item.name,
        exclusion=f"~{item.name}",
    )


def only_exclusions_problem(items: Sequence[Item]) -> Problem | None:
    """Return the problem of a text with exclusions only."""
    complete = [it for it in items if it.term]
    if not complete or any(it.sign != "~" for it in complete):
        return None
    suggestion = None if any(it.term == "*" for it in complete) else "*,~"
    return build_problem("only_exclusions", complete[0].start, 1, suggestion)
