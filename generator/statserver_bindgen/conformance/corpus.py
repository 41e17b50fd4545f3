"""The conformance corpus: the questions that every binding must answer, with the answers.

`corpus` takes a catalog and returns the questions by kind as plain data, each with its answer or
with the error that the binding must raise, and the description of kinds, forms and levels.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.conformance.catalog_index import CatalogIndex
from statserver_bindgen.conformance.forms import FORMS, LONGEST_LIST
from statserver_bindgen.conformance.kinds import KINDS, LEVELS
from statserver_bindgen.conformance.mask_questions import MaskQuestions
from statserver_bindgen.conformance.object_questions import ObjectQuestions
from statserver_bindgen.conformance.row_sample import sample_rows
from statserver_bindgen.conformance.table_questions import TableQuestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.answers import Question

_EMPTY: Final = re.compile(r'null|\[\]|""')


def corpus(catalog: Catalog) -> Mapping[str, Any]:
    """Return the questions for a catalog by kind, and the description of their format."""
    by_kind = questions(catalog)
    kinds = [
        {
            **kind._asdict(),
            "optional": sorted(kind.optional),
            "required": [it for it in kind.arguments if it not in kind.optional],
            "examples": [*_examples(by_kind[kind.name])],
        }
        for kind in KINDS
    ]
    forms = [{"name": name, **form._asdict(), "keys": [*form.keys]} for name, form in FORMS.items()]
    return {**describe_corpus(catalog), "kinds": kinds, "forms": forms, "questions": by_kind}


def describe_corpus(catalog: Catalog) -> Mapping[str, Any]:
    """Return what a runner needs in addition to the questions."""
    return {
        "rows": len(catalog.actions),
        "sampled_rows": len(sample_rows(catalog)),
        "longest_list": LONGEST_LIST,
        "levels": [
            {**level._asdict(), "kinds": [it.name for it in KINDS if it.level == level.name]}
            for level in LEVELS
        ],
    }


def questions(catalog: Catalog) -> Mapping[str, list[Question]]:
    """Return the questions for a catalog by kind."""
    index = CatalogIndex(catalog)
    sources = (TableQuestions(index), MaskQuestions(index), ObjectQuestions(index))
    methods = {
        kind.name: next(filter(None, (getattr(it, kind.name, None) for it in sources)))
        for kind in KINDS
    }
    return {name: [*method()] for name, method in methods.items()}


def _examples(asked: Sequence[Question]) -> Iterator[str]:
    """Yield a short question with an answer and one with an error, with few empty values."""
    for key in ("answer", "error"):
        texts = [json.dumps(it) for it in asked if key in it]
        if texts:
            yield min(texts, key=lambda text: (len(_EMPTY.findall(text)), len(text)))
