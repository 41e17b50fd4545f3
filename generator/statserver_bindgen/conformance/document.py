"""The text of a corpus: JSON with one question on each line, in ASCII."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from statserver_bindgen.conformance.corpus import describe_corpus, questions
from statserver_bindgen.conformance.random_questions import random_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statserver_bindgen.catalog import Catalog
    from statserver_bindgen.conformance.answers import Question


def write_corpus(catalog: Catalog) -> str:
    """Return the text of the corpus of a catalog."""
    return _write(catalog, questions(catalog))


def write_random_corpus(catalog: Catalog, count: int, seed: int) -> str:
    """Return the text of a corpus of random questions; the same seed gives the same text."""
    return _write(catalog, random_questions(catalog, count, seed))


def _write(catalog: Catalog, by_kind: Mapping[str, list[Question]]) -> str:
    description = describe_corpus(catalog)
    levels = [
        {key: level[key] for key in ("name", "kinds", "keys")} for level in description["levels"]
    ]
    head = {
        "catalog": {"id": catalog.id, "version": catalog.version, "digest": catalog.digest},
        "rows": description["rows"],
        "sampled_rows": description["sampled_rows"],
        "longest_list": description["longest_list"],
        "levels": levels,
    }
    return "".join(_lines(head, by_kind))


def _lines(head: Mapping[str, Any], by_kind: Mapping[str, list[Question]]) -> Iterator[str]:
    yield "{\n"
    for key, value in head.items():
        yield f"  {json.dumps(key)}: {json.dumps(value)},\n"
    kinds = ",\n".join(_kind(kind, asked) for kind, asked in by_kind.items())
    yield f'  "questions": {{\n{kinds}\n  }}\n}}'


def _kind(kind: str, asked: list[Question]) -> str:
    compact = (",", ":")
    lines = ",\n".join(f"      {json.dumps(it, separators=compact)}" for it in asked)
    return f"    {json.dumps(kind)}: [\n{lines}\n    ]"
