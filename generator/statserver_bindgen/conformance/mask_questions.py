"""The questions about masks, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from statserver_bindgen.conformance.answers import (
    answered,
    finding_facts,
    ids,
    problem_facts,
    rejected,
)
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_samples import MaskSamples, join_parts
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from statserver_bindgen.conformance.answers import Question
    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.mask_samples import Parts

# The most rows or names of a request for a mask: more than the shipped table has.
_MOST_REQUESTED: Final = 200


class Request(NamedTuple):
    """A request for a mask: names, and rows by their numbers."""

    names: Sequence[str] = ()
    rows: Sequence[int] = ()


@dataclass(frozen=True)
class MaskQuestions:
    """The questions about masks; each public method yields the questions of one kind."""

    index: CatalogIndex

    def mask(self) -> Iterator[Question]:
        """Ask for the meaning and the problems of texts as masks."""
        yield from self.mask_of(self._samples)

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

    def selection(self) -> Iterator[Question]:
        """Ask which rows masks select on given objects, and for the findings of their names."""
        for context, text in product(self._contexts(), self._masks):
            mask = self._masks[text]
            names, rows, mixed = context.select(mask)
            answer = {
                "names": names,
                "actions": ids(self.index, rows),
                "is_mixed": mixed,
                "findings": finding_facts(self.index, context.check(mask)),
            }
            yield answered({"mask": text, **_context_keys(context)}, answer)

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

    def comparison(self) -> Iterator[Question]:
        """Ask for the rows in which two masks differ."""
        masks = [*self._masks]
        for number, context in enumerate(self._contexts()):
            for one, other in zip(masks, masks[number + 1 :], strict=False):
                left, right = context.compare(self._masks[one], self._masks[other])
                answer = {"only_left": ids(self.index, left), "only_right": ids(self.index, right)}
                yield answered({"left": one, "right": other, **_context_keys(context)}, answer)

    def shortest(self) -> Iterator[Question]:
        """Ask for the shortest masks for names and rows."""
        actions = self.index.catalog.actions
        for context in self._contexts():
            for names, rows in self._requests(context):
                result = context.find_shortest(names, rows)
                ask = {
                    "names": names,
                    "rows": [actions[row].id for row in rows],
                    **_context_keys(context),
                }
                if isinstance(result, Mask):
                    yield answered(ask, format_canonical(self.index, result))
                else:
                    findings = finding_facts(self.index, result)
                    yield rejected(ask, "inexpressible-mask", findings=findings)

    @cached_property
    def _samples(self) -> MaskSamples:
        return MaskSamples(self.index)

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
        """Masks of every form by their texts; together they list names of every kind of row."""
        first, second, third, fourth = self._samples.names
        shared = [it.name for it in self.index.catalog.names if len(it.actions) > 1][:3]
        texts = [
            *("*", "~*", first, f"{first},{third}", f"*,~{second}", f"*,~{first},~{fourth}"),
            ",".join([*dict.fromkeys([*shared, fourth])]),
            f"{second},Zzyzx",
            "*,~Zzyzx,~" + (shared or [third])[0],
        ]
        return {it: Mask.of_items(ParsedMask(self.index, it, keep=True).items) for it in texts}

    def _contexts(self) -> Iterator[ObjectsInMode]:
        """Yield one object type of each class, some together, and all, in each mode."""
        types = self.index.object_types
        some = dict.fromkeys(it.object_types[-1].id for it in self.index.catalog.object_classes)
        for chosen in dict.fromkeys([*((it,) for it in some), types[::2], types]):
            for mode in self.index.catalog.modes:
                yield ObjectsInMode(self.index, chosen, mode.id)

    def _requests(self, context: ObjectsInMode) -> Iterator[Request]:
        """Yield requests that a mask can and can't meet."""
        actions = self.index.catalog.actions
        here = [*islice(context.rows, _MOST_REQUESTED)]
        names = sorted({actions[row].name for row in here}, key=self.index.rank.__getitem__)
        some = self._samples.names
        yield Request()
        yield Request(names=some[:2])
        yield Request(rows=[len(actions) - 1, 0])
        scoped = (row for row, action in enumerate(actions) if action.scope is not None)
        yield Request(rows=[*islice(scoped, 0, _MOST_REQUESTED, 2)])
        yield Request(names=names[:3], rows=here[-2:])
        yield Request(rows=here[1:])
        yield Request(names=[name for name in names if name not in some])
        regular = [row for row, action in enumerate(actions) if not action.restricted_cluster]
        yield Request(rows=regular[:2])


def _context_keys(context: ObjectsInMode) -> dict[str, object]:
    return {"object_types": context.object_types, "mode": context.mode}
