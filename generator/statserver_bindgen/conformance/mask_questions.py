"""The questions about masks, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.conformance import history_samples
from statserver_bindgen.conformance.answers import (
    answered,
    mask_error_message,
    problem_facts,
    unknown_name,
    wrong_value,
)
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_samples import MaskSamples, join_parts
from statserver_bindgen.conformance.mask_sets import (
    Mask,
    find_membership,
    format_canonical,
    order,
)
from statserver_bindgen.conformance.mistake_samples import FAR
from statserver_bindgen.conformance.unknown_samples import (
    WRONG_TEXTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from statserver_bindgen.conformance.answers import Question
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_samples import Parts

REGULAR: Final = "regular"
_MOST_KNOWN: Final = 20
# Texts that no list of characters resembles.
_LONG: Final = 4
# The most rows or names of a request for a mask: more than the shipped table has.
_MOST_REQUESTED: Final = 200


@dataclass(frozen=True)
class MaskQuestions:
    """The questions about masks; each public method yields the questions of one kind."""

    index: CatalogIndex

    def mask(self) -> Iterator[Question]:
        """Ask for the meaning and the problems of texts as masks."""
        yield from self.mask_of(self._samples)
        for value in WRONG_TEXTS[:-1]:  # a list is a text in parts
            yield wrong_value({"text": value})
        for value in ("", *WRONG_TEXTS[:-1]):
            yield wrong_value({"text": "*", "unknown": value})

    def mask_of(self, texts: Iterable[Parts]) -> Iterator[Question]:
        """Ask for the meaning and the problems of given texts."""
        kept: list[str] = []
        for text in texts:
            parsed = ParsedMask(self.index, join_parts(text))
            yield answered({"text": text}, self._describe(parsed))
            if isinstance(text, str) and any(it.kind == "unknown-name" for it in parsed.problems):
                kept.append(text)
        for text in kept:
            parsed = ParsedMask(self.index, text, keep=True)
            yield answered({"text": text, "unknown": "keep"}, self._describe(parsed))

    def of(self) -> Iterator[Question]:
        """Ask for the masks of lists, and for those of values that are no lists of names."""
        first, second, third, fourth = self._samples.names
        for names in ([], [first], [fourth, second, first, second], [third, third]):
            mask = Mask(has_star=False, listed=frozenset(names))
            yield answered({"names": names}, format_canonical(self.index, mask))
        for name in ("*", f"~{first}", first.lower(), self.index.catalog.actions[-1].id, FAR):
            if self.index.find_name(name) is None:
                yield unknown_name(self.index, {"names": [second, name]}, name)
        for name in history_samples.names(self.index):
            ask = {"names": [second, name]}
            new_name = self.index.find_name(name)
            if new_name is None:
                yield unknown_name(self.index, ask, name)
            else:
                mask = Mask(has_star=False, listed=frozenset({second, new_name}))
                yield answered(ask, format_canonical(self.index, mask))
        wrong: tuple[Any, ...] = (first, "", None, 5, {}, [None], [first, 5], [[first]])
        for value in wrong:
            yield wrong_value({"names": value})

    def membership(self) -> Iterator[Question]:
        """Ask for names, ids and other texts in masks."""
        index = self.index
        ids_ = [index.catalog.actions[row].id for row in (0, -1)]
        entries = index.catalog.known_names
        known_names = [it.name for it in entries[:: len(entries) // 4 + 1]]
        texts = (
            *self._samples.names,
            *ids_,
            *known_names,
            *history_samples.names(index),
            *history_samples.former_ids(index),
            FAR,
            "*",
            "",
            ids_[0].lower(),
            f"~{FAR}",
        )
        for text, name in product(self._masks, dict.fromkeys(texts)):
            ask = {"mask": text, "name": name}
            is_in = find_membership(index, self._masks[text], name)
            if isinstance(is_in, bool):
                yield answered(ask, is_in)
            else:
                yield unknown_name(index, ask, name)
        for value in WRONG_TEXTS:
            yield wrong_value({"mask": "*", "name": value})

    def algebra(self) -> Iterator[Question]:
        """Ask for the union, intersection, difference and equality of two masks."""
        for one, other in product(self._masks, repeat=2):
            left, right = self._masks[one], self._masks[other]
            answer = {
                "union": format_canonical(self.index, left.union(right)),
                "intersection": format_canonical(self.index, left.intersection(right)),
                "difference": format_canonical(self.index, left.difference(right)),
                "equal": left == right,
            }
            yield answered({"left": one, "right": other}, answer)

    def error_message(self) -> Iterator[Question]:
        """Ask for the messages of errors with one problem and with several."""
        items = [*self._samples.invalid_items.values()]
        several = (f"{one},{other}" for one, other in pairwise(items))
        known_names = (it.name.lower() for it in self.index.catalog.known_names)
        earlier = history_samples.names(self.index)
        texts = (*items, *several, *islice(known_names, _MOST_KNOWN), *earlier)
        for text in dict.fromkeys(
            (*texts, *(f"{one},{other}" for one, other in pairwise(earlier)))
        ):
            parsed = ParsedMask(self.index, text)
            if parsed.is_rejected:
                yield answered({"text": text}, mask_error_message(parsed.problems))
        for value in WRONG_TEXTS:
            yield wrong_value({"text": value})

    def shortened_value(self) -> Iterator[Question]:
        """Ask for long names that are unknown."""
        for count in (99, 100, 101, 102, 1_000):
            yield answered({"name": "Zx" * (count // 2) + "Z" * (count % 2)}, answer=True)

    @cached_property
    def _samples(self) -> MaskSamples:
        return MaskSamples(self.index)

    def describe(self, text: str, *, keep: bool) -> Mapping[str, object]:
        """Return the answer about a text."""
        return self._describe(ParsedMask(self.index, text, keep=keep))

    def _describe(self, parsed: ParsedMask) -> Mapping[str, object]:
        """Return the problems of a text, its canonical mask, and the unknown names of that."""
        problems = [*map(problem_facts, parsed.problems)]
        if parsed.is_rejected:
            return {"problems": problems, "mask": None, "unknown": None}
        mask = Mask.of_items(parsed.items)
        unknown = [it for it in order(self.index, mask.listed) if it not in self.index.rank]
        canonical = format_canonical(self.index, mask)
        return {"problems": problems, "mask": canonical, "unknown": unknown}

    @cached_property
    def _masks(self) -> Mapping[str, Mask]:
        return sample_masks(self.index)


def sample_masks(index: CatalogIndex) -> Mapping[str, Mask]:
    """Return masks of every form by their texts; together they list names of every kind."""
    first, second, third, fourth = MaskSamples(index).names
    shared = [it.name for it in index.catalog.names if len(it.actions) > 1][:3]
    texts = [
        *("*", "~*", first, f"{first},{third}", f"*,~{second}", f"*,~{first},~{fourth}"),
        ",".join([*dict.fromkeys([*shared, fourth])]),
        f"{second},{FAR}",
        f"*,~{FAR},~" + (shared or [third])[0],
    ]
    history = history_samples.names(index)
    if history:
        texts += [",".join(history[::2]), ",".join(["*", *(f"~{it}" for it in history[1::2])])]
    return {it: Mask.of_items(ParsedMask(index, it, keep=True).items) for it in texts}
