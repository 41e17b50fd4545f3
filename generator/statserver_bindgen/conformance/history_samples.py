"""Sample texts with names that are deprecated, renamed, split or removed.

A catalog whose rows have no history has none of them.
"""

from __future__ import annotations

from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Final

from statserver_bindgen.conformance.mistake_samples import FAR
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from statserver_bindgen.conformance.catalog_index import CatalogIndex

# The most names with one message, and pairs of names that lead to one name, that are asked for.
_MOST_OF_A_MESSAGE: Final = 8
_MOST_PAIRS: Final = 12
_MOST_ALIASES: Final = 20
_MOST_IN_TWO_CASES: Final = 20


def names(index: CatalogIndex) -> list[str]:
    """Return earlier and deprecated names, some with each message."""
    by_message: dict[str | None, list[str]] = {}
    for name, entry in chain(index.deprecated_names.items(), index.earlier_names.items()):
        by_message.setdefault(entry.message, []).append(name)
    return [name for group in by_message.values() for name in group[:_MOST_OF_A_MESSAGE]]


def former_ids(index: CatalogIndex) -> list[str]:
    """Return former ids of rows."""
    aliases = [alias for action in index.catalog.actions for alias in action.aliases]
    return [it.id for it in aliases[:_MOST_ALIASES]]


def spellings(index: CatalogIndex) -> Iterator[str]:
    """Yield earlier names as they are, in another case and misspelt; former ids and labels."""
    for name in names(index):
        yield from (name, name.lower(), name.upper(), name.swapcase())
        yield from (name[:2] + name[3:], f"{name}x", f"{name[:-1]}", f"{name[:2]}q{name[3:]}")
    for name in islice(_in_two_cases(index), _MOST_IN_TWO_CASES):
        yield from (name, name.lower(), name.upper(), name.swapcase())
    for id_ in former_ids(index):
        yield from (id_, id_.lower())
    labels = [it.label for row in index.catalog.actions for it in row.formerly if it.scope]
    for label in labels[:_MOST_ALIASES]:
        yield from (label, label.lower(), f"{label}x")


def _in_two_cases(index: CatalogIndex) -> Iterator[str]:
    """Yield earlier names that differ in case only from other names."""
    for name in index.earlier_names:
        letters = lower(name)
        if letters in index.names_by_lower or len(index.earlier_names_by_lower[letters]) > 1:
            yield name


def masks(index: CatalogIndex) -> Iterator[str]:
    """Yield masks with these names: alone, with the names that they lead to, and in pairs."""
    for text in spellings(index):
        yield from (text, f"*,~{text}")
    for name in names(index):
        yield from (f"!{name}", f"~{name}", f'"{name}"', f"MainMask={name}", f"{name}.", f"{name},")
        yield from (f"{name},{name}", f"{name},~{name}", f"*,{name}", f"~*,{name}", f"{name},~*")
        yield from (f"{name},{FAR}", f"{name},{FAR}!", f"{FAR},~{name}", f"{name}*", f"({name})")
        yield from (f"{name[:2]} {name[2:]}", f"{name} {FAR}", f"*,~{name} {name}", f"~{name},,")
        for other in _related(index, name):
            yield from _with_other(name, other)
    for one, other in _pairs(index):
        yield from (f"{one},{other}", f"{one},~{other}", f"*,~{one},~{other}", f"~{other},~{one}")


def _related(index: CatalogIndex, name: str) -> Iterator[str]:
    """Yield the name to which a name leads, or any other one."""
    entry = index.deprecated_names.get(name) or index.earlier_names[name]
    if entry.suggestion is None:
        yield index.names[0] if name != index.names[0] else index.names[-1]
        return
    other = entry.suggestion
    row = index.catalog.actions[index.rows_by_name[other][0]]
    yield from (other, other.lower(), other[:2] + other[3:], row.id, row.label)


def _with_other(name: str, other: str) -> Iterator[str]:
    yield from (f"{name},{other}", f"{other},{name}", f"{name},~{other}", f"{other},~{name}")
    yield from (f"*,~{name},~{other}", f"{name} {other}", f"{name} or {other}", f"~{name};{other}")
    yield from (f"{name};{other}", f"{name} ~{other}", f"{name},!{other}")


def _pairs(index: CatalogIndex) -> Iterable[tuple[str, str]]:
    """Return pairs of names that lead to one name."""
    by_suggestion: dict[str, list[str]] = {}
    for name in names(index):
        entry = index.deprecated_names.get(name) or index.earlier_names[name]
        if entry.suggestion is not None:
            by_suggestion.setdefault(entry.suggestion, []).append(name)
    pairs = chain.from_iterable(combinations(it, 2) for it in by_suggestion.values())
    return [*pairs][:_MOST_PAIRS]
