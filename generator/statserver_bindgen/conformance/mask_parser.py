"""The reference parser of masks: docs/masks.md, rule by rule.

`ParsedMask` takes the index of a catalog and a text, and has the accepted items and the problems of
the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from statserver_bindgen import mask_vocabulary
from statserver_bindgen.conformance.mask_characters import character_problems
from statserver_bindgen.conformance.mask_items import Item, ItemReader
from statserver_bindgen.conformance.mask_problems import Problem, build_problem
from statserver_bindgen.conformance.mask_repetitions import (
    only_exclusions_problem,
    repetition_problems,
)
from statserver_bindgen.conformance.unknown_values import EVERYDAY_WORDS, explain_name
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statserver_bindgen.conformance.catalog_index import CatalogIndex
    from statserver_bindgen.conformance.explanations import Explanation

_NAME: Final = re.compile("[A-Za-z0-9_]+")
# The messages of names whose suggestion replaces their rows, and of all that replace a valid name.
_ENDED: Final = frozenset({"deprecated_for", "removed_for"})
_REPLACED: Final = _ENDED | {"renamed"}


class _Term(NamedTuple):
    """The term of an item: its explanation if it has one, and whether the item is accepted."""

    item: Item
    explanation: Explanation | None
    is_accepted: bool


@dataclass
class ParsedMask:
    """A text parsed as a mask.

    Attributes:
        index: the index of the catalog.
        text: the text.
        keep: whether unknown names are kept, as `unknown="keep"` of the packages.
        items: the accepted items.
        problems: the problems, in order.
    """

    index: CatalogIndex
    text: str
    keep: bool = False
    items: list[Item] = field(default_factory=list[Item])
    problems: list[Problem] = field(default_factory=list[Problem])
    _looked_up: int = 0

    def __post_init__(self) -> None:
        reader = ItemReader(self.text)
        every_item = reader.read()
        terms = [self._read_term(it) for it in every_item]
        accepted = [it for it in terms if it.is_accepted]
        self.items = [it.item for it in accepted]
        is_complete = len(self.items) == len(every_item)
        self.problems += reader.problems
        self.problems += self._term_problems(terms, accepted)
        self.problems += repetition_problems(self.items, is_every_item_accepted=is_complete)
        if problem := only_exclusions_problem(every_item):
            self.problems.append(problem)
        self._withhold_suggestions_in_group()
        self.problems.sort(key=lambda it: it[:3])

    def _withhold_suggestions_in_group(self) -> None:
        """Remove the suggestions for characters after the start of a group."""
        sets = mask_vocabulary.load().characters
        signs, quotes = re.escape(sets.exclusion_signs), re.escape(sets.quotes)
        quote_after_sign = f"[~{signs}][{sets.whitespace}]*[{quotes}]"
        group = re.search(f"{quote_after_sign}|[{re.escape(sets.brackets)}]", self.text)
        if group is None:
            return
        opening = group.end() - 1
        for number, problem in enumerate(self.problems):
            if problem.kind == "bad-character" and problem.start > opening:
                self.problems[number] = problem._replace(suggestion=None)

    @property
    def is_rejected(self) -> bool:
        """Whether one of the problems is an error."""
        return any(it.severity == "error" for it in self.problems)

    def _read_term(self, item: Item) -> _Term:
        """Return the term of an item, and report the characters that names do not have."""
        term = item.term
        if name := self.index.find_name(term):
            is_former = name != term
            names = self.index.earlier_names if is_former else self.index.deprecated_names
            return _Term(item._replace(name=name), names.get(term), is_accepted=True)
        if term in {"*", ""}:  # a single tilde is reported already
            return _Term(item, None, is_accepted=term == "*")
        has_name_characters = _NAME.fullmatch(term) is not None
        if not has_name_characters and lower(term) not in self.index.by_lower_label:
            self.problems += character_problems(self.index, item)
            return _Term(item, None, is_accepted=False)
        look_up = self._looked_up < mask_vocabulary.load().limits.compared
        explanation = explain_name(self.index, term, look_up=look_up)
        self._looked_up += explanation.message == "unknown_name"
        is_accepted = has_name_characters and explanation.message != "wrong_case"
        return _Term(item, explanation, is_accepted)

    def _term_problems(
        self, terms: Sequence[_Term], accepted: Sequence[_Term]
    ) -> Iterator[Problem]:
        """Yield the problems of terms; those of different names never suggest the same name."""
        names = Counter(name for it in accepted for name in _names_of(it))
        is_complete = len(terms) == len(accepted)
        for item, explanation, is_accepted in terms:
            if explanation is None:
                continue
            message = cast("str", explanation.message)
            suggestion = explanation.suggestion
            is_shared = names[item.name] > 1 or names[suggestion] > 1
            is_uncertain = message in _ENDED and not is_complete
            if message in _REPLACED and (is_shared or is_uncertain):
                suggestion = None
            values = {**explanation.values, "text": item.term}
            problem = build_problem(message, item.term_start, len(item.term), suggestion, **values)
            is_kept = self.keep and is_accepted and message not in EVERYDAY_WORDS
            yield problem._replace(severity="warning") if is_kept else problem


def _names_of(term: _Term) -> set[str | None]:
    """Return the name that an accepted item means, and the one that is suggested instead."""
    return {term.item.name, term.explanation.suggestion if term.explanation else None}
