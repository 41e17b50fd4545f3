"""The questions that every binding must answer, with the answers.

`corpus` takes a catalog and returns the questions by kind as plain data, each with its answer or
with the error that the binding must raise.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_samples import MaskSamples, join_parts
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical, order
from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.mask_findings import Finding
    from statserver_bindgen.conformance.mask_problems import Problem

Question = dict[str, Any]

_SAMPLED: Final = 100
# The most rows or names of a request for a mask: more than the shipped table has.
_MOST_REQUESTED: Final = 200
# The attributes in the answers, in their order.
ATTRIBUTES: Final = {
    "action": (
        *("name", "scope", "label", "object_class", "object_types", "timing", "is_durable"),
        *("is_instantaneous", "interaction_related", "restricted_cluster", "inferred"),
    ),
    "problem": ("kind", "severity", "start", "length", "message", "suggestion"),
    "finding": ("name", "reason", "object_types", "actions", "message"),
}


class Request(NamedTuple):
    """A request for a mask: names and rows by their numbers."""

    names: Sequence[int] = ()
    rows: Sequence[int] = ()


def corpus(catalog: Catalog) -> Mapping[str, Any]:
    """Return the questions for a catalog by kind, and the data to which the answers refer."""
    source = Questions(catalog)
    kinds: list[Callable[[], Iterator[Question]]] = [
        *(source.action, source.parse, source.select, source.named, source.resolve),
        *(source.mask, source.selection, source.algebra, source.comparison, source.shortest),
    ]
    questions = {kind.__name__: list(kind()) for kind in kinds}
    return {
        "attributes": ATTRIBUTES,
        "names": source.index.names,
        "rows": [it.id for it in catalog.actions],
        "messages": [*source.messages],
        "questions": questions,
    }


class Questions:
    """The questions for a catalog; each public method yields the questions of one kind."""

    def __init__(self, catalog: Catalog) -> None:
        self.index = CatalogIndex(catalog)
        self.samples = MaskSamples(self.index)
        self.messages: dict[str, int] = {}

    def action(self) -> Iterator[Question]:
        """Ask for every attribute of every row."""
        for row in self.index.catalog.actions:
            answer = (
                row.name,
                row.scope and row.scope.id,
                row.label,
                row.object_class.id,
                [it.id for it in row.object_types],
                row.timing.id,
                not row.timing.instantaneous,
                row.timing.instantaneous,
                row.interaction_related,
                row.restricted_cluster,
                [(it.field, it.reason.id) for it in row.inferred],
            )
            yield _answered({"id": row.id}, answer)

    def parse(self) -> Iterator[Question]:
        """Ask for ids as they are in data; unknown ids are kept."""
        ids = {action.id: number for number, action in enumerate(self.index.catalog.actions)}
        first = next(iter(ids))
        others = (self.index.names[0], first.lower(), f"{first} ", f"{first}\0", "CALL_TELEPORTED")
        for text in (*ids, *others, "", "\u202e", "É"):
            yield _answered({"text": text}, ids.get(text, text))

    def select(self) -> Iterator[Question]:
        """Ask for each value of a filter, each pair, and a hundred of the other combinations."""
        catalog = self.index.catalog
        values: dict[str, Sequence[object]] = {
            "object_type": self.index.object_types,
            "object_class": [it.id for it in catalog.object_classes],
            "timing": [it.id for it in catalog.timings],
            "mode": [it.id for it in catalog.modes],
            "interaction_related": [True, False],
        }
        choices = [
            dict(zip(keys, chosen, strict=True))
            for count in range(len(values) + 1)
            for keys in combinations(values, count)
            for chosen in product(*(values[key] for key in keys))
        ]
        few = [it for it in choices if len(it) <= 2]  # noqa: PLR2004 - single values and pairs
        many = choices[len(few) :]
        for filters in few + many[:: max(1, len(many) // _SAMPLED)][:_SAMPLED]:
            yield _answered(filters, self.index.select(filters))
        for key, valid in values.items():
            for text in _misspell(valid):
                yield _rejected({key: text}, suggestion=closest(text, map(str, valid)))

    def named(self) -> Iterator[Question]:
        """Ask for each name, and for unknown names."""
        for name in self.index.names:
            yield _answered({"name": name}, self.index.rows_by_name[name])
        for text in self._unknown_names():
            yield _rejected({"name": text}, suggestion=self.index.suggest_name(text))

    def resolve(self) -> Iterator[Question]:
        """Ask for each name on one object type of each class, and for unknown names and types."""
        types = list(
            dict.fromkeys(it.object_types[0].id for it in self.index.catalog.object_classes)
        )
        for on in types:
            here = {*self.index.rows_on([on])}
            for name in self.index.names:
                rows = [it for it in self.index.rows_by_name[name] if it in here]
                yield _answered({"name": name, "object_type": on}, rows)
        for text in islice(self._unknown_names(), 3):
            ask = {"name": text, "object_type": types[0]}
            yield _rejected(ask, suggestion=self.index.suggest_name(text))
        for text in _misspell(self.index.object_types):
            ask = {"name": self.index.names[0], "object_type": text}
            yield _rejected(ask, suggestion=self.index.suggest_object_type(text))

    def mask(self) -> Iterator[Question]:
        """Ask for the meaning and the problems of texts as masks."""
        kept: list[str] = []
        for text in self.samples:
            parsed = ParsedMask(self.index, join_parts(text))
            yield _answered({"text": text}, self._describe(parsed))
            if isinstance(text, str) and any(it.kind == "unknown-name" for it in parsed.problems):
                kept.append(text)
        for text in kept:
            parsed = ParsedMask(self.index, text, keep=True)
            yield _answered({"text": text, "unknown": "keep"}, self._describe(parsed))

    def selection(self) -> Iterator[Question]:
        """Ask which rows masks select on given objects, and for the findings of their names."""
        for context, text in product(self._contexts(), self._masks):
            mask = self._masks[text]
            names, rows, mixed = context.select(mask)
            ranks = [self.index.rank[name] for name in names]
            answer = ranks, rows, mixed, self._findings(context.check(mask))
            yield _answered({"mask": text, **_context_keys(context)}, answer)

    def algebra(self) -> Iterator[Question]:
        """Ask for the union, intersection, difference and equality of two masks."""
        for one, other in product(self._masks, repeat=2):
            left, right = self._masks[one], self._masks[other]
            sets = left.union(right), left.intersection(right), left.difference(right)
            answer = *(format_canonical(self.index, it) for it in sets), left == right
            yield _answered({"left": one, "right": other}, answer)

    def comparison(self) -> Iterator[Question]:
        """Ask for the rows in which two masks differ."""
        masks = [*self._masks]
        for number, context in enumerate(self._contexts()):
            for one, other in zip(masks, masks[number + 1 :], strict=False):
                answer = context.compare(self._masks[one], self._masks[other])
                yield _answered({"left": one, "right": other, **_context_keys(context)}, answer)

    def shortest(self) -> Iterator[Question]:
        """Ask for the shortest masks for names and rows."""
        for context in self._contexts():
            for request in self._requests(context):
                names = [self.index.names[rank] for rank in request.names]
                result = context.find_shortest(names, request.rows)
                ask = {**request._asdict(), **_context_keys(context)}
                if isinstance(result, Mask):
                    yield _answered(ask, format_canonical(self.index, result))
                else:
                    yield _rejected(ask, findings=self._findings(result))

    def _unknown_names(self) -> Iterator[str]:
        yield from (it for it in self.samples.invalid_items.values() if it not in self.index.rank)
        yield from ("\0", "\U0001f4de", "x" * 200)

    def _describe(self, parsed: ParsedMask) -> Sequence[object]:
        """Return the problems of a text, its canonical mask, and the unknown names of that."""
        problems = [
            (
                problem.kind,
                problem.severity,
                problem.start,
                problem.length,
                self._message(problem),
                problem.suggestion,
            )
            for problem in parsed.problems
        ]
        if parsed.is_rejected:
            return problems, None, None
        mask = Mask.of_items(parsed.items)
        unknown = [it for it in order(self.index, mask.listed) if it not in self.index.rank]
        return problems, format_canonical(self.index, mask), unknown

    def _findings(self, findings: Iterable[Finding]) -> list[object]:
        return [
            (
                finding.name,
                finding.reason,
                finding.object_types,
                finding.rows,
                self._message(finding),
            )
            for finding in findings
        ]

    def _message(self, problem: Problem | Finding) -> int:
        """Return the number of a message, which is new or has occurred before."""
        return self.messages.setdefault(problem.message, len(self.messages))

    @cached_property
    def _masks(self) -> Mapping[str, Mask]:
        """Masks of every form by their texts; together they list names of every kind of row."""
        first, second, third, fourth = self.samples.names
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
        actions, rank = self.index.catalog.actions, self.index.rank
        here = [*islice(context.rows, _MOST_REQUESTED)]
        names = [*dict.fromkeys(rank[actions[row].name] for row in here)]
        some = [rank[name] for name in self.samples.names]
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


def _answered(ask: Mapping[str, object], answer: object) -> Question:
    return {"ask": ask, "answer": answer}


def _rejected(ask: Mapping[str, object], **error: object) -> Question:
    return {"ask": ask, "error": error}


def _context_keys(context: ObjectsInMode) -> dict[str, object]:
    return {"object_types": context.object_types, "mode": context.mode}


def _misspell(values: Sequence[object]) -> Iterator[str]:
    """Yield texts that resemble the first values and are not among them."""
    texts = [value for value in values if isinstance(value, str)]
    for text in texts[:2]:
        changed = (text.upper(), text.lower(), text[:-1], text[1:], f"{text}s", f" {text}")
        yield from (it for it in changed if it not in texts)
    if texts:
        yield "Zzyzx"
