"""Sample values that are not valid: misspelt texts, known names, and values that are no texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.conformance import history_samples, mistake_samples
from statserver_bindgen.conformance.mask_samples import MaskSamples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex

WRONG_TEXTS: Final[tuple[Any, ...]] = (None, 5, True, {}, [])
"""Values that are not texts."""
WRONG_FLAGS: Final[tuple[Any, ...]] = ("yes", 1, [], [True], {})
"""Values that are neither true nor false."""
_MOST_SPELLINGS: Final = 20


def unknown_names(index: CatalogIndex) -> Iterator[str]:
    """Yield texts that are not action names: invalid ones, known, earlier and near ones."""
    texts = (
        *MaskSamples(index).invalid_items.values(),
        *mistake_samples.known_names(index),
        *mistake_samples.near_names(index),
        *history_samples.spellings(index),
        *("\0", "\U0001f4de", "x" * 200),
    )
    yield from (it for it in dict.fromkeys(texts) if index.find_name(it) is None)


def unknown_object_types(index: CatalogIndex) -> Iterator[str]:
    """Yield texts that are not object types: misspelt ones, other spellings, known types."""
    spellings = [it.id for it in index.catalog.object_type_spellings][:_MOST_SPELLINGS]
    known_types = [it.id for it in index.catalog.known_object_types][:_MOST_SPELLINGS]
    texts = [*misspell(index.object_types)]
    for text in (*spellings, *known_types):
        texts += (text, text.lower(), text.upper(), f"{text}s", f" {text}")
    yield from (it for it in dict.fromkeys(texts) if it not in index.object_types)


def misspell(values: Sequence[object]) -> Iterator[str]:
    """Yield texts that resemble values, or several of them, and are not among them."""
    texts = [value for value in values if isinstance(value, str)]
    for text in texts[:2]:
        changed = (text.upper(), text.lower(), text[:-1], text[1:], f"{text}s", f" {text}")
        yield from (it for it in changed if it not in texts)
    for text in texts:
        parts = (
            text[:4],
            text[1:5],
            text[-4:],
            text[-5:-1],
            f"{text[:1]}{text[2:3]}{text[1:2]}{text[3:]}",
            f"{text[:-1]}q",
        )
        yield from (it for it in parts if it not in texts)
    for one, other in pairwise(texts):
        yield from (f"{one}{other}", f"{other}And{one}", f"{other[:-1]}_{one}")
    if texts:
        yield from ("Zzyzx", "", texts[0].replace("k", "\u212a").replace("K", "\u212a") + "\u212a")
