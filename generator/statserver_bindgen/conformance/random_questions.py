"""A random corpus: questions about masks and the table, with the answers of the reference.

The same catalog, number and seed give the same questions, with every version of Python.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.answers import (
    answered,
    finding_facts,
    ids,
    inexpressible_message,
    rejected,
    unknown_name,
)
from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.mask_answers import ObjectsInMode
from statserver_bindgen.conformance.mask_parser import ParsedMask
from statserver_bindgen.conformance.mask_questions import MaskQuestions
from statserver_bindgen.conformance.mask_runs import characters
from statserver_bindgen.conformance.mask_samples import MaskSamples
from statserver_bindgen.conformance.mask_sets import Mask, format_canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.answers import Question

_Value = TypeVar("_Value")
# Texts that no name has, and that parsers of other formats treat in special ways.
_UNUSUAL: Final = (
    "\0",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\U0001f4de",
    "\u212a",
    "\u0130",
    "ß",
    "{}",
    "%s",
)
_LONGEST: Final = 1_000


def random_questions(catalog: Catalog, count: int, seed: int) -> Mapping[str, list[Question]]:
    """Return random questions by kind: most of them about masks."""
    source = _RandomQuestions(CatalogIndex(catalog), random.Random(seed))  # noqa: S311 - no secret
    questions: dict[str, list[Question]] = {kind: [] for kind in _KINDS}
    for number in range(count):
        kind = _KINDS[number % len(_KINDS)]
        questions[kind].append(getattr(source, kind)())
    return questions


# Half of the questions are about texts as masks.
_KINDS: Final = (
    *("mask", "select", "mask", "named", "mask", "selection"),
    *("mask", "algebra", "mask", "comparison", "mask", "shortest"),
)


@dataclass(frozen=True)
class _RandomQuestions:
    """Each public method returns a random question of a kind."""

    index: CatalogIndex
    random: random.Random

    def mask(self) -> Question:
        ask: dict[str, object] = {"text": self._text()}
        keep = self._number(2) == 1
        ask |= {"unknown": "keep"} if keep else {}
        return answered(ask, MaskQuestions(self.index).describe(str(ask["text"]), keep=keep))

    def select(self) -> Question:
        catalog = self.index.catalog
        values: Mapping[str, Sequence[object]] = {
            "object_type": self.index.object_types,
            "object_class": [it.id for it in catalog.object_classes],
            "timing": [it.id for it in catalog.timings],
            "mode": [it.id for it in catalog.modes],
            "instantaneous": (True, False),
            "interaction_related": (True, False),
        }
        ask: dict[str, Any] = {}
        for key, valid in values.items():
            if self._number(3) == 0:
                ask[key] = self._one(valid)
            elif self._number(5) == 0 and True not in valid:
                ask[key] = [self._one(valid) for _ in range(1 + self._number(3))]
        return answered(ask, ids(self.index, self.index.select(ask)))

    def named(self) -> Question:
        name = self._mutated(self._name()) if self._number(4) else self._name()
        new_name = self.index.find_name(name)
        if new_name is not None:
            return answered({"name": name}, ids(self.index, self.index.rows_by_name[new_name]))
        return unknown_name(self.index, {"name": name}, name)

    def selection(self) -> Question:
        context, (text, mask) = self._context(), self._mask()
        names, rows, mixed = context.select(mask)
        answer = {
            "names": names,
            "actions": ids(self.index, rows),
            "is_mixed": mixed,
            "findings": finding_facts(self.index, context.check(mask)),
        }
        return answered({"mask": text, **self._objects(context)}, answer)

    def algebra(self) -> Question:
        (left, one), (right, other) = self._mask(), self._mask()
        answer = {
            "union": format_canonical(self.index, one.union(other)),
            "intersection": format_canonical(self.index, one.intersection(other)),
            "difference": format_canonical(self.index, one.difference(other)),
            "equal": one == other,
        }
        return answered({"left": left, "right": right}, answer)

    def comparison(self) -> Question:
        context, (left, one), (right, other) = self._context(), self._mask(), self._mask()
        only_left, only_right = context.compare(one, other)
        answer = {
            "only_left": ids(self.index, only_left),
            "only_right": ids(self.index, only_right),
        }
        return answered({"left": left, "right": right, **self._objects(context)}, answer)

    def shortest(self) -> Question:
        context, actions = self._context(), self.index.catalog.actions
        here = [*context.rows] if self._number(4) else [*range(len(actions))]
        rows = [self._one(here) for _ in range(self._number(6))] if here else []
        names = [self._name() for _ in range(self._number(3))]
        new_names = [self.index.new_names.get(it, it) for it in names]
        result = context.find_shortest(new_names, rows)
        ask = {
            "names": names,
            "rows": [actions[row].id for row in rows],
            **self._objects(context),
        }
        if isinstance(result, Mask):
            return answered(ask, format_canonical(self.index, result))
        message = inexpressible_message(result)
        findings = finding_facts(self.index, result)
        return rejected(ask, "inexpressible-mask", findings=findings, message=message)

    # Values. `random` is the only method of a generator that no version of Python changes.

    def _number(self, below: int) -> int:
        return int(self.random.random() * below)

    def _one(self, values: Sequence[_Value]) -> _Value:
        return values[self._number(len(values))]

    def _name(self) -> str:
        """Return an action name or a former name."""
        return self._one(self._names)

    def _mask(self) -> tuple[str, Mask]:
        """Return a valid text, and its mask."""
        items = [self._one(("", "~")) + self._one((self._name(), "Zzyzx", "*")) for _ in range(4)]
        text = ",".join(items[: self._number(5)])
        return text, Mask.of_items(ParsedMask(self.index, text, keep=True).items)

    def _context(self) -> ObjectsInMode:
        chosen = {self._one(self.index.object_types) for _ in range(1 + self._number(3))}
        types = tuple(it for it in self.index.object_types if it in chosen)
        return ObjectsInMode(self.index, types, self._one(self.index.catalog.modes).id)

    def _objects(self, context: ObjectsInMode) -> dict[str, object]:
        """Return the arguments of a context, with its object types in some order."""
        types = [*context.object_types]
        if self._number(2):
            types.reverse()
        return {"object_types": types, "mode": context.mode}

    def _text(self) -> str:
        """Return a text: a sample, items with mistakes, or random parts; often mutated."""
        match self._number(4):
            case 0:
                text = "".join(self._one(self._alphabet) for _ in range(self._number(12)))
            case 1:
                text = self._one((",", "", ", ")).join(
                    self._one((self._name(), self._one(self._alphabet)))
                    for _ in range(1 + self._number(9))
                )
            case 2:
                text = ",".join(self._one(("", "~")) + self._name() for _ in range(5))
            case _:
                text = self._one(self._samples)
        for _ in range(self._number(4)):
            text = self._mutated(text)
        return text[:_LONGEST]

    def _mutated(self, text: str) -> str:
        start, end = sorted((self._number(len(text) + 1), self._number(len(text) + 1)))
        match self._number(6):
            case 0:
                return text[:start] + self._one(self._alphabet) + text[start:]
            case 1:
                return text[:start] + text[start + 1 :]
            case 2:
                return text[:start] + text[start:end] * 2 + text[end:]
            case 3:
                return text[:start] + text[start:end].swapcase() + text[end:]
            case 4:
                return text[end:] + text[:start]
            case _:
                return text[:start] + self._name() + text[end:]

    @cached_property
    def _names(self) -> Sequence[str]:
        return (*self.index.names, *self.index.new_names)

    @cached_property
    def _samples(self) -> Sequence[str]:
        return [it for it in MaskSamples(self.index) if isinstance(it, str)]

    @cached_property
    def _alphabet(self) -> Sequence[str]:
        """Characters and parts of texts, each as likely as any other."""
        vocabulary = mask_vocabulary.load()
        sets = characters()
        return (
            *("*", "~", ",", ",", "_", "a", "Z", "9", "é", " or ", "=", *_UNUSUAL),
            *(*sets.whitespace, *sets.quotes, *sets.brackets, *sets.exclusion_signs),
            *(*sets.other_signs, *sets.separators, *vocabulary.separator_words),
            *(f"{key}=" for key in vocabulary.option_keys),
            *(it.name for it in self.index.catalog.known_names),
            *self.index.earlier_names,
        )
