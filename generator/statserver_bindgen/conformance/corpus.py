"""The questions to a binding, and the answers that it has to give.

What comes in: a catalog. What goes out: for each kind of question a list of questions as plain
data, each with an answer, or with the error that there is instead of one.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.conformance.catalog_index import Table
from statserver_bindgen.conformance.mask_parser import Reading
from statserver_bindgen.conformance.mask_samples import Texts, joined
from statserver_bindgen.conformance.mask_sets import At, Mask, canonical, order
from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.mask_parser import Problem
    from statserver_bindgen.conformance.mask_sets import Finding

Question = dict[str, Any]

_DRAWN: Final = 100
# A mask is asked for at most so many rows or names at once: more than our table has.
_WANTED: Final = 200
# What answers have of each thing, in this order.
ATTRIBUTES: Final = {
    "action": (
        *("name", "scope", "label", "object_class", "object_types", "timing", "is_durable"),
        *("is_instantaneous", "interaction_related", "restricted_cluster", "inferred"),
    ),
    "problem": ("kind", "severity", "start", "length", "message", "suggestion"),
    "finding": ("name", "reason", "object_types", "actions", "message"),
}


class Wanted(NamedTuple):
    """Names and rows by their places, for which a mask is wanted."""

    names: Sequence[int] = ()
    rows: Sequence[int] = ()


def corpus(catalog: Catalog) -> Mapping[str, Any]:
    """Return the questions for a catalog, by kind, and what one needs to read the answers."""
    asked = Questions(catalog)
    kinds: list[Callable[[], Iterator[Question]]] = [
        *(asked.action, asked.parse, asked.select, asked.named, asked.resolve),
        *(asked.mask, asked.selection, asked.algebra, asked.comparison, asked.shortest),
    ]
    questions = {it.__name__: list(it()) for it in kinds}
    return {
        "attributes": ATTRIBUTES,
        "names": asked.table.names,
        "rows": [it.id for it in catalog.actions],
        "messages": [*asked.messages],
        "questions": questions,
    }


class Questions:
    """The questions for a catalog; each method gives those of one kind."""

    def __init__(self, catalog: Catalog) -> None:
        self.table = Table(catalog)
        self.texts = Texts(self.table)
        self.messages: dict[str, int] = {}

    def action(self) -> Iterator[Question]:
        """Ask for every attribute of every row."""
        for row in self.table.catalog.actions:
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
            yield _asked({"id": row.id}, answer)

    def parse(self) -> Iterator[Question]:
        """Ask for ids as data has them: what is not known is kept."""
        ids = {it.id: at for at, it in enumerate(self.table.catalog.actions)}
        first = next(iter(ids))
        others = (self.table.names[0], first.lower(), f"{first} ", f"{first}\0", "CALL_TELEPORTED")
        for text in (*ids, *others, "", "\u202e", "É"):
            yield _asked({"text": text}, ids.get(text, text))

    def select(self) -> Iterator[Question]:
        """Ask for each value of a filter, each pair, and a hundred of the other choices."""
        catalog = self.table.catalog
        values: dict[str, Sequence[object]] = {
            "object_type": self.table.types,
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
        few = [it for it in choices if len(it) <= 2]  # noqa: PLR2004 - single ones and pairs
        many = choices[len(few) :]
        for wanted in few + many[:: max(1, len(many) // _DRAWN)][:_DRAWN]:
            yield _asked(wanted, self.table.select(wanted))
        for key, words in values.items():
            for word in _misspelt(words):
                yield _refused({key: word}, suggestion=closest(word, map(str, words)))

    def named(self) -> Iterator[Question]:
        """Ask for each name, and for texts that are none."""
        for name in self.table.names:
            yield _asked({"name": name}, self.table.places[name])
        for text in self._no_names():
            yield _refused({"name": text}, suggestion=self.table.name_meant(text))

    def resolve(self) -> Iterator[Question]:
        """Ask for each name on one object type of each kind, and for texts that are none."""
        types = list(
            dict.fromkeys(it.object_types[0].id for it in self.table.catalog.object_classes)
        )
        for on in types:
            here = {*self.table.on([on])}
            for name in self.table.names:
                rows = [it for it in self.table.places[name] if it in here]
                yield _asked({"name": name, "object_type": on}, rows)
        for text in islice(self._no_names(), 3):
            ask = {"name": text, "object_type": types[0]}
            yield _refused(ask, suggestion=self.table.name_meant(text))
        for text in _misspelt(self.table.types):
            ask = {"name": self.table.names[0], "object_type": text}
            yield _refused(ask, suggestion=closest(text, self.table.types))

    def mask(self) -> Iterator[Question]:
        """Ask what texts mean as masks, and what is wrong with them."""
        kept: list[str] = []
        for text in self.texts:
            reading = Reading(self.table, joined(text))
            yield _asked({"text": text}, self._read(reading))
            if isinstance(text, str) and any(it.kind == "unknown-name" for it in reading.problems):
                kept.append(text)
        for text in kept:
            reading = Reading(self.table, text, keep=True)
            yield _asked({"text": text, "unknown": "keep"}, self._read(reading))

    def selection(self) -> Iterator[Question]:
        """Ask what masks select where, and what their names can't do there."""
        for at, text in product(self._places(), self._masks):
            mask = self._masks[text]
            names, rows, mixed = at.select(mask)
            ranks = [self.table.rank[it] for it in names]
            answer = ranks, rows, mixed, self._findings(at.check(mask))
            yield _asked({"mask": text, **_where(at)}, answer)

    def algebra(self) -> Iterator[Question]:
        """Ask for what two masks mean together."""
        for one, other in product(self._masks, repeat=2):
            left, right = self._masks[one], self._masks[other]
            sets = left.union(right), left.intersection(right), left.difference(right)
            answer = *(canonical(self.table, it) for it in sets), left == right
            yield _asked({"left": one, "right": other}, answer)

    def comparison(self) -> Iterator[Question]:
        """Ask in which rows two masks differ."""
        masks = [*self._masks]
        for number, at in enumerate(self._places()):
            for one, other in zip(masks, masks[number + 1 :], strict=False):
                answer = at.compare(self._masks[one], self._masks[other])
                yield _asked({"left": one, "right": other, **_where(at)}, answer)

    def shortest(self) -> Iterator[Question]:
        """Ask for the shortest masks for names and rows."""
        for at in self._places():
            for wanted in self._wanted(at):
                found = at.shortest([self.table.names[it] for it in wanted.names], wanted.rows)
                ask = {**wanted._asdict(), **_where(at)}
                if isinstance(found, Mask):
                    yield _asked(ask, canonical(self.table, found))
                else:
                    yield _refused(ask, findings=self._findings(found))

    def _no_names(self) -> Iterator[str]:
        yield from (it for it in self.texts.wrong.values() if it not in self.table.rank)
        yield from ("\0", "\U0001f4de", "x" * 200)

    def _read(self, reading: Reading) -> Sequence[object]:
        """Return the problems of a text, and the mask that it makes with its unknown names."""
        problems = [
            (it.kind, it.severity, it.start, it.length, self._message(it), it.suggestion)
            for it in reading.problems
        ]
        if reading.is_refused:
            return problems, None, None
        mask = Mask.of_items(reading.items)
        unknown = [it for it in order(self.table, mask.listed) if it not in self.table.rank]
        return problems, canonical(self.table, mask), unknown

    def _findings(self, found: Iterable[Finding]) -> list[object]:
        return [(it.name, it.reason, it.object_types, it.rows, self._message(it)) for it in found]

    def _message(self, of: Problem | Finding) -> int:
        return self.messages.setdefault(of.message, len(self.messages))

    @cached_property
    def _masks(self) -> Mapping[str, Mask]:
        """Masks of every make by their texts; together they list names of every kind of row."""
        first, second, third, fourth = self.texts.names
        doubled = [it.name for it in self.table.catalog.names if len(it.actions) > 1][:3]
        texts = [
            *("*", "~*", first, f"{first},{third}", f"*,~{second}", f"*,~{first},~{fourth}"),
            ",".join([*dict.fromkeys([*doubled, fourth])]),
            f"{second},Zzyzx",
            "*,~Zzyzx,~" + (doubled or [third])[0],
        ]
        return {it: Mask.of_items(Reading(self.table, it, keep=True).items) for it in texts}

    def _places(self) -> Iterator[At]:
        """Yield one object type of each kind, some together, and all, in each mode."""
        types = self.table.types
        some = dict.fromkeys(it.object_types[-1].id for it in self.table.catalog.object_classes)
        for chosen in dict.fromkeys([*((it,) for it in some), types[::2], types]):
            for mode in self.table.catalog.modes:
                yield At(self.table, chosen, mode.id)

    def _wanted(self, at: At) -> Iterator[Wanted]:
        rows, rank = self.table.catalog.actions, self.table.rank
        here = [*islice(at.at_hand, _WANTED)]
        names = [*dict.fromkeys(rank[rows[it].name] for it in here)]
        some = [rank[it] for it in self.texts.names]
        yield Wanted()
        yield Wanted(names=some[:2])
        yield Wanted(rows=[len(rows) - 1, 0])
        scoped = (at for at, it in enumerate(rows) if it.scope is not None)
        yield Wanted(rows=[*islice(scoped, 0, _WANTED, 2)])
        yield Wanted(names=names[:3], rows=here[-2:])
        yield Wanted(rows=here[1:])
        yield Wanted(names=[it for it in names if it not in some])
        yield Wanted(rows=[at for at, it in enumerate(rows) if not it.restricted_cluster][:2])


def _asked(ask: Mapping[str, object], answer: object) -> Question:
    return {"ask": ask, "answer": answer}


def _refused(ask: Mapping[str, object], **error: object) -> Question:
    return {"ask": ask, "error": error}


def _where(at: At) -> dict[str, object]:
    return {"object_types": at.types, "mode": at.mode}


def _misspelt(words: Sequence[object]) -> Iterator[str]:
    known = [it for it in words if isinstance(it, str)]
    for word in known[:2]:
        changed = (word.upper(), word.lower(), word[:-1], word[1:], f"{word}s", f" {word}")
        yield from (it for it in changed if it not in known)
    if known:
        yield "Zzyzx"
