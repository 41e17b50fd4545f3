"""The reference parser of masks: docs/masks.md, rule by rule.

`ParsedMask` takes the index of a catalog and a text, and has the accepted items and the problems of
the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

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
    from statserver_bindgen.conformance.catalog_index import CatalogIndex

_NAME: Final = re.compile("[A-Za-z0-9_]+")


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
        self.items = [it for it in every_item if self._is_accepted(it)]
        is_complete = len(self.items) == len(every_item)
        self.problems += reader.problems
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

    def _is_accepted(self, item: Item) -> bool:
        """Report the problems of a term; return whether the item is accepted."""
        term = item.term
        if term == "*" or term in self.index.rank:
            return True
        if not term:  # a single tilde, which is reported already
            return False
        is_label = lower(term) in self.index.by_lower_label
        if not is_label and not _NAME.fullmatch(term):
            self.problems += character_problems(self.index, item)
            return False
        problem = self._explain(item)
        self.problems.append(problem)
        return problem.kind == "unknown-name" and _NAME.fullmatch(term) is not None

    def _explain(self, item: Item) -> Problem:
        """Return the problem of a term that is not an action name."""
        look_up = self._looked_up < mask_vocabulary.load().limits.compared
        explanation = explain_name(self.index, item.term, look_up=look_up)
        message = explanation.message or "unknown_name"
        self._looked_up += message == "unknown_name"
        problem = build_problem(
            message,
            item.term_start,
            len(item.term),
            explanation.suggestion,
            text=item.term,
            **explanation.values,
        )
        is_kept = self.keep and _NAME.fullmatch(item.term) and message not in EVERYDAY_WORDS
        if problem.kind == "unknown-name" and is_kept:
            return problem._replace(severity="warning")
        return problem
