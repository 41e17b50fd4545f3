"""The questions about masks on given objects in a mode, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from statserver_bindgen.conformance import history_samples
from statserver_bindgen.conformance.answers import (
    answered,
    finding_facts,
    ids,
    inexpressible_message,
    rejected,
    unknown_name,
    unknown_object_type,
    wrong_value,
)
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_questions import sample_masks
from statserver_bindgen.conformance.mask_samples import MaskSamples
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical
from statserver_bindgen.conformance.mistake_samples import FAR
from statserver_bindgen.conformance.unknown_samples import (
    WRONG_TEXTS,
    misspell,
    unknown_object_types,
)
from statserver_bindgen.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statserver_bindgen.conformance.answers import Question
    from statserver_bindgen.conformance.catalog_index import CatalogIndex

REGULAR: Final = "regular"
# Texts that no list of characters resembles.
_LONG: Final = 4
# The most rows or names of a request for a mask: more than the shipped table has.
_MOST_REQUESTED: Final = 200


class Request(NamedTuple):
    """A request for a mask: names, and rows by their numbers."""

    names: Sequence[str] = ()
    rows: Sequence[int] = ()


@dataclass(frozen=True)
class ObjectQuestions:
    """The questions about masks on objects; each public method yields those of one kind."""

    index: CatalogIndex

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
            if text == "*" and len(context.object_types) > 1:
                types = [*reversed(context.object_types), context.object_types[0]]
                yield answered({"mask": text, "object_types": types, "mode": context.mode}, answer)
        yield from self._wrong_objects()

    def _wrong_objects(self) -> Iterator[Question]:
        """Ask for objects and modes that are not valid."""
        first, mode = self.index.object_types[0], self.index.catalog.modes[0].id
        for text in unknown_object_types(self.index):
            ask = {"mask": "*", "object_types": [first, text], "mode": mode}
            yield unknown_object_type(self.index, ask, text)
            if len(text) > _LONG:
                ask = {"mask": "*", "object_types": text, "mode": mode}
                yield unknown_object_type(self.index, ask, text)
        yield wrong_value({"mask": "*", "object_types": [], "mode": mode}, "no_object_type")
        wrong: tuple[Any, ...] = (None, 5, {}, [None], [[first]])
        for value in wrong:
            yield wrong_value({"mask": "*", "object_types": value, "mode": mode})
        modes = [it.id for it in self.index.catalog.modes]
        for text in misspell(modes):
            ask = {"mask": "*", "object_types": [first], "mode": text}
            yield rejected(ask, "unknown-value", suggestion=closest(text, modes))
        for value in WRONG_TEXTS:
            yield wrong_value({"mask": "*", "object_types": [first], "mode": value})

    def statuses(self) -> Iterator[Question]:
        """Ask for the statuses that masks select on each object type."""
        modes = [None, *(it.id for it in self.index.catalog.modes)]
        masks = [*self._masks, *self._masks_of_statuses()]
        for object_type, mode, text in product(self.index.object_types, modes, masks):
            ask: dict[str, object] = {"mask": text, "object_type": object_type}
            ask |= {} if mode is None else {"mode": mode}
            context = ObjectsInMode(self.index, (object_type,), mode or REGULAR)
            mask = Mask.of_items(ParsedMask(self.index, text, keep=True).items)
            names = context.find_statuses(mask)
            if names is not None:
                yield answered(ask, names)
            elif text == masks[0]:
                yield wrong_value(ask, "no_status_order", object_types=object_type)
        for text in misspell(self.index.object_types):
            yield unknown_object_type(self.index, {"mask": "*", "object_type": text}, text)
        for value in WRONG_TEXTS:
            yield wrong_value({"mask": "*", "object_type": value})

    def _masks_of_statuses(self) -> Iterator[str]:
        statuses = [it.name for it in self.index.catalog.statuses]
        if statuses:
            yield from (",".join(statuses[::2]), f"*,~{statuses[0]},~{statuses[-1]}")

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
                ask = {"names": [*names], "rows": [actions[row].id for row in rows]}
                yield self._answer_shortest(context, ask, names, rows)
        yield from self._shortest_of_former_names()
        on = {"object_types": [self.index.object_types[0]], "mode": self.index.catalog.modes[0].id}
        unknown = (MaskSamples(self.index).names[0].lower(), f"{actions[0].id} ", FAR, "*")
        for name in (*unknown, *history_samples.names(self.index)):
            if self.index.find_name(name) is None and name not in self.index.name_by_id:
                yield unknown_name(self.index, {"names": [name], "rows": [], **on}, name)

    def _shortest_of_former_names(self) -> Iterator[Question]:
        """Ask for the masks of former names, and of rows by their former ids."""
        context = next(self._contexts())
        for name in history_samples.names(self.index):
            new_name = self.index.new_names.get(name)
            if new_name is not None:
                ask = {"names": [name], "rows": []}
                yield self._answer_shortest(context, ask, [new_name], [])
        for former_id in history_samples.former_ids(self.index):
            rows = [self.index.row_by_former_id[former_id]]
            yield self._answer_shortest(context, {"names": [], "rows": [former_id]}, [], rows)

    def _answer_shortest(
        self,
        context: ObjectsInMode,
        ask: Mapping[str, object],
        names: Sequence[str],
        rows: Sequence[int],
    ) -> Question:
        result = context.find_shortest(names, rows)
        ask = {**ask, **_context_keys(context)}
        if isinstance(result, Mask):
            return answered(ask, format_canonical(self.index, result))
        facts = {
            "findings": finding_facts(self.index, result),
            "message": inexpressible_message(result),
        }
        return rejected(ask, "inexpressible-mask", **facts)

    @cached_property
    def _masks(self) -> Mapping[str, Mask]:
        return sample_masks(self.index)

    def _contexts(self) -> Iterator[ObjectsInMode]:
        """Yield one object type of each class and of none, some together, and all, in each mode."""
        types = self.index.object_types
        classes = self.index.catalog.object_classes
        some = dict.fromkeys(it.object_types[-1].id for it in classes)
        of_classes = {type_.id for it in classes for type_ in it.object_types}
        some.update(dict.fromkeys(it for it in types if it not in of_classes))
        for chosen in dict.fromkeys([*((it,) for it in some), types[::2], types]):
            for mode in self.index.catalog.modes:
                yield ObjectsInMode(self.index, chosen, mode.id)

    def _requests(self, context: ObjectsInMode) -> Iterator[Request]:
        """Yield requests that a mask can and can't meet."""
        actions = self.index.catalog.actions
        here = [*islice(context.rows, _MOST_REQUESTED)]
        names = sorted({actions[row].name for row in here}, key=self.index.rank.__getitem__)
        some = MaskSamples(self.index).names
        yield Request()
        yield Request(names=some[:2])
        yield Request(rows=[len(actions) - 1, 0])
        scoped = (row for row, action in enumerate(actions) if action.scope is not None)
        yield Request(rows=[*islice(scoped, 0, _MOST_REQUESTED, 2)])
        yield Request(names=names[:3], rows=here[-2:])
        yield Request(rows=here[1:])
        yield Request(names=[name for name in names if name not in some])
        for name in names[:3]:
            yield Request(names=[name])
            yield Request(names=[it for it in names if it != name])
        regular = [row for row, action in enumerate(actions) if not action.restricted_cluster]
        yield Request(rows=regular[:2])


def _context_keys(context: ObjectsInMode) -> dict[str, object]:
    """Return the arguments of a context; a single object type is alone or in a list."""
    types: Sequence[str] | str = [*context.object_types]
    if len(context.object_types) == 1 and context.mode == REGULAR:
        types = context.object_types[0]
    return {"object_types": types, "mode": context.mode}
