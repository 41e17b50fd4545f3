"""The corpus of a very large catalog is a bounded sample of its rows."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest

from statserver_bindgen import load
from statserver_bindgen.conformance.corpus import corpus
from statserver_bindgen.conformance.row_sample import MOST_ROWS, sample_rows
from statserver_bindgen.validation.fast_accept import is_list
from support.large_specs import write_large_spec
from support.specs import shipped_catalog

if TYPE_CHECKING:
    from statserver_bindgen.action import Action
    from statserver_bindgen.catalog import Catalog

ROWS: Final = 12_900
# The limit at 129,000 rows; from 2,000 rows on, only the length of names makes a difference.
MOST_BYTES: Final = 8_000_000


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return a catalog of a hundred times the rows of the table."""
    spec = tmp_path_factory.mktemp("large") / "spec.yaml"
    write_large_spec(spec, ROWS)
    loaded = load(spec).catalog
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def sample(catalog: Catalog) -> list[Action]:
    return [catalog.actions[row] for row in sample_rows(catalog)]


def test_a_table_of_a_usual_size_is_not_sampled() -> None:
    catalog = shipped_catalog()
    assert sample_rows(catalog) == [*range(len(catalog.actions))]


def test_a_sample_has_at_most_2000_rows_with_the_first_and_the_last(
    catalog: Catalog, sample: list[Action]
) -> None:
    assert MOST_ROWS * 0.9 < len(sample) <= MOST_ROWS == 2_000
    assert (sample[0], sample[-1]) == (catalog.actions[0], catalog.actions[-1])


def test_a_sample_is_spread_over_the_table(catalog: Catalog) -> None:
    rows = sample_rows(catalog)
    assert rows == sorted({*rows})
    gaps = [after - before for before, after in pairwise(rows)]
    assert max(gaps) <= ROWS // (MOST_ROWS * 0.9) + 1


def values(actions: list[Action], catalog: Catalog) -> set[object]:
    """Return what the rows have: values, inferred facts, and numbers of rows with one name."""
    counts = {it.name: len(it.actions) for it in catalog.names}
    return {
        value
        for action in actions
        for value in (
            ("object class", action.object_class.id),
            ("timing", action.timing.id),
            ("scope", action.scope and action.scope.id),
            ("source", action.source.id),
            ("interaction related", action.interaction_related),
            ("restricted cluster", action.restricted_cluster),
            ("rows with the name", counts[action.name]),
            *(("inferred", fact.field, fact.reason.id) for fact in action.inferred),
        )
    }


def test_a_sample_has_every_value_of_the_table(catalog: Catalog, sample: list[Action]) -> None:
    assert values(sample, catalog) == values([*catalog.actions], catalog)


@pytest.mark.once
def test_the_corpus_of_a_large_catalog_is_bounded(catalog: Catalog) -> None:
    data: Any = corpus(catalog)
    assert (data["rows"], data["sampled_rows"]) == (ROWS, len(sample_rows(catalog)))
    assert len(data["questions"]["action"]) == data["sampled_rows"]
    assert len(json.dumps(data["questions"], ensure_ascii=False).encode()) < MOST_BYTES
    answers = [it["answer"] for it in data["questions"]["select"] if "answer" in it]
    assert max(len(it) for it in answers if is_list(it)) <= data["longest_list"]
