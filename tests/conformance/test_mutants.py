"""Each faulty variant of the Python package gives a wrong answer to a question of a corpus.

The corpora are those of the shipped, the odd and the lifecycle catalog, which the packages are
tested with.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from statserver_bindgen.conformance import document
from support.generated import lifecycle_catalog, odd_catalog
from support.mutants import EQUIVALENT, MUTANTS, Mutant
from support.mutated_package import imported_runner, read_sources
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.once
_MODULES_OF_TABLE: Final = (
    *("_members", "_presence", "_queries", "_suggestion", "_statuses"),
    *("_unknown_names", "_unknown_object_types"),
)


class Subject(NamedTuple):
    """The sources of a package by module, and the corpus that it is tested with."""

    sources: Mapping[str, str]
    corpus: Mapping[str, Any]


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the packages of the shipped, the odd and the lifecycle catalog."""
    catalogs = (shipped_catalog(), odd_catalog(), lifecycle_catalog())
    return tuple(
        Subject(read_sources(catalog), json.loads(document.write_corpus(catalog)))
        for catalog in catalogs
    )


def change(sources: Mapping[str, str], mutant: Mutant) -> dict[str, str]:
    """Return the sources with the change of a mutant."""
    source = sources[mutant.module]
    assert source.count(mutant.part) == 1, "the part must occur once: change the mutant"
    changed = source.replace(mutant.part, mutant.replacement)
    compile(changed, mutant.module, "exec")
    return {**sources, mutant.module: changed}


def find_wrong_answer(sources: Mapping[str, str], corpus: Mapping[str, Any]) -> object:
    """Return the first wrong answer of a package, or None."""
    with imported_runner(sources) as runner:
        try:
            return next(runner["differences"](corpus), None)
        except NameError:
            raise  # the change is not a valid one
        except Exception as error:  # noqa: BLE001 - no question may raise another error
            return error


def is_killed(mutant: Mutant) -> bool:
    """Return whether one of the corpora detects a mutant."""
    return any(
        find_wrong_answer(change(sources, mutant), reorder(corpus, mutant)) is not None
        for sources, corpus in subjects()
    )


def reorder(corpus: Mapping[str, Any], mutant: Mutant) -> Mapping[str, Any]:
    """Return the corpus with the questions first that a mutant probably fails, to save time."""
    if mutant.module in _MODULES_OF_TABLE:
        return corpus
    return {**corpus, "levels": corpus["levels"][::-1]}


def test_the_unchanged_packages_give_no_wrong_answer() -> None:
    for sources, corpus in subjects():
        assert find_wrong_answer(sources, corpus) is None


def test_there_are_at_least_60_mutants_and_all_differ() -> None:
    assert len({*MUTANTS, *EQUIVALENT}) == len(MUTANTS) + len(EQUIVALENT) > 60


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_corpus_detects_the_mutant(mutant: Mutant) -> None:
    assert is_killed(mutant)


@pytest.mark.parametrize("mutant", EQUIVALENT, ids=str)
def test_an_equivalent_mutant_gives_the_same_answers(mutant: Mutant) -> None:
    assert not is_killed(mutant)
